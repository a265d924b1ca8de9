"""What the simulator made of an utterance, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skill.simulator.model import TypeValue

__all__ = ["Candidate", "Fill", "Stage", "Verdict"]


class Stage(StrEnum):
    """How sure the simulator is that Alexa would understand the same."""

    EXACT = "exact"
    """A sample matches, with its slots filled."""

    GUESS = "guess"
    """The nearest sample; Alexa probably, not certainly, generalises alike."""

    FALLBACK = "fallback"
    """Nothing is near."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A slot that was filled."""

    name: str
    type: str
    value: str
    """What Alexa hands over."""

    listed: bool
    """Whether the value is certainly of the type; if not, it merely stands where one would."""

    matches: tuple[TypeValue, ...] | None = None
    """The values of the type that it stands for, empty if it is outside; None for a type without a list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sample, and how near it is: 1 is word for word."""

    intent: str
    sample: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the simulator made of an utterance."""

    stage: Stage
    intent: str
    reason: str
    slots: Mapping[str, Fill] = field(default_factory=dict)
    winner: Candidate | None = None
    runner_up: Candidate | None = None
    """The best candidate of another intent."""

    elicited: str | None = None
    """The slot whose elicitation was answered."""

    confirmed: bool | None = None
    """What was answered to `Dialog.ConfirmSlot` or `Dialog.ConfirmIntent`."""
