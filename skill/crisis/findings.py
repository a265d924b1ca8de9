"""Gathers the signs of risk in one text: each match, read in its context and against the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skill.crisis.context import Context
from skill.crisis.doubt import Doubt
from skill.crisis.normalise import OPEN, STOP
from skill.crisis.reading import ALIKE, HIDING, NONE, Pattern, covered, read

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from skill.crisis.automaton import Match
    from skill.crisis.cues import Cues
    from skill.crisis.markers import Vocabulary
    from skill.crisis.risk import Family, Subject

_MARKS = frozenset({OPEN, STOP})
_NEVER = 10**6
"""No pattern has a rank as high: all are still of use."""


class Finding(NamedTuple):
    """One sign of risk: the gravest and most urgent sorts first; the span is of words."""

    level: int
    urgency: int
    pattern: Pattern
    subject: Subject
    start: int
    end: int


class Findings:
    """The signs of risk in one text; the patterns are taken in the order in which they are told.

    Args:
        words: the normal words of the text.
        vocabulary: the words that change how a match is read.
        cues: what weighs the words around it.
    """

    def __init__(self, words: list[str], vocabulary: Vocabulary, cues: Cues) -> None:
        self.context = Context(words, vocabulary)
        self.doubt = Doubt(words, self.context, cues, vocabulary)
        self.found: list[Finding] = []
        self.hidden: dict[int, list[tuple[int, int]]] = {}
        """The everyday phrases that hold a word."""
        self._dismissed: set[int] = set()
        self._words = words
        self._edges = vocabulary.edges
        self._gravest = _NEVER
        self._told: set[Family | None] = set()

    def told(self, pattern: Pattern) -> bool:
        """Whether what the pattern could find would change nothing of what is told first."""
        rank = pattern.rank
        if rank < self._gravest:
            return rank != HIDING and self.doubt.nothing(pattern)
        return rank > self._gravest or pattern.kind not in ALIKE or pattern.kind in self._told

    def take(self, match: Match, pattern: Pattern) -> None:
        """Read a match, and keep it if it is a sign of risk."""
        start, end = self._trimmed(match)
        if pattern.kind is None:
            for place in range(start, end):
                self.hidden.setdefault(place, []).append((start, end))
            return
        if (self.hidden and covered(start, end, self.hidden)) or self.doubt.unlikely(pattern, start, end):
            level = NONE
        else:
            level, subject = read(self.context, pattern, start, end, denies=match.denies)
        if level == NONE:
            self._dismissed.update(range(start, end))
            return
        level = self.doubt.level(level, pattern, start, end)
        self.found.append(Finding(level, pattern.urgency, pattern, subject, start, end))
        if pattern.ranks[level] <= self._gravest:
            self._gravest = pattern.ranks[level]
            self._told.add(pattern.kind)

    def dismissed(self) -> AbstractSet[int]:
        """The words of matches that are no sign of risk, and of everyday phrases."""
        return self._dismissed.union(self.hidden) if self.hidden else self._dismissed

    def _trimmed(self, match: Match) -> tuple[int, int]:
        """The span of a match without the marks of a beginning or end of a clause."""
        _, start, end, _ = match
        if self._words[start] in _MARKS:
            start += 1
        if self._words[end - 1] in self._edges:
            end -= 1
        return start, end
