"""The deployed skill: what Alexa would reach, on the local cloud."""

from __future__ import annotations

import pytest

from skill.simulator.via_lambda import deployed_skill


@pytest.fixture(scope="session")
def deployed(local_cloud):
    """The deployed skill function as a handler of envelopes."""
    return deployed_skill(local_cloud.client("lambda"), local_cloud.skill_function)
