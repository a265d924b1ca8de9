"""What every format of directory is read into: rows, or the reason why a row is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from skill.errors import SkillError
from skill.programs.model import Kind, Service

__all__ = ["MOST_ROWS", "Directory", "DirectoryError", "Rejection", "Row"]

MOST_ROWS = 200_000
"""More rows than any directory has: the nation's locator with every kind of listing has half of it."""


class DirectoryError(SkillError):
    """A file is no directory that can be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One listing as a directory gives it."""

    line: int
    """Where it is in its file, counted from 1 with the header."""
    name: str
    city: str
    state: str
    zip: str
    name2: str = ""
    street: str = ""
    street2: str = ""
    phone: str = ""
    website: str = ""
    latitude: str = ""
    longitude: str = ""
    kind: Kind = Kind.IOP
    services: frozenset[Service] = frozenset()
    source: str = ""
    edition: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that cannot be used."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Directory:
    """A file that was recognised."""

    format: str
    """What it is, in a few words."""
    source: str
    edition: str
    as_of: str
    rows: Iterator[Row | Rejection | None]
    """Row by row; None for a listing that is neither an IOP nor a day program."""
    complete: bool = True
    """Whether it holds all of its source: what it lacks is gone. A page of the locator's answer does not."""
