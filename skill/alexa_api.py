"""Alexa's own customer APIs: postal code, profile and time zone, with a deadline of ours.

The SDK's client waits for ever; this one gives up after `DEADLINE_SECONDS`: the whole call, from the look-up
of the host to the last byte, happens in a thread that is left behind when time is up.

Every answer is an `Outcome`: a value, or why there is none. Nothing is raised and nothing is logged, because
what these calls carry (tokens, names, numbers, places) must not be.

Source: Alexa Skills Kit, "Device Address API", "Request Customer Contact Information" and "Obtain Customer
Settings Information from the Settings API".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import quote, urlsplit

__all__ = ["DEADLINE_SECONDS", "AlexaApi", "Answer", "DeviceAddress", "Outcome", "Refusal"]

DEADLINE_SECONDS = 1.5
_LARGEST_BODY = 64 * 1024

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_NOT_DIGITS = re.compile(r"\D")

Value = TypeVar("Value")


class Refusal(StrEnum):
    """Why an API gave no value."""

    NOT_GRANTED = "not-granted"
    """The person has not given the permission, or has taken it back (401, 403)."""
    EMPTY = "empty"
    """The permission is given, but nothing is set in the account (204, or an empty value)."""
    BUSY = "busy"
    """Too many requests (429)."""
    FAILED = "failed"
    """The service failed, or answered something that is not its answer (5xx and all else)."""
    SLOW = "slow"
    """No answer within the deadline."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What an API gave: exactly one of `value` and `refusal` is set."""

    value: Value | None = None
    refusal: Refusal | None = None


class DeviceAddress(NamedTuple):
    """Where the account says that the device stands: a country code such as `US` and a postal code."""

    country: str
    postal_code: str


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    body: bytes


Get = Callable[[str, dict[str, str], float], Answer]
"""Fetches an address with headers, within seconds; raises OSError or another exception when it cannot."""


class AlexaApi:
    """The APIs that a request's endpoint and token open."""

    def __init__(
        self, endpoint: str, token: str, *, deadline: float = DEADLINE_SECONDS, get: Get | None = None
    ) -> None:
        """`endpoint` and `token` are `apiEndpoint` and `apiAccessToken` of the request's `context.System`."""
        self._endpoint = endpoint.rstrip("/")
        self._token = token
        self._deadline = deadline
        self._get = get or _get

    def device_address(self, device_id: str) -> Outcome[DeviceAddress]:
        """The country and postal code of the device (scope `address:country_and_postal_code`)."""
        path = f"/v1/devices/{quote(device_id, safe='')}/settings/address/countryAndPostalCode"
        return self._fetch(path, _address)

    def given_name(self) -> Outcome[str]:
        """The given name of the account (scope `profile:given_name`)."""
        return self._fetch("/v2/accounts/~current/settings/Profile.givenName", _text)

    def mobile_number(self) -> Outcome[str]:
        """The mobile number of the account as `+` and digits (scope `profile:mobile_number`)."""
        return self._fetch("/v2/accounts/~current/settings/Profile.mobileNumber", _number)

    def time_zone(self, device_id: str) -> Outcome[str]:
        """The time zone of the device, such as `America/Chicago`; needs no permission."""
        return self._fetch(f"/v2/devices/{quote(device_id, safe='')}/settings/System.timeZone", _text)

    def _fetch(self, path: str, read: Callable[[Any], Value | None]) -> Outcome[Value]:
        if not self._token or not _may_carry_a_token(self._endpoint):
            return Outcome(refusal=Refusal.FAILED)
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        answer = self._within_deadline(self._endpoint + path, headers)
        if isinstance(answer, Refusal):
            return Outcome(refusal=answer)
        refusal = _REFUSALS.get(answer.status)
        if refusal is not None or answer.status != HTTPStatus.OK:
            return Outcome(refusal=refusal or Refusal.FAILED)
        try:
            value = read(json.loads(answer.body)) if answer.body.strip() else None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return Outcome(refusal=Refusal.FAILED)
        return Outcome(refusal=Refusal.EMPTY) if value is None else Outcome(value=value)

    def _within_deadline(self, address: str, headers: dict[str, str]) -> Answer | Refusal:
        answers: SimpleQueue[Answer | Refusal] = SimpleQueue()

        def work() -> None:
            try:
                answers.put(self._get(address, headers, self._deadline))
            except TimeoutError:
                answers.put(Refusal.SLOW)
            except Exception:  # noqa: BLE001 - whatever went wrong, the person must get an answer
                answers.put(Refusal.FAILED)

        Thread(target=work, name="alexa-api", daemon=True).start()
        try:
            return answers.get(timeout=self._deadline)
        except Empty:
            return Refusal.SLOW


_REFUSALS: dict[int, Refusal] = {
    HTTPStatus.NO_CONTENT: Refusal.EMPTY,
    HTTPStatus.UNAUTHORIZED: Refusal.NOT_GRANTED,
    HTTPStatus.FORBIDDEN: Refusal.NOT_GRANTED,
    HTTPStatus.TOO_MANY_REQUESTS: Refusal.BUSY,
}


def _may_carry_a_token(endpoint: str) -> bool:
    """Whether a bearer token may be sent there: over TLS, or to this machine (the simulator)."""
    parts = urlsplit(endpoint)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _get(address: str, headers: dict[str, str], seconds: float) -> Answer:
    # Imported here: crisis answers must not pay for it.
    from http.client import HTTPConnection, HTTPSConnection  # noqa: PLC0415

    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc, timeout=seconds)
    try:
        connection.request("GET", parts.path, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.read(_LARGEST_BODY))
    finally:
        connection.close()


def _address(body: Any) -> DeviceAddress | None:
    postal_code = body["postalCode"]
    country = body.get("countryCode") or "US"
    if not isinstance(country, str) or not isinstance(postal_code, str | None):
        raise TypeError
    return DeviceAddress(country, postal_code.strip()) if postal_code and postal_code.strip() else None


def _text(body: Any) -> str | None:
    if not isinstance(body, str | None):
        raise TypeError
    return body.strip() or None if body else None


def _number(body: Any) -> str | None:
    digits = _NOT_DIGITS.sub("", body["phoneNumber"] or "")
    country = _NOT_DIGITS.sub("", body.get("countryCode") or "1")
    if not digits:
        return None
    complete = digits.startswith(country) and len(digits) > len("2025550123")
    return f"+{digits}" if complete else f"+{country}{digits}"
