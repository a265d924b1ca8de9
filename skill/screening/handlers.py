"""The screening by voice: one question a turn, asides that lead back, and safety before everything."""

from __future__ import annotations

from skill.handling import Handler
from skill.reply import Reply
from skill.screening.asking import (
    CHOICE_SLOTS,
    answers_of,
    ask,
    ask_next,
    flow_of,
    miss,
    note,
    open_question,
    start,
    start_over,
)
from skill.screening.decision import Answer, Concern, Situation
from skill.screening.flow import CONFIRMED, KINDS, question_key
from skill.turn import Turn

__all__ = ["handlers", "start"]

CONFIRM = "-confirm"
ADULT_AGE = 18

_OPTIONS = {
    "concern": ("substances", "eating", "mood"),
    "days": ("managing", "struggling", "harming"),
    "overnight": ("stepping-down", "staying-home", "neither"),
}
_SURE_YES, _MOSTLY_YES = "AMAZON.YesIntent", "MostlyYesIntent"
_SURE_NO, _MOSTLY_NO = "AMAZON.NoIntent", "MostlyNoIntent"
_UNSURE = frozenset({"NotSureIntent", "SkipIntent"})
_YES, _NO = frozenset({_SURE_YES, _MOSTLY_YES}), frozenset({_SURE_NO, _MOSTLY_NO})


class StartHandler(Handler):
    """Asked for: do I, or does someone, need a program like this."""

    intents = frozenset({"ScreeningIntent", "ScreeningForSomeoneIntent"})

    def answer(self, turn: Turn) -> Reply:
        if turn.intent == "ScreeningForSomeoneIntent":
            turn.conversation.caregiver = True
        return start(turn)


