from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from skill.programs.directory import DirectoryError, open_directory
from skill.programs.directory.reading import Reading
from skill.programs.directory.rows import MOST_ROWS
from skill.programs.model import Kind, Service
from tests.programs.data import MENTAL_HEALTH, read, real

HEADER = [
    "name1",
    "name2",
    "street1",
    "street2",
    "city",
    "state",
    "zip",
    "phone",
    "intake1",
    "intake2",
    "intake1a",
    "intake2a",
    "service_code_info",
]
ROW = {
    "name1": "Tin Whistle Center",
    "street1": "1 Sample Street",
    "city": "Denver",
    "state": "CO",
    "zip": "80202",
    "phone": "303-555-0110",
    "service_code_info": "SA * OP OIT * MD * AD",
}


def workbook(
    path: Path,
    *rows: dict[str, Any],
    header: list[str] = HEADER,
    sheet: str = "Facilities List",
    above: int = 0,
) -> Path:
    book = Workbook()
    book.active.title = sheet
    for _ in range(above):
        book.active.append(["National Directory"])
    book.active.append(header)
    for row in rows:
        book.active.append([row.get(name) for name in header])
    book.save(path)
    return path


def own(
    path: Path, *rows: str, header: str = "kind,name,street,city,state,zip,phone,services,source"
) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_nation_has_5525_iops(national: Reading) -> None:
    assert len(national.programs) == 5525
    assert not national.rejected
    assert national.passed_over == 12_176 - 5525
    offers = [one.services for one in national.programs.values()]
    # The figures of the directory's own columns, counted with a spreadsheet.
    assert sum(Service.MEDICAID in each for each in offers) == 4181
    assert sum(Service.MEDICARE in each for each in offers) == 2235
    assert sum(Service.TEENS in each for each in offers) == 1796
    assert sum(Service.CO_OCCURRING in each for each in offers) == 4521
    assert {one.kind for one in national.programs.values()} == {Kind.IOP}
    assert {(one.source, one.edition) for one in national.programs.values()} == {("samhsa-su", "2022")}


def test_day_programs_are_never_iops() -> None:
    reading = read(real(MENTAL_HEALTH))
    assert len(reading.programs) == 1331
    assert {one.kind for one in reading.programs.values()} == {Kind.DAY}
    assert {one.source for one in reading.programs.values()} == {"samhsa-mh"}


@pytest.mark.parametrize(
    ("name", "iops", "days"),
    [
        ("locator_api_page_a.json", 5, 3),
        ("locator_api_page_b.json", 8, 0),
        ("locator_export_2022_sample.csv", 0, 47),
    ],
)
def test_the_locators_own_formats(name: str, iops: int, days: int) -> None:
    reading = read(real(name))
    kinds = [one.kind for one in reading.programs.values()]
    assert (kinds.count(Kind.IOP), kinds.count(Kind.DAY)) == (iops, days)
    assert {one.located_by for one in reading.programs.values()} == {"coordinates"}
    assert reading.complete == name.endswith("csv")


def test_ids_stay_the_same_from_run_to_run(national: Reading) -> None:
    again = read(real("National_Directory_SA_Facilities_2022.xlsx"))
    assert again.programs == national.programs


def test_a_header_may_stand_under_title_lines(tmp_path: Path) -> None:
    reading = read(workbook(tmp_path / "directory_2031.xlsx", ROW, above=4))
    (one,) = reading.programs.values()
    assert (one.name, one.edition, one.located_by) == ("Tin Whistle Center", "2031", "zip")
    assert one.services == {Service.SUBSTANCE, Service.MEDICAID, Service.TEENS}


def test_bad_rows_are_told_with_line_and_reason_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "d.xlsx",
        ROW,
        ROW | {"name1": None},
        ROW | {"phone": "555"},
        ROW | {"state": "XX"},
        ROW | {"zip": "00000", "city": "Nowhereville"},
        ROW | {"name1": '=HYPERLINK("http://evil.test","x")'},
        ROW | {"service_code_info": "SA * RES"},
        ROW,
        ROW | {"name1": "Blue Teacup", "zip": None},
        ROW | {"name1": "Paper Lantern", "zip": 80202.0},
    )
    reading = read(path)
    assert [(found.line, found.reason) for found in reading.rejected] == [
        (3, "no name"),
        (4, "the phone number has not ten digits"),
        (5, "no such state"),
        (6, "neither coordinates nor a known ZIP or city"),
        (7, "a cell holds a formula"),
        (9, "a duplicate of an earlier row"),
    ]
    assert {one.name: one.located_by for one in reading.programs.values()} == {
        "Tin Whistle Center": "zip",
        "Blue Teacup": "city",
        "Paper Lantern": "zip",
    }
    assert reading.passed_over == 1


