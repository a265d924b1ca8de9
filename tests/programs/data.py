"""The real files of SAMHSA, which stay outside the repository, and programs made up for tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from skill.programs.directory import open_directory
from skill.programs.directory.reading import Reading, read_programs
from skill.programs.model import Kind, Point, Program, Service
from skill.programs.places import places

SAMHSA = Path(__file__).parents[3] / "shared" / "data" / "samhsa"
CENTROIDS = SAMHSA.parent / "places" / "zcta_2023_centroids.csv"
SUBSTANCE_USE = "National_Directory_SA_Facilities_2022.xlsx"
MENTAL_HEALTH = "National_Directory_MH_Facilities_2022.xlsx"

BASE = Program(
    id="0",
    kind=Kind.IOP,
    name="Tin Whistle Center",
    street="1 Sample Street",
    city="Denver",
    state="CO",
    zip="80202",
    phone="303-555-0110",
    extension="",
    point=Point(39.75, -104.99),
    services=frozenset({Service.SUBSTANCE}),
    source="test",
    edition="2026",
    clinic="0",
)


def real(name: str) -> Path:
    """One of SAMHSA's files; the test is skipped where they are not."""
    path = SAMHSA / name
    if not path.is_file():
        pytest.skip(f"SAMHSA's file {name} is not beside the repository (../shared/data/samhsa)")
    return path


def read(path: Path, **options: str) -> Reading:
    """A directory, read to its end."""
    *_, reading = read_programs(open_directory(path), places(), **options)
    return reading


def program(number: int, point: Point, *services: Service, **changes: object) -> Program:
    """A program of its own at `point`."""
    given = {"id": f"{number:08x}", "clinic": f"{number}", "point": point, "services": frozenset(services)}
    return replace(BASE, **(given | changes))
