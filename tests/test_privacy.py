"""No log line and no metric holds a word, a name, a number or an id of the person who spoke."""

import json
import os
import subprocess
import sys

import pytest

from tests.events import EVENTS_OF_A_PERSON, event

PLANTED = "PLANTED"
FUNCTION = """
import json, sys, lambda_handler
answers = [lambda_handler.skill(envelope) for envelope in json.load(sys.stdin)]
print(json.dumps({"answers": answers}))
"""


def run_function(envelopes, skill_id="amzn1.ask.skill.test"):
    """What the function writes for `envelopes`, in a process of its own as in AWS Lambda, and its answers."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IOP_")}
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FUNCTION],
        input=json.dumps(envelopes),
        capture_output=True,
        text=True,
        check=True,
        env=environment | ({"IOP_SKILL_ID": skill_id} if skill_id else {}),
    )
    *written, answers = run.stdout.splitlines()
    return (
        "\n".join([*written, run.stderr]),
        [json.loads(line) for line in written],
        json.loads(answers)["answers"],
    )


def broken(envelope):
    """An envelope on which the SDK itself fails."""
    envelope["request"]["timestamp"] = "PLANTEDTIME"
    return envelope


def misdirected(envelope):
    """An envelope for another skill."""
    for holder in (envelope["session"], envelope["context"]["System"]):
        holder["application"]["applicationId"] = "amzn1.ask.skill.PLANTED"
    return envelope


@pytest.mark.parametrize(
    ("change", "logged"),
    [(lambda envelope: envelope, []), (broken, ["failed"]), (misdirected, ["refused"])],
)
def test_the_log_says_how_it_went_and_nothing_of_what_was_said(change, logged):
    written, lines, _ = run_function([change(event(name)) for name in EVENTS_OF_A_PERSON])
    assert [line["message"] for line in lines if "message" in line] == logged * len(EVENTS_OF_A_PERSON)
    assert sum("_aws" in line for line in lines) == len(EVENTS_OF_A_PERSON)
    assert PLANTED not in written


def test_without_a_skill_id_a_person_still_hears_where_help_is():
    written, _, answers = run_function([event("launch")], skill_id="")
    assert "988" in answers[0]["response"]["outputSpeech"]["ssml"]
    assert "IOP_SKILL_ID is not set" in written
