"""An index in memory that reads as the table does: what the search asks of it is counted and checked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from skill.programs.density import Density
from skill.programs.geo import BITS, PARTITION_BITS, Span, code_of, miles_between
from skill.programs.model import Kind, Point, Program, Service, folded_clinics


class MemoryIndex:
    """Programs of one kind, sorted as the index of the table sorts them."""

    def __init__(
        self, programs: Iterable[Program], *, density: Density | str | None = "of the programs"
    ) -> None:
        self.rows = sorted((code_of(one.point), one.id, one) for one in programs)
        self.codes = [code for code, _, _ in self.rows]
        known = Density.of((code, one.services) for code, _, one in self.rows)
        self._density = known if density == "of the programs" else density
        self.read_twice = False
        self._read: list[Span] = []

    def density(self, kind: Kind) -> Density | None:
        assert kind is Kind.IOP
        assert not isinstance(self._density, str)
        return self._density

    def read(self, kind: Kind, spans: Sequence[Span], services: frozenset[Service]) -> list[Program]:
        found = []
        for first, last in spans:
            assert first <= last
            assert first >> BITS - PARTITION_BITS == last >> BITS - PARTITION_BITS, (
                "two partitions in one request"
            )
            self.read_twice |= any(begin <= last and first <= end for begin, end in self._read)
            self._read.append((first, last))
            rows = self.rows[bisect_left(self.codes, first) : bisect_right(self.codes, last)]
            found += [one for _, _, one in rows if services <= one.services]
        return found

    def fresh(self) -> MemoryIndex:
        """The same programs, none of them read yet."""
        self._read, self.read_twice = [], False
        return self


def brute_force(
    programs: Iterable[Program], centre: Point, limit: int, radius: float, services: frozenset[Service]
) -> list[tuple[float, str]]:
    """Every program measured: what the search must equal."""
    measured = ((miles_between(centre, one.point), one) for one in programs if services <= one.services)
    within = sorted((pair for pair in measured if pair[0] <= radius), key=lambda pair: (pair[0], pair[1].id))
    return [(miles, one.id) for miles, one in folded_clinics(within)[:limit]]
