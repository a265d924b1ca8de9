"""What the conversation about callbacks needs of the centre, its table and the caller's device."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from skill.alexa_api import AlexaApi
from skill.callbacks.caller import CallerRequests, Kind
from skill.callbacks.centre import Centre
from skill.callbacks.draft import Draft
from skill.callbacks.model import Details, Request
from skill.callbacks.offer import anything_else
from skill.callbacks.times import Misfit, Window, Wish, fit
from skill.callbacks.wording import Wording
from skill.errors import StoreError
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["CallbackService", "alexa_api"]


def alexa_api(turn: Turn) -> AlexaApi:
    """Alexa's customer APIs, with the rights of this request."""
    return AlexaApi(turn.device.api_endpoint or "", turn.device.api_token or "")


@dataclass(frozen=True, slots=True)
class CallbackService:
    """One centre and its table."""

    centre: Centre
    requests: CallerRequests

    def save(self, turn: Turn, draft: Draft) -> Reply:
        """What to say of the draft, which is now kept.

        Raises:
            StoreError: it is not known to be kept.
        """
        window = self.window(turn, draft)
        assert isinstance(window, Window)
        details = self._details(turn, draft, window)
        placed = self.requests.place(caller(turn), details, request_id=turn.request_id, now=turn.now)
        kind = "saved" if placed.kind is Kind.NEW else "updated"
        reply = Reply().say(f"callbacks:{kind}", ref=placed.request.reference)
        due = placed.request.details.due
        key = "expect-wished" if due == window.span.end else "expect-later"
        return reply.say(
            "callbacks:expect" if window.wish == Wish() else f"callbacks:{key}",
            centre=self.centre.name,
            when=self.when(turn, draft, window),
            due=Wording(turn.content).moment(due, self.zone(turn, draft), turn.now),
        )

    def live(self, turn: Turn) -> Request | None:
        """The caller's live request, or None.

        Raises:
            StoreError: DynamoDB failed.
        """
        return self.requests.current(caller(turn))

    def latest(self, turn: Turn) -> Request | None:
        """The caller's live request, else the last one as long as it is kept, else None.

        Raises:
            StoreError: DynamoDB failed.
        """
        return self.requests.latest(caller(turn))

    def cancel(self, turn: Turn) -> Reply:
        """Cancel the caller's live request, and say so."""
        try:
            request = self.requests.cancel(caller(turn), request_id=turn.request_id, now=turn.now)
        except StoreError:
            return anything_else(Reply().say("callbacks:not-cancelled", **self.number()))
        return anything_else(Reply().say("callbacks:cancelled" if request else "callbacks:none-open"))

    def cannot_look(self) -> Reply:
        """That requests cannot be looked up just now, and the centre's number."""
        return anything_else(Reply().say("callbacks:cannot-look", **self.number()))

    def standing(self, turn: Turn, request: Request) -> dict[str, str]:
        """A request in words: its reference, and by when the call is due."""
        zone = self.zone(turn, Draft.load(turn.conversation.callback))
        due = Wording(turn.content).moment(request.details.due, zone, turn.now)
        return {"ref": request.reference, "due": due} | self.number()

    def number(self) -> dict[str, str]:
        """Whom to call instead."""
        return {"centre": self.centre.name, "phone": self.centre.phone.dialed}

    def window(self, turn: Turn, draft: Draft) -> Window | Misfit:
        """When the centre can call as the draft wishes."""
        return fit(draft.wish or Wish(), self.centre.hours, self.zone(turn, draft), turn.now)

    def when(self, turn: Turn, draft: Draft, window: Window) -> str:
        """The wished time in words, with the time zone if it is not sure to be the caller's."""
        words, zone = Wording(turn.content), self.zone(turn, draft)
        when = words.window(window, zone, turn.now)
        if draft.zone or window.wish.clock is None:
            return when
        return turn.content.text("callbacks:words.in-zone").format(when=when, zone=words.zone(zone, turn.now))

    def zone(self, turn: Turn, draft: Draft) -> ZoneInfo:
        """The time zone of the device, asked for once a draft, or the centre's if Alexa does not give it."""
        if draft.zone is None:
            found = alexa_api(turn).time_zone(turn.device.id) if turn.device.id else None
            draft.zone = (found.value if found else None) or ""
        try:
            return ZoneInfo(draft.zone) if draft.zone else self.centre.zone
        except (ZoneInfoNotFoundError, ValueError, OSError):
            draft.zone = ""
            return self.centre.zone

    def _details(self, turn: Turn, draft: Draft, window: Window) -> Details:
        assert draft.name
        assert draft.phone
        assert draft.whom
        whenever = window.wish == Wish()
        return Details(
            first_name=draft.name,
            phone=draft.phone,
            whom=draft.whom,
            wish=window.wish,
            wanted_from=window.span.start,
            wanted_until=window.span.end,
            due=self.centre.due(turn.now, None if whenever else window.span.end),
            message_is_safe=draft.message_is_safe is True,
        )


def caller(turn: Turn) -> str:
    """The user id of the turn.

    Raises:
        StoreError: it has none, so that nothing can be kept for it.
    """
    if not turn.user_id:
        raise StoreError("the request has no user id")
    return turn.user_id
