"""What a statement asks, by all its words: the table, and what is said."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.education.asked import Asked
from skill.model import asking
from skill.model.build import model_path
from skill.simulator.speaker import Speaker
from tests.education.catalog import LOCALE

ASKED = Asked.load(LOCALE)


def test_the_table_is_that_of_the_model() -> None:
    model = json.loads(model_path(LOCALE).read_text(encoding="utf-8"))
    assert asking.table_path(LOCALE).read_text(encoding="utf-8") == asking.render(model)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("the insurance people turned my claim down can i fight them", "InsuranceDenialTopicIntent"),
        ("my brother only has medicare would that pay", "MedicareTopicIntent"),
        (
            "Does Tricare pay for my wife\N{RIGHT SINGLE QUOTATION MARK}s treatment?",
            "TricareAndVaTopicIntent",
        ),
        ("h r mentioned f m l a what is that", "FmlaTopicIntent"),
    ],
)
def test_all_words_together_tell_what_is_asked(text: str, intent: str) -> None:
    heard = ASKED.of(text)
    assert heard
    assert heard.intent == intent
    assert heard.is_sure(asks=True)


@pytest.mark.parametrize(
    "text", ["", "xylophone", "what about the zygote of a narwhal", "i like purple umbrellas"]
)
def test_what_is_about_nothing_here_is_not_sure(text: str) -> None:
    heard = ASKED.of(text)
    assert heard is None or not heard.is_sure(asks=True)


def test_a_remark_must_say_more_than_a_question() -> None:
    heard = ASKED.of("the evening groups")
    assert heard
    assert heard.is_sure(asks=True)
    assert not heard.is_sure(asks=False)


def test_everybody_of_ones_life_is_alike() -> None:
    assert ASKED.words("my son's counselor") == ASKED.words("my wife's counselor")


@given(st.text(max_size=200))
def test_any_text_is_heard_as_something_or_nothing(text: str) -> None:
    heard = ASKED.of(text)
    assert heard is None or heard.intent.endswith("Intent")


@pytest.fixture
def speaker() -> Speaker:
    speaker = Speaker()
    speaker.open()
    return speaker


def test_an_answer_out_of_free_text_says_where_help_is_but_not_twice_in_a_row(speaker: Speaker) -> None:
    said = "my husband's in the navy does tricare pay"
    assert "988" in speaker.say(said).speech
    assert "988" not in speaker.say(said).speech


def test_a_statement_may_ask_for_the_screening(speaker: Speaker) -> None:
    turn = speaker.say("i'm not sure whether i need something like this could you check")
    assert turn.intent == "IAmStatementIntent"
    assert turn.attributes["pending"]["id"].startswith("screening.")


def test_yes_with_more_behind_it_is_an_answer_where_one_is_open(speaker: Speaker) -> None:
    assert speaker.say("yeah it rained all morning").intent == "YesStatementIntent"
    assert "988" in speaker.say("yeah it rained all morning").speech
    for said in ("do i need an i o p", "it's for me", "an adult", "yes"):
        turn = speaker.say(said)
    assert turn.attributes["pending"]["id"] == "screening.suicide"
    turn = speaker.say("yeah when it rains all morning")
    assert turn.intent == "YesStatementIntent"
    assert "988" in turn.speech
    assert turn.attributes["pending"]["data"] == {"key": "screening:outcomes.help-now"}
