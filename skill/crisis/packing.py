"""How the compiled patterns are packed: as a few hundred long texts, read where something is looked up.

A cold start pays for every object that it makes, and a text holds ten words: so no entry becomes an object
before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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

    def __init__(self, written: Mapping[str, str]) -> None:
        self._pages = written

    def get(self, word: str) -> str | None:
        """What the dictionary says of a word, or None."""
        page = self._pages.get(word[:_OPENING])
        if page is None:
            return None
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

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written
        self._split: dict[int, list[str]] = {}

    def __getitem__(self, number: int) -> str:
        page, place = divmod(number, _SHELF)
        if page not in self._split:
            self._split[page] = self._written[page].split(";")
        return self._split[page][place]


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
