from __future__ import annotations

import csv
from contextlib import closing

import pytest

from skill.programs.geo import miles_between
from skill.programs.model import Point
from skill.programs.places import TABLE, Places, places
from tests.programs.data import CENTROIDS, MENTAL_HEALTH, SUBSTANCE_USE, real


@pytest.mark.parametrize(
    ("code", "city", "state"),
    [
        ("90210", "Beverly Hills", "CA"),
        ("02139", "Cambridge", "MA"),
        ("59718", "Bozeman", "MT"),
        ("96910", "Hagåtña", "GU"),
    ],
)
def test_a_zip_is_in_its_city(code: str, city: str, state: str) -> None:
    found = places().zip(code)
    assert found is not None
    assert (found.city, found.state, found.zip) == (city, state, code)


@pytest.mark.parametrize("code", ["00000", "99999", "9021", "902100", "abcde", "", "٩٠٢١٠"])
def test_what_is_no_zip_is_nowhere(code: str) -> None:
    assert places().zip(code) is None


@pytest.mark.parametrize(
    "name", ["Saint Louis", "st louis", "St. Louis", "SAINT LOUIS", "saint  louis", "St.Louis"]
)
def test_a_city_is_found_in_any_spelling(name: str) -> None:
    assert [city.state for city in places().cities(name, "MO")] == ["MO"]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("O'Fallon", "MO"),
        ("o fallon", "MO"),
        ("winston salem", "NC"),
        ("Winston-Salem", "NC"),
        ("Mt Vernon", "NY"),
        ("Mount Vernon", "NY"),
        ("the bronx", "NY"),
        ("hagatna", "GU"),
        ("Cañon City", "CO"),
        ("canon city", "CO"),
    ],
)
def test_spelling_variants(name: str, state: str) -> None:
    assert places().cities(name, state)


def test_namesakes_come_with_the_largest_first() -> None:
    states = [city.state for city in places().cities("springfield")]
    assert states[:3] == ["MO", "MA", "IL"]
    assert len(states) == len(set(states)) > 20


def test_points_agree_with_the_census() -> None:
    if not CENTROIDS.is_file():
        pytest.skip("the Census centroids are not beside the repository (../shared/data/places)")
    with CENTROIDS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 33_000
    for row in rows:
        found = places().zip(row["GEOID"])
        assert found is not None
        assert miles_between(found.point, Point(float(row["LAT"]), float(row["LONG"]))) < 0.01


@pytest.mark.parametrize("name", [SUBSTANCE_USE, MENTAL_HEALTH])
def test_the_directorys_own_places_resolve(name: str) -> None:
    from openpyxl import load_workbook

    with closing(load_workbook(real(name), read_only=True)) as book:
        rows = iter(book["Facilities List"].iter_rows(values_only=True))
        header = list(next(rows))
        city, state, code = (header.index(column) for column in ("city", "state", "zip"))
        cells = [(row[city], row[state], row[code]) for row in rows]
    zips = {code for _, _, code in cells}
    cities = {(city, state) for city, state, _ in cells}
    assert sum(places().zip(code) is not None for code in zips) / len(zips) >= 0.995
    assert sum(bool(places().cities(*city)) for city in cities) / len(cities) >= 0.99


def test_a_table_that_is_none_is_refused() -> None:
    table = TABLE.read_bytes()
    with pytest.raises(ValueError, match="not a table"):
        Places(b"x" * len(table))
    with pytest.raises(ValueError, match="cut off"):
        Places(table[:-1])
