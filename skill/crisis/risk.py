"""What the detector gives: how clear a sign of risk is, of what kind, and about whom."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Level(Enum):
    """How clear the sign is, and so how much is said."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"


class Family(Enum):
    """What kind of risk, and so which number leads."""

    SUICIDE = "suicide"
    SELF_HARM = "self-harm"
    OVERDOSE = "overdose"
    MEDICAL = "medical"
    EATING = "eating"
    VIOLENCE = "violence"
    ABUSE = "abuse"
    PSYCHOSIS = "psychosis"
    METHOD = "method"


class Subject(Enum):
    """Whom it is about: the speaker, or somebody whom the speaker wants to help."""

    SELF = "self"
    OTHER = "other"


class Risk(NamedTuple):
    """What was recognised, and why.

    Attributes:
        level: how clear the sign is.
        family: the kind of risk; None where there is none.
        subject: whom it is about; None where there is no risk.
        pattern: id of the pattern that found it; None where there is none.
        span: first and last letter (not included) of the finding in the normal spelling of the text.
    """

    level: Level
    family: Family | None = None
    subject: Subject | None = None
    pattern: str | None = None
    span: tuple[int, int] | None = None


NO_RISK = Risk(Level.NONE)
