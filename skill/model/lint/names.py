"""Names: of the skill as people call it, of intents, slots and types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from skill.model.lint.finding import Finding
from skill.model.lint.model import Model

__all__ = ["check"]

WORDS = (2, 3)
"""How many words an invocation name has here; Amazon asks for two unless it is one's own brand."""

WAKE = frozenset({"alexa", "amazon", "echo", "computer", "ziggy", "hey"})
LAUNCH = frozenset(
    {"ask", "begin", "enable", "launch", "load", "open", "play", "resume", "run", "start", "tell", "use"}
)
CONNECT = frozenset(
    {
        "a",
        "about",
        "an",
        "and",
        "by",
        "for",
        "from",
        "if",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "using",
        "whether",
        "with",
    }
)
OF_THE_TRADE = frozenset({"app", "application", "intent", "skill"})
PROMISES = frozenset({"cure", "emergency", "heal", "lifesaving", "rescue", "save"})
"""Amazon's health policy refuses a name that promises a cure or help in danger."""

BUILT_IN_INTENTS = frozenset(
    {
        "AMAZON.CancelIntent",
        "AMAZON.FallbackIntent",
        "AMAZON.HelpIntent",
        "AMAZON.MoreIntent",
        "AMAZON.NavigateHomeIntent",
        "AMAZON.NextIntent",
        "AMAZON.NoIntent",
        "AMAZON.PauseIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.ResumeIntent",
        "AMAZON.StartOverIntent",
        "AMAZON.StopIntent",
        "AMAZON.YesIntent",
    }
)
"""Those of Amazon's that a skill of this kind may use."""

REQUIRED = frozenset(
    f"AMAZON.{name}Intent" for name in ("Cancel", "Fallback", "Help", "NavigateHome", "No", "Stop", "Yes")
)
"""Amazon's required ones, and Yes and No, without which no question can be answered."""

SENSITIVITIES = frozenset({"LOW", "MEDIUM", "HIGH"})
NAME = re.compile(r"[A-Za-z][A-Za-z_]*")


def check(model: Model) -> Iterator[Finding]:
    """What is wrong with names."""
    yield from _invocation_name(model.invocation_name)
    if model.fallback_sensitivity not in SENSITIVITIES:
        yield Finding("fallback-sensitivity", model.locale, "say LOW, MEDIUM or HIGH")
    yield from _intents(Counter(intent.name for intent in model.intents))
    for intent in model.intents:
        for slot in intent.slots:
            if not NAME.fullmatch(slot.name):
                yield Finding("slot-name", f"{intent.name}.{slot.name}", "use letters and underscores")
    for name in model.types:
        if not NAME.fullmatch(name.removeprefix("AMAZON.")):
            yield Finding("type-name", name, "use letters and underscores")


def _intents(names: Counter[str]) -> Iterator[Finding]:
    for name, times in names.items():
        if times > 1:
            yield Finding("intent-twice", name, "keep one")
        if name.startswith("AMAZON."):
            if name not in BUILT_IN_INTENTS:
                yield Finding("intent-name", name, "Amazon has no such intent, or none that fits here")
        elif not NAME.fullmatch(name) or not name.endswith("Intent"):
            yield Finding("intent-name", name, "use letters and end in Intent")
    for name in sorted(REQUIRED - names.keys()):
        yield Finding("intent-required", name, "add it, without samples")


def _invocation_name(name: str) -> Iterator[Finding]:
    words = name.split()
    place = name or "(none)"
    if not WORDS[0] <= len(words) <= WORDS[1]:
        yield Finding("invocation-name", place, "use two or three words")
    if not re.fullmatch(r"[a-z']+( [a-z']+)*", name):
        yield Finding("invocation-name", place, "use lower-case words with single spaces; spell figures out")
    if any(len(word) == 1 for word in words):
        yield Finding("invocation-name", place, "use words, not letters: letters are misheard")
    for what, known in (
        ("a wake word", WAKE),
        ("a launch word", LAUNCH),
        ("a connecting word", CONNECT),
        ("a word for a skill", OF_THE_TRADE),
        ("a promise that Amazon's health policy refuses", PROMISES),
    ):
        for word in sorted(known.intersection(words)):
            yield Finding("invocation-name", place, f"leave out {word!r}, {what}")
