"""The second net: words that speak of risk, weighed together, for what no pattern foresaw.

A text whose cues weigh enough gets the short reply, never the full one. A cue is a word stem, a class of
words ("<pills>"), a run of two or three, two with any word between, or two words of weight near each other.
The weights are a table (`patterns/<locale>/cues.tsv`), learned from the corpus and the examples of this
repository (`skill.crisis.learning`). Enough is more than nothing: risk is then likelier than not.

The table holds a row for each word, with the cues that it ends. A row is unpacked when its word is first met,
so that loading the table costs next to nothing.
"""

from __future__ import annotations

import math
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from skill.crisis.packing import Pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

__all__ = ["NEAR", "Cues", "Kin", "cues", "stem"]

_ENDINGS = ("ing", "ies", "ed", "es", "ly", "s")
_LONG = 4
_STEM = 3

RUN, OVER, NEAR = " ", " .. ", " & "
TWO = "_"
"""How a cue is written: "kill", "kill myself", "kill .. self", "pills & swallow", "want_to die"."""
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

    So what is said over and over weighs less and less. In a run of two a word counts as itself, and if one
    of them has a class, both as the first class that they have as well.
    """
    further = before = before_kind = ""
    said: set[str] = set()
    near: list[str] = []
    for word in words:
        here, classes, heavy = kin.of(word)
        kind = classes[0] if classes else here
        if here not in said:
            said.add(here)
            yield here
            yield from classes
            if before:
                yield f"{before}{RUN}{here}"
                if before_kind != before or kind != here:
                    yield f"{before_kind}{RUN}{kind}"
            if further:
                yield f"{further}{OVER}{here}"
                yield f"{further}{TWO}{before}{RUN}{here}"
            if heavy and heavy not in near:
                yield from (f"{other}{NEAR}{heavy}" for other in near)
                near = [*near[1 - WITHIN :], heavy]
        further, before, before_kind = before, here, kind


class _Word(NamedTuple):
    """What one word adds, unpacked."""

    stem: str
    single: int
    """What it weighs by itself, with its classes."""
    pairs: dict[str, int]
    """What it weighs with the words right before it, by their mark."""
    nears: dict[str, int]
    """What it weighs with words of weight near it, by their mark."""
    kind: str
    """The mark of its class for the word after it; empty if it has none."""
    kinds: dict[str, int]
    """What its class weighs with the word before it, by the mark of that or of its class."""
    run: str
    over: str
    near: str
    """Its marks for the words after it: next to it, with one between, near (empty if it is light)."""
    tells: list[int]
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
        self._pairs: dict[tuple[str, tuple[str, ...]], dict[str, int]] = {}

    def weigh(self, words: Sequence[str]) -> int:
        """What the cues weigh together: hundredths of log odds of risk."""
        known, total = self._known, 0
        # The marks of the word before (as a class, too), of the one before that, and of the two together.
        before = kind = further = two = ""
        between = last = ""
        said: set[str] = set()
        heavy: list[str] = []
        for word in words:
            stem, single, pairs, nears, here_kind, kinds, run, over, near, _ = known.get(word) or self._met(
                word
            )
            if stem not in said:
                said.add(stem)
                total += single
                if pairs:
                    get = pairs.get
                    total += get(before, 0) + get(further, 0) + get(two, 0)
                    if kind and not here_kind:
                        total += get(kind, 0)
                if here_kind:
                    total += kinds.get(kind or before, 0)
                if near and near not in heavy:
                    if nears:
                        get = nears.get
                        for other in heavy:
                            total += get(other, 0)
                    heavy.append(near)
                    if len(heavy) > WITHIN:
                        del heavy[0]
            two = f"{last}{TWO}{run}"
            before, kind, further, between, last = run, here_kind, between, over, stem
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
        for kind in (OVER, NEAR, RUN):
            before, found, last = cue.partition(kind)
            if found:
                return _pairs(self._table.get(last), (kind,)).get(before + kind, 0)
        return _single(self._table.get(cue))

    def _met(self, word: str) -> _Word:
        stem, classes, heavy = self._kin.of(word)
        single = sum(_single(self._table.get(name)) for name in (stem, *classes))
        told = [letters for letters in map(self._tells.get, (stem, *classes)) if letters]
        kind = classes[0] if classes else ""
        here = _Word(
            stem,
            single,
            self._pairs_of(stem, RUN, OVER),
            self._pairs_of(heavy, NEAR),
            intern(kind + RUN) if kind else "",
            self._pairs_of(kind, RUN),
            intern(stem + RUN),
            intern(stem + OVER),
            intern(heavy + NEAR) if heavy else "",
            [sum(map(ord, column)) for column in zip(*told, strict=True)],
        )
        if len(self._known) < _REMEMBERED:
            self._known[word] = here
        return here

    def _pairs_of(self, stem: str, *kinds: str) -> dict[str, int]:
        """What a stem weighs with words before it, as cues of some kinds; the same for all its forms."""
        key = stem, kinds
        if key not in self._pairs:
            self._pairs[key] = _pairs(self._table.get(stem), kinds)
        return self._pairs[key]

    def family(self, words: Sequence[str], among: Collection[str] | None = None) -> str:
        """The family of which the words speak most; of some families, if they are given."""
        told = [tells for word in words if (tells := (self._known.get(word) or self._met(word)).tells)]
        places = [place for place, name in enumerate(self._families) if among is None or name in among]
        totals = [(sum([tells[place] for tells in told]), place) for place in places]
        return self._families[max(totals, key=itemgetter(0))[1]]


def _single(row: str | None) -> int:
    """What a word or a class weighs by itself, of its row in the table."""
    return int(row[: row.index("|")]) if row else 0


def _pairs(row: str | None, kinds: Collection[str]) -> dict[str, int]:
    """What a word weighs with words before it, of its row in the table: the mark of the other -> weight."""
    pairs: dict[str, int] = {}
    if row:
        for kind, column in zip((RUN, OVER, NEAR), row.split("|")[1:], strict=True):
            if kind in kinds:
                entries = column.split(" ")
                for other, weight in zip(entries[::2], entries[1::2], strict=False):
                    pairs[intern(other + kind)] = _WEIGHTS[int(weight)]
    return pairs


class _Weights(dict[int, int]):
    """One object for each number, however often it is met: so fewer places of memory are read."""

    def __missing__(self, weight: int) -> int:
        self[weight] = weight
        return weight


_WEIGHTS = _Weights()
