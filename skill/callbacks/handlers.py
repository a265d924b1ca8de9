"""Callback requests: asking for a call, and every answer on the way to it."""

from __future__ import annotations

from collections.abc import Callable

from skill.callbacks.draft import Step
from skill.callbacks.flow import ADULT, CallbackFlow
from skill.callbacks.handler_base import NO, UNSURE, YES, FlowHandler, InTheMaking, asked_step
from skill.callbacks.kept_handlers import CancelCheckHandler, CancelHandler, ChangeHandler, StatusHandler
from skill.callbacks.model import Whom
from skill.callbacks.offer import anything_else, unavailable
from skill.handling import Handler
from skill.reply import Reply
from skill.turn import Turn

__all__ = ["begin", "handlers"]


def handlers(flow: CallbackFlow | None) -> list[Handler]:
    """The handlers, in the order in which they are asked; without a flow they say where else to turn."""
    if flow is None:
        return [UnavailableHandler(), NothingToTryHandler()]
    return [
        OfferHandler(flow),
        ConsentHandler(flow),
        CheckHandler(flow),
        WhomHandler(flow),
        UnsureHandler(flow),
        MessageHandler(flow),
        ConfirmHandler(flow),
        RetryHandler(flow),
        FixHandler(flow),
        CancelCheckHandler(flow),
        AccountNumberHandler(flow),
        AgeHandler(flow),
        GoBackHandler(flow),
        ChangeHandler(flow),
        StatusHandler(flow),
        CancelHandler(flow),
        CallbackHandler(flow),
        TryAgainHandler(flow),
        NothingToTryHandler(),
        YesNoHandler(flow),
    ]


def begin(flow: CallbackFlow | None) -> Callable[[Turn], Reply]:
    """How another capability begins a request, after it offered one."""
    return flow.begin if flow else unavailable


class UnavailableHandler(Handler):
    """Everything about callbacks, where nobody calls back."""

    intents = frozenset(
        {
            "AccountNumberIntent",
            "CallbackCancelIntent",
            "CallbackChangeIntent",
            "CallbackIntent",
            "CallbackStatusIntent",
        }
    )
    aside = True

    def answer(self, turn: Turn) -> Reply:
        return unavailable(turn)


class NothingToTryHandler(Handler):
    """Trying again where nothing failed."""

    intents = frozenset({"TryAgainIntent"})
    aside = True

    def answer(self, turn: Turn) -> Reply:
        del turn
        return Reply().say("basics:not-now").ask("basics.open", "basics:open")


class OfferHandler(FlowHandler):
    """Yes to a call that was offered."""

    intents = YES
    pending = "callback.offer"

    def answer(self, turn: Turn) -> Reply:
        return self.flow.begin(turn)


class ConsentHandler(FlowHandler):
    """Yes or no to what is passed on."""

    intents = YES | NO | UNSURE
    pending = "callback.consent"

    def answer(self, turn: Turn) -> Reply:
        if not self.agreed(turn):
            turn.conversation.callback = {}
            return anything_else(Reply().say("callbacks:declined", **self.flow.number()))
        draft = self.draft(turn)
        draft.consented = True
        return self.flow.ask(turn, draft)


class CheckHandler(FlowHandler):
    """Whether the number was heard right."""

    intents = YES | NO | UNSURE
    pending = "callback.check"

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        if self.agreed(turn):
            draft.checked, draft.misses = True, 0
            return self.flow.ask(turn, draft)
        draft.phone = None
        return self.flow.miss(turn, draft, "callbacks:once-more")


class WhomHandler(InTheMaking):
    """Whom the call is about."""

    intents = frozenset({"ForMeIntent", "ForSomeoneIntent"})

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        someone = turn.intent == "ForSomeoneIntent"
        turn.conversation.caregiver = someone
        draft.whom = Whom.OTHER if someone else Whom.SELF
        return self.flow.ask(turn, draft)


