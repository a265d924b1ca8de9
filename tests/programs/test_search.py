from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.programs.density import Density
from skill.programs.directory.reading import Reading
from skill.programs.model import Point, Program, Service
from skill.programs.search import cover, nearest
from tests.programs.data import program
from tests.programs.memory import MemoryIndex, brute_force

# Where a flat map goes wrong: the poles, the date line, the prime meridian, and far corners of the country.
CORNERS = [
    Point(89.9, 10),
    Point(-89.95, -170),
    Point(52.0, 179.9),
    Point(-16.5, -179.95),
    Point(13.45, 144.78),
    Point(71.29, -156.79),
    Point(51.48, 0.0),
    Point(0.0, 0.0),
    Point(45.0, -112.5),
    Point(39.74, -104.99),
]
OFFERS = [Service.MEDICAID, Service.TEENS, Service.SPANISH]


def scattered(seed: int, corner: Point, count: int) -> list[Program]:
    """Programs around a corner: some in clusters, some in the same place, some listed twice."""
    dice = random.Random(seed)
    made: list[Program] = []
    for number in range(count):
        if made and dice.random() < 0.3:
            near = dice.choice(made).point
            spread = dice.choice([0, 0.01, 0.2])
        else:
            near, spread = corner, 2.5
        latitude = max(-90.0, min(90.0, near.latitude + dice.gauss(0, spread)))
        longitude = (near.longitude + dice.gauss(0, spread) * dice.choice([1, 1, 40]) + 540) % 360 - 180
        services = [service for service in OFFERS if dice.random() < 0.4]
        point = Point(round(latitude, 5), round(longitude, 5))
        one = program(number, point, *services)
        made.append(replace(one, clinic=f"{number // 2}") if dice.random() < 0.2 else one)
    return made


@given(
    seed=st.integers(0, 10_000),
    corner=st.sampled_from(CORNERS),
    count=st.integers(0, 120),
    limit=st.integers(1, 12),
    radius=st.sampled_from([0.5, 5, 25, 50, 100, 400]),
    wanted=st.sets(st.sampled_from(OFFERS), max_size=2),
    knowledge=st.sampled_from(["of the programs", "none", "of others", "empty"]),
)
@settings(max_examples=300, deadline=None)
def test_it_finds_exactly_what_measuring_everything_finds(  # noqa: PLR0913, PLR0917  # many dimensions
    seed: int, corner: Point, count: int, limit: int, radius: float, wanted: set[Service], knowledge: str
) -> None:
    programs = scattered(seed, corner, count)
    centre = random.Random(seed + 1).choice([corner, *(one.point for one in programs)])
    if knowledge == "none":
        index = MemoryIndex(programs, density=None)
    elif knowledge == "of others":
        # As it is while another edition is written: more is known of than there is.
        others = [*programs, *scattered(seed + 7, corner, 60)]
        index = MemoryIndex(
            programs, density=MemoryIndex(others).density(programs[0].kind) if programs else None
        )
    elif knowledge == "empty" and not programs:
        index = MemoryIndex([], density=Density({}, {}))
    else:
        index = MemoryIndex(programs)
    found = nearest(index, centre, limit=limit, radius=radius, services=wanted)
    expected = brute_force(programs, centre, limit, radius, frozenset(wanted))
    assert [(miles, one.id) for miles, one in found.programs] == expected
    assert found.rounds <= 2
    assert not index.read_twice


def test_the_nation_is_searched_in_few_requests(national: Reading) -> None:
    programs = list(national.programs.values())
    index = MemoryIndex(programs)
    dice = random.Random(2022)
    counted = []
    for one in dice.sample(programs, 300):
        found = nearest(index.fresh(), one.point, limit=3, radius=25)
        expected = brute_force(programs, one.point, 3, 25, frozenset())
        assert [(miles, near.id) for miles, near in found.programs] == expected
        assert found.rounds <= 2
        counted.append(found.requests)
    counted.sort()
    assert counted[len(counted) // 2] <= 2
    assert counted[int(len(counted) * 0.95)] <= 9


def test_one_clinic_is_told_once_however_often_it_is_listed() -> None:
    twice = [program(number, Point(40, -100), clinic="one") for number in range(3)]
    other = program(9, Point(40.01, -100))
    found = nearest(MemoryIndex([*twice, other]), Point(40, -100), limit=3, radius=25)
    assert [one.id for _, one in found.programs] == [twice[0].id, other.id]


def test_where_nothing_is_known_to_be_nothing_is_asked() -> None:
    index = MemoryIndex([program(1, Point(40, -100))])
    found = nearest(index, Point(-40, 100), limit=3, radius=25)
    assert (found.programs, found.requests) == ([], 0)


@pytest.mark.parametrize("reach", [0.5, 25, 100])
def test_a_cover_asks_no_partition_twice_for_the_same(reach: float) -> None:
    spans = sorted(cover(Point(39.7, -105.0), reach, None))
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))


def test_a_density_survives_being_stored() -> None:
    programs = scattered(5, Point(39.7, -105), 200)
    known = MemoryIndex(programs).density(programs[0].kind)
    assert known is not None
    again = Density.load(known.dump(), known.offers)
    assert (again.total, again.offers) == (200, known.offers)
    for span in cover(Point(39.7, -105), 50, None):
        assert again.count(span) == known.count(span)


@given(st.binary(max_size=40))
def test_a_broken_density_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Density.load(raw, {})
