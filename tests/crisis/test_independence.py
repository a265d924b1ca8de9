"""The crisis path needs no network, no AWS, and no words but its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.events import event

ROOT = Path(__file__).parents[2]
BROKEN = """
import json, socket, sys

def refuse(*_, **__):
    raise OSError("no network here")

socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
sys.modules["boto3"] = sys.modules["botocore"] = None

import lambda_handler
print(json.dumps([lambda_handler.skill(envelope) for envelope in json.load(sys.stdin)]))
"""
FAMILIES = [
    "Suicide",
    "SelfHarm",
    "Overdose",
    "Medical",
    "Eating",
    "Violence",
    "Abuse",
    "Psychosis",
    "Method",
]


def envelopes():
    """One for each script, and words of risk in a slot."""
    for family in FAMILIES:
        for subject in ("Self", "Other"):
            envelope = event("intent")
            envelope["request"]["intent"]["name"] = f"{family}{subject}CrisisIntent"
            yield envelope
    heard = event("statement")
    heard["request"]["intent"]["slots"]["statement"]["value"] = "i want to kill myself"
    yield heard


@pytest.fixture
def broken_copy(tmp_path):
    """The skill with every content file broken but those of the crisis path and the edge."""
    shutil.copytree(ROOT / "skill", tmp_path / "skill")
    shutil.copy(ROOT / "lambda_handler.py", tmp_path)
    kept = {"crisis", "numbers", "edge"}
    for path in (tmp_path / "skill" / "content").rglob("*.toml"):
        if path.stem not in kept:
            path.write_text("this is = = not toml")
    return tmp_path


def test_every_crisis_script_is_said_when_all_else_is_broken(broken_copy):
    asked = list(envelopes())
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", BROKEN],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=broken_copy,
        env={"PATH": os.environ["PATH"], "IOP_SKILL_ID": "amzn1.ask.skill.test", "PYTHONSAFEPATH": ""},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout.splitlines()[-1])
    assert len(answers) == len(asked)
    for answer in answers:
        said = answer["response"]["outputSpeech"]["ssml"]
        assert "went wrong" not in said
        assert "Shall I say that again?" in said
        assert "988" in said or "911" in said
