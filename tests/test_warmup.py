"""What is done before AWS takes the snapshot: everything is loaded, and nothing leaves the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

SCRIPT = """
import json, sys
import lambda_handler
report = {"aws at import": "boto3" in sys.modules}
HOOK
before = set(sys.modules)
for event in json.load(sys.stdin):
    lambda_handler.skill(event)
ours = ("skill.", "ask_sdk", "boto", "aws_lambda_powertools")
report["loaded by the first turns"] = sorted(
    name for name in set(sys.modules) - before if name.startswith(ours)
)
print(json.dumps(report), file=sys.stderr)
"""
HOOK = """
import snapshot_restore_py
for hook, args, kwargs in snapshot_restore_py.get_before_snapshot():
    hook(*args, **kwargs)
"""
SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"


@pytest.fixture
def database():
    """An endpoint that refuses everything and counts."""
    asked = []

    class Refuse(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.headers["X-Amz-Target"])
            self.rfile.read(int(self.headers["Content-Length"]))
            body = b'{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}'
            self.send_response(400)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refuse)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def event(intent, **values):
    application, user = {"applicationId": SKILL_ID}, {"userId": "someone"}
    slots = {name: {"name": name, "value": value} for name, value in values.items()}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "application": application, "user": user},
        "context": {"System": {"application": application, "user": user}},
        "request": {
            "type": "IntentRequest",
            "requestId": "r",
            "timestamp": "2026-01-01T00:00:00Z",
            "locale": "en-US",
            "dialogState": "STARTED",
            "intent": {"name": intent, "slots": slots},
        },
    }


def on_a_screen(envelope):
    """The same from a device with a screen, and with its slots looked up in their lists."""
    envelope["context"]["System"]["device"] = {
        "deviceId": "d",
        "supportedInterfaces": {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}},
    }
    for slot in envelope["request"]["intent"]["slots"].values():
        slot["resolutions"] = {
            "resolutionsPerAuthority": [
                {
                    "authority": "a",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": slot["value"], "id": slot["value"]}}],
                }
            ]
        }
    return envelope


def run(endpoint, hook, *events, without=""):
    script = f"import sys\nsys.modules[{without!r}] = None\n" + SCRIPT if without else SCRIPT
    settings = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "IOP_SKILL_ID": SKILL_ID,
        "IOP_ENDPOINT_URL": endpoint,
        "IOP_PROGRAMS_TABLE": "programs",
        "IOP_CALLBACKS_TABLE": "callbacks",
        "IOP_CALLBACKS_KEY": "k" * 64,
        "IOP_CALLBACKS_KEEP_DAYS": "30",
        "IOP_CENTRE_NAME": "the center",
        "IOP_CENTRE_PHONE": "617-555-0100",
        "IOP_CENTRE_HOURS": "Mon-Fri 09:00-17:00",
        "IOP_CENTRE_TIME_ZONE": "America/New_York",
        "IOP_CALLBACK_PROMISE_HOURS": "8",
        "IOP_ALLOW_FICTIONAL_NUMBERS": "yes",
    }
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script.replace("HOOK", hook)],
        input=json.dumps(events),
        capture_output=True,
        text=True,
        env={**os.environ, **settings},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout, json.loads(ran.stderr.splitlines()[-1])


def test_nothing_is_sent_and_nothing_is_written_before_the_snapshot(database):
    endpoint, asked = database
    written, _ = run(endpoint, HOOK)
    assert asked == []
    assert written == ""


def test_the_first_turns_after_it_load_nothing_and_reach_the_database(database):
    endpoint, asked = database
    turns = (
        event("CostTopicIntent"),
        event("CallbackStatusIntent"),
        event("FindProgramIntent", zip="90210"),
        event("ScreeningIntent"),
        on_a_screen(event("HotlineIntent", hotline="lifeline")),
        on_a_screen(event("FindProgramIntent")),
    )
    _, report = run(endpoint, HOOK, *turns)
    assert report["loaded by the first turns"] == []
    assert {"DynamoDB_20120810.GetItem", "DynamoDB_20120810.Query"} <= set(asked)


def test_a_start_without_a_snapshot_loads_no_aws(database):
    endpoint, asked = database
    _, report = run(endpoint, "", event("CostTopicIntent"), without="snapshot_restore_py")
    assert report["aws at import"] is False
    # Powertools looks whether there is a botocore, which by itself is an almost empty package.
    assert not {"boto3", "botocore.client"} & set(report["loaded by the first turns"])
    assert asked == []
