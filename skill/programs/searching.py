"""A search in a conversation: what every handler of programs shares."""

from __future__ import annotations

from skill.errors import StoreError
from skill.handling import Handler
from skill.programs.asking import ask_place, helpline, without_device_place
from skill.programs.finder import MOST_FOUND, Findings, find, step
from skill.programs.location import Locate
from skill.programs.model import Kind, Place, Service
from skill.programs.remembered import Heard, Remembered
from skill.programs.search import Index
from skill.programs.telling import place_name, tell_batch, wishes
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["ProgramHandler", "tell_more"]

_NO_IOP_IN_SAMHSAS_LIST = frozenset({Service.MENTAL_HEALTH, Service.EATING})


class ProgramHandler(Handler):
    """Answers about programs, and remembers the search when it has answered."""

    def __init__(self, index: Index, locate: Locate) -> None:
        """`index` is searched; `locate` tells where a device stands."""
        self._index = index
        self._locate = locate

    def answer(self, turn: Turn) -> Reply:
        """What is said; if the table fails, that, and whom to call. See `reply`."""
        remembered = Remembered.load(turn.conversation.search)
        try:
            reply = self.reply(turn, remembered)
        except StoreError:
            reply = helpline(Reply().say("programs:nothing.failed"))
        turn.conversation.search = remembered.dump()
        return reply

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """What is said to this turn; the search is kept as this leaves it.

        Raises:
            StoreError: the table failed.
        """
        raise NotImplementedError

    def search_at(self, turn: Turn, remembered: Remembered, place: Place) -> Reply:
        """Search near a place, as near as at first."""
        remembered.place, remembered.radius = place, Remembered().radius
        return self.search(turn, remembered)

    def search_near_device(self, turn: Turn, remembered: Remembered) -> Reply:
        """Search near the device; while its place is not known near the last one, or ask."""
        found = self._locate(turn.device)
        if isinstance(found, Place):
            return self.search_at(turn, remembered, found)
        if remembered.place:
            return self.search(turn, remembered)
        return without_device_place(remembered, found)

    def search(self, turn: Turn, remembered: Remembered, *, beyond: bool = False) -> Reply:
        """Search for what is remembered, and tell what was found; with `beyond` only what is new."""
        wish = remembered.wish()
        if wish is None or remembered.place is None:
            return ask_place(Reply())
        told = {_key(heard) for heard in remembered.found[: remembered.told]} if beyond else set()
        findings = find(self._index, wish, limit=MOST_FOUND + len(told))
        found = [Heard.of(miles, program) for miles, program in findings.programs]
        new = [heard for heard in found if _key(heard) not in told][:MOST_FOUND]
        if found and not new:
            return _nothing_more(remembered)
        remembered.found, remembered.told = new, 0
        if not new:
            return _nothing(turn, remembered, findings)
        remembered.radius = findings.radius
        said = wishes(turn.content, remembered.services)
        key = f"programs:near.{remembered.kind}" + ("-with" if said else "")
        reply = Reply()
        if told:
            reply.say("programs:near.farther", radius=f"{findings.radius:g}")
            return tell_batch(turn.content, remembered, reply, closest=False)
        reply.say(key, place=place_name(remembered.place), wishes=said)
        if findings.radius > wish.radius:
            reply.say("programs:near.widened", radius=f"{findings.radius:g}")
        return tell_batch(turn.content, remembered, reply)


def _key(heard: Heard) -> tuple[str, str]:
    return heard["name"], heard["street"]


def tell_more(turn: Turn, remembered: Remembered) -> Reply:
    """Up to three programs more, or that there are none within the radius."""
    if remembered.told < len(remembered.found):
        return tell_batch(turn.content, remembered, Reply())
    return _nothing_more(remembered)


def _nothing_more(remembered: Remembered) -> Reply:
    reply = Reply().say("programs:more.none", radius=f"{remembered.radius:g}")
    if step(remembered.radius, farther=True) is None:
        return helpline(reply)
    return reply.ask("programs.farther", "programs:ask-farther", flow=True)


def _nothing(turn: Turn, remembered: Remembered, findings: Findings) -> Reply:
    """Nothing was found: say so, and a way on."""
    assert remembered.place
    place = place_name(remembered.place)
    if remembered.kind is Kind.IOP and remembered.services & _NO_IOP_IN_SAMHSAS_LIST:
        reply = Reply().say("programs:nothing.mental-health")
        return reply.ask("programs.day", "programs:ask-day", flow=True, place=place)
    said = wishes(turn.content, remembered.services)
    key = "programs:nothing.with" if said else "programs:nothing.at-all"
    reply = Reply().say(key, radius=f"{findings.radius:g}", place=place, wishes=said)
    if findings.costly is None:
        return helpline(reply)
    return reply.say("programs:helpline").ask(
        "programs.drop",
        "programs:ask-drop",
        data={"service": str(findings.costly)},
        flow=True,
        place=place,
        wish=turn.content.text(f"programs:wish.{findings.costly}"),
    )
