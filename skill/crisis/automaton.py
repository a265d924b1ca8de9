"""Finds every pattern in a list of words in one pass: bit-parallel, no backtracking.

Each word of each pattern is one bit of a large integer (a position). A word that is read moves all patterns
forward with a handful of integer operations: the Shift-And method of Baeza-Yates and Gonnet, with skips for
fillers and gaps, and jumps where alternatives part and join. The time is linear in the number of words.

Masks are made of the compiled text only when a word is first met, so loading costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

GAP = 5
"""The most words that one gap (`..`) may take."""
WINDOW = 48
"""The most words that one finding may span, fillers included."""
_REMEMBERED = 4096

DENIALS = frozenset({"not", "never", "no", "nobody", "nothing", "without"})
"""A finding that takes in one of these says what it denies; a negation before it does not take it back."""


@dataclass(frozen=True, slots=True)
class Match:
    """One pattern found: words `start` to `end`, `end` not included."""

    pattern: int
    start: int
    end: int
    denies: bool = False
    """Whether the finding has a negation of its own."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One pattern line cut out of the whole: its positions are counted from its own first."""

    begin: int
    mask: int
    first: int
    gaps: int
    before: list[int]
    """For each position, the positions that may come before it, as bits."""


class Automaton:
    """All patterns at once.

    Args:
        compiled: `length` (positions), `accepts` and `skips` (word -> packed positions), `jumps` (position
            -> packed positions that follow it elsewhere than next), `first`, `last`, `chained`, `gaps` and
            `branches` (packed positions), `lines` (first position of each line), `owners` (its pattern).
        fillers: words that may stand between any two words of a pattern.
        boundaries: words that open a new clause; no gap passes them.
    """

    def __init__(
        self, compiled: Mapping[str, Any], fillers: Iterable[str], boundaries: Iterable[str]
    ) -> None:
        self._accepts: Mapping[str, str] = compiled["accepts"]
        self._skips: Mapping[str, str] = compiled["skips"]
        self._jumps: Mapping[str, str] = compiled["jumps"]
        self._begins: Sequence[int] = compiled["lines"]
        self._owners: Sequence[int] = compiled["owners"]
        self._first = unpacked(compiled["first"])
        self._last = unpacked(compiled["last"])
        self._chained = unpacked(compiled["chained"])
        self._gaps = unpacked(compiled["gaps"])
        self._branches = unpacked(compiled["branches"])
        self._length: int = compiled["length"]
        self._everything = (1 << self._length) - 1
        self._fillers = frozenset(fillers)
        self._boundaries = frozenset(boundaries)
        self._known: dict[str, tuple[int, int]] = {}
        self._followers: dict[int, int] = {}
        self._lines: dict[int, _Line] = {}

    def find(self, words: Sequence[str]) -> list[Match]:
        """Every place where a pattern ends, with the nearest place where it can have begun."""
        found: list[Match] = []
        state = 0
        first, last, chained, branches = self._first, self._last, self._chained, self._branches
        known, followers = self._known, self._followers
        plain = DENIALS.isdisjoint(words)
        for index, word in enumerate(words):
            accepts, skips = known.get(word) or self._learn(word)
            onward = ((state & chained) << 1) | first
            parting = state & branches
            if parting:
                onward |= followers.get(parting) or self._follow(parting)
            state = (onward & accepts) | (state & skips)
            ended = state & last & accepts
            if ended:
                state ^= ended & ~self._chained & ~branches
                found.extend(self._trace(words, index, ended, plain=plain))
        return found

    def _learn(self, word: str) -> tuple[int, int]:
        """What the word moves forward and what it may be passed over by, made once for every known word."""
        accepts = unpacked(self._accepts.get(word, ""))
        skips = unpacked(self._skips.get(word, ""))
        if word not in self._boundaries:
            skips |= self._gaps
        if word in self._fillers:
            skips = self._everything
        if word in self._accepts or word in self._skips or word in self._fillers or word in self._boundaries:
            self._known[word] = accepts, skips
        return accepts, skips

    def _follow(self, parting: int) -> int:
        """Every position that may come after the ones where alternatives part or join."""
        onward = 0
        rest = parting
        while rest:
            bit = rest & -rest
            rest ^= bit
            onward |= unpacked(self._jumps[str(bit.bit_length() - 1)])
        if len(self._followers) >= _REMEMBERED:
            self._followers.clear()
        self._followers[parting] = onward
        return onward

    def _trace(self, words: Sequence[str], end: int, ended: int, *, plain: bool) -> Iterable[Match]:
        """Every pattern that ends here; in a plain text, without negations, each of them once."""
        seen: set[int] = set()
        while ended:
            bit = ended & -ended
            ended ^= bit
            position = bit.bit_length() - 1
            number = bisect_right(self._begins, position) - 1
            owner = self._owners[number]
            if plain and owner in seen:
                continue
            line = self._lines.get(number) or self._line(number)
            start = self._start(words, end, position - line.begin, line, plain=plain)
            if start is not None:
                seen.add(owner)
                yield Match(owner, start[0], end + 1, denies=start[1])

    def _line(self, number: int) -> _Line:
        """One pattern line by itself, made when it is first found."""
        begin = self._begins[number]
        stop = self._begins[number + 1] if number + 1 < len(self._begins) else self._length
        mask = (1 << (stop - begin)) - 1
        before: list[int] = [0] * (stop - begin)
        for position in range(begin, stop):
            after = unpacked(self._jumps[str(position)]) >> begin if self._branches >> position & 1 else 0
            if self._chained >> position & 1:
                after |= 2 << (position - begin)
            for follower in range(stop - begin):
                if after >> follower & 1:
                    before[follower] |= 1 << (position - begin)
        line = _Line(begin, mask, (self._first >> begin) & mask, (self._gaps >> begin) & mask, before)
        self._lines[number] = line
        return line

    def _start(  # noqa: C901 - one loop over words and positions; in parts it would be slower and no clearer
        self, words: Sequence[str], end: int, last: int, line: _Line, *, plain: bool
    ) -> tuple[int, bool] | None:
        """Where a finding that ends at word `end` can begin at the nearest, and whether it has a negation.

        A beginning further back is preferred if only with it the finding has one ("not see the point").
        """
        denies = words[end] in DENIALS
        if line.first >> last & 1:
            return end, denies
        nearest: tuple[int, bool] | None = None
        waiting = dict.fromkeys(_places(line.before[last]), (0, denies))  # met next, going back
        for index in range(end - 1, max(-1, end - WINDOW), -1):
            word = words[index]
            accepts, skips = self._known.get(word) or self._learn(word)
            accepts = accepts >> line.begin & line.mask
            skips = skips >> line.begin & line.mask
            gaps = 0 if word in self._fillers or word in self._skips else line.gaps
            further: dict[int, tuple[int, bool]] = {}
            for position, (taken, denied) in waiting.items():
                if accepts >> position & 1:
                    here = denied or word in DENIALS
                    if line.first >> position & 1:
                        if here or plain:
                            return index, here
                        nearest = nearest or (index, False)
                    for earlier in _places(line.before[position]):
                        further[earlier] = 0, here
                if skips >> position & 1:
                    count = taken + (gaps >> position & 1)
                    if count <= GAP and (position not in further or further[position][0] > count):
                        further[position] = count, denied
            if not further:
                break
            waiting = further
        return nearest


def _places(bits: int) -> Iterable[int]:
    while bits:
        bit = bits & -bits
        bits ^= bit
        yield bit.bit_length() - 1


def packed(positions: Iterable[int]) -> str:
    """Positions as text: a large integer in base 16 if they are many, else each in base 10."""
    places = sorted(set(positions))
    if not places:
        return ""
    listed = ",".join(map(str, places))
    if len(listed) < (places[-1] + 4) // 4:
        return listed
    return f"x{sum(1 << place for place in places):x}"


def unpacked(text: str) -> int:
    """The bits of positions packed by `packed`."""
    if not text:
        return 0
    if text[0] == "x":
        return int(text[1:], 16)
    bits = 0
    for place in text.split(","):
        bits |= 1 << int(place)
    return bits
