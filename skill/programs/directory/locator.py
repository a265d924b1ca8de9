"""What findtreatment.gov gives out: the CSV of its download button, and the JSON of its API.

Both have coordinates and web sites, which the National Directory has not. A clinic may be listed several
times there, with different coordinates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skill.programs.directory.codes import LABELS, kind_and_services
from skill.programs.directory.rows import Directory, DirectoryError, Rejection, Row
from skill.programs.directory.table import Line, read_table

__all__ = ["CSV_COLUMNS", "open_csv", "open_json"]

CSV_COLUMNS = frozenset({"name1", "city", "state", "zip", "phone", "type_facility"})

_SOURCE = "samhsa-locator"
_API_SOURCE = "samhsa-locator-api"
_DATED = re.compile(r"(20\d\d)_(\d\d)_(\d\d)")
_MENTAL_HEALTH = "MH"
_YES = frozenset({"1", "1.0"})
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*")


def open_csv(path: Path) -> Directory:
    """The locator's CSV export in `path`.

    Raises:
        DirectoryError: it is no such file.
    """
    return _directory(path, _SOURCE, "findtreatment.gov export", map(_csv_row, read_table(path)))


def open_json(path: Path) -> Directory:
    """An answer of the locator's API, or several of them in a list, in `path`.

    Raises:
        DirectoryError: it is no such file.
    """
    try:
        answer = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DirectoryError(f"not readable JSON: {error}") from error
    pages = answer if isinstance(answer, list) else [answer]
    if not pages or not all(isinstance(page, dict) and isinstance(page.get("rows"), list) for page in pages):
        raise DirectoryError('the JSON has no list "rows", as answers of the locator have')
    listings = (listing for page in pages for listing in page["rows"])
    rows = (_json_row(number, listing) for number, listing in enumerate(listings, start=1))
    complete = pages[0].get("totalPages") == len(pages)
    return _directory(path, _API_SOURCE, "findtreatment.gov API answer", rows, complete=complete)


def _directory(
    path: Path, source: str, what: str, rows: Iterator[Row | Rejection | None], *, complete: bool = True
) -> Directory:
    """`complete` says whether the file holds all that its source has: a page of an answer does not."""
    dated = _DATED.search(path.stem)
    as_of = "-".join(dated.groups()) if dated else ""
    return Directory(format=what, source=source, edition=as_of[:4], as_of=as_of, rows=rows, complete=complete)


def _csv_row(line: Line) -> Row | Rejection | None:
    if isinstance(line, Rejection):
        return line
    number, cells = line
    codes = (name.upper() for name, value in cells.items() if value in _YES)
    mental_health = cells.get("type_facility", "").upper() == _MENTAL_HEALTH
    return _row(number, cells, kind_and_services(codes, mental_health=mental_health))


def _json_row(number: int, listing: Any) -> Row | Rejection | None:
    if not isinstance(listing, dict):
        return Rejection(number, "not a listing")
    services = listing.get("services") or ()
    if not isinstance(services, list | tuple):
        return Rejection(number, "its services are no list")
    labels = (
        _IN_PARENTHESES.sub(" ", label).strip()
        for service in services
        if isinstance(service, dict)
        for label in str(service.get("f3") or "").split("; ")
    )
    codes = [LABELS[label] for label in map(_plain_label, labels) if label in LABELS]
    mental_health = listing.get("typeFacility") == _MENTAL_HEALTH
    texts = {name: "" if value is None else str(value).strip() for name, value in listing.items()}
    return _row(number, texts, kind_and_services(codes, mental_health=mental_health))


def _plain_label(label: str) -> str:
    return label.removesuffix(" clients")


def _row(number: int, cells: Mapping[str, str], found: Any) -> Row | None:
    if found is None:
        return None
    kind, services = found
    return Row(
        line=number,
        name=cells.get("name1", ""),
        name2=cells.get("name2", ""),
        street=cells.get("street1", ""),
        street2=cells.get("street2", ""),
        city=cells.get("city", ""),
        state=cells.get("state", ""),
        zip=cells.get("zip", ""),
        phone=cells.get("phone", ""),
        website=cells.get("website", ""),
        latitude=cells.get("latitude", ""),
        longitude=cells.get("longitude", ""),
        kind=kind,
        services=services,
    )
