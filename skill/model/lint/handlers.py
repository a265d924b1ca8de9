"""The model and the handlers agree: every intent is answered, every handler can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from skill.content import Content
from skill.conversation import Conversation
from skill.handling import Handler
from skill.model.lint.finding import Finding
from skill.model.lint.model import Model
from skill.turn import Device, Turn

__all__ = ["check"]


def check(model: Model, handlers: Iterable[Handler]) -> Iterator[Finding]:
    """Intents without a handler, and handlers without an intent."""
    handlers = list(handlers)
    named = {name: handler for handler in handlers for name in handler.intents}
    known = {intent.name for intent in model.intents}
    # A handler that takes any intent at all answers none on purpose.
    choosers = [
        handler
        for handler in handlers
        if not handler.intents and not handler.matches(_turn("NobodySaysThisIntent"))
    ]
    for name in sorted(known - named.keys()):
        if not any(handler.matches(_turn(name)) for handler in choosers):
            yield Finding(
                "intent-unhandled", name, "let a handler declare it, or take it out of the sentences"
            )
    for name in sorted(named.keys() - known):
        yield Finding("handler-unreachable", f"{type(named[name]).__name__} {name}", "write sentences for it")


def _turn(intent: str) -> Turn:
    return Turn(
        request="IntentRequest",
        intent=intent,
        slots={},
        conversation=Conversation.load(None),
        content=Content(),
        device=Device(),
        now=datetime.now(UTC),
    )
