"""The screening by voice: one question a turn, asides that lead back, and safety before everything."""

from __future__ import annotations

from skill.crisis.handlers import said_with_care
from skill.handling import Handler
from skill.reply import Reply
from skill.screening import outcomes
from skill.screening.decision import (
    Answer,
    Answers,
    Concern,
    Outcome,
    Situation,
    decide,
    next_question,
)
from skill.screening.flow import CONFIRMED, KINDS, Flow, question_key
from skill.turn import Turn

__all__ = ["handlers", "start"]

CONFIRM = "-confirm"
MISSES_BEFORE_A_HUMAN = 3
ADULT_AGE = 18

_CHOICE_SLOTS = {
    "concern": ("ScreeningConcernIntent", "concern"),
    "days": ("ScreeningDaysIntent", "days"),
    "overnight": ("ScreeningOvernightIntent", "overnight"),
}
_ELICITED = _CHOICE_SLOTS | {"age": ("AgeIntent", "age")}
_OPTIONS = {
    "concern": ("substances", "eating", "mood"),
    "days": ("managing", "struggling", "harming"),
    "overnight": ("stepping-down", "staying-home", "neither"),
}
_SURE_YES, _MOSTLY_YES = "AMAZON.YesIntent", "MostlyYesIntent"
_SURE_NO, _MOSTLY_NO = "AMAZON.NoIntent", "MostlyNoIntent"
_UNSURE = frozenset({"NotSureIntent", "SkipIntent"})
_YES, _NO = frozenset({_SURE_YES, _MOSTLY_YES}), frozenset({_SURE_NO, _MOSTLY_NO})


def start(turn: Turn) -> Reply:
    """Begin, or begin again, from the first thing that is not known yet."""
    turn.conversation.screening = {}
    return _ask_next(turn, Reply())


def _flow(turn: Turn) -> Flow:
    return Flow(turn.conversation.screening)


def _answers(turn: Turn) -> Answers:
    return _flow(turn).answers(caregiver=turn.caregiver, risk_heard=turn.conversation.crisis)


def _open_question(turn: Turn) -> str:
    """The name of the open question, without `screening.`."""
    assert turn.pending
    return turn.pending.id.removeprefix("screening.")


def _ask(reply: Reply, name: str, key: str | None = None) -> Reply:
    elicit = _ELICITED.get(name)
    return reply.ask(f"screening.{name}", key or f"screening:{name}", elicit=elicit, flow=True)


def _ask_next(turn: Turn, reply: Reply) -> Reply:
    """Ask what is not known yet, or tell the outcome."""
    flow = _flow(turn)
    if turn.conversation.caregiver is None:
        return _ask(reply, "who")
    if flow.minor is None:
        return _ask(reply, "age")
    if not flow.agreed:
        return _ask(reply, "opening")
    answers = _answers(turn)
    name = next_question(answers)
    if name:
        return _ask(reply, name, question_key(name, answers))
    return _tell(turn, answers)


def _tell(turn: Turn, answers: Answers) -> Reply:
    """Say the outcome and what can be done next; the answers are dropped."""
    turn.conversation.screening = {}
    outcome = decide(answers)
    said = outcomes.keys(outcome, answers)
    if outcome in (Outcome.HELP_NOW, Outcome.CARE_TODAY):
        turn.conversation.crisis = True
        return said_with_care(said[0])
    reply = Reply()
    why = outcomes.reason(answers)
    for key in said:
        if key == "screening:outcomes.iop-may-fit.lead":
            reply.say(key, reason=turn.content.text(why, caregiver=turn.caregiver) if why else "")
        else:
            reply.say(key)
    if answers.minor and not answers.caregiver:
        return reply.ask("basics.anything-else", "basics:anything-else")
    return reply.ask("screening-offer.search", "screening:search")


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
        if _open_question(turn) == "who":
            return _ask_next(turn, Reply().say("screening:said.thanks"))
        return _ask_next(turn, _start_over(turn))


class AgeHandler(Handler):
    """An adult, or under eighteen."""

    intents = frozenset({"AgeIntent"})
    pending = "screening.age"

    def answer(self, turn: Turn) -> Reply:
        group, age = turn.slots.get("age_group"), turn.value("age")
        if group and group.id:
            _flow(turn).minor = group.id == "minor"
        elif age and age.isdecimal():
            _flow(turn).minor = int(age) < ADULT_AGE
        else:
            return _missed(turn)
        return _ask_next(turn, Reply())


class OpeningHandler(Handler):
    """Whether to begin."""

    intents = _YES | _NO
    pending = "screening.opening"

    def answer(self, turn: Turn) -> Reply:
        if turn.intent in _YES:
            _flow(turn).agree()
            return _ask_next(turn, Reply())
        turn.conversation.screening = {}
        return Reply().say("screening:said.declined").ask("basics.anything-else", "basics:anything-else")


