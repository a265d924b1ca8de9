"""What can be wrong with the sentences that people say.

SentenceError      a file of sentences is malformed; says where
"""

from __future__ import annotations

from pathlib import Path

from skill.errors import SkillError

__all__ = ["SentenceError"]


class SentenceError(SkillError):
    """A file of sentences is malformed."""

    def __init__(self, message: str, path: Path | None = None, line: int = 0) -> None:
        """`line` counts from one; zero means the whole file."""
        place = f"{path.name}:{line}" if path and line else path.name if path else ""
        super().__init__(f"{place}: {message}" if place else message)
        self.path = path
        self.line = line
