"""CSV files as lines of named cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from skill.programs.directory.rows import MOST_ROWS, DirectoryError, Rejection

__all__ = ["Line", "header_of", "read_table"]

Line = tuple[int, dict[str, str]] | Rejection
"""Line number and cells by column name, or why the line has none."""


def header_of(path: Path) -> list[str]:
    """The column names of a CSV, lower-case.

    Raises:
        DirectoryError: the file cannot be read as text.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return [name.strip().lower() for name in next(csv.reader(lines), [])]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DirectoryError(f"not a readable CSV: {error}") from error


def read_table(path: Path) -> Iterator[Line]:
    """The lines of a CSV below its header; blank lines are left out.

    Raises:
        DirectoryError: the file cannot be read, or has too many lines to be a directory.
    """
    names = header_of(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        next(reader, None)
        try:
            for cells in reader:
                if reader.line_num > MOST_ROWS:
                    raise DirectoryError(f"the file has more than {MOST_ROWS} lines: that is no directory")
                if any(cell.strip() for cell in cells):
                    yield _line(reader.line_num, names, cells)
        except (UnicodeDecodeError, csv.Error) as error:
            raise DirectoryError(f"line {reader.line_num}: {error}") from error


def _line(number: int, names: list[str], cells: list[str]) -> Line:
    if len(cells) > len(names):
        return Rejection(number, "more cells than the header has columns")
    texts = [cell.strip() for cell in cells]
    if any(text.startswith("=") for text in texts):
        return Rejection(number, "a cell holds a formula")
    return number, dict(zip(names, texts, strict=False))
