"""From an ASK request to a turn, and from a reply to an ASK response."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Intent, IntentConfirmationStatus, RequestEnvelope, Response
from ask_sdk_model import Slot as AskSlot
from ask_sdk_model.ui import AskForPermissionsConsentCard, Reprompt, SimpleCard, SsmlOutputSpeech

from skill.content import Content
from skill.conversation import Conversation, Line, Question
from skill.reply import Card, Permissions, Reply, Screen
from skill.speech import Voice, plain, ssml
from skill.turn import Device, Slot, Turn

__all__ = ["Deferred", "Handler", "Trace", "read_turn", "respond"]

TURN = "turn"
"""The request attribute under which the app keeps the turn."""

ANSWERS = {"YesStatementIntent": "MostlyYesIntent", "NoStatementIntent": "MostlyNoIntent"}
"""Statements that answer a question: "yes {every day}"; the crisis gate reads what is behind."""

OPEN = "basics.open"
"""The question that is no yes or no."""

CONFIRMED = "ER_SUCCESS_MATCH"


@dataclass(slots=True)
class Trace:
    """Who answered a request; it travels in the place of AWS Lambda's context."""

    context: Any = None
    """AWS Lambda's context."""

    handler: Handler | None = None

    @property
    def capability(self) -> str:
        """The capability of the handler that answered; empty if none did."""
        return type(self.handler).__module__.split(".")[1] if self.handler else ""


