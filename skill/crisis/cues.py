"""The second net: words that speak of risk, weighed together, for what no pattern foresaw.

A text whose cues weigh enough gets the short reply, never the full one. A cue is a word stem, a class of
words ("<pills>"), a run of two, two with any word between, or two words of weight near each other. The
weights are a table (`patterns/<locale>/cues.tsv`), learned from the corpus and the examples of this
repository (`skill.crisis.learning`). Enough is more than nothing: risk is then likelier than not.

The table holds a row for each word, with the cues that it ends. A row is unpacked when its word is first met,
so that loading the table costs next to nothing.
"""

from __future__ import annotations

import math
from operator import add, itemgetter
from typing import TYPE_CHECKING

from skill.crisis.packing import Pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

__all__ = ["NEAR", "SINGLE", "Cues", "Kin", "cues", "stem"]

_ENDINGS = ("ing", "ies", "ed", "es", "ly", "s")
_LONG = 4
_STEM = 3

SINGLE, RUN, OVER, NEAR = "", " ", " .. ", " & "
"""How a cue is written: "kill", "kill myself", "kill .. self", "pills & swallow"."""
WITHIN = 6
"""A word of weight is near the last so many others before it."""


def stem(word: str, lemmas: Mapping[str, str]) -> str:
    """One form for all forms of a word: that of the verb table, else without its ending."""
    known = lemmas.get(word)
    if known is not None:
        return known
    if len(word) > _LONG:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                word = word[: -len(ending)]
                break
        if word[-1] == word[-2] and word[-1] not in "ls":
            word = word[:-1]
        return word.removesuffix("e")
    return word


class Kin:
    """What is alike to the cues: forms of a word, words of a class, words that stand for a person.

    Args:
        compiled: `lemmas` (form -> verb), `stands` (word -> what stands for it among the words of weight),
            `light` (words without weight of their own).
        classes: word -> the names of its classes, separated by blanks.
    """

    def __init__(self, compiled: Mapping[str, Any], classes: Mapping[str, str] | Pages) -> None:
        self._lemmas: Mapping[str, str] = compiled["lemmas"]
        self._classes = classes
        self._stands: Mapping[str, str] = compiled["stands"]
        self._light = frozenset(compiled["light"])

    def of(self, word: str) -> tuple[str, Sequence[str], str]:
        """The stem of a word, the names of its classes, and what it counts as near others; empty if light."""
        here = stem(word, self._lemmas)
        classes = (self._classes.get(word) or "").split()
        if here in self._light:
            return here, classes, ""
        return here, classes, self._stands.get(word) or (classes[0] if classes else here)


def cues(words: Sequence[str], kin: Kin) -> Iterator[str]:
    """Every cue in a text, as it is written in the table; a word said again ends no further ones.

    So what is said over and over weighs less and less.
    """
    further = before = ""
    said: set[str] = set()
    near: list[str] = []
    for word in words:
        here, classes, heavy = kin.of(word)
        if here not in said:
            said.add(here)
            yield here
            yield from classes
            if before:
                yield f"{before}{RUN}{here}"
            if further:
                yield f"{further}{OVER}{here}"
            if heavy and heavy not in near:
                yield from (f"{other}{NEAR}{heavy}" for other in near)
                near = [*near[1 - WITHIN :], heavy]
        further, before = before, here


class _Word:
    """What one word adds, unpacked."""

    __slots__ = ("heavy", "near", "over", "runs", "single", "stem", "tells")

    def __init__(self, word: str, kin: Kin, table: Pages, tells: Pages) -> None:
        self.stem, classes, self.heavy = kin.of(word)
        single, self.runs, self.over, near = _unpacked(table.get(self.stem))
        self.single = single + sum(_unpacked(table.get(name))[0] for name in classes)
        if self.heavy != self.stem:
            near = _unpacked(table.get(self.heavy))[3] if self.heavy else {}
        self.near = near
        told = [letters for letters in map(tells.get, (self.stem, *classes)) if letters]
        self.tells = [sum(map(ord, column)) for column in zip(*told, strict=True)]
        """How strongly it speaks of each family; empty if it tells nothing."""


_REMEMBERED = 20_000
_ROOTS = [1.0, *(1 / math.sqrt(length) for length in range(1, 65))]


class Cues:
    """Weighs the cues of a text.

    Args:
        compiled: `table` (the last word of a cue -> its row, see `skill.crisis.learning`), `families` (their
            names), `tells` (stem -> a letter for each family), and what `Kin` needs. Tables by word are
            packed as `Pages`.
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._kin = Kin(compiled, Pages(compiled["classes"]))
        self._table = Pages(compiled["table"])
        self._families: Sequence[str] = compiled["families"]
        self._tells = Pages(compiled["tells"])
        self._known: dict[str, _Word] = {}

    def weigh(self, words: Sequence[str]) -> int:
        """What the cues weigh together: hundredths of log odds of risk."""
        known, total = self._known, 0
        further = before = ""
        said: set[str] = set()
        near: list[str] = []
        for word in words:
            here = known.get(word) or self._met(word)
            if here.stem not in said:
                said.add(here.stem)
                total += here.single + here.runs.get(before, 0) + here.over.get(further, 0)
                heavy = here.heavy
                if heavy and heavy not in near:
                    pairs = here.near
                    for other in near:
                        total += pairs.get(other, 0)
                    near.append(heavy)
                    if len(near) > WITHIN:
                        del near[0]
            further, before = before, here.stem
        length = len(words)
        root = _ROOTS[length] if length < len(_ROOTS) else 1 / math.sqrt(length)
        return round(total * root)

    def each(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """Every cue that weighs anything, with its weight, the heaviest first; for explanations."""
        weights = {cue: self._weight(cue) for cue in cues(words, self._kin)}
        return sorted(
            ((cue, weight) for cue, weight in weights.items() if weight), key=lambda each: -abs(each[1])
        )

    def _weight(self, cue: str) -> int:
        for place, kind in enumerate((RUN, OVER, NEAR)):
            before, found, last = cue.partition(kind)
            if found and RUN not in before and RUN not in last:
                return _unpacked(self._table.get(last))[1:][place].get(before, 0)
        return _unpacked(self._table.get(cue))[0]

    def _met(self, word: str) -> _Word:
        here = _Word(word, self._kin, self._table, self._tells)
        if len(self._known) < _REMEMBERED:
            self._known[word] = here
        return here

    def family(self, words: Sequence[str], among: Collection[str] | None = None) -> str:
        """The family of which the words speak most; of some families, if they are given."""
        totals = [0] * len(self._families)
        for word in words:
            tells = (self._known.get(word) or self._met(word)).tells
            if tells:
                totals = list(map(add, totals, tells))
        told = zip(totals, self._families, strict=True)
        return max((each for each in told if among is None or each[1] in among), key=itemgetter(0))[1]


def _unpacked(row: str | None) -> tuple[int, dict[str, int], dict[str, int], dict[str, int]]:
    """A row of the table: the word's own weight, and those of the cues that it ends, by how they begin."""
    if not row:
        return 0, {}, {}, {}
    single, *others = row.split("|")
    runs, over, near = (_weights(column.split(" ")) for column in others)
    return int(single), runs, over, near


def _weights(column: list[str]) -> dict[str, int]:
    return dict(zip(column[::2], map(int, column[1::2]), strict=False))
