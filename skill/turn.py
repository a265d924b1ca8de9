"""One turn as handlers see it: what was understood, from which device, in which conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from skill.content import Content
from skill.conversation import Conversation, Question

if TYPE_CHECKING:
    from skill.reply import Reply

__all__ = ["Device", "Slot", "Turn"]


class Slot(NamedTuple):
    """One slot as Alexa filled it."""

    value: str
    """The words heard, stripped; never blank."""

    id: str | None = None
    """The id of the list value that it stands for; None if it is outside the list or of a built-in type."""

    name: str | None = None
    """The canonical name of that list value."""


class Device(NamedTuple):
    """The device that was spoken to, and the way to Alexa's own APIs."""

    id: str | None = None
    has_screen: bool = False
    """Whether it shows APL documents."""

    api_endpoint: str | None = None
    api_token: str | None = None


@dataclass(slots=True)
class Turn:
    """One request. Handlers read it, and change nothing in it but the conversation."""

    request: str
    """The request type, e.g. `IntentRequest`."""

    intent: str | None
    slots: Mapping[str, Slot]
    """The filled slots by name; a slot that was left empty or blank is absent."""

    conversation: Conversation
    content: Content
    device: Device
    now: datetime
    """When it came, with a time zone."""

    request_id: str = ""
    user_id: str | None = None
    new_session: bool = False
    found: dict[str, Any] = field(default_factory=dict)
    """What a handler found while it matched, so that it need not look twice."""

    starts: Mapping[str, Callable[[Turn], Reply]] = field(default_factory=dict)
    """How each capability begins, by its name."""

    @property
    def caregiver(self) -> bool:
        """Whether the talk is about someone the person cares for."""
        return self.conversation.caregiver is True

    @property
    def pending(self) -> Question | None:
        """The question that was open when this turn came."""
        return self.conversation.pending

    def value(self, slot: str) -> str | None:
        """The words heard for `slot`, or None."""
        filled = self.slots.get(slot)
        return filled.value if filled else None

    def start(self, capability: str) -> Reply:
        """Begin another capability, e.g. `screening`, `programs` or `callback`.

        Raises:
            KeyError: there is no such capability.
        """
        return self.starts[capability](self)
