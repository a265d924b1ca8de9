"""Reads a match of a pattern in its context: how grave it is, and whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.crisis.risk import Family, Level, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skill.crisis.context import Context

FULL, SHORT, NONE = 0, 1, 2
"""The levels by their gravity: comparing numbers costs less than comparing members of an enumeration."""
LEVELS = (Level.FULL, Level.SHORT, Level.NONE)
_NUMBERS = {level.value: number for number, level in enumerate(LEVELS)}
# Which family speaks when several are found at the same level: first what cannot wait, and of that first what
# says more than to call; the script for an overdose names the signs of an emergency, too.
URGENCY = (
    Family.OVERDOSE,
    Family.MEDICAL,
    Family.EATING,
    Family.PSYCHOSIS,
    Family.METHOD,
    Family.SUICIDE,
    Family.VIOLENCE,
    Family.ABUSE,
    Family.SELF_HARM,
)
ALIKE = frozenset({Family.MEDICAL, Family.EATING})
"""Both are found by the same signs, and both scripts name them: the other words tell which it is."""

# What the cues of the text must weigh, in hundredths of log odds, for a finding to stay full: more for the
# patterns that are broad frames, less for what cannot wait.
BROAD_NEEDS, _PLAIN_NEEDS, _EMERGENCY_NEEDS = 150, 100, 0
REMOTE_NEEDS = 300
"""So much more where the text tells of the past or of a story."""
UNLIKELY, _MOST_UNLIKELY = -200, -300
"""With so little weight a finding is none: less still for what cannot wait, or is no more than despair."""
_NOTHING = -(10**6)
"""No text weighs so little."""
QUESTION_NEEDS = 60
"""What the cues must weigh, with no pattern beside them, in a question that does not ask what to do now."""
EXPLAINED_NEEDS, HIDDEN_NEEDS = 300, 400
"""What the cues must weigh for a short reply although a pattern matched, and its context or an everyday
phrase took it back."""
_EMERGENCIES = frozenset({"medical", "overdose"})

# A question about a method is no question about care.
_URGENT = frozenset({"method"})
# Asked about with nobody named, these are topics: "is chest pain always a heart attack".
_TOPICS = frozenset({"medical", "psychosis", "self-harm", "overdose"})
_SUBJECTS = {subject.value: subject for subject in Subject}
_EVERYDAY = "everyday"


def _rank(level: int, family: Family) -> int:
    return level * len(URGENCY) + (_FIRST_ALIKE if family in ALIKE else URGENCY.index(family))


_FIRST_ALIKE = min(map(URGENCY.index, ALIKE))
HIDING = -1
"""The rank of everyday phrases: they are looked for before all others."""


class Pattern:
    """What a pattern says of what it finds, reckoned once."""

    __slots__ = (
        "family",
        "kind",
        "level",
        "name",
        "needs",
        "past",
        "rank",
        "ranks",
        "subject",
        "unlikely",
        "urgency",
    )

    def __init__(self, name: str, family: str, *written: str) -> None:
        """`written` is its level, whom it is about, what the past does to it, and how much it is doubted."""
        self.name, self.family = name, family
        level, self.subject, self.past, doubt = written
        self.level = _NUMBERS[level]
        self.kind = None if family == _EVERYDAY else Family(family)
        self.urgency = URGENCY.index(self.kind) if self.kind else len(URGENCY)
        self.ranks = tuple(_rank(level, self.kind) if self.kind else HIDING for level in (FULL, SHORT))
        """How soon a finding is told at either level, the lowest first; families alike are equal."""
        self.rank = self.ranks[self.level]
        self.needs = BROAD_NEEDS if doubt == "much" else _PLAIN_NEEDS
        self.unlikely = UNLIKELY if self.level == FULL else _MOST_UNLIKELY
        if family in _EMERGENCIES:
            self.needs, self.unlikely = _EMERGENCY_NEEDS, _MOST_UNLIKELY
        if doubt == "none":
            self.needs = self.unlikely = _NOTHING


def read(context: Context, pattern: Pattern, start: int, end: int, *, denies: bool) -> tuple[int, Subject]:
    """The level of a match in its context, and whom it is about.

    Args:
        context: the text.
        pattern: what was found.
        start: its first word.
        end: the word after its last.
        denies: whether it has a negation of its own.
    """
    if (not denies and context.denied(start)) or context.media():
        return NONE, Subject.SELF
    subject = _subject(context, pattern, start, end, denies=denies)
    if subject is None:
        return NONE, Subject.SELF
    level = pattern.level
    if pattern.past == "keep":
        if context.recovered(start, end):
            return NONE, subject
    elif context.over(start, end):
        level = SHORT if pattern.past == "short" else NONE
    if level == FULL and pattern.family not in _URGENT and context.only_asked(start):
        level = SHORT
    if level == FULL and pattern.family not in _EMERGENCIES and context.study():
        level = SHORT
    return level, subject


def _subject(context: Context, pattern: Pattern, start: int, end: int, *, denies: bool) -> Subject | None:
    """Whom a match is about; None if nobody is meant."""
    if pattern.subject in _SUBJECTS:
        return _SUBJECTS[pattern.subject]
    about = context.about(start, end, inside=pattern.subject != "named")
    if about == "nobody" and not denies and pattern.family in _TOPICS and context.question():
        return None
    if pattern.subject == "anyone":
        return Subject.SELF if about == "self" else Subject.OTHER
    if about == "anyone" or (about == "nobody" and pattern.subject == "named" and not context.alone(start)):
        return None
    return Subject.OTHER if about == "other" else Subject.SELF


def covered(start: int, end: int, hidden: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether an everyday phrase holds words of a match, without being only a part of it.

    Args:
        start: its first word.
        end: the word after its last.
        hidden: the phrases that hold each word, first word and the word after the last.
    """
    for place in range(start, end):
        for first, last in hidden.get(place, ()):
            if first < start or last > end or (first == start and last == end):
                return True
    return False
