"""The skill as it is deployed: envelopes go through Lambda's Invoke, as Alexa's do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from skill.simulator.errors import SimulatorError
from skill.simulator.local_cloud import STACK, client, local_cloud

__all__ = ["DeployedSkill", "DeployedSkillError", "deployed_skill", "found_skill"]


class DeployedSkillError(SimulatorError):
    """The deployed function crashed, timed out or was not reached."""


def deployed_skill(lambda_client: Any, function: str) -> Callable[[Any, Any], dict[str, Any]]:
    """The skill function `function` as a handler of envelopes.

    Args:
        lambda_client: a boto3 client for Lambda.
        function: name or ARN, with the alias.

    Raises:
        DeployedSkillError: by the handler, when the function did not answer.
    """

    def handle(event: Any, context: Any = None) -> dict[str, Any]:
        del context  # Lambda makes its own
        try:
            answer = lambda_client.invoke(FunctionName=function, Payload=json.dumps(event).encode())
        except (BotoCoreError, ClientError) as error:
            raise DeployedSkillError(f"the skill function was not reached: {error}") from error
        if kind := answer.get("FunctionError"):
            raise DeployedSkillError(f"the skill function failed ({kind}); its log has more")
        response: dict[str, Any] = json.loads(answer["Payload"].read())
        return response

    return handle


@dataclass(frozen=True, slots=True)
class DeployedSkill:
    """A skill function in a cloud."""

    handler: Callable[[Any, Any], dict[str, Any]]
    skill_id: str
    """The only one that the function answers."""


@contextmanager
def found_skill(*, aws: bool, stack: str = STACK, progress: Callable[[str], None]) -> Iterator[DeployedSkill]:
    """The deployed skill function of the cloud that the environment and the options name.

    `IOP_ENDPOINT_URL` or `AWS_ENDPOINT_URL` if set; else the real account if `aws`; else a local cloud of its
    own, which ends with the block.

    Args:
        aws: whether to look in the real account.
        stack: the name of the stack there.
        progress: is told each step in a few words.

    Raises:
        DeployedSkillError: there is no such stack.
    """
    with ExitStack() as leaving:
        endpoint = os.environ.get("IOP_ENDPOINT_URL") or os.environ.get("AWS_ENDPOINT_URL")
        if not endpoint and not aws:
            progress("no IOP_ENDPOINT_URL and no --aws: starting a local cloud of my own")
            endpoint = leaving.enter_context(local_cloud(progress=progress)).endpoint_url
        connect = partial(client, endpoint) if endpoint else _account
        described = _stack(connect("cloudformation"), stack)
        outputs = {entry["OutputKey"]: entry["OutputValue"] for entry in described["Outputs"]}
        parameters = {entry["ParameterKey"]: entry["ParameterValue"] for entry in described["Parameters"]}
        # Said twice, a turn would happen twice.
        once = Config(retries={"total_max_attempts": 1}, read_timeout=30)
        handler = deployed_skill(connect("lambda", config=once), outputs["SkillEndpoint"])
        yield DeployedSkill(handler, parameters["SkillId"])


def _account(service: str, **options: Any) -> Any:
    return boto3.client(service, **options)


def _stack(cloudformation: Any, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except (BotoCoreError, ClientError, ResponseParserError) as error:
        raise DeployedSkillError(f"no stack {name} to talk to: {error}") from error
    return found
