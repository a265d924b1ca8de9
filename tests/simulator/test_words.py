from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.simulator.words import Normaliser, said

NORMALISER = Normaliser(["what is an i. o. p.", "what is f. m. l. a.", "i. o. p.'s near me"])


def keys(text: str) -> list[list[str]]:
    return [[word.key for word in words] for words in NORMALISER.utterance(text)]


@pytest.mark.parametrize(
    "typed",
    [
        "i. o. p.",
        "i.o.p.",
        "i.o.p",
        "I.O.P.",
        "IOP",
        "iop",
        "i o p",
        "I-O-P",
        "iops",
        "IOPs",
        "i.o.p.s",
        "i. o. p.'s",
        "i o p s",
    ],
)
def test_the_acronym_is_one_word_however_it_is_written(typed: str) -> None:
    assert keys(f"find {typed} near me")[0] == ["find", "iop", "near", "me"]
    assert NORMALISER.sample("find i. o. p.'s near me") == ["find", "iop", "near", "me"]


def test_letters_are_only_joined_where_a_sample_spells_them() -> None:
    assert keys("do i a b")[0] == ["do", "i", "a", "b"]


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("What's it cost?", "what is it cost"),
        ("whats it cost", "what is it cost"),
        ("what\u2019s it cost", "what is it cost"),
        ("I can\u2019t go", "i can not go"),
        ("i cant go", "i can not go"),
        ("i cannot go", "i can not go"),
        ("I'm gonna go", "i am going to go"),
        ("he's been drinking", "he has been drinking"),
        ("hes been drinking", "he has been drinking"),
        ("twenty-four hours", "twenty four hours"),
        ("24 hours", "twenty four hours"),
        ("level 2.1", "level two point one"),
        ("caf\u00e9", "cafe"),
    ],
)
def test_short_forms_lost_apostrophes_and_digits_come_out_alike(typed: str, full: str) -> None:
    assert full.split() in keys(typed)


def test_a_lost_apostrophe_that_makes_another_word_is_tried_both_ways() -> None:
    assert ["i", "am", "ill"] in keys("im ill")
    assert ["i", "will", "go"] in keys("ill go")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("I'm so TIRED!!!", "i'm so tired"),
        ("im so tired", "i'm so tired"),
        ("an IOP, please.", "an i. o. p. please"),
        ("my son's sick", "my son's sick"),
    ],
)
def test_speech_recognition_writes_words_without_punctuation(typed: str, heard: str) -> None:
    assert said(NORMALISER.utterance(typed)[0]) == heard


def test_half_of_a_contraction_is_written_in_full() -> None:
    words = NORMALISER.utterance("I'm tired")[0]
    assert said(words[1:]) == "am tired"
    assert said(words[:1]) == "i"


@given(st.text())
def test_any_text_becomes_words_that_can_be_compared(text: str) -> None:
    for words in NORMALISER.utterance(text):
        for word in words:
            assert word.key
            assert " " not in word.key
            assert word.key == word.key.lower()
