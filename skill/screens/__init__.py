"""What an Echo Show displays: APL documents, and the data that fills them. Speech is complete without it.

Format: Amazon, Alexa Presentation Language, document version 2024.3. A screen shows nothing personal.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["DOCUMENTS", "document"]

DOCUMENTS = ("message", "list", "numbers")
"""A heading with text; a heading with a list; a heading with numbers large enough to read across a room."""


@cache
def document(name: str) -> dict[str, Any]:
    """The APL document `name`, one of `DOCUMENTS`; it takes the data source `screen`."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return loaded
