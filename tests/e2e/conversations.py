"""Conversations with the deployed skill, said the way people say them, and what the staff do beside it."""

from __future__ import annotations

import os
import subprocess
import sys

from skill.simulator import Exchange, Speaker
from skill.simulator.via_lambda import deployed_skill

REQUEST = (
    "have someone call me",
    "yes",
    "maria",
    "six one seven five five five oh one two three",
    "yes",
    "for me",
    "monday afternoon",
    "yes",
    "yes",
)
"""Asks for a call, up to it being saved; on a Monday, since tomorrow the center may be closed."""


def speaker(cloud, **options) -> Speaker:
    """A speaker in front of the function that is deployed to `cloud`."""
    handler = deployed_skill(cloud.client("lambda"), cloud.skill_function)
    return Speaker(handler, **options)


def talk(speaker: Speaker, *utterances: str) -> Exchange:
    """Open the skill, say all of it, and return the last turn."""
    speaker.open()
    exchanges = [speaker.say(utterance) for utterance in utterances]
    assert all(exchange.stage == "exact" for exchange in exchanges), [
        exchange.say for exchange in exchanges if exchange.stage != "exact"
    ]
    return exchanges[-1]


def iop(cloud, *arguments: str) -> str:
    """What `iop` prints when it works on `cloud`."""
    command = [sys.executable, "-c", "from skill.cli import main; main()", *arguments]
    run = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **cloud.environment}, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
