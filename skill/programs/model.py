"""What a treatment program is, where it is, and what a search may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

__all__ = ["DEMO", "Kind", "Place", "Point", "Program", "Service", "folded_clinics"]


class Point(NamedTuple):
    """A place on the globe, in degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that a person named: a ZIP or a city."""

    point: Point
    city: str | None
    state: str | None
    """Two-letter code."""
    zip: str | None = None


class Kind(StrEnum):
    """What a listing may be called."""

    IOP = "iop"
    """An intensive outpatient program."""
    DAY = "day"
    """A mental-health partial hospitalization or day program (SAMHSA code PHDT): never called an IOP."""


class Service(StrEnum):
    """What a program offers or accepts, as far as a search asks for it."""

    SUBSTANCE = "substance"
    MENTAL_HEALTH = "mental-health"
    EATING = "eating"

    MEDICAID = "medicaid"
    MEDICARE = "medicare"
    PRIVATE_INSURANCE = "private-insurance"
    SELF_PAY = "self-pay"
    SLIDING_FEE = "sliding-fee"
    FREE = "free"
    MILITARY = "military"

    TEENS = "teens"
    ADULTS = "adults"
    SENIORS = "seniors"
    WOMEN = "women"
    MEN = "men"
    VETERANS = "veterans"
    LGBT = "lgbt"

    SPANISH = "spanish"
    SIGN_LANGUAGE = "sign-language"
    TELEHEALTH = "telehealth"
    CO_OCCURRING = "co-occurring"
    OPIOID_MEDICATION = "opioid-medication"


DEMO = "demo"
"""The source of the demonstration directory: programs that do not exist."""


@dataclass(frozen=True, slots=True)
class Program:
    """One listing of a directory, cleaned for speech."""

    id: str
    kind: Kind
    name: str
    """As it is spoken: no abbreviation, no sign that speech stumbles over."""
    street: str
    city: str
    state: str
    zip: str
    phone: str
    """Ten digits, grouped: `307-335-9087`; empty when the directory has none."""
    extension: str
    point: Point
    services: frozenset[Service]
    source: str
    """Whose list it is from: `samhsa-su`, `samhsa-mh`, `samhsa-locator`, `demo` or a name of one's own."""
    edition: str
    """The edition of that list, such as `2022`."""
    as_of: str = ""
    """The date that the list gives its content, ISO 8601, as exact as is known."""
    clinic: str = ""
    """The same for all listings of one clinic: same name, street and ZIP."""
    branch: str = ""
    """The second line of the name, e.g. which of several offices."""
    website: str = ""
    located_by: str = field(default="", compare=False)
    """How the point was found: `coordinates`, `zip` or `city`."""


def folded_clinics(nearest: list[tuple[float, Program]]) -> list[tuple[float, Program]]:
    """`nearest` with only the first listing of every clinic, so that nobody hears one address three times."""
    seen: set[str] = set()
    kept = []
    for distance, program in nearest:
        if program.clinic not in seen:
            seen.add(program.clinic)
            kept.append((distance, program))
    return kept