class WhoHandler(Handler):
    """For oneself, or for someone one cares for."""

    intents = frozenset({"ForMeIntent", "ForSomeoneIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        turn.conversation.caregiver = turn.intent == "ForSomeoneIntent"
        if open_question(turn) == "who":
            return ask_next(turn, Reply().say("screening:said.thanks"))
        return ask_next(turn, start_over(turn))


class AgeHandler(Handler):
    """An adult, or under eighteen."""

    intents = frozenset({"AgeIntent", "AgeGroupIntent"})
    pending = "screening.age"

    def answer(self, turn: Turn) -> Reply:
        group, age = turn.slots.get("age_group"), turn.value("age")
        if group and group.id:
            flow_of(turn).minor = group.id == "minor"
        elif age and age.isdecimal():
            flow_of(turn).minor = int(age) < ADULT_AGE
        else:
            return miss(turn)
        return ask_next(turn, Reply())


class OpeningHandler(Handler):
    """Whether to begin."""

    intents = _YES | _NO
    pending = "screening.opening"

    def answer(self, turn: Turn) -> Reply:
        if turn.intent in _YES:
            flow_of(turn).agree()
            return ask_next(turn, Reply())
        turn.conversation.screening = {}
        return Reply().say("screening:said.declined").ask("basics.anything-else", "basics:anything-else")


class AnswerHandler(Handler):
    """Yes, no, not sure or skip to a question."""

    intents = _YES | _NO | _UNSURE
    pending = "screening."

    def matches(self, turn: Turn) -> bool:
        return super().matches(turn) and open_question(turn).removesuffix(CONFIRM) in KINDS

    def answer(self, turn: Turn) -> Reply:
        name = open_question(turn)
        if name.endswith(CONFIRM):
            return self._confirmed(turn, name.removesuffix(CONFIRM))
        if turn.intent in _UNSURE:
            return self._unsure(turn, name)
        if KINDS[name] is Answer:
            return self._yes_or_no(turn, name)
        if KINDS[name] is Situation and turn.intent in _NO:
            return note(turn, name, Situation.NEITHER)
        return miss(turn)

    @staticmethod
    def _yes_or_no(turn: Turn, name: str) -> Reply:
        """A yes is acted on at once, even a hedged one; a no to a safety question is said back first."""
        if turn.intent in _YES:
            return note(turn, name, Answer.YES)
        if name in CONFIRMED:
            return ask(Reply(), name + CONFIRM)
        return note(turn, name, Answer.NO)

    @staticmethod
    def _confirmed(turn: Turn, name: str) -> Reply:
        """A no stands only once it was clearly confirmed; otherwise the question is asked again."""
        if turn.intent == _SURE_YES:
            return note(turn, name, Answer.NO)
        if turn.intent in _NO:
            return ask(Reply().say("screening:said.got-it"), name, question_key(name, answers_of(turn)))
        return note(turn, name, Answer.NOT_SURE)

    @staticmethod
    def _unsure(turn: Turn, name: str) -> Reply:
        said = "caregiver-not-sure" if name == "suicide" and turn.caregiver else "not-sure"
        return note(turn, name, KINDS[name]("not-sure"), said)


class ChoiceHandler(Handler):
    """One of the options of a question, in its words, by its number or in other words."""

    intents = frozenset(
        {*(intent for intent, _ in CHOICE_SLOTS.values()), "OptionIntent", "SomethingElseIntent"}
    )
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        name = open_question(turn)
        if name not in CHOICE_SLOTS:
            return miss(turn)
        intent, slot_name = CHOICE_SLOTS[name]
        if name == "concern" and turn.intent == "SomethingElseIntent":
            return note(turn, name, Concern.OTHER)
        if turn.intent == "OptionIntent":
            option = turn.slots.get("option")
            number = int(option.id) if option and option.id and option.id.isdecimal() else 0
            if 1 <= number <= len(_OPTIONS[name]):
                return note(turn, name, _OPTIONS[name][number - 1], "got-it")
            return miss(turn)
        slot = turn.slots.get(slot_name)
        if turn.intent == intent and slot and slot.id in set(KINDS[name]):
            return note(turn, name, slot.id, "got-it")
        return miss(turn)


class WhyHandler(Handler):
    """Why this is asked."""

    intents = frozenset({"WhyDoYouAskIntent"})
    pending = "screening."
    aside = True

    def answer(self, turn: Turn) -> Reply:
        name = open_question(turn).removesuffix(CONFIRM)
        known = turn.content.entry("screening:why")
        return Reply().say(f"screening:why.{name if name in known else 'other'}")


class BackHandler(Handler):
    """One question back."""

    intents = frozenset({"GoBackIntent", "AMAZON.PreviousIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        name = open_question(turn)
        if name.endswith(CONFIRM):
            key = question_key(name.removesuffix(CONFIRM), answers_of(turn))
            return ask(Reply().say("screening:said.back"), name.removesuffix(CONFIRM), key)
        went = flow_of(turn).back()
        return ask_next(turn, Reply().say("screening:said.back" if went else "screening:said.at-the-start"))


class StartOverHandler(Handler):
    """From the first question, with nothing kept."""

    intents = frozenset({"AMAZON.StartOverIntent", "ScreeningIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        reply = start_over(turn)
        turn.conversation.caregiver = None
        return ask_next(turn, reply)


class LeaveHandler(Handler):
    """Stop in the middle: a gentle end that keeps nothing and leaves the number."""

    intents = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        turn.conversation.screening = {}
        return Reply().say("screening:said.left").close()


class MissHandler(Handler):
    """An answer that fits no question: reworded twice, then a human is offered."""

    intents = frozenset({"AMAZON.FallbackIntent"}) | _YES | _NO | _UNSURE
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        return miss(turn)


class KeepGoingHandler(Handler):
    """Whether to go on after three misses."""

    intents = _YES | _NO
    pending = "screening-keep-going"

    def answer(self, turn: Turn) -> Reply:
        conversation = turn.conversation
        asked, conversation.paused = conversation.paused, None
        if asked and turn.intent in _YES:
            return Reply().say("screening:said.thanks").ask_again(asked)
        conversation.screening = {}
        return Reply().say("screening:said.declined").ask("basics.anything-else", "basics:anything-else")


class OfferHandler(Handler):
    """After an outcome: a search for programs, then a call from a person."""

    intents = _YES | _NO
    pending = "screening-offer."

    def answer(self, turn: Turn) -> Reply:
        assert turn.pending
        offered = turn.pending.id.removeprefix("screening-offer.")
        capability = {"search": "programs", "callback": "callback"}[offered]
        if turn.intent in _YES:
            return turn.start(capability)
        if offered == "search":
            return Reply().say("basics:go-ahead").ask("screening-offer.callback", "screening:callback")
        return Reply().say("basics:go-ahead").ask("basics.anything-else", "basics:anything-else")


def handlers() -> list[Handler]:
    """Those of the screening; `StartOverHandler` before `StartHandler`, which would keep who it is for."""
    return [
        LeaveHandler(),
        StartOverHandler(),
        StartHandler(),
        WhoHandler(),
        AgeHandler(),
        OpeningHandler(),
        AnswerHandler(),
        ChoiceHandler(),
        WhyHandler(),
        BackHandler(),
        MissHandler(),
        KeepGoingHandler(),
        OfferHandler(),
    ]
