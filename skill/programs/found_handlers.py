"""What is asked about the programs that were found: which, its number, a card, the next ones, farther off."""

from __future__ import annotations

from skill.programs.asking import ask_place, helpline
from skill.programs.finder import step
from skill.programs.heard import position
from skill.programs.remembered import Remembered
from skill.programs.searching import ProgramHandler, tell_more
from skill.programs.telling import tell_batch, tell_card, tell_number, tell_one
from skill.reply import Reply
from skill.turn import Turn

__all__ = [
    "AmazonNextHandler",
    "CardHandler",
    "FartherHandler",
    "NextHandler",
    "NumberHandler",
    "OptionHandler",
    "PreviousHandler",
    "SelectHandler",
]


class _AboutFoundHandler(ProgramHandler):
    """Answers about what was found; where nothing was looked for, it begins."""

    def reply(self, turn: Turn, remembered: Remembered) -> Reply:
        """See `about_found`."""
        if not remembered.found:
            return ask_place(Reply().say("programs:nothing.no-search-yet"))
        meant = position(turn, first=remembered.batch, told=remembered.told)
        if meant is not None:
            remembered.chosen = meant
        remembered.chosen = min(remembered.chosen, len(remembered.found) - 1)
        return self.about_found(turn, remembered)

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """What is said; `remembered.chosen` is the program that is meant."""
        raise NotImplementedError


class SelectHandler(_AboutFoundHandler):
    """One program more closely: "the second one", "where is it"."""

    intents = frozenset({"SelectProgramIntent", "ProgramAddressIntent"})

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """Tell where it is."""
        return tell_one(turn.content, remembered, remembered.found[remembered.chosen])


class OptionHandler(SelectHandler):
    """Of several: "the first one" is anybody's; while programs are spoken of it is a program."""

    intents = frozenset({"OptionIntent"})
    pending = "programs."


class NumberHandler(_AboutFoundHandler):
    """The number of a program, twice."""

    intents = frozenset({"ProgramNumberIntent"})

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """Tell the number."""
        del turn
        return tell_number(remembered.found[remembered.chosen])


class CardHandler(_AboutFoundHandler):
    """A card with a program's address and number, for whoever asks for one."""

    intents = frozenset({"SendProgramIntent"})

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """Send the card."""
        del turn
        return tell_card(remembered, remembered.found[remembered.chosen])


class NextHandler(_AboutFoundHandler):
    """The next programs."""

    intents = frozenset({"ProgramMoreIntent"})

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """Tell up to three more, or that there are none."""
        return tell_more(turn, remembered)


class AmazonNextHandler(NextHandler):
    """Amazon's "next" belongs to programs only while they are spoken of."""

    intents = frozenset({"AMAZON.NextIntent"})
    pending = "programs."


class PreviousHandler(_AboutFoundHandler):
    """The programs before."""

    intents = frozenset({"AMAZON.PreviousIntent", "GoBackIntent"})
    pending = "programs."

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """Tell the three before the last three."""
        reply = Reply()
        if not remembered.batch:
            reply.say("programs:more.first")
        remembered.told = max(0, remembered.batch - 3)
        return tell_batch(turn.content, remembered, reply)


class FartherHandler(_AboutFoundHandler):
    """A wider search, or a narrower one; what was heard already is passed over in a wider one."""

    intents = frozenset({"ProgramFartherIntent", "ProgramCloserIntent"})

    def about_found(self, turn: Turn, remembered: Remembered) -> Reply:
        """Search again, one step wider or narrower."""
        if turn.intent == "ProgramCloserIntent":
            return self._closer(turn, remembered)
        return self.farther(turn, remembered)

    def farther(self, turn: Turn, remembered: Remembered) -> Reply:
        """Search one step wider."""
        wider = step(remembered.radius, farther=True)
        if wider is None:
            return helpline(Reply().say("programs:more.farthest", radius=f"{remembered.radius:g}"))
        remembered.radius = wider
        return self.search(turn, remembered, beyond=True)

    def _closer(self, turn: Turn, remembered: Remembered) -> Reply:
        narrower = step(remembered.radius, farther=False)
        if narrower is None:
            remembered.told = 0
            return tell_batch(turn.content, remembered, Reply().say("programs:near.no-closer"))
        remembered.radius = narrower
        return self.search(turn, remembered)
