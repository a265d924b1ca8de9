"""What the lint reports."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that Amazon would refuse, or that would surprise a person."""

    rule: str
    """The rule's id; docs/model-lint.md tells the reason of each."""

    place: str
    """Where: an intent and sample, a slot, a type and value, a file and entry."""

    mend: str
    """What to do about it."""

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.rule}: {self.place}: {self.mend}"
