"""What the handlers of callbacks have in common."""

from __future__ import annotations

from skill.callbacks.draft import Draft, Step
from skill.callbacks.flow import CallbackFlow
from skill.handling import Handler
from skill.turn import Turn

__all__ = ["NO", "UNSURE", "YES", "FlowHandler", "InTheMaking", "asked_step"]

YES = frozenset({"AMAZON.YesIntent", "MostlyYesIntent"})
NO = frozenset({"AMAZON.NoIntent", "MostlyNoIntent"})
UNSURE = frozenset({"AMAZON.NextIntent", "NotSureIntent", "SkipIntent"})


class FlowHandler(Handler):
    """A handler that works on the draft of a request."""

    def __init__(self, flow: CallbackFlow) -> None:
        self.flow = flow

    def draft(self, turn: Turn) -> Draft:
        """The draft so far."""
        return Draft.load(turn.conversation.callback)

    def agreed(self, turn: Turn) -> bool:
        """Whether the answer is a yes."""
        return turn.intent in YES


class InTheMaking(FlowHandler):
    """A handler that answers while a request is being made or changed."""

    def matches(self, turn: Turn) -> bool:
        """Whether this turn is for this handler, and answers a question about a request."""
        return super().matches(turn) and asked_step(turn) is not None and self.draft(turn).consented


def asked_step(turn: Turn) -> Step | None:
    """Which step of a request the open question belongs to; None if it is another question."""
    name = turn.pending.id.removeprefix("callback.") if turn.pending else ""
    if name in {"fix", "retry"}:
        return Step.CONFIRM
    return (
        Step(name) if turn.pending and turn.pending.id == f"callback.{name}" and name in set(Step) else None
    )
