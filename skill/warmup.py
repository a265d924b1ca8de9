"""What is loaded once, before AWS takes the SnapStart snapshot from which every later start resumes.

Every intent is rehearsed, so that modules, words, tables and the database client are there when a person
first speaks. Nothing leaves the machine meanwhile: a connection would be dead when the snapshot resumes, and
an answer of today's database would be taken for a fresh one in every container while the version lives.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError

from skill.app import Skill, dynamodb
from skill.settings import Settings
from skill.telemetry import logger

__all__ = ["warm"]

SLOTS = {"zip": "10001"}
"""What lets a rehearsal get further than to a question."""

UNRESOLVED = {
    "resolutionsPerAuthority": [
        {
            "authority": "rehearsal",
            "status": {"code": "ER_SUCCESS_NO_MATCH"},
            "values": [{"value": {"name": "rehearsal", "id": "rehearsal"}}],
        }
    ]
}
SCREEN = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}
"""What only some slots and some devices have, and the SDK has models for."""


def warm(skill: Skill, settings: Settings) -> None:
    """Rehearse everything that `skill` answers.

    Raises:
        Exception: the skill cannot answer something. The version is then not published, as it should not be.
    """
    logger()
    with _offline(dynamodb(settings.endpoint_url)()):
        skill.rehearse(_envelope(settings.skill_id, {"type": "LaunchRequest"}))
        for intent in sorted({name for handler in skill.handlers for name in handler.intents}):
            for slots in ({}, SLOTS):
                skill.rehearse(_envelope(settings.skill_id, _intent(intent, slots)))


@contextmanager
def _offline(client: Any) -> Iterator[None]:
    """Every call of `client` is refused before it is sent."""

    def refuse(**_: Any) -> None:
        raise ClientError(
            {"Error": {"Code": "Rehearsal", "Message": "nothing is sent before a snapshot"}}, ""
        )

    client.meta.events.register("before-send", refuse)
    try:
        yield
    finally:
        client.meta.events.unregister("before-send", refuse)


def _intent(name: str, values: dict[str, str]) -> dict[str, Any]:
    slots = {
        slot: {"name": slot, "value": value, "confirmationStatus": "NONE", "resolutions": UNRESOLVED}
        for slot, value in values.items()
    }
    intent = {"name": name, "confirmationStatus": "NONE", "slots": slots}
    return {"type": "IntentRequest", "dialogState": "STARTED", "intent": intent}


def _envelope(skill_id: str, request: dict[str, Any]) -> dict[str, Any]:
    application, user = {"applicationId": skill_id}, {"userId": "rehearsal"}
    about = {"requestId": "rehearsal", "locale": "en-US", "timestamp": "2026-01-01T00:00:00Z"}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "rehearsal", "application": application, "user": user},
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {"deviceId": "rehearsal", "supportedInterfaces": SCREEN},
            }
        },
        "request": about | request,
    }
