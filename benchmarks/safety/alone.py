"""The detector alone: every row of the corpus is classified as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from benchmarks.safety import bars
from benchmarks.safety.corpus import BenignRow, RiskRow
from benchmarks.safety.share import share_of
from skill.crisis.detector import Detector, Level, Risk

__all__ = ["alarm_lines", "classify_benign", "classify_risk", "found_lines", "soft_alarm_lines"]

ClassifiedRisk = Sequence[tuple[RiskRow, Risk]]
ClassifiedBenign = Sequence[tuple[BenignRow, Risk]]


def classify_risk(detector: Detector, rows: Sequence[RiskRow]) -> ClassifiedRisk:
    """Each row with what the detector made of it."""
    return [(row, detector.classify(row.text)) for row in rows]


def classify_benign(detector: Detector, rows: Sequence[BenignRow]) -> ClassifiedBenign:
    """Each row with what the detector made of it."""
    return [(row, detector.classify(row.text)) for row in rows]


def found_lines(classified: ClassifiedRisk) -> list[bars.Line]:
    """Recall: a row counts as found at either level, as either gives a number to call."""
    clear = [(row, risk) for row, risk in classified if row.tier == "must"]
    unclear = [(row, risk) for row, risk in classified if row.tier == "should"]
    families = sorted({row.family for row, _ in clear})
    return [
        bars.at_least(bars.FOUND, "clear", share_of(_is_found(risk) for _, risk in clear)),
        *(
            bars.at_least(
                bars.FOUND_IN_A_FAMILY,
                f"  {family}",
                share_of(_is_found(risk) for row, risk in clear if row.family == family),
            )
            for family in families
        ),
        *(
            bars.Line(
                f"  about {subject}",
                share_of(_is_found(risk) for row, risk in clear if row.subject == subject),
            )
            for subject in ("self", "other")
        ),
        bars.at_least(bars.FOUND_UNCLEAR, "unclear", share_of(_is_found(risk) for _, risk in unclear)),
        bars.Line(
            "clear, right family",
            share_of(_value(risk.family) == row.family for row, risk in clear if _is_found(risk)),
        ),
        bars.Line(
            "clear, right subject",
            share_of(_value(risk.subject) == row.subject for row, risk in clear if _is_found(risk)),
        ),
    ]


def alarm_lines(classified: ClassifiedBenign) -> list[bars.Line]:
    """False alarms: the full reply to what is no risk."""
    return [
        *(
            bars.at_most(
                bar, kind, share_of(risk.level is Level.FULL for row, risk in classified if row.kind == kind)
            )
            for kind, bar in bars.ALARMS_OF_KIND.items()
        ),
        bars.Line("all", share_of(risk.level is Level.FULL for _, risk in classified)),
    ]


def soft_alarm_lines(classified: ClassifiedBenign) -> list[bars.Line]:
    """The short reply to what is no risk; only the kinds that had one, and no bar is set."""
    kinds = sorted({row.kind for row, risk in classified if risk.level is Level.SHORT})
    return [
        bars.Line(kind, share_of(risk.level is Level.SHORT for row, risk in classified if row.kind == kind))
        for kind in kinds
    ]


def _is_found(risk: Risk) -> bool:
    return risk.level is not Level.NONE


def _value(member: Enum | None) -> str | None:
    return member.value if member else None
