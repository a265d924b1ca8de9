"""The interaction model as Alexa gets it: the generated JSON, read into typed parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from skill.simulator.errors import ModelError

__all__ = ["DialogIntent", "Intent", "InteractionModel", "Slot", "TypeValue", "load"]

FOLDER = Path(__file__).parents[2] / "interaction_model" / "interactionModels" / "custom"
SEARCH_QUERY = "AMAZON.SearchQuery"
FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of an intent."""

    name: str
    type: str
    samples: tuple[str, ...]
    """How its elicitation is answered."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent with what people say for it."""

    name: str
    slots: Mapping[str, Slot]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeValue:
    """A value of a custom slot type."""

    id: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DialogIntent:
    """An intent listed under `dialog.intents`; directives of a dialog work on no other."""

    name: str
    required: frozenset[str]
    """The slots that Alexa holds necessary (`elicitationRequired`)."""

    confirmed: bool
    """Whether the intent itself is to be confirmed."""


@dataclass(frozen=True, slots=True)
class InteractionModel:
    """What one locale of the skill understands."""

    invocation: str
    intents: Mapping[str, Intent]
    types: Mapping[str, tuple[TypeValue, ...]]
    dialog: Mapping[str, DialogIntent]

    def slot(self, intent: str, slot: str) -> Slot | None:
        """The slot `slot` of the intent `intent`, if both exist."""
        declared = self.intents.get(intent)
        return declared.slots.get(slot) if declared else None

    @classmethod
    def parse(cls, document: Any) -> InteractionModel:
        """The model in the JSON document that Alexa takes (`{"interactionModel": ...}`).

        Raises:
            ModelError: the document has another shape.
        """
        try:
            language = document["interactionModel"]["languageModel"]
            dialog = document["interactionModel"].get("dialog") or {}
            return cls(
                invocation=str(language["invocationName"]),
                intents={intent["name"]: _intent(intent) for intent in language["intents"]},
                types={kind["name"]: _values(kind) for kind in language.get("types") or ()},
                dialog={intent["name"]: _dialog(intent) for intent in dialog.get("intents") or ()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"the interaction model is not of Alexa's shape: {error!r}") from error


def _intent(data: Mapping[str, Any]) -> Intent:
    slots = {
        slot["name"]: Slot(slot["name"], slot["type"], tuple(slot.get("samples") or ()))
        for slot in data.get("slots") or ()
    }
    return Intent(data["name"], slots, tuple(data.get("samples") or ()))


def _values(data: Mapping[str, Any]) -> tuple[TypeValue, ...]:
    return tuple(
        TypeValue(
            id=str(value.get("id") or ""),
            name=value["name"]["value"],
            synonyms=tuple(value["name"].get("synonyms") or ()),
        )
        for value in data.get("values") or ()
    )


def _dialog(data: Mapping[str, Any]) -> DialogIntent:
    required = (slot["name"] for slot in data.get("slots") or () if slot.get("elicitationRequired"))
    return DialogIntent(data["name"], frozenset(required), bool(data.get("confirmationRequired")))


@cache
def load(locale: str = "en-US", folder: Path = FOLDER) -> InteractionModel:
    """The generated model of `locale`, read once a process.

    Raises:
        ModelError: there is none, or it is malformed.
    """
    path = folder / f"{locale}.json"
    try:
        return InteractionModel.parse(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise ModelError(f"there is no interaction model for {locale}: run `iop model build`") from error
    except json.JSONDecodeError as error:
        raise ModelError(f"the interaction model for {locale} is no JSON: {error}") from error
