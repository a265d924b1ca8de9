"""A request as a DynamoDB item and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from skill.callbacks.model import Change, Details, Outcome, Request, Status, Whom
from skill.callbacks.phone import PhoneNumber
from skill.callbacks.times import Wish
from skill.errors import StoreError

__all__ = [
    "caller_key",
    "change_item",
    "details_item",
    "marshal",
    "moment",
    "place",
    "queue",
    "read_request",
    "reference_of",
    "request_item",
    "request_key",
    "unmarshal",
    "when",
]

_REQUEST = "request#"


def request_key(reference: str) -> str:
    """The key of a request."""
    return _REQUEST + reference


def reference_of(key: str) -> str | None:
    """The reference in the key of a request, or None if it is the key of something else."""
    return key.removeprefix(_REQUEST) if key.startswith(_REQUEST) else None


def caller_key(caller: str) -> str:
    """The key of what says which request of a caller is open; `caller` is a keyed hash."""
    return f"caller#{caller}"


def queue(status: Status) -> str:
    """The partition of the staff's index."""
    return "live" if status.live else "done"


def place(status: Status, asked_at: datetime, reference: str) -> str:
    """The sort key of the staff's index: by status, then by age."""
    return f"{status.value}#{moment(asked_at)}#{reference}"


def moment(value: datetime) -> str:
    """A moment as text that sorts by time, to the second, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def when(text: str) -> datetime:
    """The moment that `moment` wrote."""
    return datetime.fromisoformat(text)


def details_item(details: Details) -> dict[str, Any]:
    """What the caller passes on, as attributes."""
    return {
        "first_name": details.first_name,
        "phone": details.phone.e164,
        "whom": details.whom.value,
        "wish": details.wish.dump(),
        "wanted_from": moment(details.wanted_from),
        "wanted_until": moment(details.wanted_until),
        "due": moment(details.due),
        "message_is_safe": details.message_is_safe,
    }


def change_item(change: Change) -> dict[str, str]:
    """One entry of the history, as an attribute."""
    return {"at": moment(change.at), "who": change.who, "what": change.what}


def request_item(request: Request) -> dict[str, Any]:
    """A request as attributes, its keys included."""
    return {
        "pk": request_key(request.reference),
        "reference": request.reference,
        "caller": request.caller,
        **details_item(request.details),
        "asked_at": moment(request.asked_at),
        "status": request.status.value,
        "queue": queue(request.status),
        "place": place(request.status, request.asked_at, request.reference),
        "history": [change_item(change) for change in request.history],
    }


def read_request(item: Mapping[str, Any]) -> Request:
    """The request in the attributes of an item.

    Raises:
        StoreError: the item is no request; the message holds nothing of it.
    """
    try:
        outcome = item.get("outcome")
        return Request(
            reference=item["reference"],
            caller=item["caller"],
            details=Details(
                first_name=item["first_name"],
                phone=PhoneNumber(item["phone"].removeprefix("+1")),
                whom=Whom(item["whom"]),
                wish=Wish.load(item["wish"]),
                wanted_from=when(item["wanted_from"]),
                wanted_until=when(item["wanted_until"]),
                due=when(item["due"]),
                message_is_safe=item["message_is_safe"],
            ),
            asked_at=when(item["asked_at"]),
            status=Status(item["status"]),
            history=tuple(
                Change(when(entry["at"]), entry["who"], entry["what"]) for entry in item["history"]
            ),
            claimed_by=item.get("claimed_by"),
            outcome=Outcome(outcome) if outcome else None,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StoreError("a stored callback request is malformed") from error.with_traceback(None)


def marshal(value: Any) -> dict[str, Any]:
    """A value as DynamoDB's wire format has it.

    Raises:
        TypeError: there is no such attribute type here.
    """
    match value:
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case Mapping():
            return {"M": {name: marshal(inner) for name, inner in value.items()}}
        case Sequence():
            return {"L": [marshal(inner) for inner in value]}
    raise TypeError(f"no attribute type for {type(value).__name__}")


def unmarshal(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The attributes of an item in DynamoDB's wire format."""
    return {name: _value(typed) for name, typed in item.items()}


def _value(typed: Mapping[str, Any]) -> Any:
    match dict(typed):
        case {"N": number}:
            return int(number)
        case {"M": inner}:
            return unmarshal(inner)
        case {"L": inner}:
            return [_value(value) for value in inner]
        case {"NULL": _}:
            return None
        case other:
            return next(iter(other.values()))
