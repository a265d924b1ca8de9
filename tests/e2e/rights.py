"""What a function's role allows, and what the function did: both as pairs of an action and a resource."""

from __future__ import annotations

import json
from collections.abc import Iterator

Right = tuple[str, str]
"""An IAM action and the ARN that it is for."""

TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""IAM knows no transaction: each part needs the right to do it alone."""


def allowed(cloud, function) -> set[Right]:
    """Everything that the role of `function` allows."""
    iam = cloud.client("iam")
    role = cloud.client("lambda").get_function_configuration(FunctionName=function)["Role"].rpartition("/")[2]
    assert not iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    found: set[Right] = set()
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        for statement in iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]["Statement"]:
            assert statement["Effect"] == "Allow"
            found |= {
                (action, arn) for action in many(statement["Action"]) for arn in many(statement["Resource"])
            }
    return found


def many(value) -> list[str]:
    return [value] if isinstance(value, str) else value


def calls(cloud) -> Iterator[tuple[str, set[Right]]]:
    """Every recorded call by a role: the access key it was made with, and the rights it took."""
    pages = cloud.client("cloudtrail").get_paginator("lookup_events").paginate()
    for event in (json.loads(entry["CloudTrailEvent"]) for page in pages for entry in page["Events"]):
        key = event["userIdentity"]["accessKeyId"]
        if key != "test":
            service = event["eventSource"].partition(".")[0]
            yield key, set(rights(cloud, service, event["eventName"], event["requestParameters"]))


def rights(cloud, service, name, request) -> Iterator[Right]:
    if service == "dynamodb":
        for part in request.get("TransactItems", ()):
            ((kind, item),) = part.items()
            yield f"dynamodb:{TRANSACTED[kind]}", table_arn(cloud, item)
        if "TableName" in request:
            yield f"dynamodb:{name}", table_arn(cloud, request)
    elif service == "sns":
        yield f"sns:{name}", request["TopicArn"]
    else:
        yield f"{service}:{name}", "*"


def table_arn(cloud, request) -> str:
    arn = cloud.client("dynamodb").describe_table(TableName=request["TableName"])["Table"]["TableArn"]
    return f"{arn}/index/{request['IndexName']}" if "IndexName" in request else arn
