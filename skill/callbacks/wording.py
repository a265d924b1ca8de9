"""Times in words; the words themselves stand in the content."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from skill.callbacks.hours import OpeningHours
from skill.callbacks.times import Days, Part, Window
from skill.content import Content

__all__ = ["Wording"]


class Wording:
    """Says times in the words of one locale."""

    def __init__(self, content: Content) -> None:
        """Words are those of `callbacks:words`."""
        self._words: dict[str, Any] = content.entry("callbacks:words")

    def window(self, window: Window, zone: ZoneInfo, now: datetime) -> str:
        """When a call is wanted, e.g. `tomorrow in the morning`, in the caller's `zone`."""
        wish = window.wish
        if wish.clock is not None:
            how, clock = wish.bound.value, self.clock(wish.clock)
        else:
            how, clock = wish.part.value, ""
        if wish.standing:
            day = self._words["standing"][wish.days.value]
        elif wish.first is None and wish.part is Part.ANY and wish.clock is None and wish.days is Days.ANY:
            return str(self._words["whenever"])
        else:
            day = self.day(window.span.start.astimezone(zone).date(), now.astimezone(zone).date(), "on-date")
        words: str = self._words["when"][how]
        return words.format(day=day, time=clock)

    def moment(self, moment: datetime, zone: ZoneInfo, now: datetime) -> str:
        """A moment, e.g. `Tuesday, November 24, at noon`, in `zone`."""
        local = moment.astimezone(zone)
        day = self.day(local.date(), now.astimezone(zone).date())
        return str(self._words["when"]["at"]).format(day=day, time=self.clock(local.time()))

    def day(self, day: date, today: date, how: str = "date") -> str:
        """A day, e.g. `tomorrow`, or as `how` has it, e.g. `on Friday, November 27`."""
        if day == today:
            return str(self._words["today"])
        if day == today + timedelta(days=1):
            return str(self._words["tomorrow"])
        weekday, month = self._words["weekdays"][day.weekday()], self._words["months"][day.month - 1]
        return str(self._words[how]).format(weekday=weekday, month=month, day=day.day)

    def clock(self, clock: time) -> str:
        """A time of day, e.g. `9 AM`, `5:30 PM`, `noon`."""
        if clock.minute == 0 and clock.hour in {0, 12}:
            return str(self._words["noon" if clock.hour else "midnight"])
        hour = (clock.hour - 1) % 12 + 1
        spoken = f"{hour}:{clock.minute:02d}" if clock.minute else str(hour)
        return str(self._words["before-noon" if clock.hour < 12 else "after-noon"]).format(clock=spoken)  # noqa: PLR2004

    def zone(self, zone: ZoneInfo, now: datetime) -> str:
        """A time zone as people call it, e.g. `Eastern time`."""
        name = now.astimezone(zone).tzname() or ""
        return str(self._words["zones"].get(name, self._words["zones"]["other"]))

    def hours(self, hours: OpeningHours) -> str:
        """The hours of a week, e.g. `Monday to Friday, 9 AM to 5 PM`."""
        parts = []
        first = 0
        weekdays = self._words["weekdays"]
        while first < len(hours.week):
            last = first
            while last + 1 < len(hours.week) and hours.week[last + 1] == hours.week[first]:
                last += 1
            for opens, closes in hours.week[first]:
                words = self._words["hours"]["days" if last > first else "day"]
                parts.append(
                    words.format(
                        first=weekdays[first],
                        last=weekdays[last],
                        opens=self.clock(opens),
                        closes=self.clock(closes),
                    )
                )
            first = last + 1
        return str(self._words["hours"]["join"]).join(parts)
