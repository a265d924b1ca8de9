"""Every fact and point that the skill was asked to carry is in some topic, and every topic is reached."""

from __future__ import annotations

from skill.education.topics import intent_of, topic_id_of
from tests.education.catalog import CONTENT, TOPIC_IDS, entry, samples, spoken
from tests.education.test_content import FACTS, SEED_POINTS

FEWEST_WORDINGS = 12
MOST_WORDINGS = 220


def test_every_fact_and_point_is_told() -> None:
    assert {fact for topic in TOPIC_IDS for fact in entry(topic)["facts"]} == FACTS
    assert {point for topic in TOPIC_IDS for point in entry(topic)["seed"]} == SEED_POINTS


def test_every_topic_has_an_intent_and_every_intent_a_topic() -> None:
    asked = {topic_id_of(intent) for intent in samples()} - {None}
    assert asked == set(TOPIC_IDS)


def test_every_topic_is_asked_about_in_many_ways_but_not_in_every_way() -> None:
    for topic in TOPIC_IDS:
        assert FEWEST_WORDINGS <= len(samples()[intent_of(topic)]) <= MOST_WORDINGS, topic


def test_no_wording_is_in_two_intents() -> None:
    seen: dict[str, str] = {}
    for intent, wordings in samples().items():
        for wording in wordings:
            owner = seen.setdefault(wording, intent)
            if "TopicIntent" in owner + intent:
                assert owner == intent, f"{wording}: {owner} and {intent}"


def test_a_suggested_title_is_understood() -> None:
    for topic in TOPIC_IDS:
        asked = {wording.replace("-", " ") for wording in samples()[intent_of(topic)]}
        assert f"tell me about {spoken(entry(topic)['title'])}" in asked, topic


def test_the_wording_about_checking_names_the_month_in_which_all_was_checked() -> None:
    checked = {entry(topic)["checked"] for topic in TOPIC_IDS}
    assert {(day.year, day.month) for day in checked} == {(2026, 11)}
    assert "November, twenty twenty-six" in CONTENT.text("education:checked")


def test_bare_concerns_lead_to_topics() -> None:
    assert set(CONTENT.entry("education:concerns").values()) <= set(TOPIC_IDS)
