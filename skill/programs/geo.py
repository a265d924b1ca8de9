"""The globe as a line: great-circle distance, and the geohash curve on which the index is sorted.

A point's *code* is its geohash as a whole number of 45 bits: longitude and latitude halved in turn,
longitude first (G. Niemeyer, geohash, 2008). Codes with the same leading bits lie in the same cell, so a
cell of any size is one contiguous span of codes, and one sorted index serves every resolution. Written in
geohash's own 32 characters, code and text sort alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, degrees, pi, radians, sin, sqrt

from skill.programs.model import Point

__all__ = [
    "BITS",
    "EARTH_RADIUS_MILES",
    "PARTITION_BITS",
    "Box",
    "Span",
    "boxes_around",
    "cells",
    "code_from_text",
    "code_of",
    "finest_bits",
    "miles_between",
    "text_of",
]

EARTH_RADIUS_MILES = 3958.7613
"""The mean radius of the Earth, 6,371.0088 km (IUGG)."""

POLE = 90.0
DATE_LINE = 180.0

BITS = 45
"""Nine characters: a cell of at most five yards."""
PARTITION_BITS = 15
"""Three characters: a cell of 1.4 degrees, the partition of the index."""
_LONGITUDE_BITS = 23
_LATITUDE_BITS = 22
_BITS_PER_CHARACTER = 5
_ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz"

# A hair more than rounding can be wrong by, in degrees: a point on the rim belongs to the circle.
_RIM = 1e-6

Span = tuple[int, int]
"""Codes from the first to the last, both in it."""

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees; west is never more than east."""


def miles_between(one: Point, other: Point) -> float:
    """Great-circle distance in miles (haversine formula; R. W. Sinnott, Sky and Telescope, 1984)."""
    south, north = radians(one.latitude), radians(other.latitude)
    half = (
        sin((north - south) / 2) ** 2
        + cos(south) * cos(north) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, half)))


def code_of(point: Point) -> int:
    """The code of a point."""
    return _interleaved(_column(point.longitude), _row(point.latitude))


def text_of(code: int, bits: int = BITS) -> str:
    """The first `bits` bits of a code as geohash characters; `bits` is a multiple of five."""
    return "".join(
        _ALPHABET[code >> shift & 31]
        for shift in range(BITS - _BITS_PER_CHARACTER, BITS - bits - 1, -_BITS_PER_CHARACTER)
    )


def code_from_text(text: str) -> int:
    """The code that `text_of` wrote in full."""
    code = 0
    for character in text:
        code = code << _BITS_PER_CHARACTER | _ALPHABET.index(character)
    return code


def boxes_around(centre: Point, radius: float) -> list[Box]:
    """Boxes that hold every point within `radius` miles of `centre`: two where the date line runs through.

    Source: J. P. Matuschek, "Finding Points Within a Distance of a Latitude/Longitude"; near a pole the box
    goes all the way round.
    """
    reach = radius / EARTH_RADIUS_MILES
    south = centre.latitude - degrees(reach) - _RIM
    north = centre.latitude + degrees(reach) + _RIM
    if south <= -POLE or north >= POLE or reach >= pi / 2:
        return [(max(south, -POLE), -DATE_LINE, min(north, POLE), DATE_LINE)]
    width = degrees(asin(min(1.0, sin(reach) / cos(radians(centre.latitude))))) + _RIM
    west, east = centre.longitude - width, centre.longitude + width
    if east - west >= 2 * DATE_LINE:
        return [(south, -DATE_LINE, north, DATE_LINE)]
    if west < -DATE_LINE:
        return [(south, west + 2 * DATE_LINE, north, DATE_LINE), (south, -DATE_LINE, north, east)]
    if east > DATE_LINE:
        return [(south, west, north, DATE_LINE), (south, -DATE_LINE, north, east - 2 * DATE_LINE)]
    return [(south, west, north, east)]


def cells(box: Box, bits: int) -> Iterator[Span]:
    """The cells of `bits` leading bits that a box touches, each cut down to the codes that the box can hold.

    The code grows with the column and with the row, so nothing of the box in a cell lies before the code of
    its south-west corner there, or after that of its north-east corner.
    """
    south, west, north, east = box
    first_column, last_column = _column(west), _column(east)
    first_row, last_row = _row(south), _row(north)
    right, up = _LONGITUDE_BITS - (bits + 1) // 2, _LATITUDE_BITS - bits // 2
    for column in range(first_column >> right, (last_column >> right) + 1):
        left_edge = max(column << right, first_column)
        right_edge = min((column + 1 << right) - 1, last_column)
        for row in range(first_row >> up, (last_row >> up) + 1):
            low_edge = max(row << up, first_row)
            high_edge = min((row + 1 << up) - 1, last_row)
            yield _interleaved(left_edge, low_edge), _interleaved(right_edge, high_edge)


def finest_bits(box: Box, *, at_most: int) -> int:
    """The most bits, up to `at_most`, at which the box touches no more than two by two cells."""
    south, west, north, east = box
    for bits in range(at_most, 0, -1):
        longitude_bits, latitude_bits = (bits + 1) // 2, bits // 2
        if 360 / (1 << longitude_bits) >= east - west and 180 / (1 << latitude_bits) >= north - south:
            return bits
    return 0


def _column(longitude: float) -> int:
    wrapped = (longitude + 180) / 360 * (1 << _LONGITUDE_BITS)
    return min(max(int(wrapped), 0), (1 << _LONGITUDE_BITS) - 1)


def _row(latitude: float) -> int:
    return min(max(int((latitude + 90) / 180 * (1 << _LATITUDE_BITS)), 0), (1 << _LATITUDE_BITS) - 1)


def _interleaved(column: int, row: int) -> int:
    """Bits of both numbers in turn, the highest of `column` first."""
    return _spread(column) | _spread(row) << 1


def _spread(number: int) -> int:
    """`number` with a zero between every two of its bits (the "magic numbers" of Z-order curves)."""
    number = (number | number << 16) & 0x0000FFFF0000FFFF
    number = (number | number << 8) & 0x00FF00FF00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F0F0F0F0F
    number = (number | number << 2) & 0x3333333333333333
    return (number | number << 1) & 0x5555555555555555
