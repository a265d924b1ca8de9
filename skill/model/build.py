"""The interaction model that Alexa takes, built from the sentences of a locale."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from skill.model import sentences as source
from skill.model.expansion import Expander
from skill.model.sentences import IntentSpec, Sentences, SlotSpec, TypeSpec
from skill.model.yaml_text import Text

__all__ = ["FOLDER", "SLOT", "build", "model_path", "render", "sentences_folder"]

FOLDER = Path(__file__).parents[2] / "interaction_model"
"""The skill package: manifest, sentences, and the models built from them."""

SLOT = re.compile(r"\{([^{}]*)\}")
"""A slot in a sample."""

BUILT_IN = "AMAZON."


def sentences_folder(locale: str) -> Path:
    """Where the sentences of a locale are."""
    return FOLDER / "sentences" / locale


def model_path(locale: str) -> Path:
    """Where the model of a locale is."""
    return FOLDER / "interactionModels" / "custom" / f"{locale}.json"


def build(folder: Path) -> dict[str, Any]:
    """The interaction model of the sentences in `folder`, as Alexa takes it.

    Intents and types stand in alphabetical order and samples in the order of their templates, so that a
    changed sentence changes the lines next to it.

    Raises:
        SentenceError: a file is malformed; the message says where.
    """
    spoken = source.load(folder)
    expander = Expander(spoken.rules)
    intents = [
        _intent(spoken.intents[name], spoken, expander)
        for name in sorted(spoken.intents, key=_built_in_first)
    ]
    types = [_type(spoken.types[name]) for name in sorted(spoken.types)]
    dialog = [_dialog(spoken.intents[intent["name"]], intent) for intent in intents]
    model: dict[str, Any] = {
        "languageModel": {
            "invocationName": spoken.invocation_name or "",
            "modelConfiguration": {
                "fallbackIntentSensitivity": {"level": spoken.fallback_sensitivity or "LOW"},
            },
            "intents": intents,
            "types": types,
        },
    }
    listed = [entry for entry in dialog if entry]
    if listed:
        model["dialog"] = {"delegationStrategy": "SKILL_RESPONSE", "intents": listed}
    return {"interactionModel": model}


def render(model: dict[str, Any]) -> str:
    """The text of the model file; narrow, because Amazon counts its bytes."""
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


def _built_in_first(name: str) -> tuple[bool, str]:
    return not name.startswith(BUILT_IN), name


def _intent(intent: IntentSpec, spoken: Sentences, expander: Expander) -> dict[str, Any]:
    samples = dict.fromkeys(sample for template in intent.sentences for sample in expander.expand(template))
    slots = dict(intent.slots)
    for template in intent.sentences:
        for name in _slot_names(expander.expand(template)):
            if name in slots:
                continue
            if name not in spoken.slots:
                raise template.error(f"slot {{{name}}} of {intent.name} is not declared")
            slots[name] = spoken.slots[name]
    for slot in slots.values():
        if not slot.type.startswith(BUILT_IN) and slot.type not in spoken.types:
            raise slot.type.error(f"type {slot.type} of slot {slot.name} has no values")
    built: dict[str, Any] = {"name": str(intent.name)}
    if slots:
        built["slots"] = [_slot(slot, slots, expander) for slot in slots.values()]
    built["samples"] = list(samples)
    return built


def _slot(slot: SlotSpec, known: dict[str, SlotSpec], expander: Expander) -> dict[str, Any]:
    built: dict[str, Any] = {"name": str(slot.name), "type": str(slot.type)}
    for template in slot.samples:
        for name in _slot_names(expander.expand(template)):
            if name not in known:
                raise template.error(f"slot {{{name}}} is not declared")
    if slot.samples:
        answers = (sample for template in slot.samples for sample in expander.expand(template))
        built["samples"] = list(dict.fromkeys(answers))
    return built


def _slot_names(samples: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for sample in samples for name in SLOT.findall(sample)))


def _type(kind: TypeSpec) -> dict[str, Any]:
    seen: dict[str, Text] = {}
    for value in kind.values:
        if value.id in seen:
            raise value.id.error(f"id {value.id} of type {kind.name} stands twice")
        seen[value.id] = value.id
    return {
        "name": str(kind.name),
        "values": [
            {
                "id": str(value.id),
                "name": {"value": str(value.value), "synonyms": [str(other) for other in value.synonyms]},
            }
            for value in kind.values
        ],
    }


def _dialog(intent: IntentSpec, built: dict[str, Any]) -> dict[str, Any] | None:
    """Alexa drops `Dialog.ElicitSlot` without a word for an intent that is not listed here."""
    if not any(slot.elicit for slot in intent.slots.values()):
        return None
    return {
        "name": built["name"],
        "delegationStrategy": "SKILL_RESPONSE",
        "confirmationRequired": False,
        "prompts": {},
        "slots": [
            {
                "name": slot["name"],
                "type": slot["type"],
                "elicitationRequired": False,
                "confirmationRequired": False,
                "prompts": {},
            }
            for slot in built["slots"]
        ],
    }
