"""A whole search: near, then wider if nothing is there, then which wish costs most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from skill.programs.model import Kind, Point, Program, Service
from skill.programs.search import Index, nearest

__all__ = ["CONCERNS", "MOST_FOUND", "RADII", "Findings", "Wish", "find", "step"]

RADII = (5.0, 10.0, 25.0, 50.0, 100.0)
"""Miles that a search goes through on "closer" and "farther", and by itself when nothing is near."""

CONCERNS = frozenset({Service.SUBSTANCE, Service.MENTAL_HEALTH, Service.EATING})
"""What a program treats: not a wish that can be dropped."""

MOST_FOUND = 12
"""As many as anyone listens to."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is searched for."""

    centre: Point
    kind: Kind = Kind.IOP
    services: frozenset[Service] = frozenset()
    radius: float = 25.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search came to."""

    programs: list[tuple[float, Program]]
    radius: float
    """Miles within which was searched in the end."""
    costly: Service | None = None
    """If nothing was found: the wish without which there would be something, the nearest that way."""


def find(index: Index, wish: Wish, *, limit: int = MOST_FOUND) -> Findings:
    """The nearest programs that fulfil a wish, as wide as is needed to find one, up to 100 miles.

    Raises:
        StoreError: the index could not be read.
    """
    for radius in (wish.radius, *(wider for wider in RADII if wider > wish.radius)):
        programs = _nearest(index, replace(wish, radius=radius), limit)
        if programs:
            return Findings(programs, radius)
    return Findings([], max(wish.radius, RADII[-1]), _costly(index, wish))


def _costly(index: Index, wish: Wish) -> Service | None:
    best: tuple[float, Service] | None = None
    for service in sorted(wish.services - CONCERNS):
        fewer = replace(wish, services=wish.services - {service}, radius=RADII[-1])
        programs = _nearest(index, fewer, 1)
        if programs and (best is None or programs[0][0] < best[0]):
            best = programs[0][0], service
    return best[1] if best else None


def _nearest(index: Index, wish: Wish, limit: int) -> list[tuple[float, Program]]:
    found = nearest(
        index, wish.centre, limit=limit, radius=wish.radius, kind=wish.kind, services=wish.services
    )
    return found.programs


def step(radius: float, *, farther: bool) -> float | None:
    """The next radius up or down, or None at the end."""
    choices: Iterable[float] = (
        (r for r in RADII if r > radius) if farther else (r for r in reversed(RADII) if r < radius)
    )
    return next(iter(choices), None)
