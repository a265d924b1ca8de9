"""Finds every pattern in a list of words in one pass: bit-parallel, no backtracking.

Each position of each pattern is one bit of a large integer, so a word moves all patterns forward with six
integer operations (the Shift-And method of Baeza-Yates and Gonnet, with skips for fillers and gaps). The time
is linear in the number of words whatever they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ANY = -1
"""A gap: any word that does not open a new clause may stand here."""
NOTHING = -2
GAP = 5
"""The most words that one gap may take."""
WINDOW = 48
"""The most words that one finding may span, fillers included."""


@dataclass(frozen=True, slots=True)
class Match:
    """One pattern found: words `start` to `end`, `end` not included."""

    pattern: int
    start: int
    end: int
    denies: bool = False
    """Whether the pattern has a negation of its own."""


class Automaton:
    """All patterns at once.

    Args:
        words: word -> the ids of the classes that it belongs to.
        classes: class id of every position, patterns laid end to end.
        skips: what may be passed over after each position: a class id, `ANY` or `NOTHING`.
        owners: (pattern, first position, last position, has a negation of its own) for every sequence.
        fillers: words that may stand between any two words of a pattern.
        boundaries: words that open a new clause; no gap passes them.
    """

    def __init__(  # noqa: PLR0913 - the parts of one compiled artefact, passed by name
        self,
        *,
        words: dict[str, list[int]],
        classes: list[int],
        skips: list[int],
        owners: list[tuple[int, int, int, bool]],
        fillers: Iterable[str],
        boundaries: Iterable[str],
    ) -> None:
        self._words = words
        self._classes = classes
        self._skips = skips
        self._fillers = frozenset(fillers)
        self._boundaries = frozenset(boundaries)
        self._owner = {last: (pattern, first, denies) for pattern, first, last, denies in owners}
        self._first = _bits((owner[1] for owner in owners), len(classes))
        self._last = _bits((owner[2] for owner in owners), len(classes))
        self._everything = (1 << len(classes)) - 1
        self._class_bits = _bits_by_value(classes)
        self._skip_bits = _bits_by_value(skips)
        self._gaps = self._skip_bits.pop(ANY, 0)
        self._skip_bits.pop(NOTHING, None)
        self._known: dict[str, tuple[int, int]] = {}
        self._unknown = (self._class_bits.get(ANY, 0), self._gaps)

    def knows(self, word: str) -> bool:
        """Whether any pattern has this word."""
        return word in self._words

    def find(self, words: Sequence[str]) -> list[Match]:
        """Every place where a pattern ends, with the nearest place where it can have begun."""
        found: list[Match] = []
        state = 0
        first, last = self._first, self._last
        known, unknown = self._known, self._unknown
        for index, word in enumerate(words):
            masks = known.get(word)
            if masks is None:
                masks = self._learn(word) if word in self._words else unknown
            state = (((state << 1) | first) & masks[0]) | (state & masks[1])
            ended = state & last
            if ended:
                state ^= ended
                found.extend(self._trace(words, index, ended))
        return found

    def _learn(self, word: str) -> tuple[int, int]:
        accepts = self._class_bits.get(ANY, 0)
        passes = 0
        for class_ in self._words[word]:
            accepts |= self._class_bits.get(class_, 0)
            passes |= self._skip_bits.get(class_, 0)
        if word not in self._boundaries:
            passes |= self._gaps
        if word in self._fillers:
            passes = self._everything
        self._known[word] = accepts, passes
        return accepts, passes

    def _trace(self, words: Sequence[str], end: int, ended: int) -> Iterable[Match]:
        while ended:
            bit = ended & -ended
            ended ^= bit
            pattern, first, denies = self._owner[bit.bit_length() - 1]
            start = self._start(words, end, first, bit.bit_length() - 1)
            if start is not None:
                yield Match(pattern, start, end + 1, denies)

    def _start(self, words: Sequence[str], end: int, first: int, last: int) -> int | None:
        """The nearest word at which the sequence `first`..`last` that ends at word `end` can begin."""
        if first == last:
            return end
        waiting = {last - 1: 0}  # position that has to be met next, going back -> words its gap has taken
        for index in range(end - 1, max(-1, end - WINDOW), -1):
            word = words[index]
            mine = self._words.get(word, ())
            filler = word in self._fillers
            further: dict[int, int] = {}
            for position, taken in waiting.items():
                if self._classes[position] in mine:
                    if position == first:
                        return index
                    further[position - 1] = 0
                skip = self._skips[position]
                if filler or skip in mine:
                    further[position] = min(taken, further.get(position, taken))
                elif skip == ANY and taken < GAP and word not in self._boundaries:
                    further[position] = min(taken + 1, further.get(position, GAP))
            if not further:
                return None
            waiting = further
        return None


def _bits(positions: Iterable[int], length: int) -> int:
    packed = bytearray(length // 8 + 1)
    for position in positions:
        packed[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(packed, "little")


def _bits_by_value(values: list[int]) -> dict[int, int]:
    places: dict[int, list[int]] = {}
    for position, value in enumerate(values):
        places.setdefault(value, []).append(position)
    return {value: _bits(positions, positions[-1] + 1) for value, positions in places.items()}