class Handler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """Answers the turns that it names: by intent, by request type, by the question that is open.

    The first handler that matches, in the order of `skill.app`, answers.
    """

    intents: ClassVar[frozenset[str]] = frozenset()
    """The intents it answers."""

    requests: ClassVar[frozenset[str]] = frozenset()
    """The request types other than `IntentRequest` that it answers."""

    pending: ClassVar[str | None] = None
    """It answers only while the id of the open question starts with this."""

    aside: ClassVar[bool] = False
    """Whether it leads back to the flow question that it interrupts."""

    def matches(self, turn: Turn) -> bool:
        """Whether this turn is for this handler."""
        if turn.intent is None:
            return turn.request in self.requests
        if turn.intent not in self.intents:
            return False
        if self.pending is None:
            return True
        question = turn.conversation.pending
        return question is not None and question.id.startswith(self.pending)

    def answer(self, turn: Turn) -> Reply:
        """What is said to this turn."""
        raise NotImplementedError

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """See `matches`."""
        return self.matches(handler_input.attributes_manager.request_attributes[TURN])

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer, remember what was said, and render it."""
        turn: Turn = handler_input.attributes_manager.request_attributes[TURN]
        handler_input.context.handler = self
        conversation = turn.conversation
        asked = conversation.pending
        if "relative" in turn.slots and not conversation.screening:
            conversation.caregiver = True
        reply = self.answer(turn)
        if self.aside and asked and asked.flow:
            reply.say("basics:back").ask_again(asked)
        response = respond(turn, reply)
        handler_input.attributes_manager.session_attributes = conversation.dump()
        return response


class Deferred(Handler):
    """Handlers that are loaded when a turn first gets past those before them, and may be theirs.

    A cold start waits for no capability that it does not use.
    """

    def __init__(
        self, load: Callable[[], list[Handler]], asks: str = "", names: tuple[str, ...] = ("",)
    ) -> None:
        """`load` gives the handlers, in their order; it is called once.

        Args:
            load: is called only for a turn that may be theirs, by one of the following.
            asks: what the ids of their own questions start with. They may answer whatever is said to these.
            names: what the names of the other intents that they answer hold, one of these each.
        """
        self._load = load
        self._asks = asks
        self._names = names

    @cached_property
    def handlers(self) -> list[Handler]:
        """The handlers, in their order."""
        return self._load()

    def matches(self, turn: Turn) -> bool:
        """Whether one of them answers."""
        return self.concerns(turn) and self._chosen(turn) is not None

    def concerns(self, turn: Turn) -> bool:
        """Whether one of them may answer, as far as can be told without them."""
        asked, intent = turn.conversation.pending, turn.intent
        if intent is None:
            return False
        return (asked is not None and asked.id.startswith(self._asks)) or any(
            name in intent for name in self._names
        )

    def handle(self, handler_input: HandlerInput) -> Response:
        """Let the handler answer whose turn it is."""
        chosen = self._chosen(handler_input.attributes_manager.request_attributes[TURN])
        assert chosen
        return chosen.handle(handler_input)

    def _chosen(self, turn: Turn) -> Handler | None:
        return next((handler for handler in self.handlers if handler.matches(turn)), None)


def read_turn(
    envelope: RequestEnvelope,
    *,
    content: Content,
    now: datetime,
    starts: Mapping[str, Callable[[Turn], Reply]],
) -> Turn:
    """The turn in a request envelope; whatever a device leaves out is None or absent."""
    request, session = envelope.request, envelope.session
    system = envelope.context.system if envelope.context else None
    intent = getattr(request, "intent", None)
    device = system.device if system else None
    interfaces = device.supported_interfaces if device else None
    person = (session.user if session else None) or (system.user if system else None)
    conversation = Conversation.load(session.attributes if session else None)
    return Turn(
        request=request.object_type,
        intent=_meant(intent.name, conversation.pending) if intent else None,
        slots=_slots(intent.slots if intent else None),
        conversation=conversation,
        content=content,
        device=Device(
            id=device.device_id if device else None,
            has_screen=bool(interfaces and interfaces.alexa_presentation_apl),
            api_endpoint=system.api_endpoint if system else None,
            api_token=system.api_access_token if system else None,
        ),
        now=now,
        request_id=request.request_id or "",
        user_id=person.user_id if person else None,
        new_session=bool(session and session.new),
        starts=starts,
    )


def _meant(intent: str, asked: Question | None) -> str:
    """The intent; yes or no with more behind it is an answer where one is open."""
    if asked and asked.id != OPEN:
        return ANSWERS.get(intent, intent)
    return intent


def _slots(slots: Mapping[str, Any] | None) -> dict[str, Slot]:
    filled = {}
    for name, slot in (slots or {}).items():
        value = slot.value if slot else None
        if not isinstance(value, str) or not value.strip():
            continue
        match = _resolved(slot)
        filled[name] = Slot(value.strip(), *match) if match else Slot(value.strip())
    return filled


def _resolved(slot: Any) -> tuple[str | None, str | None] | None:
    """The id and name of the list value that a slot stands for."""
    for authority in (slot.resolutions and slot.resolutions.resolutions_per_authority) or ():
        code = authority.status.code if authority.status else None
        if code is not None and code.value == CONFIRMED and authority.values:
            value = authority.values[0].value
            return (value.id, value.name) if value else None
    return None


def respond(turn: Turn, reply: Reply) -> Response:
    """`reply` as a response, and the conversation brought up to what it says.

    It stays open with a reprompt if it asks, and closes if it does not.
    """
    conversation = turn.conversation
    if reply.fact and not conversation.disclaimed:
        reply.lines.insert(0, Line("basics:disclaimer"))
        conversation.disclaimed = True
    voice = Voice(turn.content)
    spoken = [_line(turn, voice, line) for line in reply.lines]
    reprompt = None
    if reply.question:
        ask, again = _question(turn, voice, reply.question)
        spoken.append(ask)
        reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml(again)))
    conversation.last = reply.lines
    conversation.pending = reply.question
    directives = [*reply.directives, *_elicit(turn, reply.question), *_screen(turn, voice, reply.screen)]
    return Response(
        output_speech=SsmlOutputSpeech(ssml=ssml(" ".join(spoken))),
        reprompt=reprompt,
        card=_card(turn, voice, reply.card),
        directives=directives or None,
        should_end_session=reply.question is None,
    )


def _line(turn: Turn, voice: Voice, line: Line) -> str:
    return voice.render(turn.content.text(line.key, caregiver=turn.caregiver), line.values)


def _question(turn: Turn, voice: Voice, question: Question) -> tuple[str, str]:
    ask, again = turn.content.question(question.line.key, caregiver=turn.caregiver)
    return voice.render(ask, question.line.values), voice.render(again, question.line.values)


def _elicit(turn: Turn, question: Question | None) -> list[Any]:
    if question is None or question.elicit is None:
        return []
    from ask_sdk_model.dialog import ElicitSlotDirective  # noqa: PLC0415  # few turns wait for it

    intent, slot = question.elicit
    # Naming the intent chains into it from another one; naming its filled slots as empty makes Alexa forget
    # them: what was said before is in the conversation, and must not come back as if it were said again.
    forgotten = {slot, *turn.slots} if turn.intent == intent else {slot}
    slots = {name: AskSlot(name=name) for name in sorted(forgotten)}
    updated = Intent(name=intent, confirmation_status=IntentConfirmationStatus.NONE, slots=slots)
    return [ElicitSlotDirective(slot_to_elicit=slot, updated_intent=updated)]


def _screen(turn: Turn, voice: Voice, screen: Screen | None) -> list[Any]:
    if screen is None or not turn.device.has_screen:
        return []
    # Only a device with a screen waits for these.
    from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective  # noqa: PLC0415

    from skill.screens import document  # noqa: PLC0415

    shown = {
        "title": plain(_line(turn, voice, screen.title)),
        "items": [{"text": plain(_line(turn, voice, item))} for item in screen.items],
    }
    return [
        RenderDocumentDirective(
            token=screen.document, document=document(screen.document), datasources={"screen": shown}
        )
    ]


def _card(turn: Turn, voice: Voice, card: Card | Permissions | None) -> Any:
    match card:
        case Card(title, text):
            return SimpleCard(
                title=plain(_line(turn, voice, title)),
                content=plain(_line(turn, voice, text)),
            )
        case Permissions(scopes):
            return AskForPermissionsConsentCard(permissions=list(scopes))
    return None
