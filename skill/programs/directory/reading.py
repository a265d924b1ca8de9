"""From rows of a directory to programs: located, cleaned, with ids that stay the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from skill.programs.directory.cleaning import phone_of, spoken_name, spoken_text, zip_of
from skill.programs.directory.rows import Directory, Rejection, Row
from skill.programs.geo import DATE_LINE, POLE, miles_between
from skill.programs.model import Point, Program
from skill.programs.places import Places
from skill.programs.states import state_code

__all__ = ["Reading", "read_programs"]

_FAR_FROM_ITS_ZIP_MILES = 100
_NOT_OF_A_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Reading:
    """What was read from a directory."""

    programs: dict[str, Program] = field(default_factory=dict)
    """By id."""
    rejected: list[Rejection] = field(default_factory=list)
    passed_over: int = 0
    """Listings that are neither IOPs nor day programs."""
    sources: set[str] = field(default_factory=set)
    complete: bool = True
    """Whether what the directory lacks is gone from its sources."""


def read_programs(directory: Directory, places: Places, *, edition: str | None = None) -> Iterator[Reading]:
    """Read a directory, giving the same growing `Reading` after every row; the last is complete.

    Args:
        directory: as opened.
        places: where ZIPs and cities are.
        edition: instead of the one that the file gives.

    Raises:
        DirectoryError: the file turned out to be none while it was read.
    """
    reading = Reading(complete=directory.complete)
    for row in directory.rows:
        if row is None:
            reading.passed_over += 1
        elif isinstance(row, Rejection):
            reading.rejected.append(row)
        else:
            located = replace(
                row,
                source=row.source or directory.source,
                edition=edition or row.edition or directory.edition,
                as_of=edition or row.as_of or directory.as_of,
            )
            _take(reading, located, _program(located, places))
        yield reading


def _take(reading: Reading, row: Row, program: Program | Rejection) -> None:
    if isinstance(program, Rejection):
        reading.rejected.append(program)
        return
    reading.sources.add(program.source)
    known = reading.programs.get(program.id)
    if known and (known.phone, known.extension) != (program.phone, program.extension):
        # Another desk of the same clinic: SAMHSA lists both, so both are kept.
        program = replace(program, id=_hash(program.id, program.phone, program.extension))
        known = reading.programs.get(program.id)
    if known:
        reading.programs[program.id] = replace(known, services=known.services | program.services)
        reading.rejected.append(Rejection(row.line, "a duplicate of an earlier row"))
        return
    reading.programs[program.id] = program


def _program(row: Row, places: Places) -> Program | Rejection:
    name, branch = spoken_name(row.name, row.name2)
    if not name:
        return Rejection(row.line, "no name")
    phone = phone_of(row.phone)
    if phone is None:
        return Rejection(row.line, "the phone number has not ten digits")
    state = state_code(row.state)
    if state is None:
        return Rejection(row.line, "no such state")
    code = zip_of(row.zip)
    found = _locate(row, code, state, places)
    if found is None:
        return Rejection(row.line, "neither coordinates nor a known ZIP or city")
    point, located_by = found
    street = ", ".join(filter(None, (row.street.strip(), row.street2.strip())))
    return Program(
        id=_hash(row.kind, row.name, row.name2, row.street, row.street2, code or row.city),
        kind=row.kind,
        name=name,
        street=street,
        city=spoken_text(row.city),
        state=state,
        zip=code,
        phone=phone[0],
        extension=phone[1],
        point=point,
        services=row.services,
        source=row.source,
        edition=row.edition,
        as_of=row.as_of,
        clinic=_hash(row.name, row.street, code),
        branch=branch,
        website=row.website,
        located_by=located_by,
    )


def _locate(row: Row, code: str, state: str, places: Places) -> tuple[Point, str] | None:
    """Where a listing is: its own coordinates if its ZIP bears them out, else its ZIP, else its city."""
    of_zip = places.zip(code)
    own = _coordinates(row)
    if own and (of_zip is None or miles_between(own, of_zip.point) <= _FAR_FROM_ITS_ZIP_MILES):
        return own, "coordinates"
    if of_zip:
        return of_zip.point, "zip"
    cities = places.cities(row.city, state)
    return (cities[0].point, "city") if cities else None


def _coordinates(row: Row) -> Point | None:
    try:
        latitude, longitude = round(float(row.latitude), 5), round(float(row.longitude), 5)
    except ValueError:
        return None
    somewhere = abs(latitude) <= POLE and abs(longitude) <= DATE_LINE and (latitude, longitude) != (0.0, 0.0)
    return Point(latitude, longitude) if somewhere else None


def _hash(*parts: str) -> str:
    """Sixteen hexadecimal digits that stay the same however the parts are capitalised and punctuated."""
    key = "|".join(_NOT_OF_A_KEY.sub(" ", part.lower()).strip() for part in parts)
    return blake2b(key.encode(), digest_size=8).hexdigest()
