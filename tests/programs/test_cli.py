"""`iop programs`, as other programs use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from skill.cli import main
from skill.programs.geo import miles_between
from skill.programs.model import Point
from tests.databases import Database
from tests.programs.data import SUBSTANCE_USE, read, real
from tests.programs.test_directory import ROW, own, workbook

KEYS = ["id", "name", "street", "city", "state", "zip", "phone", "miles", "services"]
LIST = (
    "iop,Lamp House,1 Sample Street,Denver,CO,80202,303-555-0110,mental-health medicaid,ours",
    "iop,Table House,2 Sample Street,Denver,CO,80210,303-555-0111,eating,ours",
    "day,Chair House,3 Sample Street,Denver,CO,80202,303-555-0112,mental-health,ours",
)

Iop = Callable[..., Result]


@pytest.fixture
def iop(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iop:
    """The command on a table of its own."""
    for name, value in database.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("IOP_PROGRAMS_TABLE", database.table("ProgramsTable"))
    monkeypatch.setenv("IOP_CALLBACKS_TABLE", "unused")
    return lambda *arguments: CliRunner().invoke(main, ["programs", *map(str, arguments)])


def last_line(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]


def near(iop: Iop, *arguments: object) -> list[dict[str, object]]:
    result = iop("near", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_import_says_what_it_did_in_its_last_line(iop: Iop, tmp_path: Path) -> None:
    path = own(tmp_path / "ours.csv", *LIST, "iop,Broken,,Denver,CO,80202,12,eating,ours")
    first = iop("import", path)
    assert last_line(first) == "imported 3, unchanged 0, rejected 1, removed 0"
    assert "line 5: the phone number has not ten digits" in first.stderr
    assert last_line(iop("import", path)) == "imported 0, unchanged 3, rejected 1, removed 0"
    own(path, *LIST[:1], LIST[1].replace("Table", "Desk"))
    assert last_line(iop("import", path)) == "imported 1, unchanged 1, rejected 0, removed 2"


def test_every_rejected_row_is_in_the_report(iop: Iop, tmp_path: Path) -> None:
    bad = [f"iop,Broken {number},,Denver,CO,80202,12,eating,ours" for number in range(30)]
    path, report = own(tmp_path / "ours.csv", *LIST, *bad), tmp_path / "report.csv"
    result = iop("import", path, "--report", report)
    assert "and 10 more" in result.stderr
    assert len(report.read_text().splitlines()) == 31


def test_near_gives_the_named_keys_nearest_first(iop: Iop, tmp_path: Path) -> None:
    iop("import", own(tmp_path / "ours.csv", *LIST))
    found = near(iop, "80202", "--limit", 5)
    assert [one["name"] for one in found] == ["Lamp House", "Table House"]
    assert all(list(one)[: len(KEYS)] == KEYS for one in found)
    assert found[0]["miles"] == 0
    assert found[0]["phone"] == "303-555-0110"
    assert found[0]["services"] == ["medicaid", "mental-health"]
    assert [one["name"] for one in near(iop, "denver", "colorado", "--day")] == ["Chair House"]
    assert [one["name"] for one in near(iop, "39.75,-104.99", "--with", "eating")] == ["Table House"]
    assert len(near(iop, "80202", "--limit", 1)) == 1
    assert len(near(iop, "80202", "--radius", 1)) == 1
    assert near(iop, "90210") == []


def test_show_gives_all_of_one(iop: Iop, tmp_path: Path) -> None:
    iop("import", own(tmp_path / "ours.csv", *LIST))
    found = near(iop, "80202")[0]
    shown = iop("show", found["id"])
    assert json.loads(shown.stdout)["name"] == found["name"]
    assert iop("show", "nothing").exit_code == 1


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("springfield", "Springfield MO, Springfield MA, Springfield IL"),
        ("nowhereville", "no such city"),
        ("99999", "no such ZIP"),
        ("idaho", "which city in Idaho?"),
    ],
)
def test_an_unclear_place_is_told_clearly(iop: Iop, place: str, message: str) -> None:
    result = iop("near", place)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_file_that_is_no_directory_changes_nothing(iop: Iop, tmp_path: Path) -> None:
    iop("import", own(tmp_path / "ours.csv", *LIST))
    wrong = iop("import", workbook(tmp_path / "d.xlsx", ROW, sheet="Other"))
    assert wrong.exit_code == 1
    assert "no sheet" in wrong.stderr
    empty = iop("import", workbook(tmp_path / "e.xlsx", ROW | {"service_code_info": "SA"}))
    assert empty.exit_code == 1
    assert "nothing was changed" in empty.stderr
    assert len(near(iop, "80202")) == 2


def test_the_nation_by_the_command(iop: Iop) -> None:
    path = real(SUBSTANCE_USE)
    assert last_line(iop("import", path)) == "imported 5525, unchanged 0, rejected 0, removed 0"
    assert last_line(iop("import", path)) == "imported 0, unchanged 5525, rejected 0, removed 0"
    centre = Point(45.63947, -111.17117)  # the centroid of 59718
    measured = sorted(miles_between(centre, one.point) for one in read(path).programs.values())
    found = near(iop, "59718", "--limit", 2, "--radius", 50)
    assert [one["miles"] for one in found] == [round(miles, 2) for miles in measured[:2]]
