"""What every topic must hold: words short and plain enough to be heard, and where they come from."""

from __future__ import annotations

import re
from datetime import date

import pytest

from skill.education.topics import CAPABILITIES
from tests.education.catalog import CONTENT, TOPIC_IDS, entry, spoken, wordings
from tests.reading import grade, words

FACTS = {f"F{number}" for number in (*range(1, 38), 39)}
"""F38, the numbers of services, is `numbers.toml`."""

SEED_POINTS = set(range(1, 12))
SAID = ("short", "more", "source_spoken")

LONGEST_SHORT, LONGEST_MORE, LONGEST_LEAD = 35, 85, 15
HARDEST_SHORT, HARDEST_MORE = 7.0, 8.0

STIGMA = re.compile(
    r"\b(addicts?|alcoholics?|abus\w+|clean|dirty|habits?|replacement|junkies?|resistant|noncompliant|"
    r"commit\w*|successful|user|epidemic|crazy|insane|victims?|suffer\w*|wreck\w*)\b",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"\b(guarantee\w*|you(?:'ll)? (?:qualify|need (?:an IOP|treatment|this|help))|will cure|cures|"
    r"you're not at risk|don't worry|I understand how|just)\b",
    re.IGNORECASE,
)
EATING_FIGURES = re.compile(r"\b(pounds?|weights?|weigh|calories?|BMI|thin|fat)\b", re.IGNORECASE)

pytestmark = pytest.mark.parametrize("topic_id", TOPIC_IDS)


def without_numbers(text: str) -> str:
    """A number of a service is heard as one thing; it says nothing about how hard the words are."""
    return re.sub(r"\{\w+\}", "number", text)


def everything_said(topic_id: str) -> list[str]:
    lead = entry(topic_id)["lead"]
    return [*(text for field in SAID for text in wordings(topic_id, field)), lead["ask"], lead["reprompt"]]


def test_short_answer_fits_one_breath(topic_id: str) -> None:
    for text in map(without_numbers, wordings(topic_id, "short")):
        assert len(words(text)) <= LONGEST_SHORT, text
        assert grade(text) <= HARDEST_SHORT, text


def test_longer_answer_is_longer_and_still_plain(topic_id: str) -> None:
    shorts = max(len(words(text)) for text in wordings(topic_id, "short"))
    for text in map(without_numbers, wordings(topic_id, "more")):
        assert shorts < len(words(text)) <= LONGEST_MORE, text
        assert grade(text) <= HARDEST_MORE, text


def test_lead_is_one_short_question_to_somewhere(topic_id: str) -> None:
    lead = entry(topic_id)["lead"]
    assert lead["ask"].endswith("?")
    assert lead["ask"].count("?") == 1
    assert len(words(without_numbers(lead["ask"]))) <= LONGEST_LEAD
    assert lead["reprompt"].endswith(lead["ask"])
    assert lead["to"] in CAPABILITIES or (lead["to"] in TOPIC_IDS and lead["to"] != topic_id)


def test_an_answer_leaves_the_question_to_the_lead(topic_id: str) -> None:
    """A question inside an answer would seem to open the microphone; questions to ask a program may stay."""
    for text in wordings(topic_id, "short"):
        assert text.endswith(("?", ".", "}."))
        assert not text.endswith("?")


def test_related_topics_exist(topic_id: str) -> None:
    related = entry(topic_id)["related"]
    assert len(set(related)) == len(related) >= 2
    assert set(related) <= set(TOPIC_IDS) - {topic_id}


def test_source_and_date(topic_id: str) -> None:
    topic = entry(topic_id)
    assert topic["source"]
    assert all(isinstance(source, str) and len(source) > 10 for source in topic["source"])
    assert isinstance(topic["checked"], date)
    assert topic["evidence"] in {"A", "B", "C"}
    assert topic["facts"]
    assert set(topic["facts"]) <= FACTS
    assert set(topic["seed"]) <= SEED_POINTS
    (said,) = wordings(topic_id, "source_spoken")
    assert said.endswith(".")
    assert len(words(said)) <= LONGEST_SHORT


def test_general_knowledge_says_that_it_awaits_a_check(topic_id: str) -> None:
    """What nobody published is marked, so that a clinician finds it."""
    topic = entry(topic_id)
    if any(source.startswith("General knowledge") for source in topic["source"]):
        assert topic["evidence"] == "C"


def test_words_put_the_person_first_and_promise_nothing(topic_id: str) -> None:
    for text in everything_said(topic_id):
        assert not STIGMA.search(text), STIGMA.search(text)
        assert not PROMISE.search(text), PROMISE.search(text)
        assert not EATING_FIGURES.search(text), EATING_FIGURES.search(text)


def test_no_figure_stands_in_the_words(topic_id: str) -> None:
    """Numbers of services come from numbers.toml by name, others are words, prices are not told."""
    for text in everything_said(topic_id):
        assert not re.search(r"[\d$%]|\bdollars?\b", text), text
        for name in re.findall(r"\{(\w+)\}", text):
            assert name in CONTENT.file("numbers"), name


def test_suicide_or_self_harm_comes_with_the_lifeline(topic_id: str) -> None:
    for field in ("short", "more"):
        for text in wordings(topic_id, field):
            if re.search(r"suicid|self-harm|hopeless", text, re.IGNORECASE):
                assert "{lifeline}" in text or "{emergency}" in text, text


def test_medicine_is_never_stopped_on_ones_own(topic_id: str) -> None:
    if "F12" in entry(topic_id)["facts"]:
        for text in wordings(topic_id, "short"):
            assert re.search(r"(please don't|shouldn't|no one should) (stop|change)", text.lower()), text


def test_the_old_number_and_the_closed_line_are_never_read_out(topic_id: str) -> None:
    for text in everything_said(topic_id):
        assert not re.search(r"273|8255|NEDA|press three|\bRISE\b", text)


def test_title_fits_after_tell_me_about(topic_id: str) -> None:
    title = entry(topic_id)["title"]
    assert "IOP" not in title, "it is filled into a sentence as it is, and would not be spelled out"
    assert title[0].islower() or spoken(title) != title
