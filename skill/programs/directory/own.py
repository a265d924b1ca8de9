"""Our own CSV, with which a network loads the programs that no public directory has.

Its columns are described in docs/loading-programs.md; skill/programs/demo.csv is an example.
"""

from __future__ import annotations

import re
from pathlib import Path

from skill.programs.directory.rows import Directory, DirectoryError, Rejection, Row
from skill.programs.directory.table import Line, header_of, read_table
from skill.programs.model import Kind, Service

__all__ = ["COLUMNS", "NEEDED", "open_own"]

NEEDED = ("name", "city", "state", "zip", "phone", "services")
COLUMNS = (
    *NEEDED,
    "kind",
    "branch",
    "street",
    "website",
    "latitude",
    "longitude",
    "source",
    "edition",
    "as_of",
)
_CONCERNS = frozenset({Service.SUBSTANCE, Service.MENTAL_HEALTH, Service.EATING})
_SOURCE = re.compile(r"[a-z][a-z0-9-]{0,29}")
_RESERVED = "samhsa"


def open_own(path: Path) -> Directory:
    """The CSV of our own in `path`.

    Raises:
        DirectoryError: it is no such file, or has unknown or too few columns.
    """
    names = header_of(path)
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing:
        raise DirectoryError(f"the header lacks the columns: {', '.join(missing)}")
    if unknown:
        raise DirectoryError(f"the header has unknown columns: {', '.join(unknown)}")
    return Directory("own list (CSV)", "own", "", "", map(_row, read_table(path)))


def _row(line: Line) -> Row | Rejection:
    if isinstance(line, Rejection):
        return line
    number, cells = line
    words = cells.get("services", "").replace(",", " ").replace(";", " ").lower().split()
    unknown = sorted(set(words) - {str(service) for service in Service})
    if unknown:
        return Rejection(number, f"unknown services: {' '.join(unknown)}")
    services = frozenset(map(Service, words))
    if not services & _CONCERNS:
        return Rejection(number, "services name none of: substance, mental-health, eating")
    kind = cells.get("kind", "").lower() or str(Kind.IOP)
    if kind not in set(Kind):
        return Rejection(number, "the kind is neither iop nor day")
    source = cells.get("source", "") or "own"
    if not _SOURCE.fullmatch(source) or source.startswith(_RESERVED):
        return Rejection(number, "the source is no short lower-case name of one's own")
    return Row(
        line=number,
        name=cells.get("name", ""),
        name2=cells.get("branch", ""),
        street=cells.get("street", ""),
        city=cells.get("city", ""),
        state=cells.get("state", ""),
        zip=cells.get("zip", ""),
        phone=cells.get("phone", ""),
        website=cells.get("website", ""),
        latitude=cells.get("latitude", ""),
        longitude=cells.get("longitude", ""),
        kind=Kind(kind),
        services=services,
        source=source,
        edition=cells.get("edition", ""),
        as_of=cells.get("as_of", ""),
    )
