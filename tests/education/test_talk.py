"""How a talk goes on: the disclaimer once, asides, choices, what was heard already, and odd session state."""

from __future__ import annotations

import pytest

from skill.simulator.speaker import Speaker
from tests.education.catalog import CONTENT, TOPIC_IDS, first_question

DISCLAIMER = CONTENT.text("basics:disclaimer")


@pytest.fixture
def speaker() -> Speaker:
    speaker = Speaker()
    speaker.open()
    return speaker


def test_the_disclaimer_is_heard_once_a_session(speaker: Speaker) -> None:
    assert speaker.say("what does it cost").speech.startswith(DISCLAIMER)
    assert DISCLAIMER not in speaker.say("will insurance pay").speech
    assert DISCLAIMER not in speaker.say("tell me more").speech
    speaker.open()
    assert speaker.say("how many weeks").speech.startswith(DISCLAIMER)


def test_more_and_sources_need_a_topic(speaker: Speaker) -> None:
    assert speaker.say("tell me more").open
    turn = speaker.say("who says so")
    assert turn.speech.startswith(CONTENT.text("education:no-source"))


def test_something_else_offers_two_and_yes_takes_the_first(speaker: Speaker) -> None:
    speaker.say("what does it cost")
    turn = speaker.say("something else")
    assert "insurance" in turn.speech
    assert turn.speech.endswith(CONTENT.question("education:which")[0])
    assert speaker.say("yes").speech.startswith(CONTENT.text("topics/insurance:short"))


def test_a_suggested_topic_can_be_named(speaker: Speaker) -> None:
    speaker.say("what does it cost")
    speaker.say("something else")
    assert speaker.say("having no insurance").intent == "NoInsuranceTopicIntent"


def test_something_else_twice_asks_openly(speaker: Speaker) -> None:
    speaker.say("what does it cost")
    speaker.say("something else")
    assert speaker.say("something else").speech.endswith(CONTENT.question("basics:suggest")[0])


def test_the_second_one_can_be_chosen(speaker: Speaker) -> None:
    speaker.say("what does it cost")
    speaker.say("something else")
    assert speaker.say("the second one").speech.startswith("There are still options.")
    speaker.say("something else")
    assert speaker.say("the third one").speech.endswith(CONTENT.question("education:which")[0])


def test_a_question_asked_within_the_screening_leads_back_to_it(speaker: Speaker) -> None:
    speaker.say("do i need an i o p")
    asked = speaker.say("it's for me")
    for aside in ("what does it cost", "tell me more", "who says so"):
        turn = speaker.say(aside)
        assert turn.attributes["pending"]["id"].startswith("screening.")
        assert CONTENT.text("basics:back") in turn.speech
        assert turn.attributes["pending"] == asked.attributes["pending"]


def test_a_bare_concern_is_a_question_about_it(speaker: Speaker) -> None:
    assert speaker.say("mostly drinking").attributes["education"]["topic"] == "substance-use"


def test_repeat_says_the_answer_and_its_question_again(speaker: Speaker) -> None:
    first = speaker.say("what does it cost")
    again = speaker.say("repeat that")
    assert again.speech == first.speech
    assert speaker.say("yes").speech.startswith(CONTENT.text("topics/insurance:short"))


def test_nothing_heard_is_offered_again(speaker: Speaker) -> None:
    """Following every lead with yes never comes back to an answer, and ends in an open question."""
    told = [speaker.say("what does it cost").speech]
    for _ in range(len(TOPIC_IDS)):
        turn = speaker.say("yes")
        if turn.attributes["pending"]["id"] != "education.lead":
            break
        assert turn.speech not in told
        told.append(turn.speech)
    assert turn.open


def test_for_my_son_changes_the_wording_until_for_me(speaker: Speaker) -> None:
    speaker.say("it's for my son")
    theirs = speaker.say("what does it cost").speech
    assert CONTENT.text("topics/cost:short", caregiver=True) in theirs
    speaker.say("no it's for me")
    assert CONTENT.text("topics/cost:short") in speaker.say("what does it cost").speech


def test_a_caregivers_question_changes_the_wording_unless_it_is_known(speaker: Speaker) -> None:
    speaker.say("she won't go what do i say")
    assert CONTENT.text("topics/cost:short", caregiver=True) in speaker.say("what does it cost").speech
    speaker.say("it's for me")
    speaker.say("she won't go what do i say")
    assert CONTENT.text("topics/cost:short") in speaker.say("what does it cost").speech


@pytest.mark.parametrize(
    "education",
    [
        {"topic": "no-such-topic"},
        {"topic": "../numbers"},
        {"topic": 3},
        {"heard": "cost"},
        {"heard": [1, None]},
    ],
)
@pytest.mark.parametrize("intent", ["tell me more", "who says so", "something else", "what does it cost"])
def test_odd_session_state_counts_as_none(education: dict[str, object], intent: str) -> None:
    speaker = Speaker()
    speaker.open()
    speaker.say("what does it cost")
    assert speaker._session is not None
    speaker._session.attributes["education"] = education
    turn = speaker.say(intent)
    assert turn.open
    assert turn.speech


def test_every_session_stays_small(speaker: Speaker) -> None:
    for topic in TOPIC_IDS:
        turn = speaker.say(first_question(topic))
    assert len(str(turn.attributes)) < 2000
