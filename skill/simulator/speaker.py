"""A smart speaker without Alexa: say something, get what the skill answers, and everything on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, cast
from zoneinfo import ZoneInfo

from skill.content import locale_for
from skill.simulator.builtin_intents import LEAVING
from skill.simulator.customer_api import Account, CustomerApi
from skill.simulator.devices import DEVICES
from skill.simulator.envelope import PERMISSIONS, Caller, Envelopes
from skill.simulator.errors import ClosedError, ResponseError, SimulatorError
from skill.simulator.exchange import Exchange
from skill.simulator.expectation import Expectation, expectation
from skill.simulator.model import InteractionModel
from skill.simulator.response_rules import findings
from skill.simulator.transport import Handler, skill_handler, skill_id
from skill.simulator.understanding import Understanding, understanding_of
from skill.simulator.verdict import Verdict

__all__ = ["Speaker"]


class Speaker:
    """A device, its account, and the skill: the public test client.

    ```
    speaker = Speaker()
    speaker.open()
    turn = speaker.say("what does it cost")
    assert turn.intent == "CostTopicIntent" and turn.open
    ```
    """

    def __init__(  # noqa: PLR0913  # a device has many properties
        self,
        handler: Handler | None = None,
        *,
        model: InteractionModel | Understanding | None = None,
        locale: str = "en-US",
        device: str = "echo",
        granted: Iterable[str] = (),
        postal_code: str | None = None,
        account: Account | None = None,
        user_id: str = "amzn1.ask.account.SIMULATED",
        device_id: str = "amzn1.ask.device.SIMULATED",
        application_id: str | None = None,
        clock: Callable[[], datetime] | None = None,
        strict: bool = True,
    ) -> None:
        """A speaker in front of which nobody has said anything yet.

        Args:
            handler: takes a request envelope and a context, gives a response envelope; the skill if None.
            model: the interaction model, or an `Understanding` of one; the locale's generated one if None.
            locale: of the device.
            device: `echo` or `show`.
            granted: of `address` and `profile`, what the person allowed the skill to see.
            postal_code: where the account says that the device stands; allows `address` to be useful.
            account: what else Alexa's customer APIs know; `granted` and `postal_code` are put into it.
            user_id: of the account, for this skill.
            device_id: of the device.
            application_id: the skill's id; the skill's own if None.
            clock: tells the time, with a time zone.
            strict: whether a response that Alexa would refuse raises.

        Raises:
            SimulatorError: a device or permission that does not exist.
        """
        if device not in DEVICES:
            raise SimulatorError(f"there is no device {device}: take one of {', '.join(DEVICES)}")
        unknown = set(granted) - set(PERMISSIONS)
        if unknown:
            raise SimulatorError(
                f"there is no permission {unknown.pop()}: take any of {', '.join(PERMISSIONS)}"
            )
        if not isinstance(model, Understanding):
            model = Understanding(model) if model else understanding_of(locale_for(locale))
        self.understanding = model
        self.strict = strict
        self.account = account or Account()
        if granted:
            self.account.granted = frozenset(granted)
        if postal_code is not None:
            self.account.postal_code = postal_code
        self._clock = clock or (lambda: datetime.now(UTC))
        self._caller = Caller(
            skill_id=application_id or skill_id(),
            locale=locale,
            device=device,
            granted=self.account.granted,
            user_id=user_id,
            device_id=device_id,
            clock=self._clock,
        )
        self._handler = handler
        self._api = CustomerApi(self.account)
        self._session: Envelopes | None = None
        self._last: Exchange | None = None
        self._expected: Expectation | None = None

    def state(self) -> object:
        """Everything that the next turn depends on, for `restore`."""
        return copy(self._session), self._last, self._expected

    def restore(self, state: object) -> None:
        """Go back to a moment that `state` gave; what was said since then was never said."""
        session, self._last, self._expected = cast(
            "tuple[Envelopes | None, Exchange | None, Expectation | None]", state
        )
        self._session = copy(session)

    @property
    def listening(self) -> bool:
        """Whether the skill's session is open."""
        return self._session is not None

    def open(self) -> Exchange:
        """Open the skill by its name, in a new session; an open one is ended first, as by the person."""
        if self._session:
            self._end("USER_INITIATED", say=".open")
        self._begin()
        return self._turn(".open", self._envelopes().launch())

    def say(self, utterance: str) -> Exchange:
        """Say something in the open session.

        Raises:
            ClosedError: no session is open.
            ResponseError: the skill's response is one that Alexa would refuse.
        """
        session = self._envelopes()
        if " ".join(utterance.lower().strip(" .!?,").split()) in LEAVING:
            return self._end("USER_INITIATED", say=utterance)
        verdict = self.understanding.understand(
            utterance,
            today=self._today(),
            expected=self._expected.listens_for if self._expected else None,
        )
        continued = self._expected is not None and verdict.intent == self._expected.intent_name
        prior = self._expected.intent if continued and self._expected else None
        return self._turn(utterance, session.intent(verdict, prior), verdict)

    def _today(self) -> date:
        """The day where the device is: Alexa takes "tomorrow" in its time zone."""
        try:
            zone = ZoneInfo(self.account.time_zone or "UTC")
        except (KeyError, ValueError):  # an account may be made to give nonsense
            return self._clock().date()
        return self._clock().astimezone(zone).date()

    def silence(self) -> Exchange:
        """Say nothing: the reprompt is heard; after more silence the session ends. Both in one turn.

        Raises:
            ClosedError: no session is open.
        """
        self._envelopes()
        heard = self._last
        ended = self._end("EXCEEDED_MAX_REPROMPTS", say=".silence")
        return heard.reprompted(ended) if heard else ended

    def event(self, name: str, fields: dict[str, Any] | None = None) -> Exchange:
        """Send a request that is no intent.

        `SessionEndedRequest` (with `fields` such as `{"reason": "ERROR"}`), `SessionResumedRequest` (with
        `{"token": ..., "status": "ACCEPTED"}`), `LaunchRequest`, or any other type with its `fields`.

        Raises:
            ClosedError: no session is open, and the request needs one.
        """
        fields = dict(fields or {})
        say = f".event {name}"
        if name == "LaunchRequest":
            if self._session is None:
                self._begin()
            return self._turn(say, self._envelopes().launch())
        if name == "SessionEndedRequest":
            return self._end(fields.get("reason", "USER_INITIATED"), say=say, error=fields.get("error"))
        session = self._envelopes()
        if name == "SessionResumedRequest":
            return self._turn(say, session.resumed(fields.get("token"), fields.get("status", "ACCEPTED")))
        return self._turn(say, session.other(name, fields))

    def _begin(self) -> None:
        self._session = Envelopes(self._caller, self.understanding.model, self._api)
        self._expected = self._last = None

    def _envelopes(self) -> Envelopes:
        if self._session is None:
            raise ClosedError("the session is over: nobody listens until the skill is opened again")
        return self._session

    def _end(self, reason: str, *, say: str, error: dict[str, str] | None = None) -> Exchange:
        session = self._envelopes()
        return self._turn(say, session.ended(reason, error))

    def _turn(self, say: str, request: dict[str, Any], verdict: Verdict | None = None) -> Exchange:
        session = self._envelopes()
        if self._handler is None:
            self._handler = skill_handler()
        began = perf_counter()
        response = self._handler(json.loads(json.dumps(request)), None)
        took = (perf_counter() - began - getattr(self._handler, "waited", 0.0)) * 1000
        faults = tuple(findings(response, request, session.model))
        if faults and (self.strict or not isinstance(response, dict)):
            raise ResponseError(faults)
        exchange = Exchange.of(say, request, response, verdict=verdict, ms=took, faults=faults)
        session.attributes, session.new = exchange.attributes, False
        self._last = exchange
        self._expected = expectation(exchange.directives, request)
        if not exchange.open:
            self._session = None
        return exchange
