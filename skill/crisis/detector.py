"""Recognises risk in one text: deterministic, explainable, without network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from skill.crisis.automaton import Automaton, Match
from skill.crisis.context import Context
from skill.crisis.normalise import OPEN, STOP, Normaliser, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Self

_PATTERNS = Path(__file__).parent / "patterns"


class Level(Enum):
    """How clear the sign is, and so how much is said."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"


class Family(Enum):
    """What kind of risk, and so which number leads."""

    SUICIDE = "suicide"
    SELF_HARM = "self-harm"
    OVERDOSE = "overdose"
    MEDICAL = "medical"
    EATING = "eating"
    VIOLENCE = "violence"
    ABUSE = "abuse"
    PSYCHOSIS = "psychosis"
    METHOD = "method"


class Subject(Enum):
    """Whom it is about: the speaker, or somebody whom the speaker wants to help."""

    SELF = "self"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Risk:
    """What was recognised, and why.

    Attributes:
        level: how clear the sign is.
        family: the kind of risk; None where there is none.
        subject: whom it is about; None where there is no risk.
        pattern: id of the pattern that found it; None where there is none.
        span: first and last letter (not included) of the finding in the normal spelling of the text.
    """

    level: Level
    family: Family | None = None
    subject: Subject | None = None
    pattern: str | None = None
    span: tuple[int, int] | None = None


NO_RISK = Risk(Level.NONE)

_LEVELS = {level.value: level for level in Level}
_FAMILIES = {family.value: family for family in Family}
_GRAVITY = {Level.FULL: 0, Level.SHORT: 1, Level.NONE: 2}
# Which family speaks when several are found at the same level: first what cannot wait.
_URGENCY = {
    family: place
    for place, family in enumerate(
        (
            Family.MEDICAL,
            Family.OVERDOSE,
            Family.PSYCHOSIS,
            Family.METHOD,
            Family.SUICIDE,
            Family.VIOLENCE,
            Family.ABUSE,
            Family.SELF_HARM,
            Family.EATING,
        )
    )
}


@dataclass(frozen=True, slots=True)
class _Pattern:
    name: str
    family: str
    level: Level
    subject: str
    past: str
    negation: bool


class Detector:
    """Classifies texts. Holds no state between them; one instance may serve many threads."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._normaliser = Normaliser(**compiled["spelling"])
        self._automaton = Automaton(
            **{
                name: compiled[name]
                for name in ("words", "classes", "skips", "owners", "fillers", "boundaries")
            }
        )
        self._context = Context(
            compiled["context"], compiled["markers"], compiled["boundaries"], compiled["fillers"]
        )
        self._patterns = [
            _Pattern(name, family, _LEVELS[level], subject, past, negation)
            for name, family, level, subject, past, negation in compiled["patterns"]
        ]

    @classmethod
    def load(cls, locale: str = "en-US") -> Self:
        """The detector of a locale, from its compiled patterns.

        Raises:
            FileNotFoundError: if the locale has none.
        """
        return cls(json.loads((_PATTERNS / f"{locale}.json").read_bytes()))

    def classify(self, text: str) -> Risk:
        """The most serious sign of risk in a text, or `Level.NONE`."""
        found = self.findings(text)
        return min(found, key=_order) if found else NO_RISK

    def classify_all(self, texts: Iterable[str]) -> Risk:
        """The most serious sign of risk in any of several texts, such as all slot values of a request."""
        return min((self.classify(text) for text in texts), key=_order, default=NO_RISK)

    def findings(self, text: str) -> list[Risk]:
        """Every sign of risk in a text, in the order of the text."""
        normal = self._normaliser.words(text)
        words = normal.words
        matches = self._automaton.find(words)
        if not matches:
            return []
        matches = [_trimmed(match, words) for match in matches]
        hidden = [match for match in matches if self._patterns[match.pattern].family == "everyday"]
        found = []
        for match in matches:
            pattern = self._patterns[match.pattern]
            if pattern.family == "everyday" or _covered(match, hidden):
                continue
            level, subject = self._read(words, match, pattern)
            if level is not Level.NONE:
                where = _place(text, normal.sources[match.start], normal.sources[match.end - 1])
                found.append(Risk(level, _FAMILIES[pattern.family], subject, pattern.name, where))
        return found

    def _read(self, words: list[str], match: Match, pattern: _Pattern) -> tuple[Level, Subject]:
        """The level of a match in its context, and whom it is about."""
        context = self._context
        subject = Subject.SELF
        if pattern.subject in ("self", "other"):
            subject = Subject(pattern.subject)
        else:
            about = context.about(words, match.start, match.end, inside=pattern.subject == "auto")
            if about == "anyone" and pattern.subject != "anyone":
                return Level.NONE, subject
            if about == "nobody" and pattern.subject == "named" and not context.alone(words, match.start):
                return Level.NONE, subject
            if about == "other" or pattern.subject == "anyone":
                subject = Subject.OTHER if about != "self" else Subject.SELF
        if pattern.negation and context.denied(words, match.start):
            return Level.NONE, subject
        if pattern.past != "keep" and context.over(words, match.start, match.end):
            return (Level.SHORT if pattern.past == "short" else Level.NONE), subject
        return pattern.level, subject


def _trimmed(match: Match, words: list[str]) -> Match:
    """The match without the marks of a beginning or end of a clause."""
    start, end = match.start, match.end
    if words[start] in (OPEN, STOP):
        start += 1
    if words[end - 1] == STOP:
        end -= 1
    return Match(match.pattern, start, end)


def _covered(match: Match, hidden: list[Match]) -> bool:
    """Whether an everyday phrase holds words of the match, without being only a part of it."""
    return any(
        (
            match.start < phrase.end
            and phrase.start < match.end
            and not (match.start <= phrase.start and phrase.end <= match.end and match != phrase)
        )
        or (match.start, match.end) == (phrase.start, phrase.end)
        for phrase in hidden
    )


def _order(risk: Risk) -> tuple[int, int]:
    return _GRAVITY[risk.level], _URGENCY[risk.family] if risk.family else len(_URGENCY)


def _place(text: str, first: int, last: int) -> tuple[int, int]:
    spots = places(text)
    if not spots:
        return 0, 0
    return spots[min(first, len(spots) - 1)][0], spots[min(last, len(spots) - 1)][1]
