"""The nearest programs to a point: exact, and in at most two rounds of reading.

The first round reads a circle that the density says should hold enough. If it holds `limit` matches, they
are the nearest. If not, the best `limit` seen so far bound how far the true ones can be, or the whole
radius does, and the second round reads what is missing of that circle. So two rounds always suffice,
however wrong the density is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from math import exp, pi
from operator import itemgetter
from typing import Protocol

from skill.programs.density import Density
from skill.programs.geo import (
    BITS,
    PARTITION_BITS,
    Box,
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
_SCATTERED = 0.7
"""Programs stand in clumps, and some share a clinic: only so many of the expected are counted on."""
_SMALL_RISK = 0.01


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
    reach, spans = _first(density, centre, limit, radius, wanted)
    read: list[Span] = []
    candidates: dict[str, tuple[float, Program]] = {}
    rounds = requests = 0
    while True:
        missing = [part for span in spans for part in _without(span, read)]
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
        spans = cover(centre, reach, density)


def cover(centre: Point, reach: float, density: Density | None) -> list[Span]:
    """Spans of codes that hold the circle of `reach` miles around `centre`, each within one partition.

    Coarse cells cost few requests but read more than is needed; fine ones the other way round. With a
    density the cheapest is taken, and partitions where there is nothing are left out.
    """
    return _costed(centre, reach, density)[1]


def _costed(centre: Point, reach: float, density: Density | None) -> tuple[float, list[Span]]:
    """The spans of `cover`, and what they cost in requests: a span is one, and so are so many programs."""
    boxes = boxes_around(centre, reach)
    if density is None:
        spans = _joined(span for box in boxes for span in cells(box, PARTITION_BITS))
        return float(len(spans)), spans
    spans, cost = [], 0.0
    for box in boxes:
        finest = max(PARTITION_BITS, finest_bits(box, at_most=_FINEST_BITS))
        choices = [_choice(box, bits, density) for bits in range(PARTITION_BITS, finest + 1)]
        least, cheapest = min(choices, key=itemgetter(0))
        cost += least
        spans += cheapest
    return cost, spans


def _choice(box: Box, bits: int, density: Density) -> tuple[float, list[Span]]:
    """The spans of a box in cells of so many bits, where there is anything, and what they cost."""
    counted = [(span, count) for span in cells(box, bits) if (count := density.count(span)) > 0]
    spans = _joined(span for span, _ in counted)
    return len(spans) + sum(count for _, count in counted) / _ITEMS_AS_DEAR_AS_A_REQUEST, spans


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


def _first(
    density: Density | None, centre: Point, limit: int, radius: float, services: frozenset[Service]
) -> tuple[float, list[Span]]:
    """Miles and spans of the first round: the one that can be expected to be cheapest in the end.

    A smaller circle touches fewer partitions, but if it falls short the radius must be read, too.
    """
    whole, spans = _costed(centre, radius, density)
    if density is None:
        return radius, spans
    least, reach = whole, radius
    share = density.share(services) * _SCATTERED

    def hoped(miles: float) -> float:
        return _expected(density, centre, miles) * share

    for miles in _FIRST_REACHES[bisect_left(_FIRST_REACHES, float(limit), key=hoped) :]:
        if miles >= radius:
            break
        risk = _chance_of_at_most(limit, hoped(miles))
        cost, near = _costed(centre, miles, density)
        cost += risk * (whole + 1)
        if cost < least:
            least, reach, spans = cost, miles, near
        if risk < _SMALL_RISK:
            break
    return reach, spans


def _chance_of_at_most(most: int, mean: float) -> float:
    """The chance that a Poisson count is no more than `most`."""
    chance = term = exp(-mean)
    for count in range(1, most + 1):
        term *= mean / count
        chance += term
    return chance


def _expected(density: Density, centre: Point, reach: float) -> float:
    """About how many programs lie within `reach` miles."""
    expected = 0.0
    for box in boxes_around(centre, reach):
        bits = max(PARTITION_BITS, finest_bits(box, at_most=_FINEST_BITS))
        expected += sum(map(density.count, cells(box, bits)))
    return expected * pi / 4
