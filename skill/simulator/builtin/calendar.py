"""AMAZON.DATE."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from skill.simulator.digits import cardinal, ordinal

__all__ = ["parse_date"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_LENGTH = 12


def parse_date(words: Sequence[str], today: date) -> str | None:
    """The value of AMAZON.DATE: a day, a week (`2026-W49`), a weekend (`...-WE`) or a month.

    A weekday is the next one to come; "next tuesday" lies in the next calendar week. What lies past is not
    imitated, but for "yesterday".
    """
    some = list(words)
    if some[:1] == ["on"] and len(some) > 1:
        some = some[1:]
    match some:
        case ["today"] | ["tonight"]:
            return today.isoformat()
        case ["now"] | ["right", "now"]:
            return "PRESENT_REF"
        case ["tomorrow"]:
            return (today + timedelta(1)).isoformat()
        case ["yesterday"]:
            return (today - timedelta(1)).isoformat()
        case ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"]:
            return (today + timedelta(2)).isoformat()
    return _weekday(some, today) or _stretch(some, today) or _ahead(some, today) or _of_month(some, today)


def _weekday(words: list[str], today: date) -> str | None:
    *before, name = words
    name = name if name in _WEEKDAYS else name.removesuffix("s")
    if name not in _WEEKDAYS:
        return None
    number = _WEEKDAYS.index(name)
    match before:
        case ["next"]:
            return (today + timedelta(7 - today.weekday() + number)).isoformat()
        case [] | ["this"] | ["coming"] | ["this", "coming"]:
            ahead = (number - today.weekday()) % 7 or 7
            return (today + timedelta(ahead)).isoformat()
    return None


def _stretch(words: list[str], today: date) -> str | None:
    match words:
        case ["this" | "next" as which, "week" | "weekend" | "month" | "year" as unit]:
            later = which == "next"
        case ["the" | "this", "weekend"]:
            unit, later = "weekend", False
        case ["weekend"]:
            unit, later = "weekend", False
        case _:
            return None
    if unit == "year":
        return str(today.year + later)
    if unit == "month":
        months = today.year * _YEAR_LENGTH + today.month - 1 + later
        return f"{months // _YEAR_LENGTH}-{months % _YEAR_LENGTH + 1:02}"
    year, week, _ = (today + timedelta(7 * later)).isocalendar()
    return f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else "")


def _ahead(words: list[str], today: date) -> str | None:
    """So many days or weeks ahead: "in three days", "two weeks from now"."""
    match words:
        case ["in", *count, ("day" | "days" | "week" | "weeks") as unit]:
            pass
        case [*count, ("day" | "days" | "week" | "weeks") as unit, "from", "now" | "today"]:
            pass
        case _:
            return None
    number = 1 if count in (["a"], ["one"]) else cardinal(count)
    if number is None:
        return None
    return (today + timedelta(number * (7 if unit.startswith("week") else 1))).isoformat()


def _of_month(words: list[str], today: date) -> str | None:
    """A day of a month: "november twenty fifth", "the twenty fifth of november", "the third"."""
    named = [word for word in words if word in _MONTHS]
    rest = [word for word in words if word not in _MONTHS and word not in {"the", "of"}]
    if len(named) > 1 or not rest:
        return None
    day = ordinal(rest)
    if day is None and named:
        day = cardinal(rest)
    if day is None or (not named and words[0] != "the"):
        return None
    months = [_MONTHS.index(named[0]) + 1] if named else [today.month, today.month % _YEAR_LENGTH + 1]
    for year in (today.year, today.year + 1):
        for month in months:
            try:
                candidate = date(year, month, day)
            except ValueError:
                continue
            if candidate >= today:
                return candidate.isoformat()
    return None
