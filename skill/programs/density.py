"""How many programs there are where: what lets a search start as fine as the density allows.

A directory's density is counted in cells of 20 bits (four geohash characters, about 12 by 18 miles) when it
is imported, and kept as one small item of the table: a few kilobytes for the nation. It only steers a
search: with an old or missing density a search reads more, or once more, and finds the same.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate

from skill.programs.geo import BITS, Span
from skill.programs.model import Service

__all__ = ["CELL_BITS", "Density"]

CELL_BITS = 20
_SHIFT = BITS - CELL_BITS
_SMALLEST_SHARE = 0.002


class Density:
    """Programs by cell, and by what they offer."""

    def __init__(self, cells: Mapping[int, int], offers: Mapping[str, int]) -> None:
        """`cells` counts programs by the first 20 bits of their code, `offers` by service."""
        self._cells = array("I", sorted(cells))
        self._counts = array("I", [cells[cell] for cell in self._cells])
        self._sums = array("Q", [0, *accumulate(self._counts)])
        self.offers = dict(offers)

    @classmethod
    def of(cls, programs: Iterable[tuple[int, Iterable[Service]]]) -> Density:
        """The density of programs, given as codes and services."""
        cells: Counter[int] = Counter()
        offers: Counter[str] = Counter()
        for code, services in programs:
            cells[code >> _SHIFT] += 1
            offers.update(str(service) for service in services)
        return cls(cells, offers)

    @property
    def total(self) -> int:
        """How many programs there are."""
        return self._sums[-1]

    def count(self, span: Span) -> float:
        """About how many programs lie in a span of codes, those of a cell taken as spread evenly over it."""
        first, last = span
        low = bisect_left(self._cells, first >> _SHIFT)
        high = bisect_right(self._cells, last >> _SHIFT)
        if low == high:
            return 0.0
        count = float(self._sums[high] - self._sums[low])
        if self._cells[low] == first >> _SHIFT:
            count -= self._counts[low] * (first & (1 << _SHIFT) - 1) / (1 << _SHIFT)
        if self._cells[high - 1] == last >> _SHIFT:
            count -= self._counts[high - 1] * (1 - ((last & (1 << _SHIFT) - 1) + 1) / (1 << _SHIFT))
        return count

    def share(self, services: Iterable[Service]) -> float:
        """About which share of programs offers all of `services`, never quite none."""
        share = 1.0
        for service in services:
            share *= self.offers.get(service, 0) / (self.total or 1)
        return max(share, _SMALLEST_SHARE)

    def dump(self) -> bytes:
        """The cells as bytes: cells, then counts, 32 bits each, little-endian, deflated."""
        columns = array("I", [*self._cells, *self._counts])
        if sys.byteorder == "big":
            columns.byteswap()
        return zlib.compress(columns.tobytes(), 9)

    @classmethod
    def load(cls, cells: bytes, offers: Mapping[str, int]) -> Density:
        """The density that `dump` wrote.

        Raises:
            ValueError: `cells` is something else.
        """
        columns = array("I")
        try:
            columns.frombytes(zlib.decompress(cells))
        except zlib.error as error:
            raise ValueError("not a density") from error
        if sys.byteorder == "big":
            columns.byteswap()
        half = len(columns) // 2
        return cls(dict(zip(columns[:half], columns[half:], strict=True)), offers)
