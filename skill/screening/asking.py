"""Asking: what comes next, what is said when an answer was understood, and when it was not."""

from __future__ import annotations

from skill.crisis.handlers import said_with_care
from skill.reply import Reply
from skill.screening import outcomes
from skill.screening.decision import Answers, Outcome, decide, next_question
from skill.screening.flow import Flow, question_key
from skill.turn import Turn

__all__ = [
    "CHOICE_SLOTS",
    "answers_of",
    "ask",
    "ask_next",
    "flow_of",
    "miss",
    "note",
    "open_question",
    "start",
    "start_over",
]

MISSES_BEFORE_A_HUMAN = 3

CHOICE_SLOTS = {
    "concern": ("ScreeningConcernIntent", "concern"),
    "days": ("ScreeningDaysIntent", "days"),
    "overnight": ("ScreeningOvernightIntent", "overnight"),
}
_ELICITED = CHOICE_SLOTS | {"age": ("AgeIntent", "age")}


def start(turn: Turn) -> Reply:
    """Begin, or begin again, from the first thing that is not known yet."""
    turn.conversation.screening = {}
    return ask_next(turn, Reply())


def flow_of(turn: Turn) -> Flow:
    """The screening's state in this session."""
    return Flow(turn.conversation.screening)


def answers_of(turn: Turn) -> Answers:
    """The answers so far."""
    return flow_of(turn).answers(caregiver=turn.caregiver, risk_heard=turn.conversation.crisis)


def open_question(turn: Turn) -> str:
    """The name of the open question, without `screening.`."""
    assert turn.pending
    return turn.pending.id.removeprefix("screening.")


def ask(reply: Reply, name: str, key: str | None = None) -> Reply:
    """`reply`, ending with the question `name` in the words of `key`."""
    elicit = _ELICITED.get(name)
    return reply.ask(f"screening.{name}", key or f"screening:{name}", elicit=elicit, flow=True)


def ask_next(turn: Turn, reply: Reply) -> Reply:
    """Ask what is not known yet, or tell the outcome."""
    flow = flow_of(turn)
    if turn.conversation.caregiver is None:
        return ask(reply, "who")
    if flow.minor is None:
        return ask(reply, "age")
    if not flow.agreed:
        return ask(reply, "opening")
    answers = answers_of(turn)
    name = next_question(answers)
    if name:
        return ask(reply, name, question_key(name, answers))
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


def note(turn: Turn, name: str, answer: str, said: str = "thanks") -> Reply:
    """Note an answer and go on; what was answered is never said back."""
    flow_of(turn).answer(name, answer)
    return ask_next(turn, Reply().say(f"screening:said.{said}"))


def start_over(turn: Turn) -> Reply:
    """Drop every answer."""
    turn.conversation.screening = {}
    return Reply().say("screening:said.over")


def miss(turn: Turn) -> Reply:
    """The open question once more, in simpler words the second time; after the third a human is offered."""
    flow, asked = flow_of(turn), turn.pending
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
