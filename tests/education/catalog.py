"""The topics as their files give them, and how each is first asked about."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from skill.content import FOLDER, LOCALES, Content
from skill.education.topics import intent_of
from skill.model.build import model_path

HERE = Path(__file__).parent
LOCALE = LOCALES[0]
CONTENT = Content(LOCALE)
TOPIC_IDS = sorted(path.stem for path in (FOLDER / LOCALE / "topics").glob("*.toml"))

ANY_RELATIVE = "sister"
"""Stands for {relative}: nobody's sister is named in a wording."""


def entry(topic_id: str) -> dict[str, Any]:
    return CONTENT.file(f"topics/{topic_id}")


def wordings(topic_id: str, field: str) -> list[str]:
    """The words of a field: one, or one for oneself and one for a caregiver."""
    words = entry(topic_id)[field]
    return [words] if isinstance(words, str) else list(words.values())


@cache
def samples() -> dict[str, tuple[str, ...]]:
    """Intent to the samples that Alexa gets."""
    model = json.loads(model_path(LOCALE).read_text(encoding="utf-8"))
    intents = model["interactionModel"]["languageModel"]["intents"]
    return {intent["name"]: tuple(intent["samples"]) for intent in intents}


def first_question(topic_id: str) -> str:
    """The first way of asking about a topic that names no relative."""
    return next(sample for sample in samples()[intent_of(topic_id)] if "{" not in sample)


def caregiver_question(topic_id: str) -> str | None:
    """A way of asking about a topic for a relative."""
    asked = (sample for sample in samples()[intent_of(topic_id)] if "{relative}" in sample)
    return next((sample.replace("{relative}", ANY_RELATIVE) for sample in asked), None)


def spoken(words: str) -> str:
    """Words as a person says them and as samples are written: letters apart, no hyphens, lower case."""
    lettered = re.sub(r"\b(?!TRICARE)[A-Z]{2,}\b", lambda found: " ".join(f"{c}." for c in found[0]), words)
    return lettered.lower().replace("-", " ")


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
