"""What must be true of `template.yaml` whoever edits it next."""

from __future__ import annotations

import re

import pytest

from skill.deployment import stack
from skill.deployment.bundle import ROOT
from skill.deployment.tables import resources

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
TEMPLATE = stack.TEMPLATE.read_text(encoding="utf-8")


def of_type(*kinds):
    return {name: found for name, found in resources().items() if found["Type"] in kinds}


@pytest.mark.parametrize("name", of_type("AWS::CloudWatch::Alarm"))
def test_whoever_gets_an_alarm_finds_what_to_do(name):
    properties = resources()[name]["Properties"]
    assert properties["AlarmActions"] == ["AlarmTopic"]
    (section,) = re.findall(r'See docs/operations\.md, "(.+)"\.$', properties["AlarmDescription"])
    assert f"\n### {section}\n" in OPERATIONS


@pytest.mark.parametrize(
    "name", of_type("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SecretsManager::Secret")
)
def test_nothing_that_cannot_be_made_again_goes_with_the_stack(name):
    assert resources()[name]["DeletionPolicy"] == "Retain"
    assert resources()[name]["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", of_type("AWS::DynamoDB::Table"))
def test_tables_are_encrypted_with_our_key_and_can_be_restored(name):
    properties = resources()[name]["Properties"]
    assert properties["SSESpecification"]["KMSMasterKeyId"] == "DataKey.Arn"
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_finished_requests_expire():
    assert resources()["CallbacksTable"]["Properties"]["TimeToLiveSpecification"]["Enabled"] is True


@pytest.mark.parametrize("name", of_type("AWS::Serverless::Function"))
def test_functions_log_as_json_to_a_log_that_ends(name):
    logging = resources()[name]["Properties"]["LoggingConfig"]
    assert logging["LogFormat"] == "JSON"
    log = resources()[logging["LogGroup"]]["Properties"]
    assert {"RetentionInDays", "KmsKeyId"} <= set(log)


def test_every_parameter_is_explained_to_the_operator():
    declared = re.search(r"^Parameters:\n(.*?)^\S", TEMPLATE, re.MULTILINE | re.DOTALL)
    assert declared
    names = re.findall(r"^  (\w+):$", declared.group(1), re.MULTILINE)
    assert len(names) > 10
    assert [name for name in names if f"`{name}`" not in OPERATIONS] == []


def test_the_template_is_small_enough_to_be_sent_as_it_is():
    """CloudFormation takes 51,200 bytes without a detour by S3, and no YAML aliases."""
    assert len(TEMPLATE.encode()) < 51_200
    assert not re.findall(r"[:-] [*&]\w", TEMPLATE)


def test_packaging_names_the_bundle_for_every_function():
    assert TEMPLATE.count(stack.CODE) == len(of_type("AWS::Serverless::Function"))
