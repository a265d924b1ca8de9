"""Places as people say them: ZIPs in any way of saying digits, cities with and without their state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from skill.programs.geo import miles_between
from skill.programs.model import Place
from skill.programs.places import City, Places
from skill.programs.states import state_code

__all__ = [
    "NoSuchPlace",
    "OnlyState",
    "ShortZip",
    "Unclear",
    "UnknownZip",
    "WhichState",
    "find_city",
    "find_place",
    "find_zip",
]

_ZIP_DIGITS = 5
_FEWEST_DIGITS = 3
_MOST_READINGS = 400
_MOST_WORDS = 14

_UNITS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "123456789", strict=True)
)
_UNITS |= {"oh": "0", "o": "0", "zero": "0", "nought": "0", "for": "4", "to": "2", "too": "2", "ate": "8"}
_TEENS = dict(
    zip(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        map(str, range(10, 20)),
        strict=True,
    )
)
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        "23456789",
        strict=True,
    )
)
_TENS["fourty"] = "4"
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ZEROS = {"hundred": "00", "thousand": "000"}
_TOKEN = re.compile(r"[a-z]+|\d+")
_NOT_DIGITS_SAID = frozenset(
    {"zip", "code", "zipcode", "postal", "my", "is", "it's", "the", "near", "around", "in", "and"}
)
_PLUS_FOUR = re.compile(r"\b(\d{5})-\d{4}\b")

_NICKNAMES = {
    "nyc": ("New York", "NY"),
    "big apple": ("New York", "NY"),
    "manhattan": ("Manhattan", "NY"),
    "l a": ("Los Angeles", "CA"),
    "la": ("Los Angeles", "CA"),
    "philly": ("Philadelphia", "PA"),
    "vegas": ("Las Vegas", "NV"),
    "san fran": ("San Francisco", "CA"),
    "d c": ("Washington", "DC"),
    "dc": ("Washington", "DC"),
    "washington d c": ("Washington", "DC"),
    "nola": ("New Orleans", "LA"),
    "slc": ("Salt Lake City", "UT"),
    "indy": ("Indianapolis", "IN"),
    "twin cities": ("Minneapolis", "MN"),
    "a b q": ("Albuquerque", "NM"),
}
_LEADING = re.compile(r"^(?:in|near|around|by|at|close to|downtown|greater|the|city of|metro)\s+")
_TRAILING = re.compile(r"\s+(?:area|city|metro|county|please|u\.? ?s\.? ?a\.?)$")
_SPACES = re.compile(r"[\s,.]+")

# Who says these means the city; elsewhere a village named like a state hides the state.
_STATES_NAMED_LIKE_A_CITY = frozenset({"DC", "GU", "NY", "WA"})

_OUTNUMBERED = 4
"""A city is meant without its state if it has so many times the people of every far namesake."""
_SAME_TOWN_MILES = 40


@dataclass(frozen=True, slots=True)
class WhichState:
    """Several cities are called so."""

    city: str
    states: tuple[str, ...]
    """Codes, those of the largest first."""


@dataclass(frozen=True, slots=True)
class OnlyState:
    """A state was named, and no city in it."""

    state: str


@dataclass(frozen=True, slots=True)
class ShortZip:
    """Three or four digits: a ZIP if the zeros in front were not heard."""

    place: Place


@dataclass(frozen=True, slots=True)
class UnknownZip:
    """No such ZIP, or no five digits."""


@dataclass(frozen=True, slots=True)
class NoSuchPlace:
    """No city is called so."""


Unclear = WhichState | OnlyState | ShortZip | UnknownZip | NoSuchPlace
"""Words that do not name a place yet."""


def find_place(places: Places, words: str) -> Place | Unclear:
    """The place that `words` name, be it a ZIP or a city."""
    if any(character.isdigit() for character in words):
        return find_zip(places, words)
    city = find_city(places, words)
    if isinstance(city, NoSuchPlace):
        as_zip = find_zip(places, words)
        return city if isinstance(as_zip, UnknownZip) else as_zip
    return city


def find_zip(places: Places, words: str) -> Place | ShortZip | UnknownZip:
    """The ZIP that `words` say: "90210", "nine oh two one oh", "ninety two ten", "one double oh one".

    A tens word before a unit may be one number or two ("ninety two" is 92 or 90 2); of the readings with
    five digits the first that is a ZIP is taken. A reading with three or four digits may be a ZIP of the
    north-east whose zeros were lost, which the person has to confirm.
    """
    text = _PLUS_FOUR.sub(r"\1", words.lower())
    tokens = [token for token in _TOKEN.findall(text) if token not in _NOT_DIGITS_SAID]
    if not tokens or len(tokens) > _MOST_WORDS:
        return UnknownZip()
    readings = list(dict.fromkeys(islice(_readings(tokens), _MOST_READINGS)))
    for digits in readings:
        place = places.zip(digits)
        if place:
            return place
    for digits in readings:
        if _FEWEST_DIGITS <= len(digits) < _ZIP_DIGITS:
            place = places.zip(digits.zfill(_ZIP_DIGITS))
            if place:
                return ShortZip(place)
    return UnknownZip()


def _readings(tokens: list[str]) -> Iterator[str]:
    """All strings of digits that the words can mean, the most natural first; none if one is no number."""
    if not tokens:
        yield ""
        return
    first, rest = tokens[0], tokens[1:]
    if first in _TENS:
        if rest and rest[0] in _UNITS and _UNITS[rest[0]] != "0":
            yield from (_TENS[first] + _UNITS[rest[0]] + more for more in _after(rest[1:]))
        yield from (_TENS[first] + "0" + more for more in _after(rest))
        return
    if first in _TIMES and rest and rest[0] in _UNITS:
        yield from (_UNITS[rest[0]] * _TIMES[first] + more for more in _readings(rest[1:]))
        return
    said = first if first.isdigit() else _UNITS.get(first) or _TEENS.get(first)
    if said is not None:
        yield from (said + more for more in _after(rest))


def _after(tokens: list[str]) -> Iterator[str]:
    """Readings of what follows a number, which `hundred` and `thousand` may lengthen."""
    if tokens and tokens[0] in _ZEROS:
        zeros = _ZEROS[tokens[0]]
        for more in _readings(tokens[1:]):
            # "ninety thousand two hundred ten" fills the zeros; "one hundred oh one" stands before what
            # follows.
            yield zeros[: max(0, len(zeros) - len(more))] + more
            yield zeros + more
        return
    yield from _readings(tokens)


def find_city(
    places: Places, words: str, state: str | None = None
) -> Place | WhichState | OnlyState | NoSuchPlace:
    """The city that `words` name: in the state `state` (a code), in one that they name, or the one meant.

    A city without a state is the one of that name which has far more people than its namesakes; if there is
    no such one, the state has to be asked for.
    """
    text = _SPACES.sub(" ", words.lower()).strip()
    named = state_code(text)
    if named and state is None and named not in _STATES_NAMED_LIKE_A_CITY and text not in _NICKNAMES:
        return OnlyState(named)
    for candidate in _plainer(text):
        for name, of in _with_state(candidate, state):
            cities = places.cities(name, of)
            if cities:
                return _the_one(cities)
    return OnlyState(named) if named else NoSuchPlace()


def _plainer(text: str) -> Iterator[str]:
    """`text`, then without words that are no part of a name."""
    yield text
    lead = _LEADING.sub("", text)
    if lead != text:
        yield lead
    trail = _TRAILING.sub("", lead)
    if trail != lead:
        yield trail


def _with_state(text: str, state: str | None) -> Iterator[tuple[str, str | None]]:
    """The ways to take `text` for a city and a state."""
    nickname = _NICKNAMES.get(text)
    if nickname and state in (None, nickname[1]):
        yield nickname
    yield text, state
    parts = text.split(" ")
    for length in range(min(3, len(parts) - 1), 0, -1):
        named = state_code(" ".join(parts[-length:]))
        if named and state in (None, named):
            name = " ".join(parts[:-length])
            yield _NICKNAMES.get(name, (name, named))[0], named


def _the_one(cities: list[City]) -> Place | WhichState:
    largest = cities[0]
    rivals = [
        city
        for city in cities[1:]
        if city.population * _OUTNUMBERED > largest.population
        and city.state != largest.state
        and miles_between(city.point, largest.point) > _SAME_TOWN_MILES
    ]
    if rivals:
        states = dict.fromkeys(city.state for city in [largest, *rivals])
        return WhichState(largest.name, tuple(states))
    return Place(largest.point, largest.name, largest.state)
