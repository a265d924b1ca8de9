"""`iop programs`: fill the table of programs, and look into it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from skill.cli.database import connection, database_options
from skill.errors import SkillError
from skill.programs.directory import open_directory
from skill.programs.directory.reading import Reading, read_programs
from skill.programs.loading import Loaded, load
from skill.programs.model import Kind, Place, Point, Program, Service
from skill.programs.places import places
from skill.programs.search import nearest
from skill.programs.spoken import NoSuchPlace, OnlyState, ShortZip, Unclear, WhichState, find_place
from skill.programs.states import NAMES
from skill.programs.store import ProgramTable

__all__ = ["command"]

_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_REJECTIONS_SHOWN = 20

# An import may wait and try again; a caller may not.
_PATIENT = {
    "connect_timeout": 5,
    "read_timeout": 60,
    "retries": {"total_max_attempts": 8, "mode": "standard"},
}


@click.group()
def command() -> None:
    """Import, search and show treatment programs."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", help="The edition of the list, e.g. 2025, if the file's name does not say it.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write all rejected rows here (CSV)."
)
@click.option("--partial", is_flag=True, help="FILE is a part of its list: remove nothing.")
@database_options
def import_(  # noqa: PLR0913  # one parameter an option
    file: Path,
    *,
    edition: str | None,
    report: Path | None,
    partial: bool,
    aws: bool,
    data_dir: Path | None,
) -> None:
    """Fill the table from FILE.

    FILE is SAMHSA's National Directory (XLSX), findtreatment.gov's export (CSV) or API answer (JSON), or a
    list of your own (CSV, see docs/loading-programs.md). Running it again changes nothing; programs of the
    same list that FILE lacks are removed once all others are in.
    """
    from botocore.config import Config  # noqa: PLC0415  # slow to import

    try:
        reading = _read(file, edition)
        if not reading.programs:
            _tell(reading, report)
            raise click.ClickException("the file holds no program that can be used; nothing was changed")
        with connection(aws=aws, data_dir=data_dir, config=Config(**_PATIENT)) as database:
            if database.own_cloud and data_dir is None:
                click.echo(
                    "without --data-dir, what is imported is gone at the end of this command", err=True
                )
            table = ProgramTable(database.programs_table, lambda: database.client, deadline=600)
            loaded = _load(table, reading, complete=reading.complete and not partial)
    except SkillError as error:
        raise click.ClickException(str(error)) from error
    _tell(reading, report)
    if loaded.replaced:
        click.echo(f"{loaded.replaced} programs of the demonstration directory made room", err=True)
    click.echo(
        f"imported {loaded.imported}, unchanged {loaded.unchanged}, "
        f"rejected {len(reading.rejected)}, removed {loaded.removed}"
    )


def _read(file: Path, edition: str | None) -> Reading:
    directory = open_directory(file)
    click.echo(f"reading {directory.format}, edition {edition or directory.edition or 'unknown'}", err=True)
    reading = Reading()
    with _progress() as progress:
        task = progress.add_task("reading", total=None)
        for reading in read_programs(directory, places(), edition=edition):  # noqa: B007  # the last one is complete
            progress.advance(task)
    return reading


def _load(table: ProgramTable, reading: Reading, *, complete: bool) -> Loaded:
    with _progress() as progress:
        task = progress.add_task("writing", total=len(reading.programs))
        return load(
            table,
            reading.programs,
            reading.sources,
            complete=complete,
            progress=lambda done: progress.advance(task, done),
        )


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def _tell(reading: Reading, report: Path | None) -> None:
    """What could not be used, on standard error and in the report."""
    if reading.passed_over:
        click.echo(f"{reading.passed_over} listings are neither IOPs nor day programs", err=True)
    for rejection in reading.rejected[:_REJECTIONS_SHOWN]:
        click.echo(f"line {rejection.line}: {rejection.reason}", err=True)
    more = len(reading.rejected) - _REJECTIONS_SHOWN
    if more > 0:
        click.echo(f"and {more} more; --report FILE lists all", err=True)
    if report:
        lines = ["line,reason", *(f'{row.line},"{row.reason}"' for row in reading.rejected)]
        report.write_text("\n".join(lines) + "\n", encoding="utf-8")


