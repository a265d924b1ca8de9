"""Where to search: from what was said, from the question that was asked, or from the device."""

from __future__ import annotations

from collections.abc import Callable, Collection

from skill.alexa_api import AlexaApi, Refusal
from skill.programs.model import Place
from skill.programs.places import places
from skill.programs.spoken import NoSuchPlace, Unclear, UnknownZip, find_city, find_place, find_zip
from skill.programs.states import state_code
from skill.turn import Device, Turn

__all__ = ["Locate", "device_place", "place_words", "said_place"]

Locate = Callable[[Device], Place | Refusal]
"""Where a device stands, or why that is not known."""

_COUNTRY = "US"
_SLOTS = ("zip", "city", "state")


def said_place(turn: Turn, used: Collection[str] = ()) -> Place | Unclear | None:
    """The place that this turn names; None if it names none.

    Alexa keeps the slots that were filled before a question: a word that was already found to be no place
      is not
    looked at again, nor one in `used`, the words of the last search, beside a new one; and the slot that was
    asked for comes first.
    """
    asked = turn.pending if turn.pending and turn.pending.id.startswith("programs.") else None
    tried = set(asked.data.get("tried", ())) if asked else set()
    if any(value and value not in used for value in map(turn.value, _SLOTS)):
        tried |= set(used)
    zip_said, city_said, state_said = (_new(turn, slot, tried) for slot in _SLOTS)
    code = state_code(state_said)
    if city_said is None and state_said and asked and asked.data.get("city"):
        city_said = str(asked.data["city"])  # the answer to "which state"
    prefer_city = bool(asked and asked.elicit and asked.elicit[1] in {"city", "state"})
    if zip_said and not (prefer_city and city_said):
        found = find_zip(places(), zip_said)
        if not isinstance(found, UnknownZip) or city_said is None:
            return found
    if city_said:
        named = find_city(places(), city_said, code)
        if isinstance(named, NoSuchPlace):
            return find_place(places(), city_said)
        return named
    return find_city(places(), state_said) if state_said else None


def place_words(turn: Turn) -> list[str]:
    """The words of this turn in which a place is named."""
    return [value for value in map(turn.value, _SLOTS) if value]


def _new(turn: Turn, slot: str, tried: set[str]) -> str | None:
    value = turn.value(slot)
    return None if value is None or value in tried else value


def device_place(device: Device) -> Place | Refusal:
    """Where the account says that the device stands, by its postal code."""
    if not (device.id and device.api_endpoint and device.api_token):
        return Refusal.FAILED
    outcome = AlexaApi(device.api_endpoint, device.api_token).device_address(device.id)
    if outcome.value is None:
        return outcome.refusal or Refusal.FAILED
    found = find_zip(places(), outcome.value.postal_code) if outcome.value.country == _COUNTRY else None
    return found if isinstance(found, Place) else Refusal.EMPTY
