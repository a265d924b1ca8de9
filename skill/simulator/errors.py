"""Every error of the simulator.

SimulatorError             the base
├── ModelError             the interaction model is missing or malformed
├── ResponseError          Alexa would refuse this response
├── ClosedError            nobody listens: the session is over, or was never opened
├── UnsupportedError       a feature of Alexa that the simulator does not imitate
└── TranscriptError        a transcript is malformed
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ClosedError",
    "ModelError",
    "ResponseError",
    "SimulatorError",
    "TranscriptError",
    "UnsupportedError",
]


class SimulatorError(Exception):
    """The base of every error of the simulator."""


class ModelError(SimulatorError):
    """The interaction model is missing or malformed."""


class ResponseError(SimulatorError):
    """Alexa would refuse this response."""

    def __init__(self, findings: Sequence[str]) -> None:
        """`findings` say what is wrong, one each."""
        super().__init__("Alexa would refuse this response: " + "; ".join(findings))
        self.findings = tuple(findings)


class ClosedError(SimulatorError):
    """Nobody listens: the session is over, or was never opened."""


class UnsupportedError(SimulatorError):
    """A feature of Alexa that the simulator does not imitate."""


class TranscriptError(SimulatorError):
    """A transcript is malformed."""
