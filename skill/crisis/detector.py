"""Recognises risk in one text: deterministic, explainable, without network."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from skill.crisis.automaton import Automaton
from skill.crisis.cues import Cues
from skill.crisis.findings import Finding, Findings
from skill.crisis.markers import Vocabulary
from skill.crisis.normalise import Normaliser, places
from skill.crisis.packing import read_file
from skill.crisis.reading import (
    ALIKE,
    EXPLAINED_NEEDS,
    HIDDEN_NEEDS,
    LEVELS,
    QUESTION_NEEDS,
    SHORT,
    URGENCY,
    Pattern,
)
from skill.crisis.risk import NO_RISK, Family, Level, Risk, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Self

    from skill.crisis.normalise import Words

__all__ = ["NO_RISK", "Detector", "Family", "Level", "Risk", "Subject"]

_PATTERNS = Path(__file__).parent / "patterns"
_CUES = "cues"
"""The pattern that is named where no pattern but the cues found a risk."""


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
        return cls(read_file((_PATTERNS / f"{locale}.txt").read_text(encoding="utf-8")))

    def classify(self, text: str) -> Risk:
        """The most serious sign of risk in a text, or `Level.NONE`."""
        normal = self._normaliser.words(text)
        found = self._found(normal.words, every=False)
        if not found:
            return NO_RISK
        first = self._gravest(found, normal.words)
        return _risk(first, places(text, normal.sources[first.end - 1] + 1), normal)

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
        found = sorted(self._found(normal.words, every=True), key=_place)
        return [_risk(finding, spots, normal) for finding in found]

    def _found(self, words: list[str], *, every: bool) -> list[Finding]:
        """Signs of risk in the words of a text: every one, or those among which the first to be told is."""
        findings = Findings(words, self._vocabulary, self._cues)
        automaton, patterns = self._automaton, self._patterns
        text = automaton.text(words)
        for line, end in text.candidates:
            pattern = patterns[automaton.owners[line]]
            if every or not findings.told(pattern):
                match = automaton.match(line, end, text)
                if match:
                    findings.take(match, pattern)
        return findings.found or self._cued(words, findings)

    def _gravest(self, found: list[Finding], words: list[str]) -> Finding:
        """The one of which the reply speaks."""
        first = found[0] if len(found) == 1 else min(found, key=_gravity)
        if first.pattern.kind in ALIKE:
            equal = {each.pattern.family: each for each in reversed(found) if each.level == first.level}
            alike = [family.value for family in ALIKE if family.value in equal]
            if len(alike) == len(ALIKE):
                return equal[self._cues.family(words, alike)]
        return first

    def _cued(self, words: list[str], findings: Findings) -> list[Finding]:
        """What the cues say, if they weigh enough: all of them, and what no match took for its own.

        What a match took, and its context took back, may weigh so much that it counts all the same.
        """
        weight, context = findings.doubt.whole(), findings.context
        if weight <= 0 or context.media() or (weight <= QUESTION_NEEDS and context.question()):
            return []
        dismissed = findings.dismissed()
        left = [word for place, word in enumerate(words) if place not in dismissed] if dismissed else words
        needs = HIDDEN_NEEDS if findings.hidden else EXPLAINED_NEEDS
        if dismissed and weight < needs and self._cues.weigh(left) <= 0:
            return []
        family = self._cues.family(left)
        about = context.about(len(words) - 1, len(words), inside=False)
        subject = Subject.OTHER if about == "other" else Subject.SELF
        pattern = self._cued_by[family]
        return [Finding(SHORT, pattern.urgency, pattern, subject, 0, len(words))]


def _risk(finding: Finding, spots: Sequence[tuple[int, int]], normal: Words) -> Risk:
    """A finding as it is told, with its span in letters; the spots are those of the raw words."""
    level, _, pattern, subject, start, end = finding
    span = None
    if spots:
        sources, final = normal.sources, len(spots) - 1
        span = spots[min(sources[start], final)][0], spots[min(sources[end - 1], final)][1]
    return Risk(LEVELS[level], pattern.kind, subject, pattern.name, span)


_gravity = itemgetter(0, 1, 5)  # level, urgency, end
_place = itemgetter(5, 1)


def _order(risk: Risk) -> tuple[int, int]:
    return LEVELS.index(risk.level), URGENCY.index(risk.family) if risk.family else len(URGENCY)
