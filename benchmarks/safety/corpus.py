"""The rows of tests/corpus; its README says what the columns mean."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "CORPUS",
    "MIXED",
    "PLAIN",
    "VOICES",
    "BenignRow",
    "RiskRow",
    "read_accepted",
    "read_benign",
    "read_risk",
]

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"
PLAIN, VOICES, MIXED = (CORPUS / "unseen" / name for name in ("plain", "voices", "mixed"))
"""Rows that nothing was built on or learned from, and nothing may be."""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """What a person at risk, or somebody beside them, may say.

    Attributes:
        text: an utterance, or a piece of one as a slot value brings it.
        level: the reply that fits, `full` or `short`.
        family: of the risk.
        subject: `self` or `other`.
        voice: who speaks, or how.
        tier: `must` where it is clear, `should` where a clinician could argue.
    """

    text: str
    level: str
    family: str
    subject: str
    voice: str
    tier: str


@dataclass(frozen=True, slots=True)
class BenignRow:
    """What must not be taken for risk.

    Attributes:
        text: an utterance, or a piece of one as a slot value brings it.
        level: always `none`.
        kind: why it is there, such as `idiom` or `treatment`.
        tier: `must` where it is clear, `should` where a clinician could argue.
    """

    text: str
    level: str
    kind: str
    tier: str


def read_risk(folder: Path = CORPUS) -> list[RiskRow]:
    """The risk rows, in the order of the file."""
    return [RiskRow(**row) for row in _read(folder / "risk.tsv")]


def read_benign(folder: Path = CORPUS) -> list[BenignRow]:
    """The benign rows, in the order of the file."""
    return [BenignRow(**row) for row in _read(folder / "benign.tsv")]


def read_accepted(folder: Path = CORPUS) -> dict[str, str]:
    """Benign text -> why its false alarm is accepted."""
    return {row["text"]: row["reason"] for row in _read(folder / "accepted.tsv")}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
