"""The table of callback requests: a few operations on it, and its failures as ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from skill.callbacks.items import marshal, unmarshal
from skill.errors import StoreError

__all__ = ["BY_STATUS_AND_AGE", "CallbackTable", "ConditionError", "Update", "hush"]

BY_STATUS_AND_AGE = "by_status_and_age"
"""The index that staff read: `queue` (live or done), then `place` (status, then age)."""

_REFUSED = frozenset(
    {
        "ConditionalCheckFailed",
        "ConditionalCheckFailedException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Codes of DynamoDB by which a write did not happen because of another one: look again."""


class ConditionError(StoreError):
    """The record is not in the state that a write asked for, or is being changed by another write."""


class Update:
    """One conditional change of an item."""

    def __init__(self, key: str, expression: str, condition: str, values: Mapping[str, Any]) -> None:
        """`values` are those of both expressions by their names, without the colon."""
        used = f"{expression} {condition}".replace(",", " ").replace("(", " ").replace(")", " ").split()
        names = {word for word in used if word.startswith("#")}
        self.arguments: dict[str, Any] = {
            "Key": {"pk": {"S": key}},
            "UpdateExpression": expression,
            "ConditionExpression": condition,
        }
        if names:
            self.arguments["ExpressionAttributeNames"] = {name: name[1:] for name in sorted(names)}
        if values:
            self.arguments["ExpressionAttributeValues"] = {
                f":{name}": marshal(value) for name, value in values.items()
            }


def hush() -> None:
    """Keep the AWS client from logging what it sends, names and numbers too, at whatever level others log."""
    for name in ("boto3", "botocore", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)


class CallbackTable:
    """The DynamoDB table of callback requests."""

    def __init__(self, name: str, connect: Callable[[], Any]) -> None:
        """`connect` gives a DynamoDB client when one is first needed."""
        self.name = name
        self._connect = connect

    def get(self, key: str, attributes: Sequence[str] = ()) -> dict[str, Any] | None:
        """The item under `key` as last written, or None; only `attributes` of it if any are named.

        Raises:
            StoreError: DynamoDB failed.
        """
        projection = _projection(attributes)
        found = self._call("get_item", Key={"pk": {"S": key}}, ConsistentRead=True, **projection)
        return unmarshal(found["Item"]) if "Item" in found else None

    def update(self, update: Update, *, returns: bool = True) -> dict[str, Any]:
        """The item as `update` leaves it; an empty one if it is not to be returned.

        Raises:
            ConditionError: the item is not in the state that `update` asks for.
            StoreError: DynamoDB failed.
        """
        changed = self._call("update_item", **update.arguments, ReturnValues="ALL_NEW" if returns else "NONE")
        return unmarshal(changed.get("Attributes", {}))

    def create(self, item: Mapping[str, Any], together: Update) -> None:
        """Put a new item and make a change, both or neither.

        Raises:
            ConditionError: the key is taken, or the other item is not in the state asked for.
            StoreError: DynamoDB failed.
        """
        put = {
            "TableName": self.name,
            "Item": {name: marshal(value) for name, value in item.items()},
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        self._transact([{"Put": put}, self._as_part(together)])

    def update_both(self, first: Update, second: Update) -> None:
        """Make two changes, both or neither.

        Raises:
            ConditionError: one of the items is not in the state asked for.
            StoreError: DynamoDB failed.
        """
        self._transact([self._as_part(first), self._as_part(second)])

    def query(self, queue: str, beginning: str, attributes: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
        """The items of `queue` whose place begins with `beginning`, by status, then oldest first.

        Raises:
            StoreError: DynamoDB failed.
        """
        condition, values = "#queue = :queue", {":queue": marshal(queue)}
        names = {"#queue": "queue"}
        if beginning:
            condition += " AND begins_with(#place, :place)"
            values[":place"] = marshal(beginning)
            names["#place"] = "place"
        arguments = _projection(attributes)
        arguments["ExpressionAttributeNames"] = names | arguments.get("ExpressionAttributeNames", {})
        start: dict[str, Any] = {}
        while True:
            page = self._call(
                "query",
                IndexName=BY_STATUS_AND_AGE,
                KeyConditionExpression=condition,
                ExpressionAttributeValues=values,
                **arguments,
                **start,
            )
            yield from map(unmarshal, page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _as_part(self, update: Update) -> dict[str, Any]:
        return {"Update": {"TableName": self.name, **update.arguments}}

    def _transact(self, parts: list[dict[str, Any]]) -> None:
        self._call("transact_write_items", table=False, TransactItems=parts)

    def _call(self, operation: str, *, table: bool = True, **arguments: Any) -> dict[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # slow; crises do without

        if table:
            arguments["TableName"] = self.name
        client = self._connect()
        hush()
        try:
            answered: dict[str, Any] = getattr(client, operation)(**arguments)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", ())}
            # The error itself is left out of the chain: DynamoDB can quote an item in it.
            if ({code} | reasons) & _REFUSED:
                raise ConditionError(f"the callbacks table refused {operation}") from None
            raise StoreError(f"the callbacks table failed at {operation}: {code}") from None
        except BotoCoreError as error:
            raise StoreError(f"the callbacks table failed at {operation}: {type(error).__name__}") from None
        return answered


def _projection(attributes: Sequence[str]) -> dict[str, Any]:
    if not attributes:
        return {}
    return {
        "ProjectionExpression": ", ".join(f"#{name}" for name in attributes),
        "ExpressionAttributeNames": {f"#{name}": name for name in attributes},
    }
