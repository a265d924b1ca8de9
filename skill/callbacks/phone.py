"""From what a person says to a phone number that a centre in the United States can call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Fault", "PhoneNumber", "Rejected", "area_code", "digits", "read_phone"]

_UNITS = {
    "zero": "0",
    "oh": "0",
    "o": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "to": "2",
    "too": "2",
    "three": "3",
    "four": "4",
    "for": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "ate": "8",
    "nine": "9",
}
_ZERO_WORDS = frozenset({"zero", "oh", "o", "nought"})
_TEENS = {
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
}
_TENS = {
    "twenty": "2",
    "thirty": "3",
    "forty": "4",
    "fifty": "5",
    "sixty": "6",
    "seventy": "7",
    "eighty": "8",
    "ninety": "9",
}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ZEROS = {"hundred": "00", "thousand": "000"}
_SILENT = frozenset(
    {
        "a",
        "and",
        "area",
        "at",
        "call",
        "can",
        "cell",
        "code",
        "dash",
        "home",
        "i'm",
        "is",
        "it",
        "it's",
        "its",
    }
    | {
        "me",
        "mobile",
        "my",
        "number",
        "ok",
        "okay",
        "on",
        "phone",
        "please",
        "plus",
        "reach",
        "sure",
        "that's",
    }
    | {"the", "uh", "um", "well", "work", "you"}
)
_TOKEN = re.compile(r"\d+|[a-z']+")

# The regions of the North American plan that the centre calls: the United States, its territories, Canada.
# The rest of the plan is abroad, and charges as if it were.
_REGIONS = frozenset({"US", "PR", "VI", "GU", "AS", "MP", "CA"})


class Fault(StrEnum):
    """Why something said is not a number that can be called back."""

    NO_NUMBER = "no-number"
    """Words that are no digits."""

    SHORT = "short"
    """Too few digits, and not the seven of a number without its area code."""

    LONG = "long"
    """More digits than a number has."""

    SERVICE = "service"
    """A three-digit service such as 988 or 911."""

    INVALID = "invalid"
    """Ten digits that no telephone has."""

    COSTLY = "costly"
    """A number that charges those who call it."""

    ABROAD = "abroad"
    """A number outside the United States, its territories and Canada."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that can be called back."""

    digits: str
    """Its ten digits: area code, exchange, line."""

    @property
    def e164(self) -> str:
        """The number as networks write it, e.g. `+16175551234`."""
        return f"+1{self.digits}"

    @property
    def dialed(self) -> str:
        """The number as people write it, e.g. `617-555-1234`."""
        return f"{self.digits[:3]}-{self.digits[3:6]}-{self.digits[6:]}"


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was said is no number that can be called back."""

    fault: Fault
    local: str | None = None
    """The seven digits of a number that only lacks its area code."""


def digits(spoken: str) -> str | None:
    """The digits that `spoken` names, or None if it holds words that are no part of a number.

    Takes digits in any writing, words one by one ("oh", "double four"), teens and tens ("fifty five"),
    hundreds and thousands ("eight hundred"), and leaves out words people say around a number.
    """
    text = spoken.lower().replace("\u2019", "'")
    found: list[str] = []
    times = 1
    tens: str | None = None
    for token in _TOKEN.findall(text):
        if token in _TIMES:
            times = _TIMES[token]
            continue
        if tens is not None and token in _UNITS and token not in _ZERO_WORDS:
            found[-1] = tens + _UNITS[token]
            tens = None
            continue
        tens = None
        if token.isascii() and token.isdigit():
            piece = token
        elif token in _UNITS:
            piece = _UNITS[token]
        elif token in _TEENS:
            piece = _TEENS[token]
        elif token in _TENS:
            tens = _TENS[token]
            piece = tens + "0"
        elif token in _ZEROS and found:
            piece = _ZEROS[token]
        elif token in _SILENT:
            continue
        else:
            return None
        found.append(piece[0] * (times - 1) + piece)
        times = 1
    return "".join(found)


def read_phone(spoken: str, *, fictional: bool = False) -> PhoneNumber | Rejected:
    """The number in `spoken`, or why it is none.

    Args:
        spoken: words or digits, with or without the country's 1.
        fictional: whether 555-0100 to 555-0199 are taken: nobody has them, so only demonstrations do.
    """
    heard = digits(spoken)
    if not heard:
        return Rejected(Fault.NO_NUMBER)
    if len(heard) == 3 and (heard.endswith("11") or heard == "988"):  # noqa: PLR2004  # what a service code is
        return Rejected(Fault.SERVICE)
    number = heard[1:] if len(heard) in {8, 11} and heard[0] == "1" else heard
    match len(number):
        case 7:
            return Rejected(Fault.SHORT, local=number)
        case 10:
            return _callable(number, fictional=fictional)
        case length:
            return Rejected(Fault.SHORT if length < 10 else Fault.LONG)  # noqa: PLR2004  # the plan's ten digits


def area_code(spoken: str) -> str | None:
    """The three digits of the area code in `spoken`, or None."""
    heard = digits(spoken) or ""
    if len(heard) == 4 and heard[0] == "1":  # noqa: PLR2004  # "one, six one seven"
        heard = heard[1:]
    return heard if len(heard) == 3 and heard[0] not in "01" else None  # noqa: PLR2004


def _callable(number: str, *, fictional: bool) -> PhoneNumber | Rejected:
    import phonenumbers  # noqa: PLC0415  # 50 ms that only a turn with a phone number pays

    exchange, line = number[3:6], number[6:]
    parsed = phonenumbers.parse(number, "US")
    if not phonenumbers.is_valid_number(parsed) or exchange.endswith("11"):
        return Rejected(Fault.INVALID)
    # libphonenumber takes the whole 555 exchange for valid; 01xx is set aside for fiction and 1212 is
    # directory assistance (ATIS-0300115, 555 line number assignments).
    if exchange == "555" and (line == "1212" or (line.startswith("01") and not fictional)):
        return Rejected(Fault.INVALID)
    if phonenumbers.number_type(parsed) in {
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
    }:
        return Rejected(Fault.COSTLY)
    region = phonenumbers.region_code_for_number(parsed)
    toll_free = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.TOLL_FREE
    if region not in _REGIONS and not toll_free:
        return Rejected(Fault.ABROAD)
    return PhoneNumber(number)
