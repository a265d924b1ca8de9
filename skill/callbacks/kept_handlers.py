"""What a caller asks of a request that is saved: its state, a change, an end."""

from __future__ import annotations

from typing import ClassVar

from skill.callbacks.draft import Draft, Step
from skill.callbacks.handler_base import NO, UNSURE, YES, FlowHandler
from skill.callbacks.model import Status
from skill.callbacks.offer import anything_else
from skill.errors import StoreError
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["CancelCheckHandler", "CancelHandler", "ChangeHandler", "StatusHandler"]

PARTS = {
    "name": Step.NAME,
    "number": Step.PHONE,
    "time": Step.WHEN,
    "whom": Step.WHOM,
    "message": Step.MESSAGE,
}


class CancelCheckHandler(FlowHandler):
    """Whether a saved request is really to be cancelled."""

    intents = YES | NO | UNSURE
    pending = "callback.cancel"

    def answer(self, turn: Turn) -> Reply:
        if not self.agreed(turn):
            return anything_else(Reply().say("callbacks:still-open"))
        return self.flow.cancel(turn)


class ChangeHandler(FlowHandler):
    """Changing a part of a request, in the making or saved."""

    intents = frozenset({"CallbackChangeIntent"})

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        if not draft.consented:
            try:
                request = self.flow.live(turn)
            except StoreError:
                return self.flow.cannot_look()
            if request is None:
                return Reply().say("callbacks:none-open").ask("callback.offer", "callbacks:ask.offer")
            draft = Draft.of(request)
        part = turn.slots.get("callback_part")
        step = PARTS.get(part.id or "") if part else None
        if turn.value("phone"):
            step = Step.PHONE
        if step is None:
            turn.conversation.callback = draft.dump()
            return Reply().ask("callback.fix", "callbacks:ask.fix", flow=True)
        draft.forget(step)
        if step is Step.WHEN and self.flow.hear_time(turn, draft):
            return self.flow.after_time(turn, draft)
        if step is Step.PHONE and (said := turn.value("phone")):
            return self.flow.hear_phone(turn, draft, said)
        return self.flow.ask(turn, draft)


class StatusHandler(FlowHandler):
    """What became of a request."""

    intents = frozenset({"CallbackStatusIntent"})
    said: ClassVar[dict[Status, str]] = {
        Status.OPEN: "callbacks:status.open",
        Status.CLAIMED: "callbacks:status.claimed",
        Status.CLOSED: "callbacks:status.closed",
        Status.CANCELLED: "callbacks:status.cancelled",
    }
    aside = True

    def answer(self, turn: Turn) -> Reply:
        try:
            request = self.flow.latest(turn)
        except StoreError:
            return self.flow.cannot_look()
        if request is None:
            return Reply().say("callbacks:none-open").ask("callback.offer", "callbacks:ask.offer")
        return anything_else(Reply().say(self.said[request.status], **self.flow.standing(turn, request)))


class CancelHandler(FlowHandler):
    """Taking a request back."""

    intents = frozenset({"CallbackCancelIntent"})

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        if draft.consented and not draft.saved:
            turn.conversation.callback = {}
            return anything_else(Reply().say("callbacks:nothing-saved"))
        turn.conversation.callback = {}
        try:
            request = self.flow.live(turn)
        except StoreError:
            return self.flow.cannot_look()
        if request is None:
            return anything_else(Reply().say("callbacks:none-open"))
        return Reply().ask("callback.cancel", "callbacks:ask.cancel", flow=True, ref=request.reference)
