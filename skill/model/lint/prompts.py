"""Every phrase that a prompt tells people to say must be understood: testers try them one by one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.model.lint.finding import Finding
from skill.model.lint.matching import Matcher
from skill.model.lint.model import Intent, Model

__all__ = ["BUILT_IN_PHRASES", "check", "phrases_in"]

QUOTED = re.compile(r"\u201c([^\u201d]*)\u201d")
"""A phrase to say stands in curly quotes."""

BUILT_IN_PHRASES = {
    "AMAZON.CancelIntent": frozenset({"cancel", "never mind", "forget it"}),
    "AMAZON.HelpIntent": frozenset({"help", "help me"}),
    "AMAZON.NextIntent": frozenset({"next", "skip", "skip forward"}),
    "AMAZON.NoIntent": frozenset({"no", "no thanks"}),
    "AMAZON.PreviousIntent": frozenset({"go back", "skip back", "back up", "previous"}),
    "AMAZON.RepeatIntent": frozenset({"repeat", "say that again", "repeat that"}),
    "AMAZON.StartOverIntent": frozenset({"start over", "restart", "start again"}),
    "AMAZON.StopIntent": frozenset({"stop", "off", "shut up"}),
    "AMAZON.YesIntent": frozenset({"yes", "yes please", "sure"}),
}
"""What Amazon says its intents listen for."""


def phrases_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Every phrase to say in the content files of `folder`, with its file and entry."""
    for path in sorted(folder.rglob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        name = path.relative_to(folder).with_suffix("").as_posix()
        for key, text in _texts(content, ()):
            for phrase in QUOTED.findall(text):
                yield f"{name}:{key}", phrase


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield ".".join(path), value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts(each, (*path, str(place)))


def check(model: Model, folder: Path) -> Iterator[Finding]:
    """Phrases in the content of `folder` that the model does not understand."""
    whole = Matcher(model)
    answers = Matcher(_answers(model))
    built_in = {phrase for intent in model.intents for phrase in BUILT_IN_PHRASES.get(intent.name, ())}
    for place, phrase in phrases_in(folder):
        if phrase.lower().strip(" ,.?!") in built_in:
            continue
        fits = [*whole.fits(phrase), *answers.fits(phrase)]
        # A phrase slot takes anything, and one of Amazon's types alone any word: neither understands.
        if not any(not fit.phrase and (fit.literal or not fit.loose) for fit in fits):
            yield Finding(
                "prompt-phrase",
                f"{place} \u201c{phrase}\u201d",
                "write it as a sentence of an intent, or say another",
            )


def _answers(model: Model) -> Model:
    """The answers to elicited slots, as if each slot were an intent."""
    intents = tuple(
        Intent(f"{intent.name}.{slot.name}", intent.slots, slot.samples)
        for intent in model.intents
        for slot in intent.slots
        if slot.samples
    )
    return Model(model.locale, 0, intents=intents, types=model.types)
