"""The centre that calls back, as its deployment's settings describe it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from skill.callbacks.hours import OpeningHours
from skill.callbacks.phone import PhoneNumber, read_phone
from skill.errors import SettingsError

__all__ = ["Centre", "CentreSettings", "kept_after_closing"]

_LONGEST_PROMISE = 200
"""Open hours; five working weeks. More is a slip of the pen."""

_LONGEST_NAME = 80
_KEEP_DAYS = "30"
_LONGEST_KEPT = 365


class CentreSettings(Protocol):
    """The settings that describe a centre, each as it stands in the environment."""

    @property
    def centre_name(self) -> str:
        """What the centre calls itself."""

    @property
    def centre_phone(self) -> str:
        """Its number, as people dial it."""

    @property
    def centre_hours(self) -> str:
        """When it calls back, e.g. `Mon-Fri 09:00-17:00`."""

    @property
    def centre_time_zone(self) -> str:
        """An IANA time zone name."""

    @property
    def callback_promise_hours(self) -> str:
        """Within how many of its open hours it calls."""

    @property
    def allow_fictional_numbers(self) -> bool:
        """Whether 555-01xx numbers are taken."""


@dataclass(frozen=True, slots=True)
class Centre:
    """Who calls back, from when to when, and how soon."""

    name: str
    phone: PhoneNumber
    hours: OpeningHours
    promise: timedelta
    """Within how much of its open hours it calls."""

    fictional: bool = False
    """Whether 555-01xx numbers are taken (demonstration and tests)."""

    @classmethod
    def read(cls, settings: CentreSettings) -> Centre:
        """The centre that `settings` describe.

        Raises:
            SettingsError: naming every variable that is missing or malformed, and how to write it.
        """
        faults: list[str] = []
        name = settings.centre_name.strip()
        if not name or len(name) > _LONGEST_NAME:
            faults.append(f"IOP_CENTRE_NAME must name the centre in at most {_LONGEST_NAME} characters")
        phone = read_phone(settings.centre_phone, fictional=settings.allow_fictional_numbers)
        if not isinstance(phone, PhoneNumber):
            faults.append("IOP_CENTRE_PHONE must be a US phone number of ten digits")
        hours: OpeningHours | None = None
        try:
            hours = OpeningHours.parse(settings.centre_hours, _zone(settings.centre_time_zone))
        except (SettingsError, ZoneInfoNotFoundError, ValueError, OSError) as error:
            faults.append(
                f"IOP_CENTRE_HOURS: {error}"
                if isinstance(error, SettingsError)
                else "IOP_CENTRE_TIME_ZONE must be an IANA name such as America/New_York"
            )
        promise = settings.callback_promise_hours.strip()
        if not (promise.isascii() and promise.isdigit() and 1 <= int(promise) <= _LONGEST_PROMISE):
            faults.append(f"IOP_CALLBACK_PROMISE_HOURS must be open hours from 1 to {_LONGEST_PROMISE}")
        if faults:
            raise SettingsError("; ".join(faults))
        assert isinstance(phone, PhoneNumber)
        assert hours is not None
        return cls(name, phone, hours, timedelta(hours=int(promise)), settings.allow_fictional_numbers)

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone."""
        return self.hours.zone

    def due(self, asked: datetime, wanted_until: datetime | None = None) -> datetime:
        """By when a request of `asked` must be answered, in UTC.

        The promise counts open hours only. A caller who wants a later call is owed it by the end of the
        time that they named.
        """
        promised = self.hours.after(asked, self.promise)
        return max(promised, wanted_until.astimezone(UTC)) if wanted_until else promised


def _zone(name: str) -> ZoneInfo:
    if not name.strip():
        raise ValueError("no time zone")
    return ZoneInfo(name.strip())


def kept_after_closing(days: str) -> timedelta:
    """How long a closed request is kept, from the setting; 30 days if it is empty.

    Raises:
        SettingsError: it is no number of days from 1 to 365.
    """
    text = days.strip() or _KEEP_DAYS
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _LONGEST_KEPT):
        raise SettingsError(f"IOP_CALLBACKS_KEEP_DAYS must be days from 1 to {_LONGEST_KEPT}")
    return timedelta(days=int(text))
