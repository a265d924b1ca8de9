"""What every conversation needs: a beginning, help, a way out, and an answer where nothing else fits."""

from __future__ import annotations

from typing import ClassVar

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill.handling import Handler
from skill.reply import Reply
from skill.turn import Turn

__all__ = [
    "QUESTIONS",
    "AboutTheGuideHandler",
    "DiagnoseHandler",
    "early_handlers",
    "late_handlers",
    "open_question",
]

QUESTIONS = frozenset(
    f"{word}StatementIntent"
    for word in (
        *("How", "HowTo", "What", "WhatIs", "Where", "Who", "Why"),
        *("Is", "Do", "Can", "Would", "Has", "TellMe", "Find"),
    )
)
"""Statements that ask something."""

MISSES_BEFORE_A_HUMAN = 3


def open_question(reply: Reply) -> Reply:
    """`reply`, ending with the open question that fits anywhere."""
    return reply.ask("basics.open", "basics:open")


class LaunchHandler(Handler):
    """The skill is opened."""

    requests = frozenset({"LaunchRequest"})

    def answer(self, turn: Turn) -> Reply:
        del turn
        reply = (
            Reply().say("basics:launch").display("message", "basics:screen.title", ["basics:screen.launch"])
        )
        return open_question(reply)


class SessionEndedHandler(Handler):
    """The session is over; speech is not allowed any more."""

    requests = frozenset({"SessionEndedRequest"})

    def handle(self, handler_input: HandlerInput) -> Response:
        """Nothing: Alexa rejects speech here."""
        del handler_input
        return Response()


