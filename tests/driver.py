"""Talks to the skill by intent, where a test is about what follows and not about how it was understood."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from skill.app import Skill, build
from skill.settings import Settings
from tests.events import event
from tests.responses import assert_valid, speech

SKILL_ID = "amzn1.ask.skill.test"
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""A Monday, noon in New York."""


def a_skill(**settings: Any) -> Skill:
    """The skill of `skill.app` with a fixed clock."""
    return build(Settings(skill_id=SKILL_ID, **settings), clock=lambda: NOON)


class Talk:
    """One session. Every response is checked for what Alexa accepts."""

    def __init__(self, skill: Skill) -> None:
        self.skill = skill
        self.attributes: dict[str, Any] = {}
        self.response: dict[str, Any] = {}

    def send(self, envelope: dict[str, Any]) -> str:
        """Send an envelope within this session; what was said."""
        envelope["session"]["attributes"] = self.attributes
        self.response = self.skill(envelope)
        assert_valid(self.response)
        self.attributes = self.response.get("sessionAttributes", {})
        return speech(self.response)

    def launch(self) -> str:
        """Open the skill."""
        return self.send(event("launch"))

    def intent(self, name: str, **slots: str | tuple[str, str]) -> str:
        """An intent with its slots: a value, or a value and the id of the list value that it stands for."""
        envelope = event("intent")
        filled = {slot: _slot(slot, value) for slot, value in slots.items()}
        envelope["request"]["intent"] = {"name": name, "confirmationStatus": "NONE", "slots": filled}
        return self.send(envelope)

    def say(self, *steps: str | tuple[str, dict[str, Any]]) -> str:
        """Each step an intent, or an intent with its slots; what was said last."""
        said = ""
        for step in steps:
            name, slots = step if isinstance(step, tuple) else (step, {})
            said = self.intent(name, **slots)
        return said

    def yes(self) -> str:
        return self.intent("AMAZON.YesIntent")

    def no(self) -> str:
        return self.intent("AMAZON.NoIntent")

    @property
    def pending(self) -> str:
        """The id of the open question; empty if none is."""
        return self.attributes.get("pending", {}).get("id", "")

    @property
    def ended(self) -> bool:
        return self.response["response"].get("shouldEndSession") is True

    @property
    def card(self) -> dict[str, Any] | None:
        return self.response["response"].get("card")


def _slot(name: str, value: str | tuple[str, str]) -> dict[str, Any]:
    heard, match = value if isinstance(value, tuple) else (value, None)
    slot: dict[str, Any] = {"name": name, "value": heard, "confirmationStatus": "NONE"}
    if match:
        slot["resolutions"] = {
            "resolutionsPerAuthority": [
                {
                    "authority": "amzn1.er-authority.echo-sdk.test",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": heard, "id": match}}],
                }
            ]
        }
    return slot
