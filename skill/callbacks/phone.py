"""From what a person says to a phone number that a centre in the United States can call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from skill.callbacks.spoken_digits import digits
from skill.late import late

__all__ = ["Fault", "PhoneNumber", "Rejected", "area_code", "read_phone"]

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
    # Only a turn with a phone number pays for it, and only for what tells numbers apart.
    late("phonenumbers")
    import phonenumbers.phonenumberutil as phonenumbers  # noqa: PLC0415

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
