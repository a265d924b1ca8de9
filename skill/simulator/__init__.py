"""Development only: talking to the skill without Alexa."""

from __future__ import annotations

from skill.simulator.customer_api import Account
from skill.simulator.errors import ClosedError, ModelError, ResponseError, SimulatorError
from skill.simulator.exchange import Exchange
from skill.simulator.model import InteractionModel
from skill.simulator.speaker import Speaker
from skill.simulator.understanding import Understanding
from skill.simulator.verdict import Stage, Verdict

__all__ = [
    "Account",
    "ClosedError",
    "Exchange",
    "InteractionModel",
    "ModelError",
    "ResponseError",
    "SimulatorError",
    "Speaker",
    "Stage",
    "Understanding",
    "Verdict",
]
