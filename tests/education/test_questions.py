"""The questions that people ask reach the right topic: the 102 of the list, and wordings not written down.

`questions.tsv` restates the 102 questions; all must be understood. `unseen.tsv` was written apart from the
sentences: its rows marked `tune` may be used to widen them, its rows marked `measure` only measure.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from skill.education.topics import topic_id_of
from skill.simulator.speaker import Speaker
from skill.simulator.understanding import understanding_of
from tests.education.catalog import LOCALE, samples, table

QUESTIONS = [row for row in table("questions.tsv") if row["intent"] != "crisis"]
RISK = [row for row in table("questions.tsv") if row["intent"] == "crisis"]
UNSEEN = table("unseen.tsv")

LEAST_RIGHT, MOST_WRONG = 0.85, 0.08


@cache
def understood(wording: str) -> str:
    verdict = understanding_of(LOCALE).understand(wording, today=date(2026, 11, 23), expected=None)
    assert verdict.intent
    return verdict.intent


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: f"{row['number']} {row['wording']}")
def test_a_question_of_the_list_is_understood(row: dict[str, str]) -> None:
    if row["intent"] not in samples():
        pytest.skip(f"{row['intent']} has no sentences yet")
    assert understood(row["wording"]) == row["intent"]


def test_the_list_is_complete() -> None:
    assert {int(row["number"]) for row in QUESTIONS + RISK} == set(range(1, 103))


@pytest.mark.parametrize("row", RISK, ids=lambda row: f"{row['number']} {row['wording']}")
def test_words_of_risk_are_no_question(row: dict[str, str]) -> None:
    assert topic_id_of(understood(row["wording"])) is None


def test_unseen_wordings_are_not_in_the_sentences() -> None:
    written = {sample for wordings in samples().values() for sample in wordings}
    assert not [row for row in UNSEEN if row["use"] == "measure" and row["wording"] in written]


def test_most_unseen_wordings_are_answered_and_few_with_a_wrong_topic() -> None:
    """Over what is heard in the end: statements that ask are answered by the words in them."""
    rows = [row for row in UNSEEN if row["use"] == "measure"]
    speaker = Speaker()
    outcomes = Counter(_outcome(speaker, row) for row in rows)
    assert outcomes["right"] / len(rows) >= LEAST_RIGHT, outcomes
    assert outcomes["wrong"] / len(rows) <= MOST_WRONG, outcomes


def _outcome(speaker: Speaker, row: dict[str, str]) -> str:
    speaker.open()
    told = speaker.say(row["wording"]).attributes.get("education", {}).get("topic")
    if told is None:
        return "another way on"
    return "right" if told == topic_id_of(row["intent"]) else "wrong"
