"""Request envelopes as Alexa sends them."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def event(name: str) -> dict[str, Any]:
    """The envelope in `name`.json, fresh for every call."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


EVENTS_OF_A_PERSON = ("launch", "intent", "statement", "session-ended-with-an-error")
"""Envelopes with something planted in them that must not be written anywhere."""
