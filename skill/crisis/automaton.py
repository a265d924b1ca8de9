"""Finds every pattern in a list of words: first which lines can be there at all, then each by itself.

1. Of each pattern line the compiler has marked a few *cuts*: sets of words of which every finding of the line
   must hold one. Each cut of each line is one bit of an integer. As the words are read, the integers of the
   cuts that they meet are united. Where a word stands with which lines can end, those are left of which
   every cut has been met: of 1,500 lines, three or four in a text.
2. Such a line is read backwards from there, all its branches at once: what may come next is carried from word
   to word, over fillers and gaps, until the line can begin. Positions that may stand in each other's place
   are looked at as one.

Nothing backtracks: each step back is taken once for all branches, and no finding spans more than `WINDOW`
words, so the time is linear in the number of words. A longer text is taken in pieces of that length, each
with the cuts of the piece before it.

What is known of a word, and the graph of a line, are unpacked when they are first met, so loading costs next
to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skill.crisis.graph import Graphs
from skill.crisis.packing import Pages, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from skill.crisis.graph import Group, Position

CUTS = 3
"""How many cuts a line has at most."""
GAP = 5
"""The most words that one gap (`..`) may take."""
WINDOW = 48
"""The most words that one finding may span, fillers included."""

DENIALS = frozenset({"not", "never", "no", "nobody", "nothing", "without"})
"""A finding that takes in one of these says what it denies; a negation before it does not take it back."""

_MANY = 5
"""So few groups are not looked through for those that are there twice."""


class Match(NamedTuple):
    """One pattern found: words `start` to `end`, `end` not included."""

    pattern: int
    start: int
    end: int
    denies: bool = False
    """Whether the finding has a negation of its own."""


class Automaton:
    """All patterns of a locale.

    Args:
        compiled: what `skill.crisis.lines` writes: `words` (word -> packed cuts that it meets, and lines that
            it can end), `always` (the cuts that lines lack), `count` (how many lines there are), `passed`
            (all words that are passed over anywhere), and the lines themselves.
        fillers: words that may stand between any two words of a pattern.
        boundaries: words that open a new clause; no gap passes them.
    """

    def __init__(
        self, compiled: Mapping[str, Any], fillers: Iterable[str], boundaries: Iterable[str]
    ) -> None:
        self._words = Pages(compiled["words"])
        self._always = unpacked(compiled["always"])
        self._count: int = compiled["count"]
        self._graphs = Graphs(compiled)
        self._fillers = frozenset(fillers)
        self._boundaries = frozenset(boundaries)
        self._uncounted = self._fillers.union(compiled["passed"].split(" "))
        self._met: dict[str, tuple[int, int]] = {}

    def find(self, words: Sequence[str]) -> list[Match]:
        """Every place where a pattern ends, with the nearest place where it can have begun."""
        said = frozenset(words)
        plain = DENIALS.isdisjoint(said)
        met, count = self._met, self._count
        found: list[Match] = []
        before = self._always
        for begin in range(0, len(words), WINDOW):
            piece = words[begin : begin + WINDOW]
            here = before
            for index, word in enumerate(piece, begin):
                cuts, ends = met.get(word) or self._learn(word)
                here |= cuts
                if ends:
                    left = ends & here & (here >> count) & (here >> 2 * count)
                    if left:
                        found += self._ending(left, words, index, said, plain=plain)
            before = self._always
            if begin + WINDOW < len(words):
                for word in piece:
                    before |= self._learn(word)[0]
        return found

    def _learn(self, word: str) -> tuple[int, int]:
        """The cuts that a word meets, and the lines that it may end; kept for every word of a pattern."""
        met = self._met.get(word)
        if met is None:
            written = self._words.get(word)
            if written is None:
                return 0, 0
            cuts, _, ends = written.partition("/")
            met = self._met[word] = unpacked(cuts), unpacked(ends)
        return met

    def _ending(
        self, left: int, words: Sequence[str], end: int, said: frozenset[str], *, plain: bool
    ) -> Iterable[Match]:
        """What of these lines ends at word `end`; in a plain text, without negations, each pattern once."""
        word = words[end]
        found: list[Match] = []
        seen: set[int] = set()
        while left:
            bit = left & -left
            left ^= bit
            graph = self._graphs[bit.bit_length() - 1]
            owner = graph.owner
            careful = graph.gapped or (graph.denying and not plain)
            for last in graph.last:
                if (plain and owner in seen) or word not in last.accepts:
                    continue
                if not last.first and last.needs.isdisjoint(said):
                    continue
                begun = self._start(words, end, last)
                if begun and careful:
                    begun = self._careful_start(words, end, last, plain=plain)
                if begun:
                    seen.add(owner)
                    found.append(Match(owner, begun[0], end + 1, begun[1]))
        return found

    def _start(self, words: Sequence[str], end: int, last: Position) -> tuple[int, bool] | None:
        """Where a finding that ends at word `end` begins at the nearest, gaps of any length let pass."""
        if last.first:
            return end, False
        fillers, boundaries = self._fillers, self._boundaries
        waiting: Sequence[Group] = last.groups  # met next, going back
        for index in range(end - 1, max(-1, end - WINDOW), -1):
            word = words[index]
            filler = word in fillers
            further: list[Group] = []
            for group in waiting:
                if word in group.accepts:
                    for position in group.members:
                        if word in position.accepts:
                            if position.first:
                                return index, False
                            further += position.groups
                if filler or word in group.passes or (group.gap and word not in boundaries):
                    further.append(group)
            if not further:
                return None
            waiting = further if len(further) < _MANY else list(dict.fromkeys(further))
        return None

    def _careful_start(
        self, words: Sequence[str], end: int, last: Position, *, plain: bool
    ) -> tuple[int, bool] | None:
        """The same with the words in gaps counted, and whether the finding has a negation of its own.

        A beginning further back is preferred if only with it the finding has one ("not see the point").
        """
        denies = words[end] in DENIALS
        if last.first:
            return end, denies
        nearest: tuple[int, bool] | None = None
        # Met next, going back: how many words a gap has taken, and whether there was a negation.
        waiting = dict.fromkeys(last.before, (0, denies))
        for index in range(end - 1, max(-1, end - WINDOW), -1):
            word = words[index]
            further: dict[Position, tuple[int, bool]] = {}
            for position, (taken, denied) in waiting.items():
                if word in position.accepts:
                    here = denied or word in DENIALS
                    if position.first:
                        if here or plain:
                            return index, here
                        nearest = nearest or (index, False)
                    for earlier in position.before:
                        further[earlier] = 0, here
                count = self._passed(word, position, taken)
                if count <= GAP and (position not in further or further[position][0] > count):
                    further[position] = count, denied
            if not further:
                break
            waiting = further
        return nearest

    def _passed(self, word: str, position: Position, taken: int) -> int:
        """How many words a gap has taken if the word is passed over; more than it may if it cannot be."""
        if word in self._fillers:
            return taken
        gap = position.gap and word not in self._boundaries
        if not gap and word not in position.passes:
            return GAP + 1
        return taken + 1 if position.gap and word not in self._uncounted else taken
