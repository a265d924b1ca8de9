"""What a conversation remembers of its search, in session attributes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.programs.finder import Wish
from skill.programs.model import Kind, Place, Point, Program, Service

__all__ = ["Heard", "Remembered"]

_TEXTS = (
    "name",
    "branch",
    "street",
    "city",
    "state",
    "zip",
    "phone",
    "extension",
    "source",
    "edition",
    "as_of",
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A program that was found: what may still be said of it."""

    miles: float
    texts: Mapping[str, str]

    @classmethod
    def of(cls, miles: float, program: Program) -> Heard:
        """What is remembered of a program."""
        return cls(
            round(miles, 1), {name: getattr(program, name) for name in _TEXTS if getattr(program, name)}
        )

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass(slots=True)
class Remembered:
    """One search: where, for what, what was found, and how far the telling has come."""

    place: Place | None = None
    services: frozenset[Service] = frozenset()
    kind: Kind = Kind.IOP
    radius: float = 25.0
    found: list[Heard] = field(default_factory=list)
    told: int = 0
    """How many of them were told."""
    chosen: int = 0
    """Which one "it" is."""
    batch: int = 0
    """Which one was the first of the last breath: "the first one"."""
    words: list[str] = field(default_factory=list)
    """In which words the place was said."""
    named: list[str] = field(default_factory=list)
    """What was said of whose lists these are."""
    card_sent: bool = False
    """Whether the card that asks for the location was sent."""

    def wish(self) -> Wish | None:
        """What is searched for; None while the place is unknown."""
        if self.place is None:
            return None
        return Wish(self.place.point, self.kind, self.services, self.radius)

    def dump(self) -> dict[str, Any]:
        """The search as JSON."""
        dumped: dict[str, Any] = {
            "with": sorted(map(str, self.services)),
            "kind": str(self.kind),
            "radius": self.radius,
            "found": [[heard.miles, dict(heard.texts)] for heard in self.found],
            "told": self.told,
            "chosen": self.chosen,
            "batch": self.batch,
            "words": self.words,
            "named": self.named,
            "card": self.card_sent,
        }
        if self.place:
            point = self.place.point
            dumped["place"] = [
                point.latitude,
                point.longitude,
                self.place.city,
                self.place.state,
                self.place.zip,
            ]
        return {name: value for name, value in dumped.items() if value}

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Remembered:
        """The search that `dump` wrote; a new one if `data` is something else."""
        try:
            place = data.get("place")
            return cls(
                place=Place(Point(float(place[0]), float(place[1])), *place[2:5]) if place else None,
                services=frozenset(map(Service, data.get("with", ()))),
                kind=Kind(data.get("kind", Kind.IOP)),
                radius=float(data.get("radius", 25.0)),
                found=[Heard(float(miles), dict(texts)) for miles, texts in data.get("found", ())],
                told=int(data.get("told", 0)),
                chosen=int(data.get("chosen", 0)),
                batch=int(data.get("batch", 0)),
                words=list(map(str, data.get("words", ()))),
                named=list(map(str, data.get("named", ()))),
                card_sent=bool(data.get("card")),
            )
        except (KeyError, IndexError, TypeError, ValueError):
            return cls()
