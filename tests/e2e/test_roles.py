"""Each function's role allows what the function does, and nothing else.

That it allows enough shows in every other test here: the local cloud refuses what a role does not allow. That
it allows no more is shown by a run through everything a function does, and a comparison.
"""

from __future__ import annotations

import json
import time

import pytest

from skill.simulator.local_cloud import local_cloud
from tests.e2e.conversations import REQUEST, speaker, talk
from tests.e2e.rights import Trail, allowed

PATIENCE = 60

OF_THE_PLATFORM = {
    # What Lambda itself does with the role, by its documentation: logs, traces, the stream, failed batches,
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
    "sqs:SendMessage",
    # and what DynamoDB, SNS and Lambda do with the key on behalf of the role.
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
}
"""Rights that no line of ours asks for; the local cloud cannot show them."""


@pytest.fixture(scope="module")
def used():
    """For the skill and for the notifier: the cloud, and the rights that they used."""
    with local_cloud(record_calls=True) as cloud:
        trail = Trail(cloud)
        assert list(trail.calls()) == [], "something was called before the snapshot was taken"
        sweep(cloud)
        notifiers = {key for key, _ in trail.calls()}
        assert notifiers
        everything_by_voice(cloud, trail)
        rights = {"skill": set(), "notifier": set()}
        for key, taken in trail.calls():
            # The functions run under sessions of their own; the sweep above showed the notifier's.
            rights["notifier" if key in notifiers else "skill"] |= taken
        yield cloud, rights


def sweep(cloud):
    answer = cloud.client("lambda").invoke(FunctionName=cloud.notifier_function, Payload=b"{}")
    assert "FunctionError" not in answer, answer["Payload"].read()


def everything_by_voice(cloud, trail):
    person = speaker(cloud, user_id="amzn1.ask.account.ROLES")
    assert "demo" in talk(person, "find a program near nine oh two one oh").speech
    trail.read()
    assert "saved" in talk(person, *REQUEST).speech
    wait_until_the_staff_are_told(trail)
    assert "is waiting" in talk(person, "when will they call").speech
    trail.read()
    assert "updated" in talk(person, *REQUEST).speech.lower()
    trail.read()
    assert "cancelled" in talk(person, "cancel my request", "yes").speech


def wait_until_the_staff_are_told(trail):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if any(action == "sns:Publish" for _, taken in trail.calls() for action, _ in taken):
            return
        time.sleep(0.2)
    pytest.fail("the notifier published nothing")


@pytest.mark.parametrize("name", ["skill", "notifier"])
def test_a_role_allows_exactly_what_its_function_does(used, name):
    cloud, rights = used
    function = cloud.outputs[f"{name.title()}FunctionName"]
    granted = {(action, arn) for action, arn in allowed(cloud, function) if action not in OF_THE_PLATFORM}
    assert granted == rights[name]


@pytest.mark.parametrize("name", ["skill", "notifier"])
def test_no_role_holds_a_wildcard_but_where_there_is_no_resource_to_name(used, name):
    cloud, _ = used
    for action, arn in allowed(cloud, cloud.outputs[f"{name.title()}FunctionName"]):
        assert "*" not in action
        assert arn != "*" or action.startswith("xray:") or action == "dynamodb:ListStreams"


@pytest.mark.parametrize("name", ["skill", "notifier"])
def test_only_lambda_may_take_a_role(used, name):
    cloud, _ = used
    function = cloud.client("lambda").get_function_configuration(
        FunctionName=cloud.outputs[f"{name.title()}FunctionName"]
    )
    role = cloud.client("iam").get_role(RoleName=function["Role"].rpartition("/")[2])["Role"]
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "lambda.amazonaws.com"}, json.dumps(statement)
