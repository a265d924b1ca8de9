"""A run of words that fills a slot."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that fills a slot."""

    end: int
    """The word after the last one."""

    value: str
    """What Alexa hands over as the slot's value."""

    listed: bool
    """Whether the words are certainly of the type, rather than merely possible."""
