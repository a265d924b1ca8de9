"""The skill as it is deployed: envelopes go through Lambda's Invoke, as Alexa's do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from skill.errors import SkillError

__all__ = ["DeployedSkillError", "deployed_skill"]


class DeployedSkillError(SkillError):
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
        except lambda_client.exceptions.ClientError as error:
            raise DeployedSkillError(f"the skill function was not reached: {error}") from error
        if kind := answer.get("FunctionError"):
            raise DeployedSkillError(f"the skill function failed ({kind}); its log has more")
        response: dict[str, Any] = json.loads(answer["Payload"].read())
        return response

    return handle
