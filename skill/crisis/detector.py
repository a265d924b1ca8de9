"""Recognises risk in one text: deterministic, explainable, without network."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from skill.crisis.automaton import Automaton, Match
from skill.crisis.context import Context, Vocabulary
from skill.crisis.cues import Cues
from skill.crisis.normalise import OPEN, STOP, Normaliser, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Self

    from skill.crisis.normalise import Words

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


# What the cues of the text must weigh, in hundredths of log odds, for a finding to stay full: more for the
# patterns that are broad frames, less for what cannot wait.
_BROAD_NEEDS, _PLAIN_NEEDS, _EMERGENCY_NEEDS = 20, -30, -120
_BROAD = frozenset(
    {
        "suicide.death-wished",
        "self-harm.blade-on-body",
        "overdose.took-wrong",
        "medical.body-in-danger",
        "eating.starving-or-purging",
        "violence.threatens-others",
        "abuse.violent-person",
        "psychosis.commanded",
        "method.asks-what-kills",
    }
)
_NEVER_DOUBTED = frozenset({Family.MEDICAL, Family.OVERDOSE})

# A question about a method is no question about care.
_URGENT = frozenset({"method"})
# Asked about with nobody named, these are topics: "is chest pain always a heart attack".
_TOPICS = frozenset({"medical", "psychosis", "self-harm", "overdose"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    name: str
    family: str
    level: Level
    subject: str
    past: str


class Detector:
    """Classifies texts. Holds no state between them; one instance may serve many threads."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._normaliser = Normaliser(**compiled["spelling"])
        self._automaton = Automaton(compiled["automaton"], compiled["fillers"], compiled["boundaries"])
        self._vocabulary = Vocabulary(
            compiled["context"], compiled["markers"], compiled["boundaries"], compiled["fillers"]
        )
        self._cues = Cues(compiled["cues"])
        self._patterns = [
            _Pattern(name, family, _LEVELS[level], subject, past)
            for name, family, level, subject, past in compiled["patterns"]
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
        normal = self._normaliser.words(text)
        found = self._found(normal)
        return _placed(min(found, key=_order), text, normal) if found else NO_RISK

    def classify_all(self, texts: Iterable[str]) -> Risk:
        """The most serious sign of risk in any of several texts, such as all slot values of a request."""
        return min((self.classify(text) for text in texts), key=_order, default=NO_RISK)

    def words(self, text: str) -> list[str]:
        """The text in its normal spelling, as the patterns see it."""
        return self._normaliser.words(text).words

    def findings(self, text: str) -> list[Risk]:
        """Every sign of risk in a text, in the order of the text."""
        normal = self._normaliser.words(text)
        return [_placed(risk, text, normal) for risk in self._found(normal)]

    def _found(self, normal: Words) -> list[Risk]:
        """Every sign of risk; the spans are of words."""
        words = normal.words
        matches = [self._trimmed(match, words) for match in self._automaton.find(words)]
        everyday = [match for match in matches if self._patterns[match.pattern].family == "everyday"]
        hidden = _by_word(everyday) if everyday else {}
        context = Context(words, self._vocabulary)
        found: list[Risk] = []
        dismissed: set[int] = set(hidden)
        for match in matches:
            pattern = self._patterns[match.pattern]
            if pattern.family == "everyday":
                continue
            level, subject = Level.NONE, Subject.SELF
            if not (hidden and _covered(match, hidden)):
                level, subject = _read(context, match, pattern)
            if level is Level.NONE:
                dismissed.update(range(match.start, match.end))
            else:
                span = match.start, match.end
                found.append(Risk(level, _FAMILIES[pattern.family], subject, pattern.name, span))
        return self._doubted(found, words) if found else self._cued(words, dismissed, context)

    def _doubted(self, found: list[Risk], words: list[str]) -> list[Risk]:
        """The findings, those at full made short where the words weigh too little for the kind of pattern."""
        if all(risk.level is not Level.FULL for risk in found):
            return found
        weight = self._cues.weigh(words)
        if weight > _BROAD_NEEDS:
            return found
        return [
            replace(risk, level=Level.SHORT) if risk.level is Level.FULL and weight <= _needed(risk) else risk
            for risk in found
        ]

    def _cued(self, words: list[str], dismissed: set[int], context: Context) -> list[Risk]:
        """What the cues say of the words that no pattern has explained, if they weigh enough."""
        left = [word for index, word in enumerate(words) if index not in dismissed] if dismissed else words
        family = self._cues.family(left)
        if family is None or context.media:
            return []
        about = context.about(len(words) - 1, len(words), inside=False)
        subject = Subject.OTHER if about == "other" else Subject.SELF
        return [Risk(Level.SHORT, _FAMILIES[family], subject, "cues", (0, len(words)))]

    def _trimmed(self, match: Match, words: list[str]) -> Match:
        """The match without the marks of a beginning or end of a clause."""
        start, end = match.start, match.end
        if words[start] in (OPEN, STOP):
            start += 1
        if words[end - 1] in self._vocabulary.edges:
            end -= 1
        return Match(match.pattern, start, end, match.denies)


def _read(context: Context, match: Match, pattern: _Pattern) -> tuple[Level, Subject]:
    """The level of a match in its context, and whom it is about."""
    subject = _subject(context, match, pattern)
    if subject is None or context.media or (not match.denies and context.denied(match.start)):
        return Level.NONE, Subject.SELF
    level = pattern.level
    if pattern.past == "keep":
        if context.recovered(match.start, match.end):
            return Level.NONE, subject
    elif context.over(match.start, match.end):
        level = Level.SHORT if pattern.past == "short" else Level.NONE
    if level is Level.FULL and pattern.family not in _URGENT and context.only_asked(match.start):
        level = Level.SHORT
    if level is Level.FULL and _FAMILIES[pattern.family] not in _NEVER_DOUBTED and context.study:
        level = Level.SHORT
    return level, subject


def _subject(context: Context, match: Match, pattern: _Pattern) -> Subject | None:
    """Whom a match is about; None if nobody is meant."""
    if pattern.subject in ("self", "other"):
        return Subject(pattern.subject)
    about = context.about(match.start, match.end, inside=pattern.subject != "named")
    if about == "nobody" and context.question and pattern.family in _TOPICS and not match.denies:
        return None
    if pattern.subject == "anyone":
        return Subject.SELF if about == "self" else Subject.OTHER
    if about == "anyone" or (
        about == "nobody" and pattern.subject == "named" and not context.alone(match.start)
    ):
        return None
    return Subject.OTHER if about == "other" else Subject.SELF


def _by_word(phrases: list[Match]) -> dict[int, list[Match]]:
    found: dict[int, list[Match]] = {}
    for phrase in phrases:
        for index in range(phrase.start, phrase.end):
            found.setdefault(index, []).append(phrase)
    return found


def _covered(match: Match, hidden: dict[int, list[Match]]) -> bool:
    """Whether an everyday phrase holds words of the match, without being only a part of it."""
    return any(
        not (match.start <= phrase.start and phrase.end <= match.end)
        or (match.start, match.end) == (phrase.start, phrase.end)
        for index in range(match.start, match.end)
        for phrase in hidden.get(index, ())
    )


def _placed(risk: Risk, text: str, normal: Words) -> Risk:
    """The same with its span in letters."""
    spots = places(text)
    if not spots or risk.span is None:
        return risk
    first, last = (min(normal.sources[place], len(spots) - 1) for place in (risk.span[0], risk.span[1] - 1))
    return replace(risk, span=(spots[first][0], spots[last][1]))


def _needed(risk: Risk) -> int:
    """What the cues must weigh for this finding to stay full."""
    if risk.family in _NEVER_DOUBTED:
        return _EMERGENCY_NEEDS
    return _BROAD_NEEDS if risk.pattern in _BROAD else _PLAIN_NEEDS


def _order(risk: Risk) -> tuple[int, int]:
    return _GRAVITY[risk.level], _URGENCY[risk.family] if risk.family else len(_URGENCY)
