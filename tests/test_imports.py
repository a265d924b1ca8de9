"""What the skill function imports at start: a cold start waits for every module of it."""

import subprocess
import sys

import pytest

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


@pytest.fixture(scope="module")
def imported():
    code = "import lambda_handler, sys; print('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


@pytest.mark.parametrize("module", LATE)
def test_it_is_not_imported_at_start(imported, module):
    assert module not in imported
