"""Finding programs by voice: where, with which wishes, and the answers to what was asked of it."""

from __future__ import annotations

from collections.abc import Callable

from skill.callbacks.offer import offer_a_call
from skill.handling import Handler
from skill.programs.asking import ask_place, ask_what_was_meant, helpline
from skill.programs.finder import CONCERNS
from skill.programs.found_handlers import (
    AmazonNextHandler,
    CardHandler,
    FartherHandler,
    NextHandler,
    NumberHandler,
    OptionHandler,
    PreviousHandler,
    SelectHandler,
)
from skill.programs.heard import wanted
from skill.programs.location import Locate, device_place, place_words, said_place
from skill.programs.model import Kind, Place, Service
from skill.programs.places import places
from skill.programs.remembered import Remembered
from skill.programs.search import Index
from skill.programs.searching import ProgramHandler, tell_more
from skill.programs.spoken import Unclear, WhichState
from skill.programs.telling import tell_card, tell_number, tell_one
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["handlers", "starter"]

_YES = frozenset({"AMAZON.YesIntent", "MostlyYesIntent"})
_PLACE_QUESTIONS = frozenset({"programs.place", "programs.state", "programs.zip-check"})
_NO = frozenset({"AMAZON.NoIntent", "MostlyNoIntent", "NotSureIntent"})


def _of_programs(turn: Turn) -> bool:
    """Whether the open question is about programs."""
    return turn.pending is not None and turn.pending.id.startswith("programs.")


def _means_a_place(turn: Turn, remembered: Remembered, said: Place | Unclear | None) -> bool:
    """Whether a bare word or number is a place: in the middle of another flow it is not."""
    if turn.pending and turn.pending.flow and not _of_programs(turn):
        return False
    searching = remembered.place is not None or _of_programs(turn)
    return searching or isinstance(said, Place | WhichState)


def _begins_anew(turn: Turn, said: Place | Unclear | None, wished: frozenset[Service]) -> bool:
    """Whether earlier wishes are over: a new request, and neither a place nor a wish by itself."""
    if turn.intent != "FindProgramIntent" or (turn.pending and turn.pending.id in _PLACE_QUESTIONS):
        return False
    if _of_programs(turn):
        return bool(said and wished)
    return said is not None or not wished


class FindProgramHandler(ProgramHandler):
    """Find programs: near a place that is said, near the device, or near the last place with other wishes."""

    intents = frozenset({"FindProgramIntent", "PlaceIntent"})

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """Take the wishes, find the place, search."""
        wished, said = wanted(turn), said_place(turn, remembered.words)
        if turn.intent == "PlaceIntent" and not _means_a_place(turn, remembered, said):
            reply = Reply().say("basics:fallback")
            return reply.ask_again(turn.pending) if turn.pending else reply.ask("basics.open", "basics:open")
        if _begins_anew(turn, said, wished):
            remembered.services = frozenset()
            remembered.kind = Kind.IOP
        elif wished & CONCERNS:
            remembered.services -= CONCERNS
            remembered.kind = Kind.IOP
        remembered.services |= wished
        if isinstance(said, Place):
            remembered.words = place_words(turn)
            return self.search_at(turn, remembered, said)
        if said is not None:
            return ask_what_was_meant(turn, said)
        if remembered.place and wished:
            return self.search(turn, remembered)
        return self.search_near_device(turn, remembered)


class ElsewhereHandler(ProgramHandler):
    """Another place than the last."""

    intents = frozenset({"ProgramElsewhereIntent"})

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """Ask for it."""
        del turn
        remembered.place = None
        return ask_place(Reply(), key="programs:ask-place-anew")


class WithoutHandler(ProgramHandler):
    """Fewer wishes."""

    intents = frozenset({"ProgramWithoutIntent"})

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """Drop the wishes that are named, or all of them, and search again."""
        named = wanted(turn) or remembered.services - CONCERNS
        if not named & remembered.services:
            reply = Reply().say("programs:more.nothing-to-drop")
            return reply.ask_again(turn.pending) if turn.pending else helpline(reply)
        remembered.services -= named
        return self.search(turn, remembered)


class YesHandler(FartherHandler):
    """Yes to a question about programs."""

    intents = _YES
    pending = "programs."

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """Do what was offered."""
        assert turn.pending
        offered = turn.pending.id.partition(".")[2]
        if offered in {"place", "state"}:
            return Reply().ask_again(turn.pending)
        if offered == "zip-check":
            place = places().zip(str(turn.pending.data.get("zip", "")))
            return self.search_at(turn, remembered, place) if place else ask_place(Reply())
        if offered == "drop":
            dropped = turn.pending.data.get("service")
            remembered.services = frozenset(kept for kept in remembered.services if kept != dropped)
            return self.search(turn, remembered)
        if offered == "day":
            remembered.kind = Kind.DAY
            remembered.services -= {Service.MENTAL_HEALTH, Service.SUBSTANCE}
            return self.search(turn, remembered)
        return super().reply(turn, remembered)

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """A number, a card, the next one, or a wider search."""
        assert turn.pending
        heard = remembered.found[remembered.chosen]
        match turn.pending.id:
            case "programs.card":
                return tell_card(remembered, heard)
            case "programs.farther":
                return self.farther(turn, remembered)
            case "programs.next":
                remembered.chosen += 1
                if remembered.chosen < min(remembered.told, len(remembered.found)):
                    return tell_one(turn.content, remembered, remembered.found[remembered.chosen])
                return tell_more(turn, remembered)
        return tell_number(heard)


class NoHandler(ProgramHandler):
    """No to a question about programs, or not knowing the place: another way on."""

    intents = _NO
    pending = "programs."

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """Ask again after a wrong guess; else leave it, with a person to call where nothing was found."""
        assert turn.pending
        del remembered
        offered = turn.pending.id.partition(".")[2]
        if offered == "zip-check":
            return ask_place(Reply(), key="programs:ask-zip-again")
        if offered in {"place", "state", "drop", "day", "farther"}:
            return helpline(Reply().say("basics:go-ahead"))
        return offer_a_call(turn, Reply().say("basics:go-ahead"))


def handlers(index: Index, locate: Locate = device_place) -> list[Handler]:
    """The handlers of programs, in the order in which they are asked."""
    kinds: tuple[type[ProgramHandler], ...] = (
        FindProgramHandler,
        ElsewhereHandler,
        SelectHandler,
        OptionHandler,
        NumberHandler,
        CardHandler,
        NextHandler,
        AmazonNextHandler,
        PreviousHandler,
        FartherHandler,
        WithoutHandler,
        YesHandler,
        NoHandler,
    )
    return [kind(index, locate) for kind in kinds]


def starter(index: Index, locate: Locate = device_place) -> Callable[[Turn], Reply]:
    """How another capability begins a search: near the device, or by asking for the place."""
    finder = FindProgramHandler(index, locate)
    return finder.answer
