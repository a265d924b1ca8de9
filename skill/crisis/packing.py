"""How the compiled patterns are packed: as a few hundred long texts, read where something is looked up.

A cold start pays for every object that it makes, and a text holds ten words: so no entry becomes an object
before it is asked for. In the file the first line is JSON; the long texts follow it, one after the other, so
that nothing has to look at their letters.
"""

from __future__ import annotations

import json
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONG = (
    ("automaton", "words"),
    ("automaton", "lines"),
    ("automaton", "sets"),
    ("cues", "table"),
    ("cues", "tells"),
    ("cues", "classes"),
)
"""Where there are long texts: in pages by their opening, or in shelves."""

_OPENING = 2
"""So many letters a page's words begin with."""
_SHELF = 64
"""So many numbered entries make a page."""
_APART = 20
"""Positions further apart than this are written shorter one by one."""


class Pages:
    """Texts by word.

    Args:
        written: what `pages` gave.
    """

    def __init__(self, written: Mapping[str, str] | Slices) -> None:
        self._pages = written

    def get(self, word: str) -> str | None:
        """What the dictionary says of a word, or None."""
        opening = word[:_OPENING]
        if opening not in self._pages:
            return None
        page = self._pages[opening]
        entry = f";{word}="
        start = page.find(entry)
        if start < 0:
            return None
        start += len(entry)
        return page[start : page.index(";", start)]


class Shelf:
    """Texts by number.

    Args:
        written: what `shelf` gave.
    """

    def __init__(self, written: Sequence[str] | Slices) -> None:
        self._written = written
        self._split: dict[int, list[str]] = {}

    def __getitem__(self, number: int) -> str:
        page, place = divmod(number, _SHELF)
        if page not in self._split:
            self._split[page] = self._written[page].split(";")
        return self._split[page][place]


class Slices:
    """Parts of one text by name or number, each cut out when it is first asked for.

    Args:
        text: the whole.
        ends: for each part where it begins, and where it ends.
    """

    def __init__(
        self, text: str, ends: Mapping[str, tuple[int, int]] | Mapping[int, tuple[int, int]]
    ) -> None:
        self._text = text
        self._ends: Mapping[Any, tuple[int, int]] = ends
        self._cut: dict[str | int, str] = {}

    def __getitem__(self, key: str | int) -> str:
        if key not in self._cut:
            start, end = self._ends[key]
            self._cut[key] = self._text[start:end]
        return self._cut[key]

    def __contains__(self, key: str | int) -> bool:
        return key in self._ends


def file_of(compiled: Mapping[str, Any]) -> str:
    """The compiled patterns as the text of a file."""
    head = {name: dict(part) if isinstance(part, dict) else part for name, part in compiled.items()}
    long: list[str] = []
    for part, name in _LONG:
        written = compiled[part][name]
        named = isinstance(written, dict)
        texts = list(written.values() if named else written)
        head[part][name] = [list(written) if named else list(range(len(texts))), list(map(len, texts))]
        long += texts
    return "".join([json.dumps(head, separators=(",", ":"), sort_keys=True), "\n", *long, "\n"])


def read_file(text: str) -> dict[str, Any]:
    """The compiled patterns from the text of a file that `file_of` gave."""
    place = text.index("\n")
    compiled: dict[str, Any] = json.loads(text[:place])
    place += 1
    for part, name in _LONG:
        keys, lengths = compiled[part][name]
        ends = list(accumulate(lengths, initial=place))
        compiled[part][name] = Slices(text, dict(zip(keys, pairwise(ends), strict=True)))
        place = ends[-1]
    return compiled


def pages(entries: Mapping[str, str]) -> dict[str, str]:
    """Entries as `Pages` reads them.

    Raises:
        ValueError: one holds a sign that parts entries, and could not be found again.
    """
    written: dict[str, str] = {}
    for word, entry in sorted(entries.items()):
        if ";" in entry or ";" in word or "=" in word:
            raise ValueError(f"cannot be packed: {word}")
        opening = word[:_OPENING]
        written[opening] = f"{written.get(opening, ';')}{word}={entry};"
    return written


def shelf(entries: Sequence[str]) -> list[str]:
    """Entries, which do not hold `;`, as `Shelf` reads them."""
    return [";".join(entries[begin : begin + _SHELF]) for begin in range(0, len(entries), _SHELF)]


def packed(positions: Iterable[int]) -> str:
    """Positions as text: runs of them that stand close, each its first in base 10 and its bits in base 16."""
    runs: list[list[int]] = []
    for place in sorted(set(positions)):
        if runs and place - runs[-1][-1] <= _APART:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ",".join(
        f"{run[0]}:{sum(1 << (place - run[0]) for place in run):x}" if len(run) > 1 else str(run[0])
        for run in runs
    )


def unpacked(text: str) -> int:
    """The bits of positions packed by `packed`."""
    bits = 0
    for run in text.split(",") if text else ():
        first, _, more = run.partition(":")
        bits |= (int(more, 16) if more else 1) << int(first)
    return bits
