"""A request in the making: what has been said so far, and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from skill.callbacks.model import Request, Whom
from skill.callbacks.phone import PhoneNumber
from skill.callbacks.times import Wish

__all__ = ["Draft", "Step"]


class Step(StrEnum):
    """What is asked, in this order."""

    CONSENT = "consent"
    NAME = "name"
    PHONE = "phone"
    AREA = "area"
    CHECK = "check"
    WHOM = "whom"
    WHEN = "when"
    MESSAGE = "message"
    CONFIRM = "confirm"


@dataclass(slots=True)
class Draft:
    """What a caller has said so far; until it is saved it lives in the session attributes alone."""

    consented: bool = False
    name: str | None = None
    phone: PhoneNumber | None = None
    checked: bool = False
    """Whether the number was read back and found right."""

    local: str | None = None
    """Seven digits that still lack their area code."""

    whom: Whom | None = None
    wish: Wish | None = None
    message_is_safe: bool | None = None
    zone: str | None = None
    """The device's time zone, asked for once a session; empty if it is not to be had."""

    misses: int = 0
    """How many answers to the open question could not be used."""

    saved: bool = False
    """Whether it stands for a request that is already in the table."""

    @property
    def step(self) -> Step:
        """What to ask next."""
        missing = (
            (Step.CONSENT, not self.consented),
            (Step.NAME, self.name is None),
            (Step.AREA, self.phone is None and self.local is not None),
            (Step.PHONE, self.phone is None),
            (Step.CHECK, not self.checked),
            (Step.WHOM, self.whom is None),
            (Step.WHEN, self.wish is None),
            (Step.MESSAGE, self.message_is_safe is None),
        )
        return next((step for step, is_missing in missing if is_missing), Step.CONFIRM)

    def forget(self, step: Step) -> None:
        """Take back the answer to `step`, so that it is asked again."""
        match step:
            case Step.CONSENT:
                self.consented = False
            case Step.NAME:
                self.name = None
            case Step.PHONE | Step.AREA | Step.CHECK:
                self.phone, self.local, self.checked = None, None, False
            case Step.WHOM:
                self.whom = None
            case Step.WHEN:
                self.wish = None
            case Step.MESSAGE | Step.CONFIRM:
                self.message_is_safe = None
        self.misses = 0

    def before(self, step: Step) -> Step:
        """The step that was answered before `step`, to go back to."""
        asked = [each for each in Step if each not in {Step.AREA, Step.CHECK}]
        if step in {Step.AREA, Step.CHECK}:
            return Step.PHONE
        return asked[max(asked.index(step) - 1, asked.index(Step.NAME))]

    @classmethod
    def of(cls, request: Request) -> Draft:
        """The draft by which a request that is kept is changed."""
        details = request.details
        return cls(
            consented=True,
            name=details.first_name,
            phone=details.phone,
            checked=True,
            whom=details.whom,
            wish=details.wish,
            message_is_safe=details.message_is_safe,
            saved=True,
        )

    def dump(self) -> dict[str, Any]:
        """The draft as JSON, without what is not known."""
        known: dict[str, Any] = {
            "consented": self.consented,
            "name": self.name,
            "phone": self.phone and self.phone.digits,
            "checked": self.checked,
            "local": self.local,
            "whom": self.whom and self.whom.value,
            "misses": self.misses,
            "saved": self.saved,
        }
        dumped = {name: value for name, value in known.items() if value}
        if self.wish is not None:
            dumped["wish"] = self.wish.dump()
        if self.message_is_safe is not None:
            dumped["message"] = self.message_is_safe
        if self.zone is not None:
            dumped["zone"] = self.zone
        return dumped

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Draft:
        """The draft that `dump` wrote; a malformed one counts as empty."""
        phone, whom, wish, message = (data.get(name) for name in ("phone", "whom", "wish", "message"))
        try:
            return cls(
                consented=data.get("consented") is True,
                name=_text(data.get("name")),
                phone=PhoneNumber(phone) if isinstance(phone, str) else None,
                checked=data.get("checked") is True,
                local=_text(data.get("local")),
                whom=Whom(whom) if whom else None,
                wish=Wish.load(wish) if isinstance(wish, Mapping) else None,
                message_is_safe=message if isinstance(message, bool) else None,
                zone=_text(data.get("zone")),
                misses=int(data.get("misses", 0)),
                saved=data.get("saved") is True,
            )
        except (TypeError, ValueError):
            return cls()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
