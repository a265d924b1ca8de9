"""Recognises risk in one text: deterministic, explainable, without network."""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skill.crisis.automaton import Automaton, Match
from skill.crisis.context import Context, Vocabulary
from skill.crisis.cues import Cues
from skill.crisis.normalise import OPEN, STOP, Normaliser, places
from skill.crisis.reading import (
    ALIKE,
    BROAD_NEEDS,
    EXPLAINED_NEEDS,
    FULL,
    LEVELS,
    NONE,
    QUESTION_NEEDS,
    REMOTE_NEEDS,
    SHORT,
    UNLIKELY,
    URGENCY,
    Pattern,
    by_word,
    covered,
    read,
)
from skill.crisis.risk import NO_RISK, Family, Level, Risk, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Self

    from skill.crisis.normalise import Words

__all__ = ["NO_RISK", "Detector", "Family", "Level", "Risk", "Subject"]

_PATTERNS = Path(__file__).parent / "patterns"
_MARKS = frozenset({OPEN, STOP})
_REACH = 20
"""So many words before and after a finding belong to it."""
_CUES = "cues"
"""The pattern that is named where no pattern but the cues found a risk."""


class _Finding(NamedTuple):
    """One sign of risk: the gravest and most urgent sorts first; the span is of words."""

    level: int
    urgency: int
    pattern: Pattern
    subject: Subject
    start: int
    end: int


