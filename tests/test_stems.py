from __future__ import annotations

import pytest

from skill.stems import stem


@pytest.mark.parametrize(
    "family",
    [
        "program programs",
        "cover covers covered coverage",
        "take takes taking took taken",
        "care cares caring cared",
        "live lives living lived",
        "stop stops stopping stopped",
        "manage manages managing managed",
        "therapy therapies therapist",
        "kid kids",
        "child children",
        "weekend weekends",
        "miss misses missing missed",
        "try tries trying tried",
        "allow allows allowing allowed",
        "medicine medicines medication meds",
    ],
)
def test_the_forms_of_a_word_are_one(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "words", ["sam same", "thing think", "bed be", "evening even", "need nee", "use us", "sing s"]
)
def test_other_words_stay_apart(words: str) -> None:
    one, other = words.split()
    assert stem(one) != stem(other)
