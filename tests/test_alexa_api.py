"""The customer APIs of Alexa, against a real HTTP server that behaves as Alexa does, well or badly."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa_api import AlexaApi, Answer, DeviceAddress, Outcome, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERS: dict[str, tuple[int, bytes, float]] = {}
SEEN: list[tuple[str, str]] = []


class _Alexa(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        SEEN.append((self.path, self.headers["Authorization"]))
        status, body, wait = ANSWERS.get(self.path, (404, b"{}", 0))
        time.sleep(wait)
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Alexa)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


ADDRESS = "/v1/devices/device.1/settings/address/countryAndPostalCode"
MOBILE = "/v2/accounts/~current/settings/Profile.mobileNumber"


def answer(path: str, status: int, body: object = None, *, wait: float = 0) -> None:
    ANSWERS[path] = (status, b"" if body is None else json.dumps(body).encode(), wait)


def test_the_postal_code_of_a_device(endpoint: str) -> None:
    answer(ADDRESS, 200, {"countryCode": "US", "postalCode": "90210"})
    assert AlexaApi(endpoint, "token").device_address("device.1") == Outcome(DeviceAddress("US", "90210"))
    assert SEEN[-1] == (ADDRESS, "Bearer token")


@pytest.mark.parametrize(
    ("status", "body", "refusal"),
    [
        (204, None, Refusal.EMPTY),
        (200, {"countryCode": "US", "postalCode": None}, Refusal.EMPTY),
        (200, {"countryCode": "US", "postalCode": " "}, Refusal.EMPTY),
        (401, {}, Refusal.NOT_GRANTED),
        (403, {"type": "FORBIDDEN"}, Refusal.NOT_GRANTED),
        (429, {}, Refusal.BUSY),
        (500, {}, Refusal.FAILED),
        (302, {}, Refusal.FAILED),
        (200, ["not", "an", "address"], Refusal.FAILED),
        (200, {"postalCode": 90210}, Refusal.FAILED),
        (200, {}, Refusal.FAILED),
    ],
)
def test_every_way_to_have_no_postal_code(endpoint: str, status: int, body: object, refusal: Refusal) -> None:
    answer(ADDRESS, status, body)
    assert AlexaApi(endpoint, "token").device_address("device.1") == Outcome(refusal=refusal)


def test_a_slow_service_is_given_up_at_the_deadline(endpoint: str) -> None:
    answer(ADDRESS, 200, {"postalCode": "90210"}, wait=5)
    started = time.monotonic()
    assert AlexaApi(endpoint, "token", deadline=0.2).device_address("device.1").refusal is Refusal.SLOW
    assert time.monotonic() - started < 3


def test_an_absent_service_is_a_failure() -> None:
    assert AlexaApi("http://127.0.0.1:9", "token").given_name().refusal is Refusal.FAILED


def test_a_token_is_never_sent_in_the_clear_to_another_machine() -> None:
    def get(*args: object) -> None:
        pytest.fail("the token was sent")

    assert AlexaApi("http://example.test", "token", get=get).given_name().refusal is Refusal.FAILED


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ({"countryCode": "+1", "phoneNumber": "202-555-0123"}, "+12025550123"),
        ({"countryCode": "1", "phoneNumber": "2025550123"}, "+12025550123"),
        ({"countryCode": "+1", "phoneNumber": "1 202 555 0123"}, "+12025550123"),
    ],
)
def test_a_mobile_number_is_one_string_of_digits(endpoint: str, body: object, number: str) -> None:
    answer(MOBILE, 200, body)
    assert AlexaApi(endpoint, "token").mobile_number().value == number


def test_name_and_time_zone(endpoint: str) -> None:
    answer("/v2/accounts/~current/settings/Profile.givenName", 200, "Robin")
    answer("/v2/devices/a%2Fb/settings/System.timeZone", 200, "America/Chicago")
    assert AlexaApi(endpoint + "/", "token").given_name().value == "Robin"
    assert AlexaApi(endpoint, "token").time_zone("a/b").value == "America/Chicago"


@given(st.binary(max_size=60), st.integers(100, 599))
def test_whatever_comes_back_nothing_is_raised(body: bytes, status: int) -> None:
    api = AlexaApi("https://example.test", "token", get=lambda *_: Answer(status, body))
    for outcome in (api.device_address("d"), api.mobile_number(), api.given_name(), api.time_zone("d")):
        assert (outcome.value is None) != (outcome.refusal is None)
