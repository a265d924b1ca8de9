"""What a response may ask Alexa to listen for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Confirmation", "Elicitation"]


@dataclass(frozen=True, slots=True)
class Elicitation:
    """`Dialog.ElicitSlot`: the next utterance is expected to fill a slot."""

    intent: str
    slot: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`Dialog.ConfirmSlot` or `Dialog.ConfirmIntent`: the next utterance is expected to be yes or no."""

    intent: str
    slot: str | None
    """None if the intent as a whole is to be confirmed."""
