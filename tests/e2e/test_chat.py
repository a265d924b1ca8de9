"""`iop chat --via lambda`: the same conversation, with the function that is deployed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

LINES = "help\nwhat can you do\nrepeat\n.silence\n"


def chat(*options, environment=None, lines=LINES):
    command = [sys.executable, "-c", "from skill.cli import main; main()", "chat", "--json", *options]
    return subprocess.run(
        command,
        input=lines,
        capture_output=True,
        text=True,
        env={**os.environ, **(environment or {})},
        check=False,
    )


def said(run):
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    for line in lines:
        line.pop("ms")
    return lines


@pytest.fixture(scope="module")
def at_the_cloud(local_cloud):
    # Only where it is: table, function and skill id are the stack's to say.
    names = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
    return {name: local_cloud.environment[name] for name in names}


def test_the_deployed_skill_says_what_the_skill_in_this_process_says(at_the_cloud):
    deployed = said(chat("--via", "lambda", environment=at_the_cloud))
    assert deployed == said(chat(environment=at_the_cloud))
    assert [line["open"] for line in deployed] == [True, True, True, False]


def test_without_a_stack_it_says_so(dynamodb_local):
    run = chat("--via", "lambda", environment=dynamodb_local.environment)
    assert run.returncode == 1
    assert run.stderr.startswith("Error: no stack iop-voice-skill to talk to")
