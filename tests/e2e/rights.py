"""What a function's role allows, and what the function did: both as pairs of an action and a resource."""

from __future__ import annotations

import json
from collections.abc import Iterator

from skill.simulator.local_cloud import KEYS

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


class Trail:
    """The calls that the functions made, as CloudTrail keeps them; the local one shows the newest fifty."""

    SOURCES = (None, "dynamodb.amazonaws.com", "sns.amazonaws.com")

    def __init__(self, cloud) -> None:
        self._cloud = cloud
        self._seen: dict[str, dict] = {}

    def read(self) -> None:
        """Take in what was called; to be asked often enough that nothing is pushed out."""
        trail = self._cloud.client("cloudtrail")
        for source in self.SOURCES:
            chosen = [{"AttributeKey": "EventSource", "AttributeValue": source}] if source else []
            events = trail.lookup_events(LookupAttributes=chosen)["Events"]
            missed = (
                len(events) == 50
                and self._seen
                and not any(event["EventId"] in self._seen for event in events)
            )
            assert source is None or not missed, "read the trail more often"
            self._seen |= {event["EventId"]: json.loads(event["CloudTrailEvent"]) for event in events}

    def calls(self) -> Iterator[tuple[str, set[Right]]]:
        """Every call by a role so far: the access key it was made with, and the rights it took."""
        self.read()
        for event in list(self._seen.values()):
            key = event["userIdentity"]["accessKeyId"]
            if key != KEYS["AWS_ACCESS_KEY_ID"]:
                service = event["eventSource"].partition(".")[0]
                yield key, set(rights(self._cloud, service, event["eventName"], event["requestParameters"]))


def rights(cloud, service, name, request) -> Iterator[Right]:
    if service == "dynamodb":
        for part in request.get("TransactItems", ()):
            ((kind, item),) = part.items()
            yield f"dynamodb:{TRANSACTED[kind]}", table_arn(cloud, item)
        if "TableName" in request:
            yield f"dynamodb:{name}", table_arn(cloud, request)
    elif service == "sns":
        # The trail knows the name of a call in a form's fields only as one of them.
        yield f"sns:{request['Action']}", request["TopicArn"]
    else:
        yield f"{service}:{name}", "*"


def table_arn(cloud, request) -> str:
    arn = described(cloud.client("dynamodb"), request["TableName"])["TableArn"]
    return f"{arn}/index/{request['IndexName']}" if "IndexName" in request else arn


KNOWN: dict[str, dict] = {}


def described(dynamodb, table) -> dict:
    if table not in KNOWN:
        KNOWN[table] = dynamodb.describe_table(TableName=table)["Table"]
    return KNOWN[table]
