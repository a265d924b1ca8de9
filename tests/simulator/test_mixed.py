"""A question, a search or an answer with a sign of risk before, behind or inside it.

`mixed.tsv` is where it is said, tab, what is said; it was written without trying the detector first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from skill.simulator import Exchange, Speaker

BEFORE = {
    "opening": [],
    "screening": ["do i need an i o p", "it's for me", "an adult", "yes"],
    "place": ["find a program"],
    "callback": ["have someone call me"],
}
"""What is said to get there."""

NUMBER = re.compile(r"\b(?:988|911)\b")
LEAST_FOUND = 0.85


@pytest.fixture(scope="module")
def heard() -> dict[str, list[Exchange]]:
    lines = (Path(__file__).parent / "wordings" / "mixed.tsv").read_text(encoding="utf-8").splitlines()
    turns = defaultdict(list)
    for where, said in (line.split("\t") for line in lines):
        speaker = Speaker()
        speaker.open()
        for before in BEFORE[where]:
            speaker.say(before)
        turns[where].append(speaker.say(said))
    return turns


@pytest.mark.parametrize("where", BEFORE)
def test_every_reply_has_a_number_to_call(heard: dict[str, list[Exchange]], where: str) -> None:
    assert not [turn.say for turn in heard[where] if not NUMBER.search(turn.speech)]


def test_most_of_it_is_read_by_the_crisis_gate(heard: dict[str, list[Exchange]]) -> None:
    turns = [turn for those in heard.values() for turn in those]
    missed = [turn.say for turn in turns if "crisis:" not in str(turn.attributes["last"])]
    assert len(missed) <= (1 - LEAST_FOUND) * len(turns), missed
