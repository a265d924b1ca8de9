"""A callback request, from asking to closing; every change stays in it with who and when."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skill.callbacks.phone import PhoneNumber
from skill.callbacks.times import Wish
from skill.errors import SettingsError

__all__ = [
    "CALLER",
    "Change",
    "Details",
    "Outcome",
    "Request",
    "Status",
    "Whom",
    "caller_hash",
    "check_key",
    "first_name",
    "new_reference",
]

CALLER = "caller"
"""Who changed a request when no member of staff did."""

# Letters that are told apart on the telephone and by speech recognition, and look like no digit.
_LETTERS = "AHJKLQRWXY"
_SHORTEST_KEY = 16
_LONGEST_NAME = 40
_NAME_EXTRAS = frozenset(" '\u2019-.")
_NOT_NAMES = frozenset(
    {"back", "cancel", "help", "me", "myself", "no", "nobody", "none", "nope", "nothing", "repeat", "skip"}
    | {"stop", "what", "why", "yeah", "yes"}
)


class Status(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def live(self) -> bool:
        """Whether somebody still waits for a call."""
        return self in {Status.OPEN, Status.CLAIMED}


class Whom(StrEnum):
    """Whom the call is about."""

    SELF = "self"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of a call."""

    REACHED = "reached"
    MESSAGE = "message"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a request."""

    at: datetime
    who: str
    """`caller`, or the name of a member of staff."""

    what: str
    """A word or two, never a name or number of the caller's."""


@dataclass(frozen=True, slots=True)
class Details:
    """What the caller passes on, and nothing else that was said."""

    first_name: str
    phone: PhoneNumber
    whom: Whom
    wish: Wish
    wanted_from: datetime
    """The beginning of the first stretch that suits caller and centre, in UTC."""

    wanted_until: datetime
    due: datetime
    """By when the centre owes the call, in UTC."""

    message_is_safe: bool
    """Whether a message may be left."""


@dataclass(frozen=True, slots=True)
class Request:
    """A callback request as it is kept."""

    reference: str
    caller: str
    """The keyed hash of the user id."""

    details: Details
    asked_at: datetime
    status: Status
    history: tuple[Change, ...]
    claimed_by: str | None = None
    outcome: Outcome | None = None


def new_reference(pick: Callable[[int], int]) -> str:
    """A reference that is short to say, e.g. `K4729`.

    Args:
        pick: gives a random number from 0 to below its argument.
    """
    return f"{_LETTERS[pick(len(_LETTERS))]}{pick(10_000):04d}"


def check_key(key: str) -> bytes:
    """The secret of `caller_hash`.

    Raises:
        SettingsError: it is missing or short enough to be tried out.
    """
    if len(key.strip()) < _SHORTEST_KEY:
        raise SettingsError(f"IOP_CALLBACKS_KEY must be a secret of at least {_SHORTEST_KEY} characters")
    return key.strip().encode()


def caller_hash(user_id: str, key: bytes) -> str:
    """What stands for `user_id` in the table: HMAC-SHA256 under a secret, as 64 hexadecimal digits.

    Without the secret a stored value cannot be matched to a user id, not even to one that is known.
    """
    return hmac.new(key, user_id.encode(), hashlib.sha256).hexdigest()


def first_name(heard: str) -> str | None:
    """The first name in what was heard, in title case, or None if it is none.

    Letters of any alphabet are taken; commands and answers that speech recognition can put into a name
    slot are not.
    """
    name = " ".join(heard.split())
    if not name or len(name) > _LONGEST_NAME or name.lower() in _NOT_NAMES:
        return None
    if not name[0].isalpha() or not all(letter.isalpha() or letter in _NAME_EXTRAS for letter in name):
        return None
    return name.title().replace("'S", "'s") if name.islower() else name