class StopHandler(Handler):
    """Stop, cancel and home work everywhere, and keep nothing."""

    intents = frozenset(
        {"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "GoodbyeIntent"}
    )

    def answer(self, turn: Turn) -> Reply:
        after_crisis = turn.conversation.crisis
        return Reply().say("basics:goodbye-after-crisis" if after_crisis else "basics:goodbye").close()


class HelpHandler(Handler):
    """Help for the state that one is in."""

    intents = frozenset({"AMAZON.HelpIntent", "WhatCanYouDoIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        capability = turn.pending.id.partition(".")[0] if turn.pending else ""
        known = turn.content.entry("basics:help")
        if turn.intent == "WhatCanYouDoIntent" or capability not in known:
            capability = "start"
        return open_question(Reply().say(f"basics:help.{capability}"))


class RepeatHandler(Handler):
    """Exactly the last thing once more."""

    intents = frozenset({"AMAZON.RepeatIntent"})

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(lines=list(turn.conversation.last))
        return reply.ask_again(turn.pending) if turn.pending else open_question(reply)


class ResumeHandler(Handler):
    """Back to the flow that was interrupted: asked for, or agreed to after an error."""

    intents = frozenset({"ResumeIntent"})

    def answer(self, turn: Turn) -> Reply:
        conversation = turn.conversation
        question, conversation.paused = conversation.paused, None
        if question:
            return Reply().say("basics:back").ask_again(question)
        if turn.pending and turn.pending.flow:
            return Reply().say("basics:go-ahead").ask_again(turn.pending)
        return open_question(Reply().say("basics:go-ahead"))


class GoOnAfterErrorHandler(ResumeHandler):
    """Yes to going on after an error."""

    intents = frozenset({"AMAZON.YesIntent"})
    pending = "basics.error"


class TryScreeningHandler(Handler):
    """Yes to the screening after a request for a diagnosis."""

    intents = frozenset({"AMAZON.YesIntent"})
    pending = "basics.try-screening"

    def answer(self, turn: Turn) -> Reply:
        return turn.start("screening")


class DiagnoseHandler(Handler):
    """A request that only a professional can meet."""

    intents = frozenset({"DiagnoseMeIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        reply = Reply().say("basics:diagnose")
        if "screening" in turn.starts:
            return reply.ask("basics.try-screening", "basics:try-screening")
        return open_question(reply)


class AboutTheGuideHandler(Handler):
    """Honest answers about the guide itself."""

    said: ClassVar[dict[str, str]] = {
        "RecordingIntent": "basics:recording",
        "RealPersonIntent": "basics:real-person",
        "OffTopicIntent": "basics:off-topic",
    }
    intents = frozenset(said)
    aside = True

    def answer(self, turn: Turn) -> Reply:
        assert turn.intent
        return open_question(Reply().say(self.said[turn.intent]))


class SmallTalkHandler(Handler):
    """A greeting or a thank-you: returned, and on."""

    intents = frozenset({"HelloIntent", "ThankYouIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        if turn.intent == "HelloIntent":
            return open_question(Reply().say("basics:hello"))
        return Reply().say("basics:you-are-welcome").ask("basics.anything-else", "basics:anything-else")


class WhoItIsForHandler(Handler):
    """For oneself, or for someone one cares for: remembered for the session."""

    intents = frozenset({"ForMeIntent", "ForSomeoneIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        caregiver = turn.intent == "ForSomeoneIntent"
        turn.conversation.caregiver = caregiver
        return open_question(Reply().say("basics:noted-caregiver" if caregiver else "basics:noted-self"))


class NotWhatIMeantHandler(Handler):
    """A misunderstanding: leads back kindly."""

    intents = frozenset({"NotWhatIMeantIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        del turn
        return open_question(Reply().say("basics:not-what-i-meant"))


class NoHandler(Handler):
    """No to an open question: nothing more is wanted."""

    intents = frozenset({"AMAZON.NoIntent", "MostlyNoIntent"})

    def answer(self, turn: Turn) -> Reply:
        pending = turn.pending.id if turn.pending else ""
        if pending in {"basics.open", "basics.suggest", "basics.anything-else"}:
            after_crisis = turn.conversation.crisis
            return Reply().say("basics:goodbye-after-crisis" if after_crisis else "basics:goodbye").close()
        return Reply().say("basics:go-ahead").ask("basics.anything-else", "basics:anything-else")


class YesHandler(Handler):
    """Yes to an open question: something is wanted, so help to say it."""

    intents = frozenset({"AMAZON.YesIntent", "MostlyYesIntent"})

    def answer(self, turn: Turn) -> Reply:
        reply = Reply().say("basics:go-ahead" if turn.pending else "basics:nothing-open")
        return reply.ask("basics.suggest", "basics:suggest")


class FallbackHandler(Handler):
    """Alexa understood nothing and hands over no words, so the safety line is always in the reply."""

    intents = frozenset({"AMAZON.FallbackIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        turn.conversation.misses += 1
        again = turn.conversation.misses >= MISSES_BEFORE_A_HUMAN
        return open_question(Reply().say("basics:fallback-again" if again else "basics:fallback"))


class StatementHandler(Handler):
    """Speech that fits nothing and holds no sign of risk: a kind word, and a way on."""

    aside = True

    def matches(self, turn: Turn) -> bool:
        return turn.intent is not None and turn.intent.endswith("StatementIntent")

    def answer(self, turn: Turn) -> Reply:
        asked = turn.intent in QUESTIONS
        return open_question(Reply().say("basics:unknown" if asked else "basics:heard"))


class NotNowHandler(Handler):
    """An intent that has no meaning in this state."""

    aside = True

    def matches(self, turn: Turn) -> bool:
        return turn.intent is not None

    def answer(self, turn: Turn) -> Reply:
        del turn
        return open_question(Reply().say("basics:not-now"))


class SilentHandler(Handler):
    """A request that is no speech of a person: acknowledged without a word."""

    def matches(self, turn: Turn) -> bool:
        return turn.intent is None

    def handle(self, handler_input: HandlerInput) -> Response:
        """Nothing to say."""
        del handler_input
        return Response()


def early_handlers() -> list[Handler]:
    """Those that come before every capability."""
    return [LaunchHandler(), SessionEndedHandler(), StopHandler()]


def late_handlers() -> list[Handler]:
    """Those that answer what no capability claims in this state."""
    return [
        HelpHandler(),
        RepeatHandler(),
        ResumeHandler(),
        GoOnAfterErrorHandler(),
        TryScreeningHandler(),
        DiagnoseHandler(),
        AboutTheGuideHandler(),
        SmallTalkHandler(),
        WhoItIsForHandler(),
        NotWhatIMeantHandler(),
        NoHandler(),
        YesHandler(),
        FallbackHandler(),
        StatementHandler(),
        NotNowHandler(),
        SilentHandler(),
    ]