def test_two_desks_of_one_clinic_are_both_kept_as_one_clinic(tmp_path: Path) -> None:
    reading = read(workbook(tmp_path / "d.xlsx", ROW, ROW | {"phone": "303-555-0110 x239"}))
    assert len(reading.programs) == 2
    assert len({one.clinic for one in reading.programs.values()}) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"header": HEADER[:5]}, "lacks the columns: state, zip, phone, service_code_info"),
        ({"sheet": "Sheet1"}, 'no sheet "Facilities List"; it has: Sheet1'),
    ],
)
def test_another_workbook_is_refused_clearly(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DirectoryError, match=message):
        open_directory(workbook(tmp_path / "d.xlsx", ROW, **changes))


def test_a_million_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", ROW)
    with zipfile.ZipFile(path) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    filler = f'<row r="9"><c r="A9" t="inlineStr"><is><t>{"x" * 300}</t></is></c></row>' * 1_000_000
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", filler + "</sheetData>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bad:
        for name, content in parts.items():
            bad.writestr(name, content)
    with pytest.raises(DirectoryError, match=r"unpacks to \d+ MB"):
        open_directory(path)


def test_more_rows_than_any_directory_has_are_refused(tmp_path: Path) -> None:
    lines = ["name,city,state,zip,phone,services"]
    lines += ["Tin Whistle,Denver,CO,80202,,substance"] * (MOST_ROWS + 1)
    path = tmp_path / "d.csv"
    path.write_text("\n".join(lines))
    rows = open_directory(path).rows
    with pytest.raises(DirectoryError, match="that is no directory"):
        for _ in rows:
            pass


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("d.xlsx", b"PK\x03\x04 but no zip", "not a readable XLSX"),
        ("d.json", b'{"page": 1}', 'no list "rows"'),
        ("d.json", b"[1, 2]", 'no list "rows"'),
        ("d.json", b"{nonsense", "not readable JSON"),
        ("d.csv", b"alpha,beta\n1,2\n", "in no known format"),
        ("d.csv", b"\xff\xfe\x00bad", "not a readable CSV"),
        ("d.csv", b"", "in no known format"),
        ("d.csv", b"name,city,telephone\n", "lacks the columns: state, zip, phone, services"),
        ("d.csv", b"name,city,state,zip,phone,services,rating\n", "unknown columns: rating"),
    ],
)
def test_what_is_no_directory_is_refused_clearly(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DirectoryError, match=message):
        open_directory(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_directory_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "directory"
    path.write_bytes(content)
    with suppress(DirectoryError):
        for row in open_directory(path).rows:
            assert row is None or row.line > 0


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    path = own(
        tmp_path / "ours.csv",
        'iop,"Lamp, Table & Co",1 Sample Street,Denver,CO,80202,303-555-0110,'
        "mental-health medicaid teens,north-network",
        ",Second,,Denver,CO,,,eating; private-insurance,",
        "iop,Third,,Denver,CO,80202,,substance rollerskates,north-network",
        "iop,Fourth,,Denver,CO,80202,,medicaid,north-network",
        "spa,Fifth,,Denver,CO,80202,,eating,north-network",
        "iop,Sixth,,Denver,CO,80202,,eating,samhsa-su",
        "iop,Seventh,,Denver,CO,80202,,eating,north-network,extra",
        "iop,=1+1,,Denver,CO,80202,,eating,north-network",
    )
    reading = read(path)
    assert {(one.name, one.source, one.located_by) for one in reading.programs.values()} == {
        ("Lamp, Table", "north-network", "zip"),
        ("Second", "own", "city"),
    }
    assert [(found.line, found.reason) for found in reading.rejected] == [
        (4, "unknown services: rollerskates"),
        (5, "services name none of: substance, mental-health, eating"),
        (6, "the kind is neither iop nor day"),
        (7, "the source is no short lower-case name of one's own"),
        (8, "more cells than the header has columns"),
        (9, "a cell holds a formula"),
    ]


def test_coordinates_that_contradict_the_zip_are_not_believed(tmp_path: Path) -> None:
    header = "name,city,state,zip,phone,services,latitude,longitude"
    path = own(
        tmp_path / "ours.csv",
        "Near,Denver,CO,80202,,eating,39.74,-104.99",
        "Swapped,Denver,CO,80202,,eating,-104.99,39.74",
        "Zero,Denver,CO,80202,,eating,0,0",
        "Off,Denver,CO,80202,,eating,10.5,-104.99",
        header=header,
    )
    found = {one.name: one.located_by for one in read(path).programs.values()}
    assert found == {"Near": "coordinates", "Swapped": "zip", "Zero": "zip", "Off": "zip"}


def test_odd_listings_of_the_api(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    listing = {
        "name1": "Lamp",
        "city": "Denver",
        "state": "CO",
        "zip": 80202,
        "phone": None,
        "typeFacility": "SA",
    }
    iop = [{"f2": "SET", "f3": "Outpatient; Intensive outpatient treatment"}]
    rows = [listing | {"services": iop}, listing | {"services": None}, "text", listing | {"services": "x"}]
    path.write_text(json.dumps({"page": 1, "totalPages": 1, "rows": rows}))
    reading = read(path)
    assert [one.name for one in reading.programs.values()] == ["Lamp"]
    assert [found.line for found in reading.rejected] == [3, 4]
    assert reading.passed_over == 1
    assert reading.complete
