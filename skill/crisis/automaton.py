"""Finds every pattern in a list of words: first which lines can be there at all, then each by itself.

1. Of each pattern line the compiler has marked two *cuts*: sets of words of which every finding of the line
   must hold one, the first before the second; and the words that can stand right before its end. Each of
   these is one bit of an integer for each line. As the words are read, the integers of what they meet are
   united. Where a word stands with which lines can end, those are left of which all has been met: of 2,000
   lines, three or four in a text.
2. Such a line is read backwards from there, all its branches at once: what may come next is carried from word
   to word, over fillers and gaps, until the line can begin. Positions that may stand in each other's place
   are looked at as one. Lines that could tell nothing new need not be read (`skill.crisis.findings`).

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

CUTS = 2
"""How many cuts a line has at most."""
GAP = 5
"""The most words that one gap (`..`) may take."""
WINDOW = 48
"""The most words that one finding may span, fillers included."""

DENIALS = frozenset({"not", "never", "no", "nobody", "nothing", "without"})
"""A finding that takes in one of these says what it denies; a negation before it does not take it back."""

_NOWHERE = (0, 0, 0, 0, False)
"""What a word meets that no pattern knows."""
_FILLER = (0, 0, 0, 0, True)
_REMEMBERED = 20_000
"""So many words are kept at most; the patterns have fewer, but people have more."""
_NO_WORDS: frozenset[str] = frozenset()
_MANY = 5
"""So few groups are not looked through for those that are there twice."""


class Match(NamedTuple):
    """One pattern found: words `start` to `end`, `end` not included."""

    pattern: int
    start: int
    end: int
    denies: bool = False
    """Whether the finding has a negation of its own."""


class Text(NamedTuple):
    """One text while it is searched."""

    words: Sequence[str]
    said: frozenset[str]
    plain: bool
    """Whether it is without negations."""
    candidates: list[tuple[int, int]]
    """The lines that may be there, in their order, and the words where they may end."""


class Automaton:
    """All patterns of a locale.

    Args:
        compiled: what `skill.crisis.lines` writes: `words` (word -> packed cuts that it meets, lines before
            whose end it can stand, and lines that it can end), `always` (what lines lack of these), `count`
            (how many lines there are), `owners` (for each line the number of its pattern), `passed` (all
            words that are passed over anywhere), and the lines themselves.
        fillers: words that may stand between any two words of a pattern.
        boundaries: words that open a new clause; no gap passes them.
    """

    def __init__(
        self, compiled: Mapping[str, Any], fillers: Iterable[str], boundaries: Iterable[str]
    ) -> None:
        self._words = Pages(compiled["words"])
        self._count: int = compiled["count"]
        self._before = self._parted(unpacked(compiled["always"]))
        self.owners: Sequence[int] = compiled["owners"]
        """The pattern of each line."""
        self._graphs = Graphs(compiled)
        self._fillers = frozenset(fillers)
        self._boundaries = frozenset(boundaries)
        self._uncounted = self._fillers.union(compiled["passed"].split(" "))
        self._met: dict[str, tuple[int, int, int, int, bool]] = {}

    def find(self, words: Sequence[str]) -> list[Match]:
        """Every place where a line ends, with the nearest place where it can have begun."""
        text = self.text(words)
        found = [self.match(line, end, text) for line, end in text.candidates]
        return [match for match in found if match]

    def text(self, words: Sequence[str]) -> Text:
        """A text with the lines that may be there; each is read only if `match` is asked for it."""
        candidates: list[tuple[int, int]] = []
        for left, end in self._ends(words):
            lines = left
            while lines:
                bit = lines & -lines
                lines ^= bit
                candidates.append((bit.bit_length() - 1, end))
        if not candidates:
            return Text(words, _NO_WORDS, False, candidates)
        candidates.sort()
        said = frozenset(words)
        return Text(words, said, DENIALS.isdisjoint(said), candidates)

    def match(self, line: int, end: int, text: Text) -> Match | None:
        """A line that ends at a word, with the nearest place where it can have begun, if there is one."""
        graph, words = self._graphs[line], text.words
        ending = graph.endings.get(words[end]) or graph.ending(words[end])
        if ending.single:
            return Match(graph.owner, end, end + 1, words[end] in DENIALS)
        if ending.needs.isdisjoint(text.said):
            return None
        begun, denies = self._start(words, end, ending.groups), False
        denying = graph.denying and not text.plain
        if begun >= 0 and (denying or (graph.gapped and end - begun - 1 > GAP)):
            begun, denies = self._careful_start(words, end, ending.before, denying=denying)
        return Match(graph.owner, begun, end + 1, denies) if begun >= 0 else None

    def _ends(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The lines that may end at each word: both cuts have been met, and what stands before it fits."""
        met = self._met
        found: list[tuple[int, int]] = []
        one, two, near = self._before
        loose = near
        for begin in range(0, len(words), WINDOW):
            piece = words[begin : begin + WINDOW]
            for index, word in enumerate(piece, begin):
                first, second, beside, ends, filler = met.get(word) or self._learn(word)
                if ends:
                    left = ends & two & near
                    if left:
                        found.append((left, index))
                two |= second & one
                one |= first
                near = near | beside if filler else loose | beside
            if begin + WINDOW < len(words):
                one, two, near = self._after(piece)
        return found

    def _after(self, piece: Sequence[str]) -> tuple[int, int, int]:
        """The cuts that are met in a piece of a text, taken alone, and the lines that can end after it."""
        one, two, near = self._before
        loose = near
        for word in piece:
            first, second, beside, _, filler = self._learn(word)
            two |= second & one
            one |= first
            near = near | beside if filler else loose | beside
        return one, two, near

    def _learn(self, word: str) -> tuple[int, int, int, int, bool]:
        """What is known of a word, kept.

        The first and the second cuts that it meets, the lines that can end right after it, those that it can
        end, and whether it is a filler.
        """
        met = self._met.get(word)
        if met is None:
            written = self._words.get(word)
            if written is None:
                met = _FILLER if word in self._fillers else _NOWHERE
            else:
                cuts, _, ends = written.partition("/")
                met = *self._parted(unpacked(cuts)), unpacked(ends), word in self._fillers
            if len(self._met) < _REMEMBERED:
                self._met[word] = met
        return met

    def _parted(self, cuts: int) -> tuple[int, int, int]:
        """The bits of the first cuts, of the second cuts, and of what stands before an end."""
        count = self._count
        every = (1 << count) - 1
        return cuts & every, cuts >> count & every, cuts >> 2 * count

    def _start(self, words: Sequence[str], end: int, groups: Sequence[Group]) -> int:
        """Where a finding that ends at word `end` begins at the nearest, gaps of any length let pass; or -1.

        `groups` are what may stand before the last word.
        """
        fillers, boundaries = self._fillers, self._boundaries
        waiting = groups  # met next, going back
        for index in range(end - 1, max(-1, end - WINDOW), -1):
            word = words[index]
            filler = word in fillers
            further: list[Group] = []
            for group in waiting:
                if word in group.accepts:
                    for position in group.members:
                        if word in position.accepts:
                            if position.first:
                                return index
                            further += position.groups
                if filler or word in group.passes or (group.gap and word not in boundaries):
                    further.append(group)
            if not further:
                return -1
            waiting = further if len(further) < _MANY else list(dict.fromkeys(further))
        return -1

    def _careful_start(
        self, words: Sequence[str], end: int, before: Sequence[Position], *, denying: bool
    ) -> tuple[int, bool]:
        """The same with the words in gaps counted, and whether the finding has a negation of its own.

        A beginning further back is preferred if only with it the finding has one ("not see the point").
        """
        nearest = -1
        # Met next, going back: how many words a gap has taken, and whether there was a negation.
        waiting = dict.fromkeys(before, (0, denying and words[end] in DENIALS))
        for index in range(end - 1, max(-1, end - WINDOW), -1):
            word = words[index]
            further: dict[Position, tuple[int, bool]] = {}
            for position, (taken, denied) in waiting.items():
                if word in position.accepts:
                    here = denied or (denying and word in DENIALS)
                    if position.first:
                        if here or not denying:
                            return index, here
                        if nearest < 0:
                            nearest = index
                    for earlier in position.before:
                        further[earlier] = 0, here
                count = self._passed(word, position, taken)
                if count <= GAP and (position not in further or further[position][0] > count):
                    further[position] = count, denied
            if not further:
                break
            waiting = further
        return nearest, False

    def _passed(self, word: str, position: Position, taken: int) -> int:
        """How many words a gap has taken if the word is passed over; more than it may if it cannot be."""
        if word in self._fillers:
            return taken
        gap = position.gap and word not in self._boundaries
        if not gap and word not in position.passes:
            return GAP + 1
        return taken + 1 if position.gap and word not in self._uncounted else taken
