"""What was asked of the programs: slots become wishes."""

from __future__ import annotations

from skill.programs.model import Service
from skill.turn import Turn

__all__ = ["position", "wanted"]

_WISH_SLOTS = ("wish", "second_wish")
_ADULT = 18
_SENIOR = 65
_TEEN_WORDS = ("teen", "adolescent", "minor")
_KNOWN = frozenset(Service)


def wanted(turn: Turn) -> frozenset[Service]:
    """The wishes in this turn: how it is paid, who it is for, what it offers; an age stands for its group."""
    slots = (turn.slots.get(name) for name in _WISH_SLOTS)
    found = {Service(slot.id) for slot in slots if slot and slot.id in _KNOWN}
    relative = turn.value("relative")
    if relative and any(word in relative.lower() for word in _TEEN_WORDS):
        found.add(Service.TEENS)
    age = turn.value("age")
    if age and age.isdigit():
        found.add(_of_age(int(age)))
    return frozenset(found)


def _of_age(age: int) -> Service:
    if age < _ADULT:
        return Service.TEENS
    return Service.SENIORS if age >= _SENIOR else Service.ADULTS


def position(turn: Turn, *, first: int, told: int) -> int | None:
    """Which of the programs told so far is meant, counted from 0; None if none is named or it was not told.

    "The second one" is the second of the last breath, or of all where that had fewer.
    """
    slot = turn.slots.get("position") or turn.slots.get("option")
    if slot is None or slot.id is None:
        return None
    if slot.id == "last":
        return told - 1 if told else None
    number = int(slot.id) - 1
    return next((place for place in (first + number, number) if place < told), None)
