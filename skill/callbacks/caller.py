"""A caller's own request: one is open at a time, whatever is said twice, at once or again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from skill.callbacks.items import (
    caller_key,
    change_item,
    details_item,
    place,
    queue,
    read_request,
    request_item,
    request_key,
)
from skill.callbacks.model import CALLER, Change, Details, Request, Status, caller_hash, new_reference
from skill.callbacks.store import CallbackTable, ConditionError, Update
from skill.errors import StoreError

__all__ = ["KEPT_AFTER_CLOSING", "CallerRequests", "Kind", "Placed"]

KEPT_AFTER_CLOSING = timedelta(days=30)
"""How long a closed request is kept if the settings do not say."""

_ATTEMPTS = 8
_PAUSE = 0.01
"""Seconds, times a random number that may double at each attempt: together less than Alexa waits for."""

_PATIENCE = 4.0
"""Seconds after which no further attempt begins: Alexa waits for eight."""

_MOST_CHANGES = 200
"""Entries of a history: far more than anyone needs, far less than an item holds."""

_LIVE = queue(Status.OPEN)


class Kind(StrEnum):
    """What placing a request came to."""

    NEW = "new"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Placed:
    """A request as it now stands."""

    request: Request
    kind: Kind


class CallerRequests:
    """What the voice skill does with the table; every method touches one caller's records only."""

    def __init__(  # noqa: PLR0913  # what tests hold still
        self,
        table: CallbackTable,
        key: bytes,
        *,
        keep: timedelta = KEPT_AFTER_CLOSING,
        pick: Callable[[int], int] = secrets.randbelow,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Requests in `table`.

        Args:
            table: of callback requests.
            key: the secret under which user ids are hashed.
            keep: how long a cancelled request is kept.
            pick: gives a random number from 0 to below its argument.
            sleep: waits for so many seconds.
            clock: seconds, by which a caller is not kept waiting for ever.
        """
        self._table = table
        self._key = key
        self._keep = keep
        self._pick = pick
        self._sleep = sleep
        self._clock = clock

    def current(self, user_id: str) -> Request | None:
        """The caller's live request, or None.

        Raises:
            StoreError: DynamoDB failed.
        """
        caller = caller_hash(user_id, self._key)
        request = self._found(self._hold(caller).get("reference"), caller)
        return request if request and request.status.live else None

    def latest(self, user_id: str) -> Request | None:
        """The caller's live request, else the last one as long as it is kept, else None.

        Raises:
            StoreError: DynamoDB failed.
        """
        caller = caller_hash(user_id, self._key)
        hold = self._hold(caller)
        return self._found(hold.get("reference") or hold.get("last"), caller)

    def place(
        self, user_id: str, details: Details, *, request_id: str, now: datetime, what: str = "changed"
    ) -> Placed:
        """Keep `details` as the caller's request: a new one, or the open one brought up to date.

        Args:
            user_id: of the caller; only its keyed hash is kept.
            details: what the caller passes on.
            request_id: of Alexa; the same one delivered again changes nothing.
            now: with a time zone.
            what: names the change in the history of a request that was open.

        Raises:
            StoreError: DynamoDB failed, and it is not known to be kept.
        """
        caller = caller_hash(user_id, self._key)
        for _ in self._attempts():
            reference = self._hold(caller).get("reference")
            try:
                if reference:
                    return self._bring_up_to_date(reference, caller, details, request_id, now, what)
                return self._create(caller, details, request_id, now)
            except ConditionError:
                continue  # another device, or a member of staff, was faster: look again
        raise StoreError("the callbacks table stayed busy")

    def cancel(self, user_id: str, *, request_id: str, now: datetime) -> Request | None:
        """Cancel the caller's live request; it, or None if there is none.

        The same Alexa request delivered again changes nothing and gives the same.

        Raises:
            StoreError: DynamoDB failed, and it is not known to be cancelled.
        """
        caller = caller_hash(user_id, self._key)
        for _ in self._attempts():
            hold = self._hold(caller)
            reference = hold.get("reference") or hold.get("last")
            item = self._table.get(request_key(reference)) if reference else None
            if item is None or item.get("caller") != caller:
                return None
            request = read_request(item)
            if not request.status.live:
                return request if request_id in item["handled"] else None
            expires = int((now + self._keep).timestamp())
            try:
                self._table.update_both(
                    _cancelled(request, request_id, now, expires), release(request, expires)
                )
            except ConditionError:
                continue
            return request
        raise StoreError("the callbacks table stayed busy")

    def _attempts(self) -> Iterator[int]:
        """One number an attempt, with a pause before each but the first, while there is time."""
        until = self._clock() + _PATIENCE
        yield 0
        for attempt in range(1, _ATTEMPTS):
            if self._clock() > until:
                return
            self._sleep(_PAUSE * (1 + self._pick(2**attempt)))
            yield attempt

    def _hold(self, caller: str) -> dict[str, Any]:
        """Which request of the caller is live (`reference`), and which was the one before (`last`)."""
        return self._table.get(caller_key(caller), ("reference", "last")) or {}

    def _found(self, reference: str | None, caller: str) -> Request | None:
        item = self._table.get(request_key(reference)) if reference else None
        return read_request(item) if item and item.get("caller") == caller else None

    def _create(self, caller: str, details: Details, request_id: str, now: datetime) -> Placed:
        reference = new_reference(self._pick)
        history = (Change(now, CALLER, "asked"),)
        request = Request(reference, caller, details, now, Status.OPEN, history)
        hold = Update(
            caller_key(caller),
            "SET #reference = :reference REMOVE #expires_at",
            "attribute_not_exists(#reference)",
            {"reference": reference},
        )
        self._table.create(request_item(request) | {"handled": [request_id], "news": 1, "told": 0}, hold)
        return Placed(request, Kind.NEW)

    def _bring_up_to_date(  # noqa: PLR0913, PLR0917  # what `place` was given
        self, reference: str, caller: str, details: Details, request_id: str, now: datetime, what: str
    ) -> Placed:
        item = self._table.get(request_key(reference))
        if item is None or item.get("queue") != _LIVE or item.get("caller") != caller:
            self._let_go(reference, caller)
            raise ConditionError("the open request is gone")
        if request_id in item["handled"]:
            again = Kind.NEW if item["handled"][0] == request_id else Kind.UPDATED
            return Placed(read_request(item), again)
        attributes = details_item(details)
        update = Update(
            request_key(reference),
            f"SET {', '.join(f'#{name} = :{name}' for name in attributes)},"
            " #history = list_append(#history, :history), #handled = list_append(#handled, :handled)"
            " ADD #news :one",
            "#queue = :live AND NOT contains(#handled, :id) AND size(#history) < :most",
            {
                **attributes,
                "history": [change_item(Change(now, CALLER, what))],
                "handled": [request_id],
                "one": 1,
                "live": _LIVE,
                "id": request_id,
                "most": _MOST_CHANGES,
            },
        )
        return Placed(read_request(self._table.update(update)), Kind.UPDATED)

    def _let_go(self, reference: str, caller: str) -> None:
        """Free a caller whose request was taken out of the table by hand."""
        free = Update(
            caller_key(caller), "REMOVE #reference", "#reference = :reference", {"reference": reference}
        )
        self._table.update(free, returns=False)


def release(request: Request, expires: int) -> Update:
    """Free the caller of `request` for a new one; what is left is deleted at `expires` (seconds, Unix)."""
    return Update(
        caller_key(request.caller),
        "SET #last = :reference, #expires_at = :expires_at REMOVE #reference",
        "#reference = :reference",
        {"reference": request.reference, "expires_at": expires},
    )


def _cancelled(request: Request, request_id: str, now: datetime, expires: int) -> Update:
    return Update(
        request_key(request.reference),
        "SET #status = :status, #queue = :queue, #place = :place, #expires_at = :expires_at,"
        " #history = list_append(#history, :history), #handled = list_append(#handled, :handled)"
        " ADD #news :one",
        "#status = :before",
        {
            "status": Status.CANCELLED.value,
            "queue": queue(Status.CANCELLED),
            "place": place(Status.CANCELLED, request.asked_at, request.reference),
            "expires_at": expires,
            "history": [change_item(Change(now, CALLER, "cancelled"))],
            "handled": [request_id],
            "one": 1,
            "before": request.status.value,
        },
    )
