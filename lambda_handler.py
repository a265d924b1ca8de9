"""AWS entry points: the skill, and the staff notifier."""

from __future__ import annotations

from functools import cache
from typing import Any

from skill import edge
from skill.app import Skill, build
from skill.errors import SettingsError
from skill.settings import Settings


@cache
def _skill() -> Skill:
    return build(Settings.read(), observer=_observe)


def _observe(observation: edge.Observation) -> None:
    from skill.telemetry import observe  # noqa: PLC0415  # the first answer does not wait for it

    observe(observation)


def _before_snapshot() -> None:
    from skill.warmup import warm  # noqa: PLC0415  # a start without a snapshot loads only what it needs

    warm(_skill(), Settings.read())


try:
    from snapshot_restore_py import register_before_snapshot
except ImportError:  # only Lambda's Python 3.12 and later have it
    pass
else:
    register_before_snapshot(_before_snapshot)


def skill(event: Any, context: Any = None) -> dict[str, Any]:
    """Answer one request envelope from Alexa."""
    try:
        return _skill()(event, context)
    except SettingsError as error:
        _observe(edge.Observation(edge.request_type_of(event), "", error, 0.0))
        return edge.safe_response(event)


def notify(event: Any, context: Any = None) -> dict[str, Any]:
    """Tell the staff of new callback requests, from a batch of DynamoDB stream records."""
    from skill.callbacks.notify import handle  # noqa: PLC0415  # only the notifier function needs it

    return handle(event, context)
