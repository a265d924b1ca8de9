"""A smart speaker without Alexa: say something, get what the skill answers, and everything on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, cast

from skill.content import locale_for
from skill.simulator.builtin_intents import LEAVING
from skill.simulator.customer_api import Account, CustomerApi
from skill.simulator.devices import DEVICES
from skill.simulator.envelope import PERMISSIONS, Caller, Envelopes
from skill.simulator.errors import ClosedError, ResponseError, SimulatorError
from skill.simulator.expectation import Expectation, expectation
from skill.simulator.model import InteractionModel
from skill.simulator.response_rules import findings
from skill.simulator.transport import Handler, skill_handler, skill_id
from skill.simulator.understanding import Understanding, understanding_of
from skill.simulator.verdict import Verdict
from skill.speech import plain

__all__ = ["Exchange", "Speaker"]

LINE = (
    *("say", "stage", "intent", "slots", "speech", "ssml"),
    *("reprompt", "open", "card", "directives", "attributes", "ms"),
)
"""What a line of `iop chat --json` holds."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn: what was said or happened, how it was understood, what came back."""

    say: str
    """The utterance; `.open`, `.silence` or `.event NAME` for what is none."""

    stage: str | None
    """`exact`, `guess` or `fallback`; None where there was nothing to understand."""

    intent: str | None
    slots: dict[str, str]
    """The filled slots: name to value."""

    speech: str
    """What is heard, as plain text."""

    ssml: str
    reprompt: str | None
    """What would be heard after a silence, as plain text."""

    open: bool
    """Whether the skill goes on listening."""

    card: dict[str, Any] | None
    directives: list[dict[str, Any]]
    attributes: dict[str, Any]
    """The session attributes after the turn."""

    ms: float
    """Milliseconds that the skill took."""

    request: dict[str, Any] = field(repr=False)
    """The envelope that the skill got."""

    response: dict[str, Any] = field(repr=False)
    """The envelope that the skill gave."""

    verdict: Verdict | None = field(default=None, repr=False)
    """How the utterance was understood, and why."""

    faults: tuple[str, ...] = ()
    """Why Alexa would refuse the response; only a speaker that is not strict lets such a turn pass."""

    def line(self) -> dict[str, Any]:
        """The turn with the names of `iop chat --json`."""
        return {name: getattr(self, name) for name in LINE}


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
            today=self._clock().date(),
            expected=self._expected.listens_for if self._expected else None,
        )
        continued = self._expected is not None and verdict.intent == self._expected.intent_name
        prior = self._expected.intent if continued and self._expected else None
        return self._turn(utterance, session.intent(verdict, prior), verdict)

    def silence(self) -> Exchange:
        """Say nothing: the reprompt is heard; after more silence the session ends. Both in one turn.

        Raises:
            ClosedError: no session is open.
        """
        self._envelopes()
        heard = self._last
        ended = self._end("EXCEEDED_MAX_REPROMPTS", say=".silence")
        if heard is None or heard.reprompt is None:
            return ended
        ssml = heard.response["response"]["reprompt"]["outputSpeech"]
        return _replaced(ended, speech=heard.reprompt, ssml=ssml.get("ssml") or ssml.get("text") or "")

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
        if self.strict and faults:
            raise ResponseError(faults)
        body = (response.get("response") if isinstance(response, dict) else None) or {}
        ended = request["request"]["type"] == "SessionEndedRequest" or body.get("shouldEndSession") is True
        attributes = json.loads(json.dumps(response.get("sessionAttributes") or {}))
        exchange = Exchange(
            say=say,
            stage=str(verdict.stage) if verdict else None,
            intent=verdict.intent if verdict else None,
            slots={name: fill.value for name, fill in verdict.slots.items()} if verdict else {},
            speech=_text(body.get("outputSpeech")),
            ssml=_ssml(body.get("outputSpeech")),
            reprompt=_text((body.get("reprompt") or {}).get("outputSpeech")) or None,
            open=not ended,
            card=body.get("card"),
            directives=list(body.get("directives") or ()),
            attributes=attributes,
            ms=round(took, 3),
            request=request,
            response=response,
            verdict=verdict,
            faults=faults,
        )
        session.attributes, session.new = attributes, False
        self._last = exchange
        self._expected = expectation(exchange.directives, request)
        if ended:
            self._session = None
        return exchange


def _replaced(exchange: Exchange, **changes: Any) -> Exchange:
    values = {name: getattr(exchange, name) for name in Exchange.__dataclass_fields__}
    return Exchange(**{**values, **changes})


def _text(speech: Any) -> str:
    if not speech:
        return ""
    return plain(speech["ssml"]) if speech.get("type") == "SSML" else str(speech.get("text") or "")


def _ssml(speech: Any) -> str:
    return str(speech.get("ssml") or speech.get("text") or "") if speech else ""
