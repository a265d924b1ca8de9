"""Shares with their uncertainty: a table without it would promise too much for small families."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

__all__ = ["Share", "share_of"]

# The two-sided 95 % point of the normal distribution.
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    total: int

    @property
    def rate(self) -> float:
        """Between 0 and 1; of nothing it is 0."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the rate, after E. B. Wilson, JASA 22 (1927), 209-212."""
        if not self.total:
            return 0.0, 1.0
        weight = Z * Z / self.total
        middle = (self.rate + weight / 2) / (1 + weight)
        half = Z * sqrt(self.rate * (1 - self.rate) / self.total + weight / (4 * self.total)) / (1 + weight)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits:>4} of {self.total:<4}  {self.rate:6.1%}  ({low:.1%} to {high:.1%})"


def share_of(outcomes: Iterable[bool]) -> Share:
    """How many of the outcomes are true."""
    seen = list(outcomes)
    return Share(sum(seen), len(seen))
