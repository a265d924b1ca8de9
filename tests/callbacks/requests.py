"""Requests and tables that the tests of callbacks share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from skill.callbacks.caller import CallerRequests
from skill.callbacks.desk import StaffDesk
from skill.callbacks.model import Details, Whom
from skill.callbacks.phone import PhoneNumber
from skill.callbacks.store import CallbackTable
from skill.callbacks.times import Part, Wish

KEY = b"a key of the tests, 32 letters.."
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
DETAILS = Details(
    first_name="Sam",
    phone=PhoneNumber("6175550123"),
    whom=Whom.OTHER,
    wish=Wish(part=Part.MORNING),
    wanted_from=NOW + timedelta(hours=23),
    wanted_until=NOW + timedelta(hours=26),
    due=NOW + timedelta(hours=26),
    message_is_safe=True,
)
OTHER_DETAILS = replace(DETAILS, phone=PhoneNumber("2025550199"), first_name="Ann")


class Table:
    """A table of callback requests, its two sides, and a client to look into it with."""

    def __init__(self, name: str, client: Any) -> None:
        self.name = name
        self.client = client
        self.table = CallbackTable(name, lambda: client)
        self.caller = CallerRequests(self.table, KEY)
        self.desk = StaffDesk(self.table)

    def items(self, beginning: str) -> list[dict[str, Any]]:
        """The raw items whose key begins so; only a test scans."""
        found = self.client.scan(TableName=self.name, ConsistentRead=True)["Items"]
        return [item for item in found if item["pk"]["S"].startswith(beginning)]

    def place(self, user: str = "user-1", request_id: str = "request-1", details: Details = DETAILS) -> str:
        """Place a request; its reference."""
        placed = self.caller.place(user, details, request_id=request_id, now=NOW)
        return placed.request.reference
