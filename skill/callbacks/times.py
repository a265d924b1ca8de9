"""When a caller wants to be called: from what Alexa understood to a time at which the centre is open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from skill.callbacks.hours import OpeningHours, Span

__all__ = ["Bound", "Days", "Misfit", "Part", "Window", "Wish", "fit", "read_wish"]


class Part(StrEnum):
    """A part of the day."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Days(StrEnum):
    """Which days of the week."""

    ANY = "any"
    WEEKDAYS = "weekdays"
    WEEKEND = "weekend"


class Bound(StrEnum):
    """How a time of day is meant."""

    AT = "at"
    AFTER = "after"
    BEFORE = "before"


class Misfit(StrEnum):
    """Why the centre cannot call when a caller wants it."""

    PAST = "past"
    """The day is over."""

    FAR = "far"
    """It is further ahead than requests are kept for."""

    CLOSED = "closed"
    """The centre is closed on that day."""

    HOURS = "hours"
    """The centre is open that day, but not then."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a caller said of the time; whatever they left out is open."""

    first: date | None = None
    """The first day, in the caller's time zone."""

    last: date | None = None
    """The last day."""

    days: Days = Days.ANY
    part: Part = Part.ANY
    bound: Bound = Bound.AT
    clock: time | None = None

    @property
    def standing(self) -> bool:
        """Whether it holds for more than one day, such as weekday mornings."""
        return self.first is None and self.days is not Days.ANY

    def dump(self) -> dict[str, str]:
        """The wish as JSON, without what is open."""
        dumped = {"days": self.days.value, "part": self.part.value}
        kept = {name: value for name, value in dumped.items() if value != "any"}
        for name, moment in (("first", self.first), ("last", self.last)):
            if moment:
                kept[name] = moment.isoformat()
        if self.clock:
            kept |= {"bound": self.bound.value, "clock": self.clock.isoformat("minutes")}
        return kept

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Wish:
        """The wish that `dump` wrote.

        Raises:
            ValueError: `data` is something else.
        """
        first, last, clock = data.get("first"), data.get("last"), data.get("clock")
        return cls(
            first=date.fromisoformat(str(first)) if first else None,
            last=date.fromisoformat(str(last)) if last else None,
            days=Days(data.get("days", Days.ANY)),
            part=Part(data.get("part", Part.ANY)),
            bound=Bound(data.get("bound", Bound.AT)),
            clock=time.fromisoformat(str(clock)) if clock else None,
        )


@dataclass(frozen=True, slots=True)
class Window:
    """When the centre can call as the caller wants."""

    wish: Wish
    span: Span
    """The first stretch that suits both, in UTC."""

    moved: bool = False
    """Whether the time that was named is past, so that this is the next one like it."""


_PARTS = {
    Part.ANY: (0, 24),
    Part.MORNING: (5, 12),
    Part.AFTERNOON: (12, 17),
    Part.EVENING: (17, 24),
}
_TIME_CODES = {"MO": Part.MORNING, "AF": Part.AFTERNOON, "EV": Part.EVENING, "NI": Part.EVENING}
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_NOW = "PRESENT_REF"
_SOON = timedelta(days=14)
"""How far ahead a wish without a day is looked for."""

_FAR = timedelta(days=60)
_SHORTEST = timedelta(minutes=15)
"""Less than this is too little for the centre to call in."""

_AROUND = timedelta(hours=1)
_NIGHT_HOURS = range(1, 7)
"""Nobody asks for a call at these: a bare "at two" is the afternoon's."""

_WEEKEND = 5


def read_wish(  # noqa: PLR0913  # one argument a slot
    today: date,
    *,
    day: str | None = None,
    clock: str | None = None,
    part: str | None = None,
    days: str | None = None,
    bound: str | None = None,
) -> Wish | None:
    """The wish in the slots of one utterance, or None if they hold no time that can be understood.

    Args:
        today: in the caller's time zone.
        day: an AMAZON.DATE value: a day, a week (`2026-W48`), a weekend (`2026-W48-WE`), a month.
        clock: an AMAZON.TIME value: `17:00`, or `MO`, `AF`, `EV`, `NI` for a part of the day.
        part: the id of a `DayPart`.
        days: the id of a `DaySet`.
        bound: the id of a `TimeBound`.
    """
    wish = Wish(
        part=Part(part) if part in set(Part) else Part.ANY,
        days=Days(days) if days in set(Days) else Days.ANY,
        bound=Bound(bound) if bound in set(Bound) else Bound.AT,
    )
    heard = part in set(Part) or days in set(Days)
    if day is not None:
        dates = _dates(day, today)
        if dates is None:
            return None
        wish, heard = replace(wish, first=dates[0], last=dates[1]), True
    if clock is not None:
        if clock in _TIME_CODES:
            wish, heard = replace(wish, part=_TIME_CODES[clock]), True
        elif clock == _NOW:
            heard = True
        else:
            try:
                moment = time.fromisoformat(clock)
            except ValueError:
                return None
            wish, heard = replace(wish, clock=moment.replace(second=0, microsecond=0, tzinfo=None)), True
    return wish if heard else None


