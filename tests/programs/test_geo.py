from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from skill.programs import geo
from skill.programs.model import Point

POINTS = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False).map(lambda degrees: round(degrees, 5)),
    st.floats(-180, 180, allow_nan=False).map(lambda degrees: round(degrees, 5)),
)
BEARINGS = st.floats(0, 2 * math.pi)


def beside(point: Point, miles: float, bearing: float) -> Point:
    """The point `miles` away in direction `bearing` (spherical direct problem)."""
    reach, latitude = miles / geo.EARTH_RADIUS_MILES, math.radians(point.latitude)
    north = math.asin(
        math.sin(latitude) * math.cos(reach) + math.cos(latitude) * math.sin(reach) * math.cos(bearing)
    )
    east = math.radians(point.longitude) + math.atan2(
        math.sin(bearing) * math.sin(reach) * math.cos(latitude),
        math.cos(reach) - math.sin(latitude) * math.sin(north),
    )
    return Point(math.degrees(north), (math.degrees(east) + 540) % 360 - 180)


def test_a_geohash_is_the_one_that_everybody_writes() -> None:
    # The example of the geohash articles: 57.64911,10.40744 is u4pruydqqvj.
    assert geo.text_of(geo.code_of(Point(57.64911, 10.40744))) == "u4pruydqq"
    assert geo.text_of(geo.code_of(Point(57.64911, 10.40744)), geo.PARTITION_BITS) == "u4p"


@given(POINTS)
def test_text_and_code_say_the_same_and_sort_alike(point: Point) -> None:
    code = geo.code_of(point)
    assert geo.code_from_text(geo.text_of(code)) == code
    assert geo.text_of(max(code - 1, 0)) <= geo.text_of(code)


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [
        (Point(34.0522, -118.2437), Point(40.7128, -74.0060), 2445.6),  # Los Angeles to New York
        (Point(0, 179.5), Point(0, -179.5), 69.1),  # over the date line
        (Point(90, 0), Point(-90, 0), math.pi * geo.EARTH_RADIUS_MILES),
        (Point(13.4757, 144.7489), Point(13.4757, 144.7489), 0),
    ],
)
def test_distances(one: Point, other: Point, miles: float) -> None:
    assert geo.miles_between(one, other) == pytest.approx(miles, abs=0.5)
    assert geo.miles_between(other, one) == geo.miles_between(one, other)


@given(POINTS, st.floats(0.01, 400), st.floats(0, 1), BEARINGS, st.integers(1, 34))
@example(Point(90.0, 0.0), 25.0, 1.0, 1.0, 15)
@example(Point(-89.9, 12.0), 25.0, 1.0, 3.0, 20)
@example(Point(52.0, 179.99), 25.0, 1.0, math.pi / 2, 15)  # the Aleutians
@example(Point(13.4, 144.7), 100.0, 1.0, 4.0, 15)  # Guam
@example(Point(71.29, -156.79), 100.0, 1.0, 0.0, 15)  # Utqiagvik
def test_every_point_within_reach_lies_in_the_cells(
    centre: Point, radius: float, share: float, bearing: float, bits: int
) -> None:
    point = beside(centre, radius * share, bearing)
    assume(geo.miles_between(centre, point) <= radius)
    boxes = geo.boxes_around(centre, radius)
    coarse = [min(bits, max(1, geo.finest_bits(box, at_most=34))) for box in boxes]
    spans = [span for box, size in zip(boxes, coarse, strict=True) for span in geo.cells(box, size)]
    assert any(first <= geo.code_of(point) <= last for first, last in spans)


@given(POINTS, st.floats(0.01, 400))
def test_the_finest_cells_are_few(centre: Point, radius: float) -> None:
    for box in geo.boxes_around(centre, radius):
        assert sum(1 for _ in geo.cells(box, geo.finest_bits(box, at_most=34))) <= 4
