"""Directories of programs, one module a format. Not used by the skill itself, only to fill its table."""

from __future__ import annotations

from pathlib import Path

from skill.programs.directory.locator import CSV_COLUMNS, open_csv, open_json
from skill.programs.directory.own import NEEDED, open_own
from skill.programs.directory.rows import Directory, DirectoryError
from skill.programs.directory.table import header_of

__all__ = ["DirectoryError", "open_directory"]

_ARCHIVE = b"PK\x03\x04"
_JSON = (b"{", b"[")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def open_directory(path: Path) -> Directory:
    """The directory in `path`, its format told by its content.

    Raises:
        DirectoryError: it cannot be read, or is in no format that is known.
    """
    try:
        with path.open("rb") as file:
            start = file.read(256).removeprefix(_BYTE_ORDER_MARK).lstrip()
    except OSError as error:
        raise DirectoryError(f"cannot be read: {error.strerror}") from error
    if start.startswith(_ARCHIVE):
        from skill.programs.directory.samhsa import open_samhsa  # noqa: PLC0415  # openpyxl is slow to import

        return open_samhsa(path)
    if start.startswith(_JSON):
        return open_json(path)
    names = set(header_of(path))
    if names >= CSV_COLUMNS:
        return open_csv(path)
    if len(names & set(NEEDED)) > 1 and "name1" not in names:
        return open_own(path)
    raise DirectoryError(
        "in no known format: SAMHSA's National Directory (XLSX), findtreatment.gov's export (CSV) or API"
        " answer (JSON), or a list of one's own (CSV, see docs/loading-programs.md)"
    )