def fit(wish: Wish, hours: OpeningHours, zone: ZoneInfo, now: datetime) -> Window | Misfit:
    """The first time from `now` on that suits the caller and the centre, or why there is none.

    Args:
        wish: of the caller, whose days and times are those of `zone`.
        hours: of the centre.
        zone: the caller's.
        now: with a time zone.
    """
    today = now.astimezone(zone).date()
    if wish.last is not None and wish.last < today:
        return Misfit.PAST
    if wish.first is not None and wish.first > today + _FAR:
        return Misfit.FAR
    for meant in _meanings(wish):
        span = _first(meant, hours, zone, now)
        if span:
            return Window(meant, span)
    return _misfit(wish, hours, zone, now)


def _misfit(wish: Wish, hours: OpeningHours, zone: ZoneInfo, now: datetime) -> Window | Misfit:
    """The next time like one that is over today, or why the centre cannot call as wished."""
    today = now.astimezone(zone).date()
    midnight = datetime.combine(today, time(), zone).astimezone(UTC)
    if wish.first == wish.last == today:
        for meant in _meanings(wish):
            later = replace(meant, first=None, last=None)
            span = _first(meant, hours, zone, midnight) and _first(later, hours, zone, now)
            if span:
                return Window(later, span, moved=True)
    whole_days = replace(wish, part=Part.ANY, clock=None)
    return Misfit.HOURS if _first(whole_days, hours, zone, midnight) else Misfit.CLOSED


def _meanings(wish: Wish) -> Iterator[Wish]:
    """The wish as it is most likely meant, then as it may be: Alexa gives "at two" as 02:00."""
    if wish.clock is None or wish.part is Part.MORNING or wish.clock.hour not in range(1, 12):
        yield wish
        return
    later = replace(wish, clock=wish.clock.replace(hour=wish.clock.hour + 12))
    if wish.clock.hour in _NIGHT_HOURS or wish.part in {Part.AFTERNOON, Part.EVENING}:
        yield later
        return
    yield wish
    yield later


def _first(wish: Wish, hours: OpeningHours, zone: ZoneInfo, now: datetime) -> Span | None:
    """The first stretch from `now` on in which the centre is open as wished."""
    today = now.astimezone(zone).date()
    day = max(today, wish.first or today)
    last = min(wish.last or today + _SOON, today + _FAR + _SOON)
    ahead = Span(now.astimezone(UTC), datetime.max.replace(tzinfo=UTC))
    while day <= last:
        if _suits(wish.days, day):
            wanted = _wanted(wish, day, zone).within(ahead)
            for offset in (-1, 0, 1):  # a day of the caller's touches up to three of the centre's
                for opening in hours.day(day + timedelta(days=offset)):
                    common = wanted and wanted.within(opening)
                    if common and common.end - common.start >= _SHORTEST:
                        return common
        day += timedelta(days=1)
    return None


def _suits(days: Days, day: date) -> bool:
    return days is Days.ANY or (day.weekday() >= _WEEKEND) == (days is Days.WEEKEND)


def _wanted(wish: Wish, day: date, zone: ZoneInfo) -> Span:
    """What the wish means on `day`, in UTC."""

    def moment(hour: int) -> datetime:
        return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), zone).astimezone(UTC)

    if wish.clock is None:
        begins, ends = _PARTS[wish.part]
        return Span(moment(begins), moment(ends))
    named = datetime.combine(day, wish.clock, zone).astimezone(UTC)
    match wish.bound:
        case Bound.AFTER:
            return Span(named, max(named, moment(24)))
        case Bound.BEFORE:
            return Span(moment(0), named)
    return Span(named, named + _AROUND)


def _dates(value: str, today: date) -> tuple[date, date] | None:
    """The first and last day that an AMAZON.DATE value means, or None for a season, a year and the like."""
    if value == _NOW:
        return today, today
    try:
        if match := _WEEK.fullmatch(value):
            year, week, weekend = int(match[1]), int(match[2]), match[3] is not None
            return date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)
        if match := _MONTH.fullmatch(value):
            first = date(int(match[1]), int(match[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day, day
