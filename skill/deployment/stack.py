"""`template.yaml` as a CloudFormation stack: created or updated, then its outputs.

The local cloud and AWS are deployed to by this same code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.errors import SkillError

__all__ = ["TEMPLATE", "DeploymentError", "deploy", "package"]

TEMPLATE = Path(__file__).parents[2] / "template.yaml"

CODE = "CodeUri: dist/skill.zip"
"""How the template names the bundle."""

NO_CHANGE = "No updates are to be performed"


class DeploymentError(SkillError):
    """CloudFormation refused or rolled back the stack."""


def package(s3: Any, bucket: str, bundle: Path) -> str:
    """Put `bundle` into an S3 bucket and return the template that names it there.

    It does what `sam package` and `aws cloudformation package` do. The key names the bundle's content: new
    code is a new version of the function, and the same code is not.

    Raises:
        DeploymentError: S3 refused it.
    """
    content = bundle.read_bytes()
    key = f"iop-voice-skill/{hashlib.sha256(content).hexdigest()}.zip"
    try:
        s3.put_object(Bucket=bucket, Key=key, Body=content)
    except s3.exceptions.ClientError as error:
        raise DeploymentError(f"S3 refused the bundle: {error}") from error
    return TEMPLATE.read_text().replace(CODE, f"CodeUri: s3://{bucket}/{key}")


def deploy(
    cloudformation: Any,
    name: str,
    template: str,
    parameters: Mapping[str, str],
    *,
    poll_seconds: float = 5,
) -> dict[str, str]:
    """Create the stack `name` or bring it up to date, and return its outputs.

    Args:
        cloudformation: a boto3 client for CloudFormation.
        name: of the stack.
        template: as `package` gives it.
        parameters: of the template; those left out keep their value, or take the template's default.
        poll_seconds: how often to ask whether it is done.

    Raises:
        DeploymentError: the stack was refused or rolled back; the message holds the first reasons.
    """
    known = _describe(cloudformation, name)
    given: list[dict[str, Any]] = [
        {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
    ]
    if known:
        kept = {entry["ParameterKey"] for entry in known.get("Parameters", ())} - set(parameters)
        given += [{"ParameterKey": key, "UsePreviousValue": True} for key in sorted(kept)]
    change = cloudformation.update_stack if known else cloudformation.create_stack
    waiter = cloudformation.get_waiter("stack_update_complete" if known else "stack_create_complete")
    errors = cloudformation.exceptions.ClientError
    try:
        change(
            StackName=name,
            TemplateBody=template,
            Parameters=given,
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        waiter.wait(StackName=name, WaiterConfig={"Delay": poll_seconds, "MaxAttempts": 240})
    except errors as error:
        if NO_CHANGE not in str(error):
            raise DeploymentError(f"CloudFormation refused the stack {name}: {error}") from error
    except Exception as error:
        raise DeploymentError(f"the stack {name} failed: {_reasons(cloudformation, name)}") from error
    stack = _describe(cloudformation, name)
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def _describe(cloudformation: Any, name: str) -> dict[str, Any]:
    try:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except cloudformation.exceptions.ClientError:
        return {}
    return stack


def _reasons(cloudformation: Any, name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
    return "; ".join(
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}" for event in failed[-3:]
    )
