"""What the skill function imports: a cold start waits for each module, and so does the first caller."""

import json
import os
import subprocess
import sys

import pytest

from tests.events import event

LATE = (
    "boto3",
    "botocore",
    "flask",
    "hassil",
    "ministack",
    "yaml",
    "rich",
    "click",
    "phonenumbers",
    "skill.simulator",
)

NOT_IN_A_CRISIS = (
    *LATE,
    "ask_sdk_core.view_resolvers.template_factory",
    "ask_sdk_model.dialog.delegate_directive",
    "ask_sdk_model.interfaces.display",
    "ask_sdk_model.services.reminder_management",
    "aws_lambda_powertools.logging",
    "aws_lambda_powertools.tracing",
    "dateutil",
    "html",
    "jmespath",
    "skill.callbacks",
    "skill.education",
    "skill.programs",
    "skill.screening",
    "tomllib",
    "typing_extensions",
)
"""What a first reply does without, beside what is not there at start."""

AFTER_A_TURN = """
import json, sys, lambda_handler
event = json.load(sys.stdin)
answer = lambda_handler.skill(event) if event else None
print(json.dumps({"answer": answer, "modules": sorted(sys.modules)}))
"""


def run(envelope):
    """The answer of a fresh process to `envelope`, if there is one, and the modules that it has imported."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", AFTER_A_TURN],
        input=json.dumps(envelope),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"IOP_SKILL_ID": "amzn1.ask.skill.test"},
    )
    after = json.loads(ran.stdout.splitlines()[-1])
    return after["answer"], set(after["modules"])


@pytest.fixture(scope="module")
def imported():
    return run(None)[1]


@pytest.fixture(scope="module")
def crisis():
    envelope = event("statement")
    envelope["request"]["intent"]["slots"]["statement"]["value"] = "kill myself"
    return run(envelope)


@pytest.mark.parametrize("module", LATE)
def test_it_is_not_imported_at_start(imported, module):
    assert module not in imported


@pytest.mark.parametrize("module", NOT_IN_A_CRISIS)
def test_a_first_crisis_reply_does_not_wait_for_it(crisis, module):
    answer, modules = crisis
    assert "988" in json.dumps(answer)
    assert module not in modules