class AnswerHandler(Handler):
    """Yes, no, not sure or skip to a question."""

    intents = _YES | _NO | _UNSURE
    pending = "screening."

    def matches(self, turn: Turn) -> bool:
        return super().matches(turn) and _open_question(turn).removesuffix(CONFIRM) in KINDS

    def answer(self, turn: Turn) -> Reply:
        name = _open_question(turn)
        if name.endswith(CONFIRM):
            return self._confirmed(turn, name.removesuffix(CONFIRM))
        if turn.intent in _UNSURE:
            return self._unsure(turn, name)
        if KINDS[name] is Situation and turn.intent in _NO:
            return _note(turn, name, Situation.NEITHER)
        if KINDS[name] is not Answer:
            return _missed(turn)
        if turn.intent in _YES:
            return _note(turn, name, Answer.YES)
        if name in CONFIRMED:
            return _ask(Reply(), name + CONFIRM)
        return _note(turn, name, Answer.NO)

    @staticmethod
    def _confirmed(turn: Turn, name: str) -> Reply:
        """A no stands only once it was clearly confirmed; otherwise the question is asked again."""
        if turn.intent == _SURE_YES:
            return _note(turn, name, Answer.NO)
        if turn.intent in _NO:
            return _ask(Reply().say("screening:said.got-it"), name, question_key(name, _answers(turn)))
        return _note(turn, name, Answer.NOT_SURE)

    @staticmethod
    def _unsure(turn: Turn, name: str) -> Reply:
        said = "caregiver-not-sure" if name == "suicide" and turn.caregiver else "not-sure"
        return _note(turn, name, KINDS[name]("not-sure"), said)


def _note(turn: Turn, name: str, answer: str, said: str = "thanks") -> Reply:
    """Note an answer and go on; what was answered is never said back."""
    _flow(turn).answer(name, answer)
    return _ask_next(turn, Reply().say(f"screening:said.{said}"))


class ChoiceHandler(Handler):
    """One of the options of a question, in its words, by its number or in other words."""

    intents = frozenset(
        {*(intent for intent, _ in _CHOICE_SLOTS.values()), "OptionIntent", "SomethingElseIntent"}
    )
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        name = _open_question(turn)
        if name not in _CHOICE_SLOTS:
            return _missed(turn)
        intent, slot_name = _CHOICE_SLOTS[name]
        if name == "concern" and turn.intent == "SomethingElseIntent":
            return _note(turn, name, Concern.OTHER)
        if turn.intent == "OptionIntent":
            option = turn.slots.get("option")
            number = int(option.id) if option and option.id and option.id.isdecimal() else 0
            if 1 <= number <= len(_OPTIONS[name]):
                return _note(turn, name, _OPTIONS[name][number - 1], "got-it")
            return _missed(turn)
        slot = turn.slots.get(slot_name)
        if turn.intent == intent and slot and slot.id in set(KINDS[name]):
            return _note(turn, name, slot.id, "got-it")
        return _missed(turn)


class WhyHandler(Handler):
    """Why this is asked."""

    intents = frozenset({"WhyDoYouAskIntent"})
    pending = "screening."
    aside = True

    def answer(self, turn: Turn) -> Reply:
        name = _open_question(turn).removesuffix(CONFIRM)
        known = turn.content.entry("screening:why")
        return Reply().say(f"screening:why.{name if name in known else 'other'}")


class BackHandler(Handler):
    """One question back."""

    intents = frozenset({"GoBackIntent", "AMAZON.PreviousIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        name = _open_question(turn)
        if name.endswith(CONFIRM):
            key = question_key(name.removesuffix(CONFIRM), _answers(turn))
            return _ask(Reply().say("screening:said.back"), name.removesuffix(CONFIRM), key)
        went = _flow(turn).back()
        return _ask_next(turn, Reply().say("screening:said.back" if went else "screening:said.at-the-start"))


def _start_over(turn: Turn) -> Reply:
    """Drop every answer."""
    turn.conversation.screening = {}
    return Reply().say("screening:said.over")


class StartOverHandler(Handler):
    """From the first question, with nothing kept."""

    intents = frozenset({"AMAZON.StartOverIntent", "ScreeningIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        reply = _start_over(turn)
        turn.conversation.caregiver = None
        return _ask_next(turn, reply)


class LeaveHandler(Handler):
    """Stop in the middle: a gentle end that keeps nothing and leaves the number."""

    intents = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        turn.conversation.screening = {}
        return Reply().say("screening:said.left").close()


class MissHandler(Handler):
    """An answer that fits no question: reworded twice, then a human is offered."""

    intents = frozenset({"AMAZON.FallbackIntent"})
    pending = "screening."

    def answer(self, turn: Turn) -> Reply:
        return _missed(turn)


def _missed(turn: Turn) -> Reply:
    flow, asked = _flow(turn), turn.pending
    assert asked
    flow.misses += 1
    if flow.misses >= MISSES_BEFORE_A_HUMAN:
        flow.misses = 0
        turn.conversation.paused = asked
        return Reply().say("screening:said.human").ask("screening-keep-going", "screening:keep-going")
    name = asked.id.removeprefix("screening.")
    if flow.misses > 1 and name in turn.content.entry("screening:simple"):
        return Reply().say("screening:said.missed-again").say(f"screening:simple.{name}").ask_again(asked)
    return Reply().say("screening:said.missed").ask_again(asked)


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
