"""Where ZIPs and cities are, from one compact table that is read when it is first needed.

The table, `places.bin`, is built by scripts/build_places.py; ATTRIBUTION.md names its sources. It is
little-endian: a header (magic, number of ZIPs, of cities, bytes of names), then the columns in `_COLUMNS`'
order, then the names, each behind its length in one byte. ZIPs are sorted; cities are sorted by the hash of
their folded name, so that all namesakes stand together. Columns are arrays: reading them takes a
millisecond or two and makes no objects.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

from skill.programs.model import Place, Point
from skill.programs.names import city_hash, city_key
from skill.programs.states import CODES

__all__ = ["MAGIC", "SCALE", "TABLE", "City", "Places", "places"]

TABLE = Path(__file__).with_name("places.bin")
MAGIC = b"PLACES01"
SCALE = 100_000
"""Degrees are held as whole hundred-thousandths, a little over a yard."""

_HEADER = struct.Struct("<8sIII")
# Of each column: whether it has a row for every ZIP (else for every city), and the type of its numbers.
_COLUMNS = (
    (True, "I"),
    (True, "i"),
    (True, "i"),
    (False, "Q"),
    (False, "I"),
    (False, "i"),
    (False, "i"),
    (False, "I"),
    (True, "I"),
    (False, "B"),
)
_NO_CITY = 0xFFFFFFFF
_ZIP_DIGITS = 5


class City(NamedTuple):
    """A city of the table."""

    name: str
    state: str
    point: Point
    population: int
    """From GeoNames; a guess for cities that it does not count, 0 for a mere other name of a place."""


class Places:
    """The table, in memory."""

    def __init__(self, table: bytes) -> None:
        """`table` is the content of `places.bin`.

        Raises:
            ValueError: it is not such a table, or is cut off.
        """
        magic, zips, cities, names = _HEADER.unpack_from(table)
        if magic != MAGIC:
            raise ValueError("not a table of places")
        view, start = memoryview(table), _HEADER.size
        columns: list[array[int]] = []
        for of_zips, code in _COLUMNS:
            column = array(code)
            end = start + column.itemsize * (zips if of_zips else cities)
            column.frombytes(view[start:end])
            if sys.byteorder == "big":
                column.byteswap()
            columns.append(column)
            start = end
        if len(table) != start + names:
            raise ValueError("the table of places is cut off")
        self._names = view[start:]
        self._zips, self._zip_latitudes, self._zip_longitudes = columns[:3]
        self._hashes, self._offsets, self._latitudes, self._longitudes, self._populations = columns[3:8]
        self._zip_cities, self._states = columns[8:]

    def zip(self, code: str) -> Place | None:
        """Where the five-digit ZIP `code` is, and its city; None if there is no such ZIP."""
        if len(code) != _ZIP_DIGITS or not (code.isascii() and code.isdigit()):
            return None
        number = int(code)
        position = bisect_left(self._zips, number)
        if position == len(self._zips) or self._zips[position] != number:
            return None
        point = Point(self._zip_latitudes[position] / SCALE, self._zip_longitudes[position] / SCALE)
        city = self._zip_cities[position]
        if city == _NO_CITY:
            return Place(point, None, None, code)
        return Place(point, self._name(city), CODES[self._states[city]], code)

    def cities(self, name: str, state: str | None = None) -> list[City]:
        """All cities called `name` in any spelling, or only those of `state`; the largest first."""
        wanted = city_hash(city_key(name))
        position = bisect_left(self._hashes, wanted)
        found = []
        while position < len(self._hashes) and self._hashes[position] == wanted:
            code = CODES[self._states[position]]
            if state in (None, code):
                point = Point(self._latitudes[position] / SCALE, self._longitudes[position] / SCALE)
                found.append(City(self._name(position), code, point, self._populations[position]))
            position += 1
        found.sort(key=lambda city: -city.population)
        return found

    def _name(self, city: int) -> str:
        offset = self._offsets[city]
        return str(self._names[offset + 1 : offset + 1 + self._names[offset]], "utf-8")


@cache
def places() -> Places:
    """The table that ships with the skill, read once a process."""
    return Places(TABLE.read_bytes())
