"""Answers about programs: a short one, more of it, who says so, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from skill.basics.handlers import QUESTIONS, AboutTheGuideHandler, DiagnoseHandler, open_question
from skill.education.asked import Asked
from skill.education.hints import Hints
from skill.education.topics import CAPABILITIES, Topic, topic_id_of
from skill.errors import ContentError
from skill.handling import Handler
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["handlers"]

YES = frozenset({"AMAZON.YesIntent", "MostlyYesIntent"})
NO = frozenset({"AMAZON.NoIntent", "MostlyNoIntent", "SkipIntent"})

HELP_IS_THERE = "education:help-is-there"
"""Where help is, said with what was read out of free text."""

MOST_REMEMBERED = 30
"""Topics that a session remembers as heard: enough for any talk, and small in every response."""


class TopicHandler(Handler):
    """A question about programs: the short answer, and a question that leads on."""

    aside = True

    def matches(self, turn: Turn) -> bool:
        return turn.intent is not None and topic_id_of(turn.intent) is not None

    def answer(self, turn: Turn) -> Reply:
        assert turn.intent
        topic_id = topic_id_of(turn.intent)
        assert topic_id
        if turn.conversation.caregiver is None and load(turn, topic_id).for_caregivers:
            turn.conversation.caregiver = True
        return tell(turn, topic_id)


class ConcernHandler(Handler):
    """A problem named in a word or two, with no question of the screening open."""

    intents = frozenset({"ScreeningConcernIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        concern = turn.slots.get("concern")
        topics = turn.content.entry("education:concerns")
        return tell(turn, topics.get(concern.id if concern else None, "conditions"))


class StatementHandler(Handler):
    """A question or a problem in a statement, which the crisis gate has read before: answered like any.

    The gate misses some, so the answer says where help is.
    """

    aside = True
    questions = QUESTIONS | {"IfIStatementIntent", "HelpStatementIntent", "INeedHelpStatementIntent"}
    """Statement intents whose carrier asks: "what if i", "what do i do if"."""

    others: ClassVar[tuple[Handler, ...]] = (DiagnoseHandler(), AboutTheGuideHandler())
    """Who answers what is asked, but is no topic."""

    starts: ClassVar[dict[str, str]] = {
        "ScreeningIntent": "screening",
        "ScreeningForSomeoneIntent": "screening",
        "FindProgramIntent": "programs",
        "CallbackIntent": "callback",
    }
    """What is begun for an intent that asks for it."""

    def __init__(self) -> None:
        self._hints: dict[str, Hints] = {}

    def matches(self, turn: Turn) -> bool:
        return (
            turn.intent is not None
            and turn.intent.endswith("StatementIntent")
            and self._reply(turn) is not None
        )

    def answer(self, turn: Turn) -> Reply:
        make = self._reply(turn)
        assert make
        told_before = any(line.key == HELP_IS_THERE for line in turn.conversation.last)
        reply = make()
        return reply if told_before else reply.say(HELP_IS_THERE)

    def _reply(self, turn: Turn) -> Callable[[], Reply] | None:
        """What makes the reply to what is asked, or to the problem that is told; None if it is neither."""
        statement = turn.value("statement")
        if statement is None:
            return None
        content = turn.content
        if content.locale not in self._hints:
            self._hints[content.locale] = Hints(content.file("hints"))
        hints = self._hints[content.locale]
        asks = turn.intent in self.questions or hints.asks(statement)
        leads = content.file("statements")["leads"].get(turn.intent, [])
        heard = Asked.load(content.locale).of(" ".join([*leads[:1], statement]))
        if heard and heard.is_sure(asks=asks) and (reply := self._to(turn, heard.intent)):
            return reply
        topic = hints.topic_of(statement, asks=asks)
        return partial(tell, turn, topic) if topic else None

    def _to(self, turn: Turn, intent: str) -> Callable[[], Reply] | None:
        """What makes the reply to an intent of this or another capability, if a statement may ask for it."""
        if topic := topic_id_of(intent):
            return partial(tell, turn, topic)
        as_asked = replace(turn, intent=intent)
        place = self.starts.get(intent)
        if place and place in turn.starts:
            return partial(self._begin, as_asked, place)
        other = next((each for each in self.others if each.matches(as_asked)), None)
        return partial(other.answer, as_asked) if other else None

    @staticmethod
    def _begin(turn: Turn, place: str) -> Reply:
        if turn.intent == "ScreeningForSomeoneIntent":
            turn.conversation.caregiver = True
        return turn.start(place)


class MoreHandler(Handler):
    """Tell me more: the longer answer, once; then what is next to it."""

    intents = frozenset({"TellMeMoreIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        topic = last_topic(turn)
        if topic is None:
            return Reply().ask("basics.suggest", "basics:suggest")
        if turn.conversation.education.get("more"):
            return suggest(turn, topic, Reply().say("education:all-i-know"))
        turn.conversation.education["more"] = True
        return lead_on(turn, topic, Reply().telling_a_fact().say(f"topics/{topic.id}:more"))


class SourceHandler(Handler):
    """Who says so: the source of the last answer, and when it was checked."""

    intents = frozenset({"WhoSaysSoIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        topic = last_topic(turn)
        if topic is None:
            return open_question(Reply().say("education:no-source"))
        reply = Reply().say(f"topics/{topic.id}:source_spoken").say("education:checked")
        return lead_on(turn, topic, reply)


class SomethingElseHandler(Handler):
    """Something else: two topics next to the last one."""

    intents = frozenset({"SomethingElseIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        topic = last_topic(turn)
        offered = turn.pending is not None and turn.pending.id == "education.which"
        if topic is None or offered:
            return Reply().say("education:okay").ask("basics.suggest", "basics:suggest")
        return suggest(turn, topic, Reply().say("education:okay"))


class YesHandler(Handler):
    """Yes to what was offered."""

    intents = YES
    pending = "education."

    def answer(self, turn: Turn) -> Reply:
        assert turn.pending
        match turn.pending.data:
            case {"to": str(place)} if place in CAPABILITIES:
                return turn.start(place)
            case {"to": str(place)}:
                return tell(turn, place)
            case {"topics": [str(first), *_]}:
                return tell(turn, first)
        return Reply().say("education:okay").ask("basics.suggest", "basics:suggest")


class NoHandler(Handler):
    """No to what was offered; no to anything else is goodbye."""

    intents = NO | {"NotSureIntent"}
    pending = "education."

    def answer(self, turn: Turn) -> Reply:
        assert turn.pending
        if turn.pending.id == "education.next" and turn.intent in NO:
            after_crisis = turn.conversation.crisis
            return Reply().say("basics:goodbye-after-crisis" if after_crisis else "basics:goodbye").close()
        return Reply().say("education:okay").ask("education.next", "education:next")


class ChoiceHandler(Handler):
    """The first one, or the second one."""

    intents = frozenset({"OptionIntent"})
    pending = "education.which"
    places: ClassVar[dict[str, int]] = {"1": 0, "2": 1}

    def answer(self, turn: Turn) -> Reply:
        assert turn.pending
        topics = turn.pending.data.get("topics")
        option = turn.slots.get("option")
        place = self.places.get(option.id or "") if option else None
        if not isinstance(topics, list) or place is None or place >= len(topics):
            return Reply().ask_again(turn.pending)
        return tell(turn, topics[place])


def handlers() -> list[Handler]:
    """Those of this capability, in their order."""
    return [
        TopicHandler(),
        ConcernHandler(),
        StatementHandler(),
        MoreHandler(),
        SourceHandler(),
        SomethingElseHandler(),
        ChoiceHandler(),
        YesHandler(),
        NoHandler(),
    ]


def tell(turn: Turn, topic_id: str) -> Reply:
    """The short answer of a topic, and the question that leads on from it.

    Raises:
        ContentError: there is no such topic.
    """
    topic = load(turn, topic_id)
    heard = [each for each in heard_topics(turn) if each != topic_id]
    turn.conversation.education = {"topic": topic_id, "heard": [*heard, topic_id][-MOST_REMEMBERED:]}
    reply = Reply().telling_a_fact().say(f"topics/{topic_id}:short")
    return lead_on(
        turn, topic, reply.display("message", f"topics/{topic_id}:title", [f"topics/{topic_id}:short"])
    )


def lead_on(turn: Turn, topic: Topic, reply: Reply) -> Reply:
    """`reply`, ending with a question that leads to something this session has not heard."""
    place = topic.next_offer(heard_topics(turn), turn.starts)
    if place is None:
        return reply.ask("education.next", "education:next")
    if place == topic.lead_to:
        return reply.ask("education.lead", f"topics/{topic.id}:lead", data={"to": place})
    return reply.ask("education.lead", "education:offer", data={"to": place}, title=load(turn, place).title)


def suggest(turn: Turn, topic: Topic, reply: Reply) -> Reply:
    """`reply`, ending with a choice of two related topics."""
    topics = topic.suggestions(heard_topics(turn))
    first, second = (load(turn, each).title for each in topics)
    reply.say("education:suggestions", first=first, second=second)
    return reply.ask("education.which", "education:which", data={"topics": list(topics)})


def load(turn: Turn, topic_id: str) -> Topic:
    """The topic of that id.

    Raises:
        ContentError: there is none.
    """
    return Topic.of(topic_id, turn.content.file(f"topics/{topic_id}"))


def last_topic(turn: Turn) -> Topic | None:
    """The topic that was last told; None if there was none."""
    match turn.conversation.education:
        case {"topic": str(topic_id)} if topic_id.replace("-", "").isalpha():
            try:
                return load(turn, topic_id)
            except ContentError:
                return None
    return None


def heard_topics(turn: Turn) -> list[str]:
    """The ids of the topics that this session has heard, the latest last."""
    heard = turn.conversation.education.get("heard")
    return [each for each in heard if isinstance(each, str)] if isinstance(heard, Iterable) else []
