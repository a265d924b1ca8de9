"""The tables of `template.yaml`, made one by one where there is no CloudFormation: AWS's DynamoDB Local."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from skill.deployment.stack import TEMPLATE

__all__ = ["create", "resources"]

KEPT = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")
"""What a table is for those who read and write it. Encryption and backups are CloudFormation's."""


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's `!Ref` and the like as what stands behind them."""


def _plain(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


_Loader.add_multi_constructor("!", _plain)


@cache
def resources() -> dict[str, Any]:
    """The resources of `template.yaml` by their logical id; functions such as `!Ref X` read as `X`."""
    template = yaml.load(TEMPLATE.read_text(), Loader=_Loader)  # noqa: S506  # derived from the safe loader
    found: dict[str, Any] = template["Resources"]
    return found


def create(dynamodb: Any, logical_id: str, name: str) -> str:
    """Create the template's table `logical_id` as `name`, with its indexes, stream and expiry; return `name`.

    Args:
        dynamodb: a boto3 client for DynamoDB.
        logical_id: such as `ProgramsTable`.
        name: of the new table.
    """
    properties = resources()[logical_id]["Properties"]
    definition = {key: properties[key] for key in KEPT if key in properties}
    if stream := properties.get("StreamSpecification"):
        definition["StreamSpecification"] = {"StreamEnabled": True, **stream}
    dynamodb.create_table(TableName=name, **definition)
    dynamodb.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1})
    if expiry := properties.get("TimeToLiveSpecification"):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry)
    return name
