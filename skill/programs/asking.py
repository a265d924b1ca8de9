"""Asking where to search, with a way on for whoever cannot or will not say."""

from __future__ import annotations

from skill.alexa_api import Refusal
from skill.programs.remembered import Remembered
from skill.programs.spoken import NoSuchPlace, OnlyState, ShortZip, Unclear, UnknownZip, WhichState
from skill.programs.states import NAMES
from skill.reply import Permissions, Reply
from skill.turn import Turn

__all__ = ["POSTAL_CODE_SCOPE", "ask_place", "ask_what_was_meant", "helpline", "without_device_place"]

INTENT = "FindProgramIntent"
POSTAL_CODE_SCOPE = "read::alexa:device:all:address:country_and_postal_code"
"""The permission as consent cards name it (Alexa Skills Kit, Device Address API)."""

_STATES_SAID = 3
_TRIES = 2


def ask_place(reply: Reply, *, key: str = "programs:ask-place") -> Reply:
    """`reply`, ending with the question for a ZIP or city."""
    return reply.ask("programs.place", key, elicit=(INTENT, "zip"), flow=True)


def helpline(reply: Reply) -> Reply:
    """`reply`, ending with a person who can search, and a question that fits anywhere."""
    return reply.say("programs:helpline").ask("basics.anything-else", "basics:anything-else")


def without_device_place(remembered: Remembered, refusal: Refusal) -> Reply:
    """The place is asked for because the device's is not known; nobody has to use the app."""
    if refusal is Refusal.NOT_GRANTED:
        if remembered.card_sent:
            return ask_place(Reply())
        remembered.card_sent = True
        reply = ask_place(Reply().say("programs:may-i-know-where"))
        reply.card = Permissions((POSTAL_CODE_SCOPE,))
        return reply
    return ask_place(
        Reply().say("programs:no-address" if refusal is Refusal.EMPTY else "programs:address-failed")
    )


def ask_what_was_meant(turn: Turn, unclear: Unclear) -> Reply:
    """The question that what was heard leaves open; after a second miss another way, then a person."""
    tried = _tried(turn)
    match unclear:
        case WhichState(city, states):
            return _which_state(city, states, tried)
        case OnlyState(state):
            return Reply().ask(
                "programs.place",
                "programs:ask-city-in",
                data={"tried": tried},
                elicit=(INTENT, "city"),
                flow=True,
                state=NAMES[state],
            )
        case ShortZip(place):
            assert place.zip
            return Reply().ask(
                "programs.zip-check",
                "programs:zip-check",
                data={"zip": place.zip},
                flow=True,
                zip=place.zip,
                town=place.city or NAMES.get(place.state or "", ""),
            )
        case UnknownZip() | NoSuchPlace():
            return _missed(turn, tried, zip_missed=isinstance(unclear, UnknownZip))


def _which_state(city: str, states: tuple[str, ...], tried: list[str]) -> Reply:
    names = [NAMES[code] for code in states[:_STATES_SAID]]
    key = {2: "programs:which-of-two", 1: "programs:which-state"}.get(len(names), "programs:which-of-three")
    return Reply().ask(
        "programs.state",
        key,
        data={"city": city, "tried": tried},
        elicit=(INTENT, "state"),
        flow=True,
        city=city,
        **dict(zip(("first", "second", "third"), names, strict=False)),
    )


def _missed(turn: Turn, tried: list[str], *, zip_missed: bool) -> Reply:
    misses = int(turn.pending.data.get("misses", 0)) if turn.pending else 0
    if misses >= _TRIES:
        return helpline(Reply().say("programs:place-given-up"))
    if zip_missed and misses == 0:
        key, slot = "programs:ask-zip-again", "zip"
    elif zip_missed:
        key, slot = "programs:ask-city-instead", "city"
    else:
        key, slot = "programs:ask-zip-instead", "zip"
    return Reply().ask(
        "programs.place",
        key,
        data={"tried": tried, "misses": misses + 1},
        elicit=(INTENT, slot),
        flow=True,
    )


def _tried(turn: Turn) -> list[str]:
    """Words that were heard as a place and were none, so that they are not taken for one again."""
    before = turn.pending.data.get("tried", ()) if turn.pending else ()
    now = [value for value in map(turn.value, ("zip", "city")) if value]
    return list(dict.fromkeys([*before, *now]))
