"""AMAZON.TIME and AMAZON.DURATION."""

from __future__ import annotations

from collections.abc import Sequence

from skill.simulator.digits import cardinal

__all__ = ["parse_duration", "parse_time"]

_LEADS = (
    *(("sometime", "in", "the"), ("in", "the"), ("at",), ("around",), ("about",)),
    *(("this",), ("during", "the"), ("early",), ("late",)),
)
_PARTS = {
    **dict.fromkeys(("morning", "mornings"), "MO"),
    **dict.fromkeys(("afternoon", "afternoons"), "AF"),
    **dict.fromkeys(("evening", "evenings"), "EV"),
    **dict.fromkeys(("night", "nights", "tonight", "nighttime"), "NI"),
}
_HALVES = {
    **dict.fromkeys((("am",), ("a", "m"), ("in", "the", "morning")), "morning"),
    **dict.fromkeys((("pm",), ("p", "m"), ("in", "the", "afternoon"), ("in", "the", "evening")), "later"),
    ("at", "night"): "later",
}
_NAMED: dict[tuple[str, ...], str] = {("noon",): "12:00", ("midday",): "12:00", ("midnight",): "00:00"}
_UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
}
_HOURS, _HALF_DAY, _MINUTES = 24, 12, 60


def parse_time(words: Sequence[str]) -> str | None:
    """The value of AMAZON.TIME: `HH:MM`, or a part of the day as MO, AF, EV, NI.

    An hour without "a. m." or "p. m." stays as it is said: "five" is 05:00.
    """
    some = _without_lead(tuple(words))
    if len(some) == 1 and some[0] in _PARTS:
        return _PARTS[some[0]]
    if some in _NAMED:
        return _NAMED[some]
    some, half = _split_half(some)
    clock = _relative(some) or _absolute(some)
    if clock is None:
        return None
    hour, minute = clock
    if half == "later" and hour < _HALF_DAY:
        hour += _HALF_DAY
    if half == "morning" and hour == _HALF_DAY:
        hour = 0
    return f"{hour % _HOURS:02}:{minute:02}"


def _without_lead(words: tuple[str, ...]) -> tuple[str, ...]:
    for lead in _LEADS:
        if words[: len(lead)] == lead and len(words) > len(lead):
            return words[len(lead) :]
    return words


def _split_half(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words of a time without "a. m." or "in the evening", and which half of the day that means."""
    half = ""
    for ending, name in _HALVES.items():
        if words[-len(ending) :] == ending and len(words) > len(ending):
            words, half = words[: -len(ending)], name
            break
    return (words[:-1] if words[-1:] == ("oclock",) else words), half


def _relative(words: tuple[str, ...]) -> tuple[int, int] | None:
    """A time by the next or last hour: "half past nine", "quarter to five", "ten minutes after two"."""
    for place, word in enumerate(words):
        if word in {"past", "after", "to", "of", "till", "til"}:
            minutes = _part_of_hour(tuple(part for part in words[:place] if part not in {"a", "minutes"}))
            hour = _in_range(words[place + 1 :], _HOURS)
            if minutes is None or hour is None:
                return None
            if word in {"past", "after"}:
                return hour, minutes
            return (hour - 1) % _HOURS, _MINUTES - minutes
    return None


def _part_of_hour(words: tuple[str, ...]) -> int | None:
    halves: dict[tuple[str, ...], int] = {("half",): 30, ("quarter",): 15}
    named = halves.get(words)
    minutes = named if named is not None else _in_range(words, _MINUTES)
    return minutes or None


def _absolute(words: tuple[str, ...]) -> tuple[int, int] | None:
    """An hour, with its minutes or without: "nine", "nine thirty", "ten oh five"."""
    for place in range(1, min(len(words), 2) + 1):
        hour = _in_range(words[:place], _HOURS)
        if hour is None:
            continue
        rest = words[place:]
        if not rest:
            return hour, 0
        if rest[0] in {"oh", "zero", "o"}:
            minute = _in_range(rest[1:], 10)
        else:
            minute = _in_range(rest, _MINUTES)
            minute = None if minute is not None and minute < 10 else minute  # noqa: PLR2004  # "nine five"
        if minute is not None:
            return hour, minute
    return None


def _in_range(words: tuple[str, ...], limit: int) -> int | None:
    value = cardinal(words)
    return value if value is not None and value < limit else None


def parse_duration(words: Sequence[str]) -> str | None:
    """The value of AMAZON.DURATION in ISO 8601: "an hour and a half" is PT1H30M."""
    some = list(words)
    match some:
        case ["half", "an", "hour"] | ["a", "half", "hour"]:
            return "PT30M"
        case ["an" | "one", "hour", "and", "a", "half"]:
            return "PT1H30M"
    parts: dict[str, int] = {}
    count: list[str] = []
    for word in some:
        unit = _UNITS.get(word.removesuffix("s"))
        if unit is None:
            count.append(word)
            continue
        count = count[1:] if parts and count[:1] == ["and"] else count
        value = 1 if count in (["a"], ["an"]) else cardinal(count)
        if value is None or unit in parts:
            return None
        parts[unit], count = value, []
    if not parts or count:
        return None
    dates = "".join(f"{parts[unit]}{unit}" for unit in ("Y", "M", "W", "D") if unit in parts)
    times = "".join(f"{parts[unit]}{unit[1]}" for unit in ("TH", "TM", "TS") if unit in parts)
    return f"P{dates}" + (f"T{times}" if times else "")
