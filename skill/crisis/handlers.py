"""The crisis gate, which comes before every other handler, and what follows a crisis reply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skill.content import Content
from skill.crisis.detector import NO_RISK, Detector, Family, Level, Risk, Subject
from skill.errors import ContentError
from skill.handling import Handler
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["handlers", "heard", "said_with_care"]

_CRISIS_INTENT = re.compile(r"(?P<family>[A-Z][A-Za-z]*?)(?P<subject>Self|Other)CrisisIntent")
_DESPAIR_INTENT = "DespairCrisisIntent"
_STATEMENT = "StatementIntent"
_FAMILY_WORD = re.compile(r"(?<!^)(?=[A-Z])")

_SHORT = {
    Family.OVERDOSE: "short-overdose",
    Family.ABUSE: "short-abuse",
    **dict.fromkeys((Family.MEDICAL, Family.EATING, Family.VIOLENCE, Family.PSYCHOSIS), "short-urgent"),
}
"""The short reply of a family; those that are not here have `short`."""
_ABUSE = "scripts.abuse"

AGAIN = "crisis.again"
RESUME = "crisis.resume"


class CrisisGate(Handler):
    """Any sign of risk, in every state: in a crisis intent, or in a slot value of any intent.

    It needs the crisis words and numbers, and nothing else: no network, no other content, no AWS.
    """

    def __init__(self, detector: Detector) -> None:
        """`detector` classifies every text that arrives."""
        self._detector = detector

    def matches(self, turn: Turn) -> bool:
        return self.risk(turn).level is not Level.NONE

    def risk(self, turn: Turn) -> Risk:
        """The most serious risk in what this turn brought."""
        if "risk" not in turn.found:
            turn.found["risk"] = self._look(turn)
        risk: Risk = turn.found["risk"]
        return risk

    def _look(self, turn: Turn) -> Risk:
        if turn.intent is None:
            return NO_RISK
        worst = _named_by_intent(turn.intent)
        if worst.level is Level.FULL:
            return worst
        for text in heard(turn):
            found = self._detector.classify(text)
            if found.level is Level.FULL:
                return found
            if found.level is Level.SHORT and worst.level is Level.NONE:
                worst = found
        return worst

    def answer(self, turn: Turn) -> Reply:
        risk = self.risk(turn)
        conversation = turn.conversation
        conversation.crisis = True
        subject = "caregiver" if risk.subject is Subject.OTHER else "self"
        if risk.level is Level.SHORT:
            assert risk.family
            reply = Reply().say(f"crisis:{_SHORT.get(risk.family, 'short')}.{subject}")
            asked = conversation.pending
            return (
                reply.ask_again(asked) if asked and asked.flow else reply.ask("crisis.go-on", "crisis:go-on")
            )
        conversation.pause()
        return said_with_care(f"crisis:scripts.{_script(risk)}.{subject}")


def said_with_care(key: str) -> Reply:
    """The content entry `key`, then the offer to say it again as often as it is wanted."""
    reply = Reply().say(key).ask(AGAIN, "crisis:again", data={"key": key})
    if _ABUSE in key:
        return reply  # whoever does harm may see the screen
    return reply.display(
        "numbers", "crisis:screen.title", ["crisis:screen.lifeline", "crisis:screen.emergency"]
    )


def _named_by_intent(intent: str) -> Risk:
    """The risk that the name of a crisis intent stands for."""
    if intent == _DESPAIR_INTENT:
        return Risk(Level.SHORT, Family.SUICIDE, Subject.SELF, intent)
    match = _CRISIS_INTENT.fullmatch(intent)
    if match is None:
        return NO_RISK
    family = Family(_FAMILY_WORD.sub("-", match["family"]).lower())
    return Risk(Level.FULL, family, Subject(match["subject"].lower()), intent)


def heard(turn: Turn) -> Iterator[str]:
    """Everything heard in this turn: each slot value; a statement with the words before it put back.

    Without them "nobody {is hurting me}" would be heard as its opposite.
    """
    leads = _leads(turn.content, turn.intent or "")
    for name, slot in turn.slots.items():
        if name == "statement" and leads:
            for lead in leads:
                yield f"{lead} {slot.value}"
        else:
            yield slot.value


def _leads(content: Content, intent: str) -> list[str]:
    """The words that came before a statement; a broken file costs these, and not the scan itself."""
    try:
        leads: list[str] = content.file("statements").get("leads", {}).get(intent, [])
    except ContentError:
        return []
    return leads


def _script(risk: Risk) -> str:
    """Which script answers: its family's, or for abuse that of a child or of a sexual assault."""
    assert risk.family
    for kind in ("child", "sexual"):
        if risk.family is Family.ABUSE and kind in (risk.pattern or ""):
            return f"abuse-{kind}"
    return risk.family.value


