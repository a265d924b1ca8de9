"""When DynamoDB or Alexa's address service fails, a person hears it plainly, in time, with a way on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from skill.simulator.customer_api import Account
from skill.simulator.speaker import Exchange, Speaker
from skill.simulator.transport import skill_handler

ALEXAS_PATIENCE = 8.0
HELPLINE = "1-800-662-4357"


class Fault:
    """A DynamoDB that is not well."""

    def __init__(self) -> None:
        self.status = 400
        self.body: dict[str, object] = {}
        self.delay = 0.0
        self.asked = 0
        fault = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fault.asked += 1
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(fault.delay)
                raw = json.dumps(fault.body).encode()
                try:
                    self.send_response(fault.status)
                    self.send_header("Content-Type", "application/x-amz-json-1.0")
                    self.send_header("Content-Length", str(len(raw)))
                    self.end_headers()
                    self.wfile.write(raw)
                except OSError:
                    return

            def log_message(self, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_until_asked(self) -> None:
        """Return once a request has come: a busy caller may have given up before it was read."""
        give_up = time.monotonic() + 20
        while not self.asked:
            assert time.monotonic() < give_up, "nobody asked"
            time.sleep(0.01)


@pytest.fixture
def fault() -> Iterator[Fault]:
    made = Fault()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Speaker]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

    def speak(endpoint: str, table: str = "programs", **options: object) -> Speaker:
        environment = {"IOP_PROGRAMS_TABLE": table, "IOP_ENDPOINT_URL": endpoint}
        speaker = Speaker(skill_handler(environment), **options)
        speaker.open()
        return speaker

    return speak


def assert_a_way_on(turn: Exchange) -> None:
    assert "I can't reach the list of programs" in turn.speech
    assert HELPLINE in turn.speech
    assert turn.open
    assert turn.ms < ALEXAS_PATIENCE * 1000


REFUSALS = [
    (400, "ProvisionedThroughputExceededException"),
    (400, "ThrottlingException"),
    (400, "ResourceNotFoundException"),
    (400, "AccessDeniedException"),
    (500, "InternalServerError"),
    (503, "ServiceUnavailable"),
    (200, "nonsense"),
]


@pytest.mark.parametrize(("status", "code"), REFUSALS)
def test_a_refusing_dynamodb(fault: Fault, speaking: Callable[..., Speaker], status: int, code: str) -> None:
    fault.status = status
    fault.body = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "zip 90210"}
    speaker = speaking(fault.url)
    assert_a_way_on(speaker.say("find a program near 90210"))
    fault.wait_until_asked()
    # The session is usable, and what was said is not lost.
    assert "90210" not in speaker.say("what is an i o p").speech


def test_a_slow_dynamodb_is_given_up_in_time(fault: Fault, speaking: Callable[..., Speaker]) -> None:
    fault.delay = 20
    assert_a_way_on(speaking(fault.url).say("find a program near 90210"))


def test_no_dynamodb_at_all(speaking: Callable[..., Speaker]) -> None:
    assert_a_way_on(speaking("http://127.0.0.1:9").say("find a program in denver"))


def test_no_table_is_set(speaking: Callable[..., Speaker]) -> None:
    assert_a_way_on(speaking("http://127.0.0.1:9", table="").say("find a program in denver"))


def test_an_empty_answer_finds_nothing_and_says_so(fault: Fault, speaking: Callable[..., Speaker]) -> None:
    fault.status, fault.body = 200, {"Items": [], "Count": 0}
    turn = speaking(fault.url).say("find a program in denver")
    assert "I found nothing within 100 miles of Denver, Colorado" in turn.speech
    assert HELPLINE in turn.speech
    assert turn.open


ADDRESS = [
    (Account(), "I can use your speaker's ZIP code if you allow it"),
    (Account(granted=frozenset({"address"})), "Your speaker has no ZIP code set"),
    (
        Account(granted=frozenset({"address"}), postal_code="K1A 0B1", country="CA"),
        "Your speaker has no ZIP code set",
    ),
    (Account(status=403), "I can use your speaker's ZIP code if you allow it"),
    (Account(status=429), "I couldn't get your speaker's ZIP code"),
    (Account(status=500), "I couldn't get your speaker's ZIP code"),
    (
        Account(granted=frozenset({"address"}), postal_code="90210", delay=4),
        "I couldn't get your speaker's ZIP code",
    ),
]


@pytest.mark.parametrize(("account", "said"), ADDRESS)
def test_without_the_devices_place_the_zip_is_asked_for(
    speaking: Callable[..., Speaker], account: Account, said: str
) -> None:
    speaker = speaking(
        "http://127.0.0.1:9", account=account, granted=account.granted, postal_code=account.postal_code
    )
    turn = speaker.say("find a program near me")
    assert said in turn.speech
    assert turn.speech.endswith("What ZIP code or city should I look near?")
    assert turn.open
    assert turn.ms < 4000
    offered = turn.card is not None and turn.card["type"] == "AskForPermissionsConsent"
    assert offered == ("if you allow it" in said)


def test_the_card_that_asks_for_the_place_is_sent_once(speaking: Callable[..., Speaker]) -> None:
    speaker = speaking("http://127.0.0.1:9")
    assert speaker.say("find a program near me").card
    again = speaker.say("find a program near me")
    assert again.card is None
    assert again.open
