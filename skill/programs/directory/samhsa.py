"""SAMHSA's National Directory, an XLSX of two sheets, for substance use or for mental health."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from skill.programs.directory.codes import DAY_PROGRAM, kind_and_services
from skill.programs.directory.rows import MOST_ROWS, Directory, DirectoryError, Rejection, Row

__all__ = ["open_samhsa"]

_FACILITIES = "Facilities List"
_NEEDED = ("name1", "street1", "city", "state", "zip", "phone", "service_code_info")
_USED = (*_NEEDED, "name2", "street2")
_ROWS_BEFORE_HEADER = 10
_MOST_CODES = 2000
_LARGEST_UNPACKED = 300 * 1024 * 1024
"""Bytes; the directories of 2022 to 2025 unpack to 12 MB."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_REFERENCE = "Service Code Reference"
_SUBSTANCE_USE_ALONE = frozenset({"OIT", "ODT"})

Cells = Sequence[Any]


def open_samhsa(path: Path) -> Directory:
    """The National Directory in `path`.

    Raises:
        DirectoryError: it is no such workbook, lacks a sheet or column, or is too large to be one.
    """
    _refuse_bombs(path)
    try:
        book = load_workbook(path, read_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError) as error:
        raise DirectoryError(f"not a readable XLSX workbook: {error}") from error
    try:
        return _directory(book, path)
    except DirectoryError:
        book.close()
        raise


def _directory(book: Workbook, path: Path) -> Directory:
    if _FACILITIES not in book.sheetnames:
        found = ", ".join(book.sheetnames)
        raise DirectoryError(f'the workbook has no sheet "{_FACILITIES}"; it has: {found}')
    lines = book[_FACILITIES].iter_rows(values_only=True)
    header_line, columns = _header(lines)
    mental_health = _is_mental_health(book)
    edition = _edition(path)
    return Directory(
        format=f"SAMHSA National Directory, {'mental health' if mental_health else 'substance use'}",
        source="samhsa-mh" if mental_health else "samhsa-su",
        edition=edition,
        as_of=edition,
        rows=_closing(book, _rows(lines, header_line, columns, mental_health=mental_health)),
    )


def _closing(book: Workbook, rows: Iterator[Row | Rejection | None]) -> Iterator[Row | Rejection | None]:
    try:
        yield from rows
    finally:
        book.close()


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise DirectoryError(f"not a readable XLSX workbook: {error}") from error
    if unpacked > _LARGEST_UNPACKED:
        raise DirectoryError(f"the workbook unpacks to {unpacked >> 20} MB: that is no directory")


def _header(lines: Iterator[Cells]) -> tuple[int, dict[str, int]]:
    """The line of the header and the column of each name in it."""
    best: list[str] = []
    for number, cells in zip(range(1, _ROWS_BEFORE_HEADER + 1), lines, strict=False):
        names = [str(cell or "").strip().lower() for cell in cells]
        if all(name in names for name in _NEEDED):
            return number, {name: names.index(name) for name in _USED if name in names}
        best = max(best, [name for name in _NEEDED if name in names], key=len)
    missing = ", ".join(name for name in _NEEDED if name not in best)
    raise DirectoryError(f'the sheet "{_FACILITIES}" lacks the columns: {missing}')


def _is_mental_health(book: Workbook) -> bool:
    """Whether the sheet of codes has that of day programs and none that only the other directory has."""
    if _REFERENCE not in book.sheetnames:
        return False
    lines = book[_REFERENCE].iter_rows(values_only=True, max_row=_MOST_CODES)
    codes = {str(cell).strip() for cells in lines for cell in cells if cell}
    return DAY_PROGRAM in codes and not codes & _SUBSTANCE_USE_ALONE


def _rows(
    lines: Iterator[Cells], header_line: int, columns: dict[str, int], *, mental_health: bool
) -> Iterator[Row | Rejection | None]:
    for line, cells in enumerate(lines, start=header_line + 1):
        if line > MOST_ROWS:
            raise DirectoryError(f"the sheet has more than {MOST_ROWS} rows: that is no directory")
        texts = {name: _text(cells, column) for name, column in columns.items()}
        if not any(texts.values()):
            continue
        if any(text.startswith("=") for text in texts.values()):
            yield Rejection(line, "a cell holds a formula")
            continue
        found = kind_and_services(texts["service_code_info"].split(), mental_health=mental_health)
        if found is None:
            yield None
            continue
        kind, services = found
        yield Row(
            line=line,
            name=texts["name1"],
            name2=texts.get("name2", ""),
            street=texts["street1"],
            street2=texts.get("street2", ""),
            city=texts["city"],
            state=texts["state"],
            zip=texts["zip"],
            phone=texts["phone"],
            kind=kind,
            services=services,
        )


def _text(cells: Cells, column: int) -> str:
    value = cells[column] if column < len(cells) else None
    if value is None:
        return ""
    # A ZIP that a spreadsheet took for a number has lost its zeros; the importer gives them back.
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _edition(path: Path) -> str:
    year = _YEAR.search(path.stem)
    return year.group() if year else ""
