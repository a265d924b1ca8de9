"""Conversations written down, so that a clinician can read and sign them, and replayed as tests.

The format, in YAML:

```
title: A single mother asks who watches her kids
device: echo            # echo or show; these four may be left out
locale: en-US
grant: none             # none, all, or any of address and profile
postal_code: "02139"
turns:
  - person: .open
    skill: Welcome. I can answer questions about ...
  - person: i'm a single mom who watches my kids
    skill: Staying home is a main reason to choose ...
    intent: ChildcareTopicIntent
  - person: stop
    skill: Goodbye, and take care.
    ends: true
```

`person` is what is said, or `.open`, `.silence`, `.event NAME`. In `skill`, three dots stand for any words.
What a turn leaves out (`intent`, `slots`, `ends`) is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from skill.simulator.envelope import PERMISSIONS
from skill.simulator.errors import TranscriptError
from skill.simulator.exchange import Exchange
from skill.simulator.speaker import Speaker

__all__ = ["Difference", "Line", "Transcript", "perform", "permissions"]

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as it is written down; None is not compared."""

    person: str
    skill: str
    intent: str | None = None
    slots: dict[str, str] | None = None
    ends: bool | None = None

    @classmethod
    def of(cls, exchange: Exchange) -> Line:
        """A turn that took place."""
        return cls(
            person=exchange.say,
            skill=exchange.speech,
            intent=exchange.intent,
            slots=exchange.slots or None,
            ends=None if exchange.open else True,
        )

    def dump(self) -> dict[str, Any]:
        """The line as it stands in the file."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a turn was to be, and what it is now."""

    turn: int
    """Counted from 1."""

    person: str
    what: str
    """`skill`, `intent`, `slots` or `ends`."""

    expected: Any
    found: Any

    def __str__(self) -> str:
        """The difference for a person to read."""
        return f"turn {self.turn}, {self.person!r}: {self.what}\n  - {self.expected}\n  + {self.found}"


@dataclass(slots=True)
class Transcript:
    """A conversation that is written down."""

    title: str
    lines: list[Line] = field(default_factory=list)
    device: str = "echo"
    locale: str = "en-US"
    grant: str = "none"
    postal_code: str | None = None

    @classmethod
    def load(cls, path: Path) -> Transcript:
        """The transcript in a file.

        Raises:
            TranscriptError: it is none.
        """
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            turns = data.pop("turns")
            lines = [
                Line(**{**turn, "person": str(turn["person"]), "skill": str(turn["skill"] or "")})
                for turn in turns
            ]
            return cls(lines=lines, **data)
        except (OSError, yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
            raise TranscriptError(f"{path.name} is no transcript: {error}") from error

    def save(self, path: Path) -> None:
        """Write the transcript to a file."""
        head = {"title": self.title, "device": self.device, "locale": self.locale, "grant": self.grant}
        if self.postal_code is not None:
            head["postal_code"] = self.postal_code
        text = yaml.safe_dump(
            {**head, "turns": [line.dump() for line in self.lines]},
            sort_keys=False,
            allow_unicode=True,
            width=_WIDTH,
        )
        path.write_text(text, encoding="utf-8")

    def speaker(self, **options: Any) -> Speaker:
        """A speaker like the one of the conversation; `options` are further ones of `Speaker`."""
        return Speaker(
            device=self.device,
            locale=self.locale,
            granted=permissions(self.grant),
            postal_code=self.postal_code,
            **options,
        )

    def replay(self, speaker: Speaker) -> Iterator[tuple[Line, Exchange, list[Difference]]]:
        """Every turn anew, with what is different."""
        for number, line in enumerate(self.lines, 1):
            exchange = perform(speaker, line.person)
            yield line, exchange, list(_compare(number, line, exchange))


def permissions(grant: str) -> frozenset[str]:
    """The permissions that `none`, `all` or a list with commas names."""
    if grant == "none":
        return frozenset()
    return frozenset(PERMISSIONS if grant == "all" else grant.split(","))


def perform(speaker: Speaker, line: str) -> Exchange:
    """Do what a line says: speak, `.open`, `.silence` or `.event NAME`."""
    name, _, rest = line.partition(" ")
    match name:
        case ".open":
            return speaker.open()
        case ".silence":
            return speaker.silence()
        case ".event":
            event, _, fields = rest.strip().partition(" ")
            return speaker.event(event, yaml.safe_load(fields) if fields.strip() else None)
    return speaker.say(line)


def _compare(number: int, line: Line, exchange: Exchange) -> Iterator[Difference]:
    found = Line.of(exchange)
    if not _same(line.skill, found.skill):
        yield Difference(number, line.person, "skill", line.skill, found.skill)
    if line.intent is not None and line.intent != found.intent:
        yield Difference(number, line.person, "intent", line.intent, found.intent)
    if line.slots is not None and line.slots != exchange.slots:
        yield Difference(number, line.person, "slots", line.slots, exchange.slots)
    if line.ends is not None and line.ends is exchange.open:
        yield Difference(number, line.person, "ends", line.ends, not exchange.open)


def _same(written: str, spoken: str) -> bool:
    parts = (re.escape(" ".join(part.split())) for part in re.split(r"\.{3}|\u2026", written))
    return re.fullmatch(r"\s*.*\s*".join(parts), " ".join(spoken.split())) is not None
