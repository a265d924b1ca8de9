"""`iop callbacks`: the staff's list of callback requests, and who calls whom."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from skill.callbacks.centre import kept_after_closing
from skill.callbacks.desk import StaffDesk
from skill.callbacks.hours import Span
from skill.callbacks.items import moment
from skill.callbacks.model import Outcome, Request, Status, Whom
from skill.callbacks.store import CallbackTable
from skill.callbacks.times import Window
from skill.callbacks.wording import Wording
from skill.cli.database import connection, database_options
from skill.content import Content
from skill.errors import SkillError

__all__ = ["command"]

_REFERENCE_LENGTH = 5
_LONGEST_STAFF_NAME = 60


@click.group()
def command() -> None:
    """List, show, claim and close callback requests. See docs/staff.md."""


def _who(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    del context, parameter
    name = " ".join((value or os.environ.get("IOP_STAFF") or getpass.getuser()).split())
    if not name or len(name) > _LONGEST_STAFF_NAME or name == "caller":
        raise click.BadParameter("say who you are, in at most 60 characters")
    return name


def _reference(context: click.Context, parameter: click.Parameter, value: str) -> str:
    del context, parameter
    reference = value.strip().upper()
    if len(reference) != _REFERENCE_LENGTH or not (reference[0].isalpha() and reference[1:].isdigit()):
        raise click.BadParameter("a reference is a letter and four digits, such as K4729")
    return reference


_by = click.option("--by", "who", callback=_who, help="Who you are. [default: IOP_STAFF, or your login]")
_ref = click.argument("reference", callback=_reference)
_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object per request and line.")


def _desk_command(function: Callable[..., None]) -> Any:
    """A command whose first argument is the desk at the database that its options name."""

    @database_options
    @wraps(function)
    def with_desk(*, aws: bool, data_dir: Path | None, **options: Any) -> None:
        with _failing_in_words(), connection(aws=aws, data_dir=data_dir) as database:
            keep = kept_after_closing(os.environ.get("IOP_CALLBACKS_KEEP_DAYS", ""))
            function(
                StaffDesk(CallbackTable(database.callbacks_table, lambda: database.client), keep=keep),
                **options,
            )

    return with_desk


@contextmanager
def _failing_in_words() -> Iterator[None]:
    try:
        yield
    except SkillError as error:
        raise click.ClickException(str(error)) from error


@command.command("list")
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status]),
    help="Only these; without it all that wait for a call.",
)
@_as_json
@_desk_command
def list_(desk: StaffDesk, *, status: str | None, as_json: bool) -> None:
    """List the requests that wait for a call: first those that nobody has claimed, the oldest first."""

    def unreadable(reference: str) -> None:
        click.echo(f"request {reference} cannot be read; tell whoever runs the skill", err=True)

    found = list(desk.requests(Status(status) if status else None, unreadable=unreadable))
    found.sort(key=lambda request: (request.status is not Status.OPEN, request.asked_at))
    if as_json:
        for request in found:
            click.echo(_json(request))
        return
    if not found:
        click.echo("no requests", err=True)
        return
    zone, now = _zone(), datetime.now(UTC)
    table = Table(title="Callback requests", caption=f"times are those of {zone}")
    for heading in ("reference", "status", "due", "wanted", "asked", "claimed by"):
        table.add_column(heading)
    for request in found:
        due = _time(request.details.due, zone)
        late = request.status.live and request.details.due < now
        table.add_row(
            request.reference,
            request.status.value,
            f"[bold red]{due} late[/]" if late else due,
            _wanted(request, zone, now),
            _time(request.asked_at, zone),
            escape(request.claimed_by or ""),
        )
    Console().print(table)


@command.command()
@_ref
@_as_json
@_desk_command
def show(desk: StaffDesk, *, reference: str, as_json: bool) -> None:
    """Show one request: whom to call, when, and everything that happened to it."""
    _show(desk.request(reference), as_json=as_json)


@command.command()
@_ref
@_by
@click.option("--from", "taken_from", help="The colleague from whom you take it over.")
@_as_json
@_desk_command
def claim(desk: StaffDesk, *, reference: str, who: str, taken_from: str | None, as_json: bool) -> None:
    """Claim a request before you call, so that nobody else does."""
    _show(desk.claim(reference, who, now=datetime.now(UTC), taken_from=taken_from), as_json=as_json)


@command.command()
@_ref
@_by
@click.option(
    "--outcome",
    type=click.Choice([outcome.value for outcome in Outcome]),
    default=Outcome.REACHED.value,
    show_default=True,
    help="What came of the call.",
)
@_as_json
@_desk_command
def close(desk: StaffDesk, *, reference: str, who: str, outcome: str, as_json: bool) -> None:
    """Close a request that you have claimed."""
    _show(desk.close(reference, who, Outcome(outcome), now=datetime.now(UTC)), as_json=as_json)


def _show(request: Request, *, as_json: bool) -> None:
    if as_json:
        click.echo(_json(request))
        return
    zone, now, details = _zone(), datetime.now(UTC), request.details
    rows = [
        ("status", request.status.value + (f" by {request.claimed_by}" if request.claimed_by else "")),
        ("first name", details.first_name),
        ("number", details.phone.dialed),
        ("about", "the caller" if details.whom is Whom.SELF else "someone the caller cares for"),
        ("wanted", _wanted(request, zone, now)),
        ("due", _time(details.due, zone)),
        ("message", "may be left" if details.message_is_safe else "DO NOT leave one"),
        *((_time(change.at, zone), f"{change.what} ({change.who})") for change in request.history),
    ]
    table = Table(title=f"Request {request.reference}", show_header=False)
    table.caption = f"times are those of {zone}"
    for name, value in rows:
        table.add_row(name, escape(value))
    Console().print(table)


def _json(request: Request) -> str:
    details = request.details
    fields: dict[str, Any] = {
        "reference": request.reference,
        "status": request.status.value,
        "first_name": details.first_name,
        "phone": details.phone.e164,
        "whom": details.whom.value,
        "wish": details.wish.dump(),
        "wanted_from": moment(details.wanted_from),
        "wanted_until": moment(details.wanted_until),
        "due": moment(details.due),
        "message_is_safe": details.message_is_safe,
        "asked_at": moment(request.asked_at),
        "claimed_by": request.claimed_by,
        "outcome": request.outcome.value if request.outcome else None,
        "history": [
            {"at": moment(change.at), "who": change.who, "what": change.what} for change in request.history
        ],
    }
    return json.dumps(fields, ensure_ascii=False)


def _zone() -> ZoneInfo:
    """The centre's time zone; UTC if the environment names none."""
    try:
        return ZoneInfo(os.environ.get("IOP_CENTRE_TIME_ZONE") or "UTC")
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise click.ClickException("IOP_CENTRE_TIME_ZONE is no IANA time zone name") from error


def _time(value: datetime, zone: ZoneInfo) -> str:
    return value.astimezone(zone).strftime("%a %d %b %H:%M")


def _wanted(request: Request, zone: ZoneInfo, now: datetime) -> str:
    """The wished time: in the caller's words for a standing wish, else from when to when."""
    details = request.details
    if details.wish.standing or not details.wish.dump():
        window = Window(details.wish, Span(details.wanted_from, details.wanted_until))
        return Wording(Content()).window(window, zone, now)
    return f"{_time(details.wanted_from, zone)} to {details.wanted_until.astimezone(zone):%H:%M}"