class UnsureHandler(FlowHandler):
    """Not knowing, or skipping: any time will do; the rest is asked again."""

    intents = UNSURE
    pending = "callback.when"

    def answer(self, turn: Turn) -> Reply:
        return self.flow.any_time(turn, self.draft(turn))


class MessageHandler(FlowHandler):
    """Whether a message may be left; not sure is a no."""

    intents = YES | NO | UNSURE
    pending = "callback.message"

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        draft.message_is_safe = self.agreed(turn)
        return self.flow.ask(turn, draft)


class ConfirmHandler(FlowHandler):
    """The last word before a request is saved."""

    intents = YES | NO
    pending = "callback.confirm"

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        if self.agreed(turn):
            return self.flow.finish(turn, draft)
        return Reply().ask("callback.fix", "callbacks:ask.fix", flow=True)


class RetryHandler(FlowHandler):
    """Trying once more to save a request."""

    intents = YES | NO | frozenset({"TryAgainIntent"})
    pending = "callback.retry"

    def answer(self, turn: Turn) -> Reply:
        if turn.intent in NO:
            turn.conversation.callback = {}
            return anything_else(Reply().say("callbacks:nothing-saved"))
        return self.flow.finish(turn, self.draft(turn))


class TryAgainHandler(FlowHandler):
    """Trying again later in the same session, while the draft is still there."""

    intents = frozenset({"TryAgainIntent"})

    def matches(self, turn: Turn) -> bool:
        return super().matches(turn) and self.draft(turn).step is Step.CONFIRM

    def answer(self, turn: Turn) -> Reply:
        return self.flow.finish(turn, self.draft(turn))


class FixHandler(FlowHandler):
    """No to having anything corrected after all, or a yes that says not yet what."""

    intents = YES | NO
    pending = "callback.fix"

    def answer(self, turn: Turn) -> Reply:
        if self.agreed(turn):
            return Reply().ask("callback.fix", "callbacks:ask.fix", flow=True)
        return self.flow.ask(turn, self.draft(turn))


class AccountNumberHandler(InTheMaking):
    """The account's own number, which may be another person's: read back like any other."""

    intents = frozenset({"AccountNumberIntent"})

    def answer(self, turn: Turn) -> Reply:
        return self.flow.take_account_number(turn, self.draft(turn))


class AgeHandler(FlowHandler):
    """An age, said in the middle of a request; a child is not called."""

    intents = frozenset({"AgeGroupIntent", "AgeIntent"})
    pending = "callback."

    def answer(self, turn: Turn) -> Reply:
        group, age = turn.slots.get("age_group"), turn.value("age")
        minor = (group is not None and group.id == "minor") or (
            age is not None and age.isdecimal() and int(age) < ADULT
        )
        draft, step = self.draft(turn), asked_step(turn)
        if minor and draft.whom is not Whom.OTHER:
            return self.flow.turn_away_a_child(turn)
        if minor or (group and group.id) or step is None:
            assert turn.pending
            return Reply().say("callbacks:thanks").ask_again(turn.pending)
        # Words that are no age: the slot takes whatever is said alone, a name above all.
        return self.flow.hear(turn, draft, step)


class GoBackHandler(InTheMaking):
    """One question back."""

    intents = frozenset({"AMAZON.PreviousIntent", "GoBackIntent"})

    def answer(self, turn: Turn) -> Reply:
        draft = self.draft(turn)
        draft.forget(draft.before(draft.step))
        return self.flow.ask(turn, draft)


class CallbackHandler(FlowHandler):
    """Asking for a call, and every answer that fills one of its slots."""

    intents = frozenset({"CallbackIntent"})

    def answer(self, turn: Turn) -> Reply:
        step, draft = asked_step(turn), self.draft(turn)
        if step is None or not draft.consented:
            return self.flow.begin(turn)
        return self.flow.hear(turn, draft, step)


class YesNoHandler(InTheMaking):
    """Yes or no to a question that is not to be answered so: it is asked again, with the way out."""

    intents = YES | NO | UNSURE

    def answer(self, turn: Turn) -> Reply:
        return self.flow.miss(turn, self.draft(turn), "callbacks:or-stop")
