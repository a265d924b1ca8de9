"""A speaker in front of the skill with a real table behind it, at a time that stands still."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from skill.app import build
from skill.settings import Settings
from skill.simulator.customer_api import Account
from skill.simulator.exchange import Exchange
from skill.simulator.local_cloud import SKILL_ID
from skill.simulator.speaker import Speaker
from tests.callbacks.requests import KEY, Table

__all__ = ["ASKED", "CLOSED_DOOR", "MONDAY_MORNING", "READY", "SETTINGS", "Account", "Talk", "everything"]

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/New_York"))
CLOSED_DOOR = "http://127.0.0.1:9"
"""An endpoint at which nothing answers."""

SETTINGS = Settings(
    skill_id=SKILL_ID,
    callbacks_key=KEY.decode(),
    centre_name="Harbor Center",
    centre_phone="617-555-0100",
    centre_hours="Mon-Fri 09:00-17:00",
    centre_time_zone="America/New_York",
    callback_promise_hours="8",
    allow_fictional_numbers=True,
)

ASKED = ["have someone call me", "yes", "sam", "six one seven five five five oh one two three", "yes"]
"""Up to whom the call is for."""

READY = [*ASKED, "for me", "tomorrow morning", "yes"]
"""Up to whether to send it."""


class Talk:
    """One conversation; what is asked of the skill is what a person would say."""

    def __init__(self, settings: Settings, table: Table, **options: Any) -> None:
        self.now = MONDAY_MORNING
        self.observed: list[Any] = []
        self.said: list[Exchange] = []
        self.table = table
        self.handle: Callable[[Any, Any], dict[str, Any]]
        self.deploy(settings)
        self.speaker = Speaker(self._answer, application_id=SKILL_ID, clock=lambda: self.now, **options)
        self.speaker.open()

    def deploy(self, settings: Settings) -> None:
        """From now on the skill with `settings` answers; the session goes on."""
        self.handle = build(settings, clock=lambda: self.now, observer=self.observed.append)

    def say(self, *lines: str) -> Exchange:
        """Say all of it; the last reply."""
        for line in lines:
            self.said.append(self.speaker.say(line))
        return self.said[-1]

    def _answer(self, event: Any, context: Any) -> dict[str, Any]:
        return self.handle(event, context)


def pending(exchange: Exchange) -> str:
    """The id of the question that is open."""
    return str(exchange.attributes.get("pending", {}).get("id", ""))


def everything(exchange: Exchange) -> str:
    """The whole response, as it goes to Alexa."""
    return json.dumps(exchange.response)