@command.command()
@click.argument("place", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per program and line.")
@click.option("--limit", type=click.IntRange(1, 500), default=3, show_default=True)
@click.option(
    "--radius", type=click.FloatRange(0, 500, min_open=True), default=25.0, show_default=True, help="Miles."
)
@click.option("--day", is_flag=True, help="Mental-health day programs instead of IOPs.")
@click.option(
    "--with",
    "services",
    multiple=True,
    type=click.Choice(sorted(map(str, Service))),
    help="Only those that offer this.",
)
@database_options
def near(  # noqa: PLR0913  # one parameter an option
    place: tuple[str, ...],
    *,
    as_json: bool,
    limit: int,
    radius: float,
    day: bool,
    services: tuple[str, ...],
    aws: bool,
    data_dir: Path | None,
) -> None:
    """List the programs nearest to PLACE: a ZIP, a city with or without its state, or LATITUDE,LONGITUDE."""
    centre = _centre(" ".join(place))
    try:
        with connection(aws=aws, data_dir=data_dir) as database:
            found = nearest(
                ProgramTable(database.programs_table, lambda: database.client, deadline=60),
                centre,
                limit=limit,
                radius=radius,
                kind=Kind.DAY if day else Kind.IOP,
                services=map(Service, services),
            )
    except SkillError as error:
        raise click.ClickException(str(error)) from error
    for miles, program in found.programs:
        click.echo(_json(miles, program) if as_json else _line(miles, program))
    if not found.programs:
        click.echo(f"no program within {radius:g} miles", err=True)


def _centre(words: str) -> Point:
    coordinates = _COORDINATES.fullmatch(words)
    if coordinates:
        return Point(float(coordinates[1]), float(coordinates[2]))
    found = find_place(places(), words)
    if isinstance(found, ShortZip):
        click.echo(f"taken for the ZIP {found.place.zip}", err=True)
        found = found.place
    if isinstance(found, Place):
        return found.point
    raise click.UsageError(_why_not(found))


def _why_not(found: Unclear) -> str:
    match found:
        case WhichState(city, states):
            choices = ", ".join(f"{city} {state}" for state in states)
            return f"there is more than one {city}; say which: {choices}"
        case OnlyState(state):
            return f"which city in {NAMES[state]}?"
        case NoSuchPlace():
            return "no such city is known; try its ZIP"
    return "no such ZIP is known; try the city and state"


def _json(miles: float, program: Program) -> str:
    fields: dict[str, Any] = {
        "id": program.id,
        "name": program.name,
        "street": program.street,
        "city": program.city,
        "state": program.state,
        "zip": program.zip,
        "phone": program.phone,
        "miles": round(miles, 2),
        "services": sorted(map(str, program.services)),
        "extension": program.extension,
        "kind": str(program.kind),
        "source": program.source,
        "edition": program.edition,
    }
    return json.dumps(fields, ensure_ascii=False)


def _line(miles: float, program: Program) -> str:
    extension = f" extension {program.extension}" if program.extension else ""
    where = f"{program.name}, {program.city}, {program.state}"
    return f"{miles:6.1f}  {where}  {program.phone}{extension}  ({program.id})"


@command.command()
@click.argument("program_id", metavar="ID")
@database_options
def show(program_id: str, *, aws: bool, data_dir: Path | None) -> None:
    """Show the program whose id is ID, as JSON."""
    try:
        with connection(aws=aws, data_dir=data_dir) as database:
            program = ProgramTable(database.programs_table, lambda: database.client, deadline=60).get(
                program_id
            )
    except SkillError as error:
        raise click.ClickException(str(error)) from error
    if program is None:
        raise click.ClickException("there is no such program")
    fields = {name: getattr(program, name) for name in program.__slots__}
    fields |= {
        "kind": str(program.kind),
        "services": sorted(map(str, program.services)),
        "point": [program.point.latitude, program.point.longitude],
    }
    click.echo(json.dumps(fields, ensure_ascii=False, indent=2))
