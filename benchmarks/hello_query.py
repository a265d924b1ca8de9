"""The least that a skill with a table does: the hello-world skill, a DynamoDB client, one Query."""

from __future__ import annotations

import os
from functools import cache

from benchmarks import hello_world


@cache
def _client():
    import boto3

    return boto3.client("dynamodb", endpoint_url=os.environ["IOP_ENDPOINT_URL"])


def skill(event, context):
    _client().query(
        TableName=os.environ["IOP_PROGRAMS_TABLE"],
        IndexName="nearby",
        KeyConditionExpression="cell = :cell",
        ExpressionAttributeValues={":cell": {"S": "iop#9q5"}},
        Limit=20,
    )
    return hello_world.skill(event, context)
