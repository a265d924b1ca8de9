"""The nearest programs to a point: exact, and in at most two rounds of reading.

The first round reads a circle that the density says should hold enough. If it holds `limit` matches, they
are the nearest. If not, the best `limit` seen so far bound how far the true ones can be, or the whole
radius does, and the second round reads what is missing of that circle. So two rounds always suffice,
however wrong the density is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from math import pi
from typing import Protocol

from skill.programs.density import Density
from skill.programs.geo import (
    BITS,
    PARTITION_BITS,
    Span,
    boxes_around,
    cells,
    finest_bits,
    miles_between,
)
from skill.programs.model import Kind, Point, Program, Service, folded_clinics

__all__ = ["Found", "Index", "cover", "nearest"]

_PARTITION = 1 << BITS - PARTITION_BITS
_FIRST_REACHES = (0.5, 1.0, 2.0, 4.0, 7.0, 12.0, 18.0, 25.0, 35.0, 50.0, 70.0)
"""Miles that a first round may reach."""
_ITEMS_AS_DEAR_AS_A_REQUEST = 80
_FINEST_BITS = 34


class Index(Protocol):
    """What a search reads from."""

    def density(self, kind: Kind) -> Density | None:
        """How many programs of `kind` are where, as far as is known."""

    def read(self, kind: Kind, spans: Sequence[Span], services: frozenset[Service]) -> list[Program]:
        """The programs of `kind` in `spans` that offer all of `services`: one round, one request a span.

        Every span lies within one partition.
        """


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    programs: list[tuple[float, Program]]
    """Miles and program, nearest first; of several listings of one clinic only the nearest."""
    radius: float
    """Miles within which was searched."""
    rounds: int
    """How many times it read, one after the other."""
    requests: int
    """How many requests that were."""


def nearest(  # noqa: PLR0913  # what is asked is four things, all named
    index: Index,
    centre: Point,
    *,
    limit: int,
    radius: float,
    kind: Kind = Kind.IOP,
    services: Iterable[Service] = (),
) -> Found:
    """The `limit` nearest programs of `kind` within `radius` miles of `centre` that offer all of `services`.

    Raises:
        StoreError: the index could not be read.
    """
    wanted = frozenset(services)
    density = index.density(kind)
    reach = _first_reach(density, centre, limit, radius, wanted)
    read: list[Span] = []
    candidates: dict[str, tuple[float, Program]] = {}
    rounds = requests = 0
    while True:
        missing = [part for span in cover(centre, reach, density) for part in _without(span, read)]
        if missing:
            rounds += 1
            requests += len(missing)
            for program in index.read(kind, missing, wanted):
                distance = miles_between(centre, program.point)
                if distance <= radius:
                    candidates[program.id] = (distance, program)
            read = list(merge(read, sorted(missing)))
        ordered = sorted(candidates.values(), key=lambda found: (found[0], found[1].id))
        best = folded_clinics(ordered)[:limit]
        if reach >= radius or (len(best) == limit and best[-1][0] <= reach):
            return Found(best, radius, rounds, requests)
        reach = best[-1][0] if len(best) == limit else radius


def cover(centre: Point, reach: float, density: Density | None) -> list[Span]:
    """Spans of codes that hold the circle of `reach` miles around `centre`, each within one partition.

    Coarse cells cost few requests but read more than is needed; fine ones the other way round. With a
    density the cheapest is taken, and partitions where there is nothing are left out.
    """
    boxes = boxes_around(centre, reach)
    if density is None:
        return _joined(span for box in boxes for span in cells(box, PARTITION_BITS))
    spans: list[Span] = []
    for box in boxes:
        finest = max(PARTITION_BITS, finest_bits(box, at_most=_FINEST_BITS))
        choices = [
            _joined(span for span in cells(box, bits) if density.count(span) > 0)
            for bits in range(PARTITION_BITS, finest + 1)
        ]
        costs = [_cost(choice, density) for choice in choices]
        spans += choices[costs.index(min(costs))]
    return spans


def _cost(spans: Sequence[Span], density: Density) -> float:
    return len(spans) + sum(map(density.count, spans)) / _ITEMS_AS_DEAR_AS_A_REQUEST


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; neighbours within one partition made one."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and joined[-1][1] + 1 == first and first % _PARTITION:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _without(span: Span, read: Sequence[Span]) -> Iterator[Span]:
    """What is left of `span` when the spans that were read, in order, are taken out of it."""
    first, last = span
    for begin, end in read:
        if end < first or begin > last:
            continue
        if begin > first:
            yield first, begin - 1
        first = end + 1
    if first <= last:
        yield first, last


def _first_reach(
    density: Density | None, centre: Point, limit: int, radius: float, services: frozenset[Service]
) -> float:
    """The miles of the first round: enough can be expected there, and more cheaply than in the radius."""
    if density is None:
        return radius
    # Twice as many as are wanted and a few more: a Poisson count with that mean seldom falls short.
    enough = (2 * limit + 3) / density.share(services)
    whole = _cost(cover(centre, radius, density), density)
    for reach in _FIRST_REACHES:
        if reach >= radius:
            break
        if _expected(density, centre, reach) >= enough:
            return reach if _cost(cover(centre, reach, density), density) < whole else radius
    return radius


def _expected(density: Density, centre: Point, reach: float) -> float:
    """About how many programs lie within `reach` miles."""
    expected = 0.0
    for box in boxes_around(centre, reach):
        bits = max(PARTITION_BITS, finest_bits(box, at_most=_FINEST_BITS))
        expected += sum(map(density.count, cells(box, bits)))
    return expected * pi / 4
