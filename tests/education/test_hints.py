"""Statements, which Alexa hands over as free text: those that ask are answered, others are not talked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.education.hints import Hints
from skill.simulator.speaker import Speaker
from tests.education.catalog import CONTENT, TOPIC_IDS

HINTS = Hints(CONTENT.file("hints"))


def test_hints_are_about_topics() -> None:
    entry = CONTENT.file("hints")
    assert set(entry["phrases"]) <= set(TOPIC_IDS)
    assert set(entry["problems"]) <= set(entry["phrases"])


@pytest.mark.parametrize(
    ("statement", "topic"),
    [
        ("husband's in the navy does tricare pay", "tricare-and-va"),
        ("take methadone is that a problem", "addiction-medicine"),
        ("work full time how would i manage", "work"),
        ("lost my insurance last month", "no-insurance"),
        ("son refuses to get help and won't listen", "wont-go"),
        ("Medication makes me feel bad, can they do something?", "side-effects"),
        ("don\N{RIGHT SINGLE QUOTATION MARK}t have a car", "getting-there"),
    ],
)
def test_a_question_or_a_problem_names_its_topic(statement: str, topic: str) -> None:
    assert HINTS.topic_of(statement) == topic


@pytest.mark.parametrize(
    "statement",
    [
        "sad about work",
        "son loves school",
        "went to college in ohio",
        "like the weather",
        "miss the evenings with him",
        "have a phone",
        "never been to a hospital",
        "",
    ],
)
def test_a_remark_names_none(statement: str) -> None:
    assert HINTS.topic_of(statement) is None


def test_a_carrier_that_asks_makes_a_question() -> None:
    assert HINTS.topic_of("relapse") is None
    assert HINTS.topic_of("relapse", asks=True) == "relapse"


@given(st.text(max_size=300), st.booleans())
def test_any_text_names_a_topic_or_none(text: str, asks: bool) -> None:
    topic = HINTS.topic_of(text, asks=asks)
    assert topic is None or topic in TOPIC_IDS


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("my husband's in the navy does tricare pay", "tricare-and-va"),
        ("what if i end up relapsing", "relapse"),
    ],
)
def test_a_statement_that_asks_is_answered(said: str, topic: str) -> None:
    speaker = Speaker()
    speaker.open()
    turn = speaker.say(said)
    assert turn.attributes["education"]["topic"] == topic


@pytest.mark.parametrize(
    "said", ["i feel like killing myself can i still work", "my son wants to die will insurance pay"]
)
def test_risk_is_answered_before_any_topic(said: str) -> None:
    speaker = Speaker()
    speaker.open()
    turn = speaker.say(said)
    assert "education" not in turn.attributes
    assert "988" in turn.speech
