"""A second reading where no pattern fires: the words are weighed by what the examples taught.

People say what no pattern foresaw. The weights are learnt from the sentences in `examples/` by
`skill.crisis.learning`: each word, pair and triple of words speaks for or against risk. Their sum, as a
probability, decides; the words that weighed most are the reason. It is deterministic, a few dozen look-ups
an utterance, and linear in its length.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["UNIT", "Weighing", "Weights", "features"]

UNIT = 100
"""Weights are stored as hundredths."""

WINDOW, STRIDE = 32, 16
"""A long text is read a window of so many words at a time, each beginning so many words after the last."""

_MARKS = frozenset({"^", "."})
_ENDINGS = ("ing", "ed", "es", "in", "s")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the words of a text weigh together."""

    probability: float
    """That it is a sign of risk, 0 to 1, as learnt from the examples."""

    family: str | None
    """The family that most of the weight speaks for."""

    reasons: tuple[str, ...]
    """The words that weighed most, the heaviest first."""


class Weights:
    """The weights of one locale."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """`table` is what `skill.crisis.learning` wrote."""
        self._weights: Mapping[str, Sequence[int]] = table["weights"]
        self._bias: int = table["bias"]
        self._families: Sequence[str] = table["families"]
        self._classes: Mapping[str, str] = table["classes"]
        self._bases: Mapping[str, str] = table["bases"]
        self._fillers = frozenset(table["fillers"])

    def weigh(self, words: Sequence[str]) -> Weighing:
        """The weight of normal words; of a long text, that of its heaviest window."""
        kept = [word for word in words if word not in self._fillers]
        starts = range(0, max(1, len(kept) - STRIDE), STRIDE)
        return max(
            (self._weigh(kept[start : start + WINDOW]) for start in starts),
            key=lambda found: found.probability,
        )

    def _weigh(self, words: Sequence[str]) -> Weighing:
        total = self._bias
        families = [0] * len(self._families)
        heavy: list[tuple[int, str]] = []
        for feature in features(words, self._classes, self._bases):
            found = self._weights.get(feature)
            if found is None:
                continue
            weight, family = found
            total += weight
            if weight > 0:
                families[family] += weight
                heavy.append((weight, feature))
        if not heavy:
            return Weighing(0.0, None, ())
        heavy.sort(key=lambda pair: (-pair[0], pair[1]))
        best = max(range(len(families)), key=families.__getitem__)
        return Weighing(_probability(total), self._families[best], tuple(feature for _, feature in heavy[:3]))


def features(words: Sequence[str], classes: Mapping[str, str], bases: Mapping[str, str]) -> set[str]:
    """The features of normal words without fillers.

    Words as they are; their bases ("dying" is "die"); their classes (`<person>`); each run of two and three
    bases, and each two with one base between them; and the runs again with classes in the place of words.
    """
    seen = set(words)
    row = [_base(word, bases) for word in words]
    seen.update(row)
    seen.update(map(" ".join, pairwise(row)))
    seen.update(map(" ".join, zip(row, row[1:], row[2:], strict=False)))
    seen.update(map(" _ ".join, zip(row, row[2:], strict=False)))
    classed = [(place, classes[word]) for place, word in enumerate(words) if word in classes]
    if classed:
        for place, name in classed:
            row[place] = f"<{name}>"
        for place, _ in classed:
            seen.add(row[place])
            seen.update(map(" ".join, _runs(row, place)))
    return seen - _MARKS


def _runs(row: Sequence[str], place: int) -> Iterator[Sequence[str]]:
    """The runs of two and three in `row` that hold `place`."""
    for start in (place - 1, place):
        if start >= 0 and start + 2 <= len(row):
            yield row[start : start + 2]
    for start in (place - 2, place - 1, place):
        if start >= 0 and start + 3 <= len(row):
            yield row[start : start + 3]


def _base(word: str, bases: Mapping[str, str]) -> str:
    base = bases.get(word)
    if base:
        return base
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _probability(hundredths: int) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, hundredths / UNIT))))
