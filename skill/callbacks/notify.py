"""Tells the staff that there is news of a request, and never a word of the caller's.

The stream gives keys only. The record is then asked, without its personal attributes, whether the staff have
been told its latest news; so a record delivered twice, late or out of order tells nothing twice, and what a
broken topic kept from the staff is told by the sweep that a schedule starts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from skill.callbacks.items import queue, reference_of, request_key, when
from skill.callbacks.model import Status
from skill.callbacks.store import CallbackTable, ConditionError, Update
from skill.content import Content
from skill.errors import ServiceError, SettingsError, SkillError, StoreError
from skill.settings import Settings

__all__ = ["Notifier", "handle"]

_IMPERSONAL = ("reference", "status", "due", "news", "told")


def handle(event: Mapping[str, Any], context: Any = None) -> dict[str, Any]:
    """Answer a batch of the table's stream, or sweep when the event is a schedule's.

    Args:
        event: with `Records` of a DynamoDB stream, or anything else for a sweep.
        context: AWS Lambda's; not used.

    Returns:
        `batchItemFailures` for a batch: the records to deliver again. `told` and `overdue` for a sweep.

    Raises:
        SettingsError: the function's settings are missing or malformed.
        SkillError: the sweep could not tell or count everything.
    """
    del context
    notifier = _notifier()
    if "Records" in event:
        return notifier.batch(event["Records"])
    return notifier.sweep(datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class News:
    """What the staff may hear of a request."""

    reference: str
    status: Status
    due: datetime
    news: int
    """How many times the caller asked for, changed or cancelled it."""

    told: int
    """How many of those the staff know of."""

    @property
    def kind(self) -> str | None:
        """Which message tells it, or None if there is nothing to tell."""
        if self.news <= self.told:
            return None
        if self.status is Status.CANCELLED:
            return "cancelled" if self.told else None
        return "changed" if self.told else "new"


class Notifier:
    """Reads the table's news and publishes them."""

    def __init__(
        self, table: CallbackTable, publish: Callable[[str], None], zone: ZoneInfo, content: Content
    ) -> None:
        """News of `table`, by `publish`, with times in the centre's `zone` and the words of `content`."""
        self._table = table
        self._publish = publish
        self._zone = zone
        self._content = content

    def batch(self, records: list[Mapping[str, Any]]) -> dict[str, Any]:
        """Tell the news of a batch of stream records; the answer names those to deliver again."""
        failures = []
        for record in records:
            try:
                self._record(record)
            except Exception as error:  # noqa: BLE001  # one poisoned record must not hold up the others
                _log("failed", error=type(error).__name__)
                number = record.get("dynamodb", {}).get("SequenceNumber", "")
                failures.append({"itemIdentifier": number})
        return {"batchItemFailures": failures}

    def sweep(self, now: datetime) -> dict[str, int]:
        """Tell what was not told, and count the requests that are past due.

        Raises:
            SkillError: something could not be told or counted.
        """
        told = overdue = 0
        failure: SkillError | None = None
        for item in self._table.query(queue(Status.OPEN), "", _IMPERSONAL):
            try:
                news = _news(item)
                overdue += news.due < now
                if news.kind:
                    self.tell(news.reference)
                    told += 1
            except SkillError as error:
                failure = error
        _measure(overdue, now)
        if failure:
            raise failure
        return {"told": told, "overdue": overdue}

    def tell(self, reference: str) -> None:
        """Tell the latest news of a request, once.

        Raises:
            SkillError: it could not be read, published or noted.
        """
        item = self._table.get(request_key(reference), _IMPERSONAL)
        if item is None:
            return  # it expired: closed long ago
        news = _news(item)
        if news.news <= news.told:
            return
        if news.kind:
            due = news.due.astimezone(self._zone)
            words = self._content.text(f"callbacks:staff.{news.kind}")
            self._publish(words.format(ref=news.reference, due=due.strftime("%a %d %b %Y %H:%M %Z")))
            _log("told", reference=news.reference, kind=news.kind)
        noted = Update(request_key(reference), "SET #told = :news", "#told < :news", {"news": news.news})
        try:
            self._table.update(noted, returns=False)
        except ConditionError:
            _log("told twice", reference=news.reference)

    def _record(self, record: Mapping[str, Any]) -> None:
        reference = reference_of(record["dynamodb"]["Keys"]["pk"]["S"])
        if reference and record.get("eventName") != "REMOVE":
            self.tell(reference)


def _news(item: Mapping[str, Any]) -> News:
    try:
        status = Status(item["status"])
        return News(item["reference"], status, when(item["due"]), item["news"], item["told"])
    except (KeyError, TypeError, ValueError):
        raise StoreError("a stored callback request is malformed") from None


@cache
def _notifier() -> Notifier:
    import boto3  # noqa: PLC0415  # the skill function shares this package and does not need it to start
    from botocore.config import Config  # noqa: PLC0415
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    settings = Settings.read()
    _check(settings)
    patient = Config(connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 3, "mode": "standard"})
    dynamodb = boto3.client("dynamodb", config=patient, endpoint_url=settings.endpoint_url)
    sns = boto3.client("sns", config=patient, endpoint_url=settings.endpoint_url)

    def publish(message: str) -> None:
        try:
            sns.publish(TopicArn=settings.topic_arn, Message=message)
        except (BotoCoreError, ClientError) as error:
            raise ServiceError(f"the staff's topic failed: {type(error).__name__}") from None

    table = CallbackTable(settings.callbacks_table, lambda: dynamodb)
    return Notifier(table, publish, ZoneInfo(settings.centre_time_zone), Content())


def _check(settings: Settings) -> None:
    needed = {
        "IOP_CALLBACKS_TABLE": settings.callbacks_table,
        "IOP_TOPIC_ARN": settings.topic_arn,
        "IOP_CENTRE_TIME_ZONE": settings.centre_time_zone,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise SettingsError(f"the notifier lacks {', '.join(missing)}")


def _measure(overdue: int, now: datetime) -> None:
    """The number of requests past due, as a metric in CloudWatch's embedded format."""
    directive = {
        "Namespace": "IopVoiceSkill",
        "Dimensions": [["function"]],
        "Metrics": [{"Name": "CallbacksPastDue", "Unit": "Count"}],
    }
    stamp = int(now.timestamp() * 1000)
    function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "local")
    metadata = {"Timestamp": stamp, "CloudWatchMetrics": [directive]}
    _write({"_aws": metadata, "function": function, "CallbacksPastDue": overdue})


def _log(message: str, **fields: str) -> None:
    _write({"message": message, **fields})


def _write(fields: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
