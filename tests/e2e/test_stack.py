"""The stack as it stands deployed: who may call, who is answered, and what an update or a deletion leaves."""

from __future__ import annotations

import json
import zipfile

import pytest

from skill.deployment import bundle, stack
from skill.simulator.local_cloud import BUCKET, SKILL_ID, STACK, local_cloud
from skill.simulator.via_lambda import DeployedSkillError, deployed_skill
from tests.e2e.conversations import speaker, talk

OTHER_SKILL = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111"


def launch(skill_id=SKILL_ID):
    application = {"applicationId": skill_id}
    user = {"userId": "amzn1.ask.account.END-TO-END"}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "session", "application": application, "user": user},
        "context": {"System": {"application": application, "user": user}},
        "request": {
            "type": "LaunchRequest",
            "requestId": "request",
            "timestamp": "2026-01-01T00:00:00Z",
            "locale": "en-US",
        },
    }


def test_alexa_is_answered(deployed):
    response = deployed(launch(), None)["response"]
    assert "intensive outpatient" in response["outputSpeech"]["ssml"].lower()
    assert response["shouldEndSession"] is False


def test_another_skill_is_refused(deployed):
    assert deployed(launch(OTHER_SKILL), None)["response"] == {"shouldEndSession": True}


@pytest.mark.parametrize("event", [{}, [], None, {"request": {"type": "LaunchRequest"}}])
def test_nobody_without_the_skill_id_is_answered(deployed, event):
    assert deployed(event, None)["response"] == {"shouldEndSession": True}


def test_a_request_that_nobody_understands_still_says_where_help_is(deployed):
    event = launch()
    event["request"]["type"] = "Something.New"
    spoken = deployed(event, None)["response"]["outputSpeech"]["ssml"]
    assert "988" in spoken
    assert "911" in spoken


def test_only_alexa_and_only_for_this_skill_may_call(local_cloud):
    functions = local_cloud.client("lambda")
    name, alias = local_cloud.skill_function.rsplit(":", 1)
    policy = json.loads(functions.get_policy(FunctionName=name, Qualifier=alias)["Policy"])
    (statement,) = policy["Statement"]
    assert statement["Effect"] == "Allow"
    assert list(statement["Principal"].values()) == ["alexa-appkit.amazon.com"]
    assert statement["Action"] == "lambda:InvokeFunction"
    assert statement["Condition"]["StringEquals"] == {"lambda:EventSourceToken": SKILL_ID}


def test_the_manifests_endpoint_is_a_published_version_that_starts_from_a_snapshot(local_cloud):
    described = local_cloud.client("lambda").get_function_configuration(
        FunctionName=local_cloud.skill_function
    )
    assert described["Version"] != "$LATEST"
    assert described["SnapStart"] == {"ApplyOn": "PublishedVersions", "OptimizationStatus": "On"}
    assert described["Architectures"] == ["arm64"]
    assert described["Timeout"] == 8


def test_a_function_that_does_not_answer_is_said_plainly(local_cloud):
    missing = deployed_skill(local_cloud.client("lambda"), "no-such-function")
    with pytest.raises(DeployedSkillError, match="not reached"):
        missing(launch(), None)


@pytest.fixture
def own_cloud():
    with local_cloud() as cloud:
        yield cloud


def keep_something(cloud):
    dynamodb = cloud.client("dynamodb")
    for table in (cloud.programs_table, cloud.callbacks_table):
        key = dynamodb.describe_table(TableName=table)["Table"]["KeySchema"][0]["AttributeName"]
        dynamodb.put_item(TableName=table, Item={key: {"S": "kept"}})


def kept(cloud):
    dynamodb = cloud.client("dynamodb")
    tables = (cloud.programs_table, cloud.callbacks_table)
    return all({"S": "kept"} in values(dynamodb, table) for table in tables)


def values(dynamodb, table):
    pages = dynamodb.get_paginator("scan").paginate(TableName=table)
    return [value for page in pages for item in page["Items"] for value in item.values()]


def changed_bundle(folder):
    code = bundle.build(folder / "skill.zip")
    with zipfile.ZipFile(code, "a") as archive:
        archive.writestr("release.txt", "the next one")
    return code


def test_an_update_keeps_data_secret_and_address_and_brings_the_new_code(own_cloud, tmp_path):
    keep_something(own_cloud)
    functions = own_cloud.client("lambda")
    before = functions.get_function_configuration(FunctionName=own_cloud.skill_function)
    template = stack.package(own_cloud.client("s3"), BUCKET, changed_bundle(tmp_path))
    change = {"MemorySize": "1024", "CentreName": "the new name"}
    outputs = stack.deploy(own_cloud.client("cloudformation"), STACK, template, change, poll_seconds=0.1)
    functions.get_waiter("function_active_v2").wait(FunctionName=own_cloud.skill_function)
    after = functions.get_function_configuration(FunctionName=own_cloud.skill_function)

    assert outputs == own_cloud.outputs
    assert kept(own_cloud)
    assert after["Version"] != before["Version"]
    assert after["CodeSha256"] != before["CodeSha256"]
    assert after["MemorySize"] == 1024
    variables = after["Environment"]["Variables"]
    assert variables["IOP_CENTRE_NAME"] == "the new name"
    assert variables["IOP_CALLBACKS_KEY"] == before["Environment"]["Variables"]["IOP_CALLBACKS_KEY"]
    assert deployed_skill(functions, own_cloud.skill_function)(launch(), None)["response"]["outputSpeech"]


def test_an_update_that_changes_nothing_is_no_mistake(own_cloud, tmp_path):
    template = stack.package(own_cloud.client("s3"), BUCKET, bundle.build(tmp_path / "skill.zip"))
    outputs = stack.deploy(own_cloud.client("cloudformation"), STACK, template, {}, poll_seconds=0.1)
    assert outputs == own_cloud.outputs


def test_deleting_the_stack_leaves_the_data(own_cloud):
    keep_something(own_cloud)
    cloudformation = own_cloud.client("cloudformation")
    cloudformation.delete_stack(StackName=STACK)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=STACK, WaiterConfig={"Delay": 1})
    assert kept(own_cloud)


def test_a_new_hash_secret_is_taken_when_its_version_is_named(own_cloud, tmp_path):
    def secret_in_use():
        found = functions.get_function_configuration(FunctionName=own_cloud.outputs["SkillFunctionName"])
        return found["Environment"]["Variables"]["IOP_CALLBACKS_KEY"]

    functions, secrets = own_cloud.client("lambda"), own_cloud.client("secretsmanager")
    first = secret_in_use()
    assert len(first) == 64
    (listed,) = secrets.list_secrets()["SecretList"]
    put = secrets.put_secret_value(SecretId=listed["ARN"], SecretString="another secret")
    template = stack.package(own_cloud.client("s3"), BUCKET, bundle.build(tmp_path / "skill.zip"))
    change = {"CallbacksKeyVersion": put["VersionId"]}
    stack.deploy(own_cloud.client("cloudformation"), STACK, template, change, poll_seconds=0.1)
    assert secret_in_use() == "another secret"


def test_what_a_role_does_not_allow_is_refused_and_said_plainly(own_cloud):
    """Else no other test here would show that the roles allow enough."""
    iam = own_cloud.client("iam")
    described = own_cloud.client("lambda").get_function_configuration(FunctionName=own_cloud.skill_function)
    role = described["Role"].rpartition("/")[2]
    iam.delete_role_policy(RoleName=role, PolicyName="skill")
    turn = talk(speaker(own_cloud), "when will they call")
    assert "617-555-0100" in turn.speech
    assert turn.open
