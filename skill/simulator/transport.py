"""How a request envelope reaches the skill.

A transport is anything that takes an envelope and a context and gives an envelope. In this process is the
default; a function deployed to a cloud, or an HTTPS endpoint, is another.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

__all__ = ["Handler", "skill_handler", "skill_id"]

Handler = Callable[[Any, Any], dict[str, Any]]


def skill_id() -> str:
    """The skill id that requests are sent to: `IOP_SKILL_ID`, or that of the local cloud."""
    from skill.simulator.local_cloud import SKILL_ID  # noqa: PLC0415  # tests of the model alone do not need it

    return os.environ.get("IOP_SKILL_ID") or SKILL_ID


def skill_handler(environment: dict[str, str] | None = None) -> Handler:
    """The skill itself in this process, as the environment (this process's if None) sets it up."""
    from skill.app import build  # noqa: PLC0415  # a speaker in front of another handler does without
    from skill.settings import Settings  # noqa: PLC0415

    variables = {**os.environ} if environment is None else environment
    return build(Settings.read({"IOP_SKILL_ID": skill_id(), **variables}))
