"""Alexa's customer APIs on loopback: the device's address and time zone, the account's name and number.

They answer as Amazon's do: 200 with the data, 204 where there is none, 403 where it was not granted, and, if
asked to, 429, 500 or nothing for a while.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from uuid import uuid4
from weakref import WeakValueDictionary

__all__ = ["Account", "CustomerApi"]


@dataclass(eq=False)
class Account:
    """What the account and the device have set; what is None is not set (204)."""

    granted: frozenset[str] = frozenset()
    """`address` and `profile`, as far as the person allowed them."""

    postal_code: str | None = None
    country: str = "US"
    given_name: str | None = "Sam"
    full_name: str | None = "Sam Example"
    email: str | None = None
    mobile: tuple[str, str] | None = ("1", "2025550143")
    """Country code and number; the default is one of the numbers kept for fiction."""

    time_zone: str | None = "America/New_York"
    status: int | None = None
    """Answer everything with this status, e.g. 429 or 500."""

    delay: float = 0.0
    """Seconds before every answer."""

    requests: list[str] = field(default_factory=list)
    """The paths that were asked for."""

    def answer(self, path: str) -> tuple[int, Any]:
        """Status and JSON body for a GET."""
        self.requests.append(path)
        time.sleep(self.delay)
        if self.status is not None:
            return self.status, {"type": "SIMULATED", "message": "as asked for"}
        return self._resource(path.partition("?")[0].strip("/").split("/"))

    def _resource(self, parts: list[str]) -> tuple[int, Any]:
        match parts:
            case ["v1", "devices", _, "settings", "address", "countryAndPostalCode"]:
                found = self.postal_code and {"countryCode": self.country, "postalCode": self.postal_code}
                return self._given("address", found)
            case ["v1", "devices", _, "settings", "address"]:
                return self._given("address", self.postal_code and self._address())
            case ["v2", "devices", _, "settings", "System.timeZone"]:
                return self._given(None, self.time_zone)
            case ["v2", "accounts" | "persons", "~current", "settings" | "profile", name]:
                return self._given("profile", self._profile(name.removeprefix("Profile.")))
        return HTTPStatus.NOT_FOUND, {"type": "NOT_FOUND", "message": "no such resource"}

    def _given(self, permission: str | None, value: Any) -> tuple[int, Any]:
        if permission and permission not in self.granted:
            message = "The authentication token does not have access to resource"
            return HTTPStatus.FORBIDDEN, {"code": "ACCESS_DENIED", "type": "FORBIDDEN", "message": message}
        return (HTTPStatus.OK, value) if value else (HTTPStatus.NO_CONTENT, None)

    def _address(self) -> Mapping[str, str | None]:
        empty = dict.fromkeys(("addressLine1", "addressLine2", "addressLine3", "city", "stateOrRegion"))
        return {
            **empty,
            "districtOrCounty": None,
            "countryCode": self.country,
            "postalCode": self.postal_code,
        }

    def _profile(self, name: str) -> Any:
        if name == "mobileNumber" and self.mobile:
            return {"countryCode": f"+{self.mobile[0]}", "phoneNumber": self.mobile[1]}
        return {"givenName": self.given_name, "name": self.full_name, "email": self.email}.get(name)


class CustomerApi:
    """One account's way into the APIs, an endpoint and a token; a process has one server for all."""

    def __init__(self, account: Account) -> None:
        """`account` is what the token opens, for as long as somebody holds this object."""
        self.account = account
        self.token = f"simulated-{uuid4()}"
        _ACCOUNTS[self.token] = account

    @property
    def endpoint(self) -> str:
        """The `apiEndpoint` of a request envelope; the server starts when it is first asked for."""
        return _endpoint()


_ACCOUNTS: WeakValueDictionary[str, Account] = WeakValueDictionary()
_STARTING = Lock()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a caller who did not wait for the answer."""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name is http.server's
        account = _ACCOUNTS.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        status, body = account.answer(self.path) if account else (int(HTTPStatus.UNAUTHORIZED), _UNKNOWN)
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is http.server's
        """Say nothing: what is asked for is private."""


_UNKNOWN = {"type": "INVALID_ACCESS_TOKEN", "message": "unknown token"}


def _endpoint() -> str:
    with _STARTING:
        return _started()


@cache
def _started() -> str:
    server = _Server(("127.0.0.1", 0), _Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
