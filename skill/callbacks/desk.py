"""The staff's side of callback requests: the list, and who calls whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from skill.callbacks.caller import KEPT_AFTER_CLOSING, release
from skill.callbacks.items import change_item, place, queue, read_request, reference_of, request_key
from skill.callbacks.model import Change, Outcome, Request, Status
from skill.callbacks.store import CallbackTable, ConditionError, Update
from skill.errors import RefusedError, StoreError

__all__ = ["StaffDesk"]

_ATTEMPTS = 5


class StaffDesk:
    """What a member of staff does with the table."""

    def __init__(self, table: CallbackTable, *, keep: timedelta = KEPT_AFTER_CLOSING) -> None:
        """Requests in `table`; a closed one is kept for `keep`."""
        self._table = table
        self._keep = keep

    def requests(
        self, status: Status | None = None, *, unreadable: Callable[[str], None] | None = None
    ) -> Iterator[Request]:
        """The requests of one status, or all that wait for a call; by status, then oldest first.

        Args:
            status: None for all that wait.
            unreadable: is told the reference of a malformed record, which is then left out.

        Raises:
            StoreError: DynamoDB failed, or a record is malformed and `unreadable` is None.
        """
        beginning = f"{status.value}#" if status else ""
        for item in self._table.query(queue(status or Status.OPEN), beginning):
            try:
                yield read_request(item)
            except StoreError:
                if unreadable is None:
                    raise
                unreadable(reference_of(item["pk"]) or "")

    def request(self, reference: str) -> Request:
        """The request with that reference, as last written.

        Raises:
            RefusedError: there is none.
            StoreError: DynamoDB failed.
        """
        item = self._table.get(request_key(reference))
        if item is None:
            raise RefusedError(f"there is no request {reference}")
        return read_request(item)

    def claim(self, reference: str, who: str, *, now: datetime, taken_from: str | None = None) -> Request:
        """Claim a request, so that nobody else calls; it, as claimed.

        Args:
            reference: of the request.
            who: claims it.
            now: with a time zone.
            taken_from: the colleague who holds it now, if it is taken over.

        Raises:
            RefusedError: there is none, or it is not open, or a colleague was faster.
            StoreError: DynamoDB failed.
        """

        def claim(request: Request) -> None:
            wanted = Status.CLAIMED if taken_from else Status.OPEN
            if request.status is not wanted or request.claimed_by != taken_from:
                raise RefusedError(_standing(request))
            self._table.update(_claimed(request, who, now))

        return self._change(reference, claim)

    def close(self, reference: str, who: str, outcome: Outcome, *, now: datetime) -> Request:
        """Close a request that `who` has claimed; it, as closed.

        Raises:
            RefusedError: there is none, or `who` has not claimed it.
            StoreError: DynamoDB failed.
        """

        def close(request: Request) -> None:
            if request.status is not Status.CLAIMED or request.claimed_by != who:
                raise RefusedError(_standing(request))
            expires = int((now + self._keep).timestamp())
            self._table.update_both(_closed(request, who, outcome, now, expires), release(request, expires))

        return self._change(reference, close)

    def _change(self, reference: str, change: Callable[[Request], None]) -> Request:
        for _ in range(_ATTEMPTS):
            try:
                change(self.request(reference))
            except ConditionError:
                continue  # changed since it was read: look whether the change still makes sense
            return self.request(reference)
        raise StoreError("the callbacks table stayed busy")


def _claimed(request: Request, who: str, now: datetime) -> Update:
    condition = "#status = :before" + (" AND #claimed_by = :holder" if request.claimed_by else "")
    values = {
        "status": Status.CLAIMED.value,
        "place": place(Status.CLAIMED, request.asked_at, request.reference),
        "who": who,
        "history": [change_item(Change(now, who, "claimed"))],
        "before": request.status.value,
    }
    return Update(
        request_key(request.reference),
        "SET #status = :status, #place = :place, #claimed_by = :who,"
        " #history = list_append(#history, :history)",
        condition,
        values | ({"holder": request.claimed_by} if request.claimed_by else {}),
    )


def _closed(request: Request, who: str, outcome: Outcome, now: datetime, expires: int) -> Update:
    return Update(
        request_key(request.reference),
        "SET #status = :status, #queue = :queue, #place = :place, #outcome = :outcome,"
        " #expires_at = :expires_at, #history = list_append(#history, :history)",
        "#status = :claimed AND #claimed_by = :who",
        {
            "status": Status.CLOSED.value,
            "queue": queue(Status.CLOSED),
            "place": place(Status.CLOSED, request.asked_at, request.reference),
            "outcome": outcome.value,
            "expires_at": expires,
            "history": [change_item(Change(now, who, f"closed: {outcome.value}"))],
            "claimed": Status.CLAIMED.value,
            "who": who,
        },
    )


def _standing(request: Request) -> str:
    """Why a change is refused."""
    match request.status:
        case Status.OPEN:
            return f"{request.reference} is not claimed: claim it first"
        case Status.CLAIMED:
            return f"{request.reference} is claimed by {request.claimed_by}"
        case Status.CLOSED | Status.CANCELLED:
            return f"{request.reference} is {request.status.value}"
