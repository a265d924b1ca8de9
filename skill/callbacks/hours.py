"""When the centre is open: one line of settings, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from skill.errors import SettingsError

__all__ = ["OpeningHours", "Span"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RULE = re.compile(
    r"(?P<first>[A-Za-z]{3})(?:-(?P<last>[A-Za-z]{3}))?\s+"
    r"(?P<opens>\d{2}:\d{2})-(?P<closes>\d{2}:\d{2})"
)
_EXAMPLE = "write it like 'Mon-Fri 09:00-17:00, Sat 10:00-14:00'"
_HORIZON = 400
"""Days ahead within which every weekday comes often enough."""


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of time, with a time zone; it ends before `end`."""

    start: datetime
    end: datetime

    def within(self, other: Span) -> Span | None:
        """What this has in common with `other`, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of a week in the centre's time zone."""

    zone: ZoneInfo
    week: tuple[tuple[tuple[time, time], ...], ...]
    """For Monday to Sunday the stretches that are open; a closing time of 00:00 is the end of the day."""

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> OpeningHours:
        """The hours that `text` names, e.g. `Mon-Fri 09:00-17:00, Sat 10:00-14:00`.

        Raises:
            SettingsError: it names none, names a day or time that does not exist, or overlaps itself.
        """
        week: list[list[tuple[time, time]]] = [[] for _ in _DAYS]
        for rule in filter(None, (part.strip() for part in text.split(","))):
            match = _RULE.fullmatch(rule)
            if match is None:
                raise SettingsError(f"opening hours: {rule!r} is no rule; {_EXAMPLE}")
            opens, closes = _clock(match["opens"], rule), _clock(match["closes"], rule)
            if closes <= opens and closes != time():
                raise SettingsError(f"opening hours: {rule!r} closes before it opens")
            for day in _days(match["first"], match["last"] or match["first"], rule):
                week[day].append((opens, closes))
        if not any(week):
            raise SettingsError(f"opening hours: no hours at all; {_EXAMPLE}")
        for stretches in week:
            stretches.sort()
            if any(after[0] < before[1] or before[1] == time() for before, after in pairwise(stretches)):
                raise SettingsError(f"opening hours: {text!r} overlaps itself; {_EXAMPLE}")
        return cls(zone, tuple(tuple(stretches) for stretches in week))

    def day(self, day: date) -> list[Span]:
        """What is open on `day`, a date in the centre's time zone, in UTC."""
        return [
            Span(self._moment(day, opens), self._moment(day + timedelta(closes == time()), closes))
            for opens, closes in self.week[day.weekday()]
        ]

    def from_moment(self, moment: datetime) -> Iterator[Span]:
        """What is open from `moment` on, in order."""
        first = moment.astimezone(self.zone).date()
        ahead = Span(moment, moment + timedelta(days=_HORIZON))
        for offset in range(_HORIZON):
            for span in self.day(first + timedelta(days=offset)):
                if open_span := span.within(ahead):
                    yield open_span

    def after(self, moment: datetime, open_time: timedelta) -> datetime:
        """The moment at which `open_time` of open hours have passed since `moment`, in UTC."""
        left = open_time
        end = moment
        for span in self.from_moment(moment):
            end = span.end
            length = span.end - span.start
            if length >= left:
                return (span.start + left).astimezone(UTC)
            left -= length
        return end.astimezone(UTC)

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def _clock(text: str, rule: str) -> time:
    if text == "24:00":
        return time()
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"opening hours: {rule!r} has a time that does not exist: {text}") from error


def _days(first: str, last: str, rule: str) -> Iterator[int]:
    try:
        start, end = _DAYS.index(first.lower()), _DAYS.index(last.lower())
    except ValueError as error:
        raise SettingsError(f"opening hours: {rule!r} names an unknown day; days are Mon to Sun") from error
    for offset in range((end - start) % len(_DAYS) + 1):
        yield (start + offset) % len(_DAYS)
