"""Writes pattern lines for the automaton: each by itself, and the words without which none can be found.

A *cut* of a line is a set of positions such that every finding of it passes through one of them. Those whose
words are said most seldom are taken, so that few lines have to be read for any one text. Beside them stand
the words that come right before an end. Used when the patterns are compiled; the running skill reads the
compiled artefact.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from skill.crisis.automaton import CUTS, DENIALS
from skill.crisis.packing import packed, pages, shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from skill.crisis.grammar import Line

_WORTH = 3
"""A class of fewer words is written out."""


def automaton(
    lines: Sequence[tuple[int, Line]],
    classes: Mapping[str, frozenset[str]] | None = None,
    said: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """All lines, and each word with the cuts that it meets, as plain JSON values.

    Args:
        lines: the number of the pattern, and its line; they are searched in this order.
        classes: name -> words that many sets have in common.
        said: word -> how often it is said, so that the cuts are taken that are met most seldom.
    """
    sets = _Sets(classes or {})
    common = said or Counter(
        word for _, line in lines for position in line.positions for word in position.words
    )
    met: dict[str, tuple[list[int], list[int]]] = {}
    always: list[int] = []
    for number, (_, line) in enumerate(lines):
        chosen = _chosen(line, common)
        lacking = CUTS - len(chosen)
        always.extend(number + place * len(lines) for place in range(lacking))
        nearest = _nearest(line)
        if not nearest:
            always.append(number + CUTS * len(lines))
        for place, words in enumerate([*chosen, nearest], lacking):
            for word in words:
                met.setdefault(word, ([], []))[0].append(number + place * len(lines))
        for word in _words(line, line.last):
            met.setdefault(word, ([], []))[1].append(number)
    return {
        "words": pages({word: "/".join(map(packed, places)) for word, places in met.items()}),
        "always": packed(always),
        "count": len(lines),
        "owners": [owner for owner, _ in lines],
        "lines": shelf([_written(line, sets) for _, line in lines]),
        "sets": shelf(sets.written),
        "classes": sets.used,
        "passed": " ".join(
            sorted({word for _, line in lines for position in line.positions for word in position.passed})
        ),
    }


class _Sets:
    """Numbers sets of words, and writes each with the names of the classes that it takes in."""

    def __init__(self, classes: Mapping[str, frozenset[str]]) -> None:
        self._classes = sorted(classes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._numbers: dict[frozenset[str], int] = {}
        self.written: list[str] = []
        self.used: dict[str, str] = {}

    def number(self, words: Collection[str]) -> int:
        """The number of a set."""
        wanted = frozenset(words)
        if wanted not in self._numbers:
            self._numbers[wanted] = len(self.written)
            self.written.append(self._write(wanted))
        return self._numbers[wanted]

    def _write(self, wanted: frozenset[str]) -> str:
        left = set(wanted)
        names = []
        for name, words in self._classes:
            if len(words & left) > _WORTH and words <= wanted:
                left -= words
                names.append(f"<{name}>")
                self.used[names[-1]] = " ".join(sorted(words))
        return " ".join([*names, *sorted(left)])


def _written(line: Line, sets: _Sets) -> str:
    """A line as text: for each position `accepts+passes`, then `.` gap, `^` first, `$` last, `:` before."""
    last = range(len(line.positions))
    before = {
        place: [earlier for earlier in last if place in line.positions[earlier].follow] for place in last
    }
    parts = []
    for place, position in enumerate(line.positions):
        marks = ("." * position.gap) + ("^" * (place in line.first)) + ("$" * (place in line.last))
        usual = [place - 1] if place else []
        come = "" if before[place] == usual else ":" + (",".join(map(str, before[place])) or "-")
        parts.append(f"{sets.number(position.words)}+{sets.number(position.passed)}{marks}{come}")
    denying = any(not DENIALS.isdisjoint(position.words) for position in line.positions)
    return "!" * denying + " ".join(parts)


def _chosen(line: Line, common: Mapping[str, int]) -> list[frozenset[str]]:
    """The words of the best cuts of a line, of which each is passed before the next, and before the end."""
    ranked = sorted(
        (sum(common.get(word, 0) for word in words), sorted(cut), words)
        for cut, words in ((cut, _words(line, cut)) for cut in _cuts(line))
    )
    after = _after(line)
    chosen: list[tuple[set[int], frozenset[str]]] = []
    for _, places, words in ranked:
        cut = set(places)
        if (
            len(chosen) < CUTS
            and cut.isdisjoint(line.last)
            and all(_before(cut, other, after) or _before(other, cut, after) for other, _ in chosen)
        ):
            chosen.append((cut, words))
    ordered = sorted(chosen, key=lambda each: sum(_before(other, each[0], after) for other, _ in chosen))
    return [words for _, words in ordered]


def _nearest(line: Line) -> frozenset[str]:
    """The words of which one stands right before an end, but for fillers; none if that may be any word."""
    if not line.first.isdisjoint(line.last):
        return frozenset()
    before = [position for position in line.positions if not line.last.isdisjoint(position.follow)]
    if any(position.gap for position in before):
        return frozenset()
    return frozenset().union(*(position.words | position.passed for position in before))


def _before(cut: set[int], other: set[int], after: Sequence[set[int]]) -> bool:
    """Whether one cut is passed before the other, whatever way is taken through the line."""
    return cut.isdisjoint(other) and all(cut.isdisjoint(after[place]) for place in other)


def _words(line: Line, places: Iterable[int]) -> frozenset[str]:
    return frozenset().union(*(line.positions[place].words for place in places))


def _cuts(line: Line) -> set[frozenset[int]]:
    """Cuts of a line: where it begins and ends, each position with all that may stand in its place, ..."""
    after = _after(line)
    every = range(len(line.positions))
    found = {frozenset(line.first), frozenset(line.last)}
    for place in every:
        found.add(frozenset({place}))
        found.add(
            frozenset(other for other in every if other not in after[place] and place not in after[other])
        )
        found.add(_entering(line, place))
        found.add(_leaving(line, place))
    return {cut for cut in found if cut and _parts(line, cut)}


def _entering(line: Line, place: int) -> frozenset[int]:
    """Where one comes to from the positions up to `place`."""
    begun = {other for earlier in range(place + 1) for other in line.positions[earlier].follow}
    return frozenset(other for other in begun | line.first if other > place)


def _leaving(line: Line, place: int) -> frozenset[int]:
    """Where one goes from, to the positions beyond `place`."""
    parting = {
        earlier
        for earlier in range(place + 1)
        if earlier in line.last or any(other > place for other in line.positions[earlier].follow)
    }
    return frozenset(parting | {other for other in line.first if other > place})


def _after(line: Line) -> list[set[int]]:
    """For each position, all that can come after it; what follows always stands further on."""
    after: list[set[int]] = [set() for _ in line.positions]
    for place in reversed(range(len(after))):
        follow = line.positions[place].follow
        after[place] = follow.union(*(after[other] for other in follow))
    return after


def _parts(line: Line, cut: frozenset[int]) -> bool:
    """Whether there is no way through the line but through the cut."""
    waiting = [place for place in line.first if place not in cut]
    seen: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place in line.last:
            return False
        if place not in seen:
            seen.add(place)
            waiting.extend(other for other in line.positions[place].follow if other not in cut)
    return True
