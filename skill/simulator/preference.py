"""Which of two readings of an utterance is likelier: of guesses, of samples that fit, and between the two."""

from __future__ import annotations

from collections.abc import Sequence

from skill.simulator.guess import Guess
from skill.simulator.patterns import Match
from skill.simulator.word_use import CRISIS
from skill.simulator.words import Word

__all__ = ["HALF", "WEAK", "answer_rank", "beats", "is_carried", "is_sound", "open_rank"]

STRONG = 0.70
"""A guess from here on beats a sample that merely takes whatever is said."""

LIKELY, AGREED, PART, FEW = 0.50, 9.0, 0.60, 12
"""A guess at a short question beats a sample that takes whatever is asked ("do {statement}") from this score
on, if all words together speak for the same intent, so much, and it explains this part of so many words."""

SPOKEN_FOR = 8.0
"""How much all words together must speak for a guess before it beats a sample that brings the words."""

CLEAR = 0.85
"""A guess of a risk, or of its harmless twin, from here on beats a sample that brings the words, which the
skill can read."""

RISK_WORDS = 2
"""How many words a guessed crisis intent must share with what was said: "hurt" alone may be a town."""

TWINS = "OrdinaryStatementIntent"
"""The harmless twins of the crisis intents: they have the same words, so nearness tells as little."""

WHOLE = 0.65
"""A guess that beats a sample explains at least this share of what was said: the rest may be the point."""

WEAK = 0.54
"""A guess below this is none."""

HALF = 0.5
"""Nor is a guess that passes over most of what was said."""

_ASKING = "what which who whose where when why how"
_VERBS_FIRST = "is are am do does did has have can could will would should may"
QUESTION_WORDS = frozenset(f"{_ASKING} {_VERBS_FIRST}".split(" "))
"""How a question begins."""


def is_sound(guess: Guess) -> bool:
    """Whether a guess passes over no sign of risk, and takes none from a single word."""
    if guess.candidate.intent.endswith(CRISIS):
        return guess.shared >= RISK_WORDS
    return not (guess.passes_over_risk or guess.near_risk)


def beats(guess: Guess, free: Match | None, words: Sequence[Word]) -> bool:
    """Whether a guess is likelier than a sample that merely takes what was said, or than an open answer."""
    best = guess.candidate
    if free and free.intent == best.intent:
        return False
    whole = guess.explained >= WHOLE
    if not (free and free.free):
        return whole and best.score >= STRONG
    if best.intent.endswith((CRISIS, TWINS)):
        return guess.whole and best.score >= CLEAR
    if whole and best.score >= STRONG and guess.told >= SPOKEN_FOR:
        return True
    return (
        words[0].key in QUESTION_WORDS
        and len(words) <= FEW
        and best.score >= LIKELY
        and guess.told >= AGREED
        and guess.explained >= PART
    )


def answer_rank(match: Match) -> tuple[bool, int, int]:
    """A listed value first; then fewer words that anything could be; then more words of the sample."""
    return match.listed, -match.loose, match.literal


def open_rank(match: Match) -> tuple[bool, int, bool, int]:
    """More words of the sample; then a slot with a meaning of its own before one that takes anything."""
    outside = any(fill.matches == () for fill in match.fills)
    return not outside, match.literal, not match.free, -match.loose


def is_carried(match: Match) -> bool:
    """Whether a sample says enough itself for words outside a type's list to be taken for a value of it."""
    own_types = any(not fill.listed and not fill.type.startswith("AMAZON.") for fill in match.fills)
    return match.literal >= (2 if own_types else 1)
