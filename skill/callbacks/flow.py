"""The conversation that makes a request: one question at a time, and every answer correctable."""

from __future__ import annotations

from typing import Any

from skill.alexa_api import Refusal
from skill.callbacks.draft import Draft, Step
from skill.callbacks.model import Whom, first_name
from skill.callbacks.offer import anything_else
from skill.callbacks.phone import Fault, PhoneNumber, area_code, read_phone
from skill.callbacks.service import CallbackService, alexa_api
from skill.callbacks.spoken_digits import digits
from skill.callbacks.times import Misfit, Wish, read_wish
from skill.callbacks.wording import Wording
from skill.errors import StoreError
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["ADULT", "ELICITED", "CallbackFlow"]

ELICITED = {
    Step.NAME: ("CallbackIntent", "first_name"),
    Step.PHONE: ("CallbackIntent", "phone"),
    Step.AREA: ("CallbackIntent", "phone"),
    Step.WHEN: ("CallbackIntent", "day"),
}
"""Which slot Alexa is asked to fill with the answer to a question."""

MOBILE_NUMBER = "alexa::profile:mobile_number:read"
ADULT = 18
PATIENCE = 3
"""After so many answers in a row that could not be used, the centre's number is given as well."""


class CallbackFlow(CallbackService):
    """The conversation, for one centre and its table."""

    def begin(self, turn: Turn) -> Reply:
        """The notice, and whether it is all right to go on."""
        if _is_child(turn):
            return self.turn_away_a_child(turn)
        draft = Draft(zone=Draft.load(turn.conversation.callback).zone)
        reply = Reply()
        try:
            live = self.live(turn)
        except StoreError:
            live = None  # it may be back by the time there is something to save
        if live:
            reply.say("callbacks:open-already", ref=live.reference)
        reply.say("callbacks:notice", centre=self.centre.name)
        if turn.conversation.caregiver is not None:
            draft.whom = Whom.OTHER if turn.conversation.caregiver else Whom.SELF
        self.hear_time(turn, draft)
        draft.misses = 0
        return self.ask(turn, draft, reply)

    def ask(self, turn: Turn, draft: Draft, reply: Reply | None = None) -> Reply:
        """`reply`, ending with the next question of `draft`."""
        reply = reply or Reply()
        step = draft.step
        values: dict[str, Any] = {}
        match step:
            case Step.CHECK:
                assert draft.phone
                values["phone"] = draft.phone.dialed
            case Step.CONFIRM:
                return self._ask_to_confirm(turn, draft, reply)
        turn.conversation.callback = draft.dump()
        return reply.ask(
            f"callback.{step}", f"callbacks:ask.{step}", elicit=ELICITED.get(step), flow=True, **values
        )

    def _ask_to_confirm(self, turn: Turn, draft: Draft, reply: Reply) -> Reply:
        window = self.window(turn, draft)
        if isinstance(window, Misfit):
            return self.say_misfit(turn, draft, window, reply)
        assert draft.phone
        if window.moved:
            reply.say("callbacks:moved")
            draft.wish = window.wish
        turn.conversation.caregiver = draft.whom is Whom.OTHER
        turn.conversation.callback = draft.dump()
        message = "message-yes" if draft.message_is_safe else "message-no"
        reply.say(
            f"callbacks:read-back.{message}",
            name=draft.name,
            ending=draft.phone.digits[-4:],
            when=self.when(turn, draft, window),
        )
        return reply.ask("callback.confirm", "callbacks:ask.confirm", flow=True)

    def hear(self, turn: Turn, draft: Draft, step: Step) -> Reply:
        """The reply to slots that were filled while `step` was asked."""
        name, phone = turn.value("first_name"), turn.value("phone")
        if step in {Step.PHONE, Step.AREA, Step.CHECK, Step.CONFIRM} and phone:
            return self.hear_phone(turn, draft, phone)
        if step in {Step.NAME, Step.CONFIRM} and name:
            return self.hear_name(turn, draft, name)
        if step in {Step.WHEN, Step.CONFIRM} and self.hear_time(turn, draft):
            return self.after_time(turn, draft)
        if step in ELICITED:
            return self.miss(turn, draft, f"callbacks:unheard.{step}")
        return self.ask(turn, draft)

    def hear_name(self, turn: Turn, draft: Draft, heard: str) -> Reply:
        """The reply to a first name."""
        number = digits(heard)
        if number and int(number[:9]) < ADULT:
            return self.turn_away_a_child(turn)
        name = first_name(heard)
        if name is None or number:
            return self.miss(turn, draft, "callbacks:unheard.name")
        draft.name, draft.misses = name, 0
        return self.ask(turn, draft)

    def hear_phone(self, turn: Turn, draft: Draft, heard: str) -> Reply:
        """The reply to a phone number, or to the area code of one."""
        code = area_code(heard) if draft.local else None
        said = f"{code}{draft.local}" if code else heard
        number = read_phone(said, fictional=self.centre.fictional)
        if isinstance(number, PhoneNumber):
            draft.phone, draft.checked, draft.local = number, False, None
            return self.ask(turn, draft)
        if number.local:
            draft.phone, draft.local, draft.checked = None, number.local, False
            return self.ask(turn, draft)
        if number.fault is Fault.SERVICE:
            return self.ask(turn, draft, Reply().say("callbacks:refused.service"))
        draft.phone, draft.local, draft.checked = None, None, False
        return self.miss(turn, draft, f"callbacks:refused.{number.fault}")

    def hear_time(self, turn: Turn, draft: Draft) -> bool:
        """Whether the slots hold a time; if so, it is in the draft."""
        ids = {
            name: turn.slots[name].id for name in ("day_part", "which_days", "bound") if name in turn.slots
        }
        today = turn.now.astimezone(self.zone(turn, draft)).date() if ids or _times(turn) else None
        if today is None:
            return False
        wish = read_wish(
            today,
            day=turn.value("day"),
            clock=turn.value("time"),
            part=ids.get("day_part"),
            days=ids.get("which_days"),
            bound=ids.get("bound"),
        )
        if wish is None:
            return False
        draft.wish = wish
        return True

    def after_time(self, turn: Turn, draft: Draft) -> Reply:
        """The reply to a time that was understood."""
        window = self.window(turn, draft)
        if isinstance(window, Misfit):
            return self.say_misfit(turn, draft, window, Reply())
        draft.misses = 0
        return self.ask(turn, draft)

    def say_misfit(self, turn: Turn, draft: Draft, misfit: Misfit, reply: Reply) -> Reply:
        """Why the centre cannot call then, and when it can."""
        draft.wish = None
        words, zone = Wording(turn.content), self.centre.zone
        reply.say(
            f"callbacks:misfit.{misfit}",
            hours=words.hours(self.centre.hours),
            zone=words.zone(zone, turn.now),
        )
        return self.ask(turn, draft, reply)

    def any_time(self, turn: Turn, draft: Draft) -> Reply:
        """The reply to a caller who does not mind when."""
        draft.wish, draft.misses = Wish(), 0
        return self.ask(turn, draft)

    def miss(self, turn: Turn, draft: Draft, key: str) -> Reply:
        """The question again, after an answer that could not be used; with a way out after several."""
        draft.misses += 1
        reply = Reply().say(key)
        if draft.misses >= PATIENCE:
            reply.say("callbacks:trouble", **self.number())
        return self.ask(turn, draft, reply)

    def take_account_number(self, turn: Turn, draft: Draft) -> Reply:
        """The reply to "use the number on my account"."""
        found = alexa_api(turn).mobile_number()
        number = read_phone(found.value, fictional=self.centre.fictional) if found.value else None
        if isinstance(number, PhoneNumber):
            draft.phone, draft.checked, draft.local = number, False, None
            return self.ask(turn, draft)
        draft.forget(Step.PHONE)
        if found.refusal is Refusal.NOT_GRANTED:
            reply = self.ask(turn, draft, Reply().say("callbacks:account.not-granted"))
            return reply.request_permissions([MOBILE_NUMBER])
        unusable = found.value is not None or found.refusal is Refusal.EMPTY
        return self.ask(turn, draft, Reply().say(f"callbacks:account.{'empty' if unusable else 'failed'}"))

    def turn_away_a_child(self, turn: Turn) -> Reply:
        """A trusted adult and 988 instead of a call; nothing that was said is kept."""
        turn.conversation.callback = {"child": True}
        return anything_else(Reply().say("callbacks:child"))

    def finish(self, turn: Turn, draft: Draft) -> Reply:
        """Save the request if nothing is missing, and say what became of it."""
        if draft.step is not Step.CONFIRM or isinstance(self.window(turn, draft), Misfit):
            return self.ask(turn, draft)
        try:
            saved = self.save(turn, draft)
        except StoreError:
            turn.conversation.callback = draft.dump()
            reply = Reply().say("callbacks:not-saved", **self.number())
            return reply.ask("callback.retry", "callbacks:ask.retry", flow=True)
        turn.conversation.callback = {}
        return anything_else(saved)


def _times(turn: Turn) -> bool:
    return turn.value("day") is not None or turn.value("time") is not None


def _is_child(turn: Turn) -> bool:
    conversation = turn.conversation
    said_to_be_a_minor = conversation.screening.get("minor") is True and conversation.caregiver is False
    return said_to_be_a_minor or conversation.callback.get("child") is True
