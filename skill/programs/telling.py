"""How programs are told: three in a breath, one more closely, a number twice, a card on request."""

from __future__ import annotations

from typing import Any

from skill.content import Content
from skill.conversation import Line
from skill.programs.finder import CONCERNS, step
from skill.programs.model import DEMO, Kind, Place, Service
from skill.programs.remembered import Heard, Remembered
from skill.programs.states import NAMES
from skill.reply import Card, Reply

__all__ = ["ask_number", "place_name", "tell_batch", "tell_card", "tell_number", "tell_one", "wishes"]

ANOTHER_PLACE = ("FindProgramIntent", "city")
"""While programs are spoken of, a bare city or ZIP is another place to look near."""

_AT_ONCE = 3
_ITEMS = ("programs:item.first", "programs:item.second", "programs:item.third")
_CLOSE_MILES = 2
_SAMHSA = "samhsa"


def place_name(place: Place) -> str:
    """A place as it is named to a person: `Denver, Colorado`."""
    state = NAMES.get(place.state or "", "")
    return ", ".join(filter(None, (place.city, state))) or (place.zip or "")


def wishes(content: Content, services: frozenset[Service]) -> str:
    """What was asked of the programs, e.g. `take Medicaid and have a program for teens`; empty if nothing."""
    said = [
        content.text(f"programs:wish.{service}")
        for service in (*sorted(services & CONCERNS), *sorted(services - CONCERNS))
    ]
    return content.text("programs:wish.and").join(said)


def tell_batch(content: Content, remembered: Remembered, reply: Reply, *, closest: bool = True) -> Reply:
    """The next programs, up to three, and the question for a number.

    `closest` says whether the first of them all may be called so.
    """
    first = remembered.told
    batch = remembered.found[first : first + _AT_ONCE]
    alone = len(batch) == 1
    for key, heard in zip(_ITEMS, batch, strict=False):
        if first or not closest:
            key = "programs:item.next" if heard is batch[0] else key  # noqa: PLW2901  # the first of a later breath
        reply.say(
            "programs:item.only" if alone and closest and not first else key,
            **_values(content, remembered, heard),
        )
    remembered.batch, remembered.chosen, remembered.told = first, first, first + len(batch)
    _name_sources(remembered, batch, reply)
    listed = [Line("programs:screen.item", _values(content, remembered, heard)) for heard in batch]
    return ask_number(remembered, reply.display("list", "programs:screen.title", listed), alone=alone)


def ask_number(remembered: Remembered, reply: Reply, *, alone: bool = False) -> Reply:
    """`reply`, ending with the offer of a number."""
    more = remembered.told < len(remembered.found)
    key = (
        "programs:ask-number"
        if alone
        else "programs:ask-number-or-next"
        if more
        else "programs:ask-number-of"
    )
    return reply.ask("programs.number", key, elicit=ANOTHER_PLACE, flow=True)


def _name_sources(remembered: Remembered, batch: list[Heard], reply: Reply) -> None:
    """Whose lists these are and how old, and that a list is no promise; each once in a conversation."""
    kind = "day" if remembered.kind is Kind.DAY else "iop"
    for heard in batch:
        if heard["source"] == DEMO:
            key = "programs:source.demo"
        elif not heard["source"].startswith(_SAMHSA):
            key = "programs:source.own"
        else:
            key = f"programs:source.{kind}" if heard["edition"] else f"programs:source.{kind}-undated"
        said = f"{key} {heard['edition']}"
        if said not in remembered.named:
            remembered.named.append(said)
            reply.say(key, edition=heard["edition"])


def tell_one(content: Content, remembered: Remembered, heard: Heard) -> Reply:
    """One program more closely."""
    reply = Reply()
    reply.say(
        "programs:one-program.is" if heard["street"] else "programs:one-program.somewhere",
        **_values(content, remembered, heard),
    )
    if heard["source"] == DEMO:
        reply.say("programs:source.demo-one")
    return ask_number(remembered, reply, alone=True)


def tell_number(heard: Heard) -> Reply:
    """A program's number, twice, and the offer of a card."""
    reply = Reply()
    if not heard["phone"]:
        reply.say("programs:phone.none", name=heard["name"])
        return reply.ask("basics.anything-else", "basics:anything-else")
    key = "programs:phone.extension" if heard["extension"] else "programs:phone.number"
    reply.say(key, name=heard["name"], phone=heard["phone"], extension=heard["extension"])
    if heard["source"] == DEMO:
        reply.say("programs:source.demo-one")
    return reply.ask("programs.card", "programs:ask-card", elicit=ANOTHER_PLACE, flow=True)


def tell_card(remembered: Remembered, heard: Heard) -> Reply:
    """The card with a program's address and number, which the person asked for."""
    reply = Reply().say("programs:card.sent")
    values = {
        "name": heard["name"],
        "branch": f" ({heard['branch']})" if heard["branch"] else "",
        "address": ", ".join(filter(None, (heard["street"], heard["city"]))),
        "state": heard["state"],
        "zip": heard["zip"],
        "phone": heard["phone"],
        "extension": f" x{heard['extension']}" if heard["extension"] else "",
    }
    text = "programs:card.demo" if heard["source"] == DEMO else "programs:card.text"
    reply.card = Card(Line("programs:card.title"), Line(text, values))
    if remembered.chosen + 1 < len(remembered.found):
        return reply.ask("programs.next", "programs:ask-next", elicit=ANOTHER_PLACE, flow=True)
    return reply.ask("basics.anything-else", "basics:anything-else")


def _values(content: Content, remembered: Remembered, heard: Heard) -> dict[str, Any]:
    elsewhere = remembered.place is None or heard["state"] != remembered.place.state
    state = NAMES.get(heard["state"], "")
    return {
        "name": heard["name"],
        "town": f"{heard['city']}, {state}" if elsewhere and state else heard["city"],
        "street": heard["street"],
        "distance": _distance(content, heard.miles),
    }


def _distance(content: Content, miles: float) -> str:
    """Never exact: most listings are placed at the middle of their ZIP."""
    if miles < _CLOSE_MILES:
        return content.text("programs:distance.close")
    return content.text("programs:distance.miles").replace("{miles}", str(round(miles)))


def can_go_farther(remembered: Remembered) -> bool:
    """Whether there is a wider radius to search."""
    return step(remembered.radius, farther=True) is not None
