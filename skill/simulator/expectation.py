"""What a response asks Alexa to listen for next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skill.simulator.errors import UnsupportedError
from skill.simulator.expected import Confirmation, Elicitation

__all__ = ["Expectation", "expectation"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """A dialog that the next utterance may continue."""

    listens_for: Elicitation | Confirmation
    intent: Mapping[str, Any]
    """The intent of the dialog as far as it is filled, in the JSON of a request."""

    @property
    def intent_name(self) -> str:
        """The intent that the next utterance is expected to continue."""
        return self.listens_for.intent


def expectation(directives: Sequence[Mapping[str, Any]], request: Mapping[str, Any]) -> Expectation | None:
    """What `directives`, given to `request`, ask Alexa to listen for; None where any intent is as likely.

    Raises:
        UnsupportedError: a directive that leaves the dialog to Alexa.
    """
    current: Mapping[str, Any] = request["request"].get("intent") or {}
    for directive in directives:
        updated: Mapping[str, Any] = directive.get("updatedIntent") or {}
        name = updated.get("name") or current.get("name") or ""
        intent = _filled(updated, current)
        match directive.get("type"):
            case "Dialog.ElicitSlot":
                return Expectation(Elicitation(name, directive["slotToElicit"]), intent)
            case "Dialog.ConfirmSlot":
                return Expectation(Confirmation(name, directive["slotToConfirm"]), intent)
            case "Dialog.ConfirmIntent":
                return Expectation(Confirmation(name, None), intent)
            case "Dialog.Delegate" | "Dialog.DelegateRequest":
                raise UnsupportedError(
                    f"the simulator does not lead dialogs for the skill ({directive['type']})"
                )
    return None


def _filled(updated: Mapping[str, Any], current: Mapping[str, Any]) -> Mapping[str, Any]:
    """The intent that goes on: the updated one where the skill gave one, or else the one that just came."""
    return updated or current