class SayAgainHandler(Handler):
    """Yes to hearing it again: exactly the same, as often as it is wanted."""

    intents = frozenset({"AMAZON.YesIntent", "MostlyYesIntent"})
    pending = AGAIN

    def answer(self, turn: Turn) -> Reply:
        assert turn.pending
        return said_with_care(str(turn.pending.data.get("key", "crisis:hotlines.default")))


class EnoughHandler(Handler):
    """No to hearing it again: the number stays, and the way back to what was interrupted is offered."""

    intents = frozenset({"AMAZON.NoIntent", "MostlyNoIntent", "NotSureIntent", "SkipIntent"})
    pending = AGAIN

    def answer(self, turn: Turn) -> Reply:
        return _way_on(turn, Reply().say("crisis:after.no"))


class MisheardHandler(Handler):
    """It was not meant that way: no argument, and kindly back to where the talk was."""

    intents = frozenset({"NotWhatIMeantIntent"})

    def matches(self, turn: Turn) -> bool:
        return super().matches(turn) and turn.conversation.crisis

    def answer(self, turn: Turn) -> Reply:
        conversation = turn.conversation
        reply = Reply().say("crisis:after.misheard")
        question = conversation.paused or conversation.pending
        conversation.paused = None
        if question and question.flow:
            return reply.ask_again(question)
        return reply.ask("crisis.go-on", "crisis:go-on")


class ResumeHandler(Handler):
    """Yes to going back to what the crisis interrupted."""

    intents = frozenset({"AMAZON.YesIntent", "MostlyYesIntent"})
    pending = RESUME

    def answer(self, turn: Turn) -> Reply:
        conversation = turn.conversation
        question, conversation.paused = conversation.paused, None
        reply = Reply().say("basics:go-ahead")
        return reply.ask_again(question) if question else reply.ask("crisis.go-on", "crisis:go-on")


class LeaveItHandler(Handler):
    """No to going back: what was interrupted is dropped."""

    intents = frozenset({"AMAZON.NoIntent", "MostlyNoIntent"})
    pending = RESUME

    def answer(self, turn: Turn) -> Reply:
        turn.conversation.paused = None
        return Reply().say("crisis:after.dropped").ask("crisis.go-on", "crisis:go-on")


class HotlineHandler(Handler):
    """A number asked for directly."""

    intents = frozenset({"HotlineIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        turn.conversation.crisis = True
        slot = turn.slots.get("hotline")
        known = turn.content.entry("crisis:hotlines")
        name = slot.id if slot and slot.id in known else "default"
        return said_with_care(f"crisis:hotlines.{name}")


def _way_on(turn: Turn, reply: Reply) -> Reply:
    if turn.conversation.paused:
        return reply.ask(RESUME, "crisis:resume")
    return reply.ask("crisis.go-on", "crisis:go-on")


def handlers(detector: Detector) -> list[Handler]:
    """The gate first, then what follows it."""
    return [
        CrisisGate(detector),
        SayAgainHandler(),
        EnoughHandler(),
        MisheardHandler(),
        ResumeHandler(),
        LeaveItHandler(),
        HotlineHandler(),
    ]