class Detector:
    """Classifies texts. Holds no state between them; one instance may serve many threads."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._normaliser = Normaliser(**compiled["spelling"])
        self._automaton = Automaton(compiled["automaton"], compiled["fillers"], compiled["boundaries"])
        self._vocabulary = Vocabulary(
            compiled["context"], compiled["markers"], compiled["boundaries"], compiled["fillers"]
        )
        self._cues = Cues(compiled["cues"])
        self._patterns = [Pattern(*written) for written in compiled["patterns"]]
        self._cued_by = {
            family: Pattern(_CUES, family, "short", "auto", "drop", "some")
            for family in compiled["cues"]["families"]
        }

    @classmethod
    def load(cls, locale: str = "en-US") -> Self:
        """The detector of a locale, from its compiled patterns.

        Raises:
            FileNotFoundError: if the locale has none.
        """
        return cls(json.loads((_PATTERNS / f"{locale}.json").read_bytes()))

    def classify(self, text: str) -> Risk:
        """The most serious sign of risk in a text, or `Level.NONE`."""
        normal = self._normaliser.words(text)
        found = self._found(normal.words)
        if not found:
            return NO_RISK
        return _risk(self._gravest(found, normal.words), places(text), normal)

    def classify_all(self, texts: Iterable[str]) -> Risk:
        """The most serious sign of risk in any of several texts, such as all slot values of a request."""
        return min((self.classify(text) for text in texts), key=_order, default=NO_RISK)

    def words(self, text: str) -> list[str]:
        """The text in its normal spelling, as the patterns see it."""
        return self._normaliser.words(text).words

    def weighed(self, text: str) -> tuple[int, list[tuple[str, int]]]:
        """What the cues of a text weigh together, and each that weighs, the heaviest first.

        In hundredths of log odds; the whole is their sum over the root of the number of words.
        """
        words = self.words(text)
        return self._cues.weigh(words), self._cues.each(words)

    def findings(self, text: str) -> list[Risk]:
        """Every sign of risk in a text, in the order of the text."""
        normal = self._normaliser.words(text)
        spots = places(text)
        return [_risk(finding, spots, normal) for finding in self._found(normal.words)]

    def _found(self, words: list[str]) -> list[_Finding]:
        """Every sign of risk in the words of a text."""
        matches = self._automaton.find(words)
        context = Context(words, self._vocabulary)
        if not matches:
            return self._cued(words, words, context, hidden=False)
        met = [(self._trimmed(match, words), self._patterns[match.pattern]) for match in matches]
        everyday = [match for match, pattern in met if pattern.kind is None]
        hidden = by_word(everyday) if everyday else {}
        found: list[_Finding] = []
        dismissed: set[int] = set(hidden)
        for match, pattern in met:
            if pattern.kind is None:
                continue
            level, subject = NONE, Subject.SELF
            if not (hidden and covered(match, hidden)):
                level, subject = read(context, match, pattern)
            if level == NONE:
                dismissed.update(range(match.start, match.end))
            else:
                found.append(_Finding(level, pattern.urgency, pattern, subject, match.start, match.end))
        if found:
            return self._doubted(found, words, context)
        left = [word for index, word in enumerate(words) if index not in dismissed]
        return self._cued(words, left, context, hidden=bool(hidden))

    def _gravest(self, found: list[_Finding], words: list[str]) -> _Finding:
        """The one of which the reply speaks."""
        first = min(found, key=_gravity)
        if first.pattern.kind in ALIKE:
            equal = {each.pattern.family: each for each in reversed(found) if each.level == first.level}
            alike = [family.value for family in ALIKE if family.value in equal]
            if len(alike) == len(ALIKE):
                return equal[self._cues.family(words, alike)]
        return first

    def _doubted(self, found: list[_Finding], words: list[str], context: Context) -> list[_Finding]:
        """The findings that stand: where the words weigh too little they are made short, or are none."""
        around = _around(found, words)
        weight = self._cues.weigh(around)
        if weight <= UNLIKELY:
            found = [finding for finding in found if weight > finding.pattern.unlikely]
        if len(around) < len(words):
            context = Context(around, self._vocabulary)
        if context.remote():
            weight -= REMOTE_NEEDS
        if weight > BROAD_NEEDS:
            return found
        return [
            finding._replace(level=SHORT)
            if finding.level == FULL and weight <= finding.pattern.needs
            else finding
            for finding in found
        ]

    def _cued(self, words: list[str], left: list[str], context: Context, *, hidden: bool) -> list[_Finding]:
        """What the cues say, if they weigh enough: all of them, and what no match took for its own.

        What a match took, and its context took back, may weigh so much that it counts all the same.
        """
        weight = self._cues.weigh(words)
        if weight <= 0 or context.media() or (weight <= QUESTION_NEEDS and context.question()):
            return []
        if left is not words and self._cues.weigh(left) <= 0 and (hidden or weight < EXPLAINED_NEEDS):
            return []
        family = self._cues.family(left)
        about = context.about(len(words) - 1, len(words), inside=False)
        subject = Subject.OTHER if about == "other" else Subject.SELF
        pattern = self._cued_by[family]
        return [_Finding(SHORT, pattern.urgency, pattern, subject, 0, len(words))]

    def _trimmed(self, match: Match, words: list[str]) -> Match:
        """The match without the marks of a beginning or end of a clause."""
        pattern, start, end, denies = match
        if words[start] in _MARKS:
            start += 1
        if words[end - 1] in self._vocabulary.edges:
            end -= 1
        return Match(pattern, start, end, denies)


def _around(found: list[_Finding], words: list[str]) -> list[str]:
    """The sentences of what was found, and not too much of them: the rest of a long text would drown it."""
    first, last = min(finding.start for finding in found), max(finding.end for finding in found)
    start = next((at for at in range(first - 1, max(0, first - _REACH), -1) if words[at] == STOP), None)
    end = next((at for at in range(last - 1, min(len(words), last + _REACH)) if words[at] == STOP), None)
    return words[max(0, first - _REACH) if start is None else start : (end or last + _REACH) + 1]


def _risk(finding: _Finding, spots: list[tuple[int, int]], normal: Words) -> Risk:
    """A finding as it is told, with its span in letters; the spots are those of the raw words."""
    level, _, pattern, subject, start, end = finding
    span = start, end
    if spots:
        first, last = (min(normal.sources[place], len(spots) - 1) for place in (start, end - 1))
        span = spots[first][0], spots[last][1]
    return Risk(LEVELS[level], pattern.kind, subject, pattern.name, span)


_gravity = itemgetter(0, 1)


def _order(risk: Risk) -> tuple[int, int]:
    return LEVELS.index(risk.level), URGENCY.index(risk.family) if risk.family else len(URGENCY)
