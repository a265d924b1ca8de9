"""Pattern lines as graphs of positions, each unpacked when it is first met."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from skill.crisis.packing import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_POSITION = re.compile(r"(\d+)\+(\d+)(\.?)(\^?)(\$?)(?::([\d,]+|-))?")


@dataclass(slots=True, eq=False)
class Position:
    """One word of a pattern line."""

    accepts: frozenset[str]
    """The words that stand there."""
    passes: frozenset[str]
    """The words that may be passed over after it."""
    gap: bool
    """Whether a few words of any kind may stand after it."""
    first: bool
    """Whether the line can begin with it."""
    before: tuple[Position, ...]
    """The positions that may come before it."""
    groups: tuple[Group, ...]
    """The same, in groups."""


@dataclass(slots=True, eq=False)
class Group:
    """Positions that may come before the same ones, and after which the same may be passed over."""

    accepts: frozenset[str]
    """The words that stand at any of them."""
    passes: frozenset[str]
    gap: bool
    members: tuple[Position, ...]


class Ending(NamedTuple):
    """The positions of a line that one word can end it with, taken together."""

    single: bool
    """Whether the line can begin there as well."""
    before: tuple[Position, ...]
    """The positions that may come before."""
    groups: tuple[Group, ...]
    """The same, in groups."""
    needs: frozenset[str]
    """The words that stand there, one of which must be said."""


@dataclass(slots=True, eq=False)
class Graph:
    """One pattern line."""

    owner: int
    """The number of its pattern."""
    last: list[Position]
    """The positions that it can end with."""
    gapped: bool
    """Whether it has a gap, whose words must be counted."""
    denying: bool
    """Whether it takes in a negation anywhere."""
    endings: dict[str, Ending] = field(default_factory=dict)
    """What each word ends, as far as it has been met."""

    def ending(self, word: str) -> Ending:
        """What a word ends that can end the line; kept."""
        ended = [position for position in self.last if word in position.accepts]
        before = tuple(dict.fromkeys(earlier for position in ended for earlier in position.before))
        groups = _groups(before) if before else ()
        needs = frozenset().union(*[group.accepts for group in groups])
        made = self.endings[word] = Ending(any(each.first for each in ended), before, groups, needs)
        return made


class Graphs(dict[int, Graph]):
    """The graphs of all lines, by their numbers.

    Args:
        compiled: `lines`, `owners` and `sets` as `skill.crisis.lines` writes them, and `classes` (name ->
            words).
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        super().__init__()
        self._lines = Shelf(compiled["lines"])
        self._owners: Sequence[int] = compiled["owners"]
        self._sets = _Sets(compiled)

    def __missing__(self, number: int) -> Graph:
        line = self._lines[number]
        sets = self._sets
        positions: list[Position] = []
        last: list[Position] = []
        known: dict[str, tuple[tuple[Position, ...], tuple[Group, ...]]] = {"-": ((), ())}
        for accepts, passes, gap, first, ends, written in _POSITION.findall(line):
            if written in known:
                before, groups = known[written]
            elif written:
                before = tuple([positions[int(place)] for place in written.split(",")])
                groups = _groups(before)
                known[written] = before, groups
            else:
                before = tuple(positions[-1:])
                groups = _groups(before)
            position = Position(
                sets[int(accepts)], sets[int(passes)], gap == ".", first == "^", before, groups
            )
            positions.append(position)
            if ends:
                last.append(position)
        made = self[number] = Graph(self._owners[number], last, "." in line, line[0] == "!")
        return made


class _Sets(dict[int, frozenset[str]]):
    """The sets of words by their numbers; they take in classes by name."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        super().__init__()
        self._written = Shelf(compiled["sets"])
        self._classes: Mapping[str, str] = compiled["classes"]
        self._named: dict[str, frozenset[str]] = {}

    def __missing__(self, number: int) -> frozenset[str]:
        parts = self._written[number].split()
        named = [self._class(part) for part in parts if part[0] == "<"]
        made = self[number] = frozenset(parts[len(named) :]).union(*named)
        return made

    def _class(self, name: str) -> frozenset[str]:
        if name not in self._named:
            self._named[name] = frozenset(self._classes[name].split())
        return self._named[name]


def _groups(positions: Sequence[Position]) -> tuple[Group, ...]:
    """Positions parted by what may be passed over after them."""
    if len(positions) == 1:
        only = positions[0]
        return (Group(only.accepts, only.passes, only.gap, (only,)),)
    parted: dict[tuple[frozenset[str], bool], list[Position]] = {}
    for position in positions:
        parted.setdefault((position.passes, position.gap), []).append(position)
    return tuple(
        [
            Group(frozenset().union(*[member.accepts for member in members]), passes, gap, tuple(members))
            for (passes, gap), members in parted.items()
        ]
    )
