"""Wordings that nobody had in mind when the sentences were written, against the generated model.

`unseen.tsv`, `holdout.tsv` and `blind.tsv` are wording, tab, intent; `off_topic.tsv` is what people say to a
speaker otherwise. The bars are below what was measured when they were set (docs/simulator.md), so that a
change of sentences may cost a wording or two, but not a tenth of them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from skill.simulator.understanding import Understanding, understanding_of

FOLDER = Path(__file__).parent / "wordings"
TODAY = date(2026, 11, 23)
FALLBACK = "AMAZON.FallbackIntent"


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return understanding_of("en-US")


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def _is_topic(intent: str) -> bool:
    return intent.endswith("TopicIntent") and intent != "OffTopicIntent"


@pytest.mark.parametrize("name", ["unseen.tsv", "holdout.tsv", "blind.tsv"])
def test_most_unseen_wordings_reach_their_topic(understanding: Understanding, name: str) -> None:
    rows = [line.split("\t") for line in lines(name)]
    missed = []
    for text, intent in rows:
        found = understanding.understand(text, today=TODAY).intent
        if found != intent:
            missed.append(f"{text} -> {found}")
    assert len(missed) <= 0.33 * len(rows), "\n".join(missed)


@pytest.mark.parametrize("name", ["unseen.tsv", "holdout.tsv", "blind.tsv"])
def test_hardly_any_reaches_another_topic(understanding: Understanding, name: str) -> None:
    rows = [line.split("\t") for line in lines(name)]
    wrong = []
    for text, intent in rows:
        found = understanding.understand(text, today=TODAY).intent
        if found != intent and _is_topic(found):
            wrong.append(f"{text} -> {found}")
    assert len(wrong) <= 0.10 * len(rows), "\n".join(wrong)


def test_hardly_anything_off_topic_reaches_a_topic(understanding: Understanding) -> None:
    found = {text: understanding.understand(text, today=TODAY).intent for text in lines("off_topic.tsv")}
    astray = {text: intent for text, intent in found.items() if _is_topic(intent)}
    assert len(astray) <= 1, astray


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i took a whole bottle of my pills", "OverdoseSelfCrisisIntent"),
        ("i think someone took a whole bottle of my pills", "OverdoseOtherCrisisIntent"),
        ("my brother took a whole bottle of my pills", "OverdoseOtherCrisisIntent"),
    ],
)
def test_a_guess_knows_whom_a_crisis_is_about(understanding: Understanding, text: str, intent: str) -> None:
    assert understanding.understand(text, today=TODAY).intent == intent
