"""The interaction model as the lint reads it: what Alexa would get, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["SEARCH_QUERY", "SLOT", "Intent", "Model", "Slot", "Value"]

SEARCH_QUERY = "AMAZON.SearchQuery"
"""Takes whatever is said; Amazon calls it a phrase slot."""

SLOT = re.compile(r"\{\s*([^{}]*?)\s*\}")
"""A slot in a sample."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of an intent."""

    name: str
    type: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent."""

    name: str
    slots: tuple[Slot, ...] = ()
    samples: tuple[str, ...] = ()

    @property
    def built_in(self) -> bool:
        """Whether it is Amazon's."""
        return self.name.startswith("AMAZON.")

    def type_of(self, slot: str) -> str:
        """The type of one of its slots; empty if it has no such slot."""
        return next((each.type for each in self.slots if each.name == slot), "")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a custom slot type."""

    id: str
    name: str
    synonyms: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What people say for it."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Model:
    """The interaction model of one locale."""

    locale: str
    size: int
    """In bytes, as it is sent."""

    invocation_name: str = ""
    fallback_sensitivity: str = ""
    intents: tuple[Intent, ...] = ()
    types: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    dialog: dict[str, Any] = field(default_factory=dict)
    prompts: tuple[dict[str, Any], ...] = ()

    @classmethod
    def parse(cls, text: str, locale: str) -> Model:
        """The model in a file of Alexa's format.

        Raises:
            ValueError: it is no JSON.
            KeyError: it lacks a part that Alexa requires.
        """
        whole = json.loads(text)["interactionModel"]
        language = whole["languageModel"]
        configuration = language.get("modelConfiguration", {})
        return cls(
            locale=locale,
            size=len(text.encode()),
            invocation_name=language["invocationName"],
            fallback_sensitivity=configuration.get("fallbackIntentSensitivity", {}).get("level", ""),
            intents=tuple(_intent(intent) for intent in language["intents"]),
            types={
                kind["name"]: tuple(_value(each) for each in kind["values"]) for kind in language["types"]
            },
            dialog=whole.get("dialog", {}),
            prompts=tuple(whole.get("prompts", ())),
        )


def _intent(intent: dict[str, Any]) -> Intent:
    slots = (
        Slot(slot["name"], slot["type"], tuple(slot.get("samples", ()))) for slot in intent.get("slots", ())
    )
    return Intent(intent["name"], tuple(slots), tuple(intent.get("samples", ())))


def _value(value: dict[str, Any]) -> Value:
    name = value["name"]
    return Value(value.get("id", ""), name["value"], tuple(name.get("synonyms", ())))
