"""Request envelopes as Alexa sends them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from skill.simulator.customer_api import CustomerApi
from skill.simulator.devices import interfaces, viewport
from skill.simulator.model import InteractionModel, TypeValue
from skill.simulator.verdict import Fill, Verdict

__all__ = ["PERMISSIONS", "Caller", "Envelopes"]

PERMISSIONS = ("address", "profile")
"""What a person can grant: the device's address; the account's name and number."""

_MANY = 5
"""How many values entity resolution hands over at most."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks, from which device, and what they allowed."""

    skill_id: str
    locale: str = "en-US"
    device: str = "echo"
    granted: frozenset[str] = frozenset()
    user_id: str = "amzn1.ask.account.SIMULATED"
    device_id: str = "amzn1.ask.device.SIMULATED"
    clock: Callable[[], datetime] = _now
    """Tells the time, with a time zone."""

    uuid: Callable[[], UUID] = uuid4


@dataclass(slots=True)
class Envelopes:
    """Builds the requests of one session."""

    caller: Caller
    model: InteractionModel
    api: CustomerApi
    session_id: str = field(init=False)
    attributes: dict[str, Any] = field(init=False, default_factory=dict)
    new: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self.session_id = f"amzn1.echo-api.session.{self.caller.uuid()}"

    def launch(self) -> dict[str, Any]:
        """The person says "open" and the invocation name."""
        return self._envelope({"type": "LaunchRequest", "shouldLinkResultBeReturned": False})

    def intent(self, verdict: Verdict, prior: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The person said something; `prior` is the intent of the dialog that it continues."""
        slots = self._slots(verdict, prior)
        intent: dict[str, Any] = {"name": verdict.intent, "confirmationStatus": "NONE"}
        if verdict.confirmed is not None and verdict.elicited is None:
            intent["confirmationStatus"] = _confirmed(verdict.confirmed)
        if slots:
            intent["slots"] = slots
        request: dict[str, Any] = {"type": "IntentRequest", "intent": intent}
        state = self._dialog_state(verdict, slots, continued=prior is not None)
        if state:
            request["dialogState"] = state
        return self._envelope(request)

    def ended(self, reason: str, error: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The session is over: `USER_INITIATED`, `EXCEEDED_MAX_REPROMPTS` or `ERROR`."""
        request: dict[str, Any] = {"type": "SessionEndedRequest", "reason": reason}
        if error:
            request["error"] = dict(error)
        return self._envelope(request)

    def resumed(self, token: str | None, status: str) -> dict[str, Any]:
        """A task of Alexa's own, such as asking for a permission, is over."""
        cause = {
            "type": "ConnectionCompleted",
            "token": token,
            "status": {"code": "200", "message": "OK"},
            "result": {"@type": "AskForPermissionsConsentResult", "@version": "2", "status": status},
        }
        return self._envelope({"type": "SessionResumedRequest", "cause": cause})

    def other(self, name: str, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A request of any other type."""
        return self._envelope({"type": name, **(fields or {})})

    def _envelope(self, request: Mapping[str, Any]) -> dict[str, Any]:
        caller = self.caller
        user: dict[str, Any] = {"userId": caller.user_id}
        if caller.granted:
            user["permissions"] = {"consentToken": self.api.token}
        application = {"applicationId": caller.skill_id}
        system: dict[str, Any] = {
            "application": application,
            "user": user,
            "device": {"deviceId": caller.device_id, "supportedInterfaces": interfaces(caller.device)},
            "apiEndpoint": self.api.endpoint,
            "apiAccessToken": self.api.token,
        }
        context: dict[str, Any] = {"System": system, **viewport(caller.device)}
        if caller.device == "show":
            context["Alexa.Presentation.APL"] = {}
        envelope = {
            "version": "1.0",
            "session": {
                "new": self.new,
                "sessionId": self.session_id,
                "application": application,
                "attributes": self.attributes,
                "user": user,
            },
            "context": context,
            "request": {
                **request,
                "requestId": f"amzn1.echo-api.request.{caller.uuid()}",
                "locale": caller.locale,
                "timestamp": caller.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            },
        }
        return copy.deepcopy(envelope)

    def _slots(self, verdict: Verdict, prior: Mapping[str, Any] | None) -> dict[str, Any]:
        """Every slot that the intent declares, filled or not, as Alexa lists them."""
        declared = self.model.intents[verdict.intent].slots if verdict.intent in self.model.intents else {}
        held: Mapping[str, Any] = (prior or {}).get("slots") or {}
        slots: dict[str, Any] = {}
        for name in declared:
            before = held.get(name) or {}
            slots[name] = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
            slots[name] |= {key: value for key, value in before.items() if value is not None}
            if name in verdict.slots:
                slots[name] |= self._filled(verdict.slots[name])
            if verdict.confirmed is not None and verdict.elicited == name:
                slots[name]["confirmationStatus"] = _confirmed(verdict.confirmed)
        return slots

    def _filled(self, fill: Fill) -> dict[str, Any]:
        filled: dict[str, Any] = {"value": fill.value, "confirmationStatus": "NONE"}
        simple: dict[str, Any] = {"type": "Simple", "value": fill.value}
        if fill.matches is not None:
            filled["resolutions"] = self._resolutions(fill.type, fill.matches)
            simple["resolutions"] = filled["resolutions"]
        return {**filled, "slotValue": simple}

    def _resolutions(self, kind: str, matches: tuple[TypeValue, ...]) -> dict[str, Any]:
        authority: dict[str, Any] = {
            "authority": f"amzn1.er-authority.echo-sdk.{self.caller.skill_id}.{kind}",
            "status": {"code": "ER_SUCCESS_MATCH" if matches else "ER_SUCCESS_NO_MATCH"},
        }
        if matches:
            authority["values"] = [
                {"value": {"name": match.name, "id": match.id}} for match in matches[:_MANY]
            ]
        return {"resolutionsPerAuthority": [authority]}

    def _dialog_state(self, verdict: Verdict, slots: Mapping[str, Any], *, continued: bool) -> str | None:
        dialog = self.model.dialog.get(verdict.intent)
        if dialog is None:
            return None
        missing = any("value" not in slots.get(name, {}) for name in dialog.required)
        if not missing and (not dialog.confirmed or verdict.confirmed is not None):
            return "COMPLETED" if not continued or dialog.required else "IN_PROGRESS"
        return "IN_PROGRESS" if continued else "STARTED"


def _confirmed(yes: bool) -> str:
    return "CONFIRMED" if yes else "DENIED"
