"""What people say, as it is written in `interaction_model/sentences/<locale>/*.yaml`.

The format is described in docs/interaction-model.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skill.model import yaml_text
from skill.model.errors import SentenceError
from skill.model.yaml_text import Text

__all__ = ["IntentSpec", "Sentences", "SlotSpec", "TypeSpec", "ValueSpec", "load"]


@dataclass(slots=True)
class SlotSpec:
    """A slot of an intent."""

    name: Text
    type: Text
    samples: list[Text] = field(default_factory=list)
    """Templates of answers, used while Alexa fills this slot."""

    elicit: bool = False
    """Whether the skill asks for it with `Dialog.ElicitSlot`."""


@dataclass(slots=True)
class IntentSpec:
    """An intent with its sentence templates."""

    name: Text
    slots: dict[str, SlotSpec] = field(default_factory=dict)
    sentences: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class ValueSpec:
    """One value of a custom slot type."""

    id: Text
    value: Text
    synonyms: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class TypeSpec:
    """A custom slot type."""

    name: Text
    values: list[ValueSpec] = field(default_factory=list)


@dataclass(slots=True)
class Sentences:
    """All files of one locale, taken together."""

    invocation_name: Text | None = None
    fallback_sensitivity: Text | None = None
    rules: dict[str, Text] = field(default_factory=dict)
    slots: dict[str, SlotSpec] = field(default_factory=dict)
    """Slots that every intent may use without declaring them."""

    intents: dict[str, IntentSpec] = field(default_factory=dict)
    types: dict[str, TypeSpec] = field(default_factory=dict)


def load(folder: Path) -> Sentences:
    """The sentences of one locale.

    Raises:
        SentenceError: the folder holds none, or a file is malformed; the message says where.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise SentenceError(f"no sentences in {folder.name}", folder)
    sentences = Sentences()
    for path in paths:
        _add_file(sentences, path)
    return sentences


def _add_file(sentences: Sentences, path: Path) -> None:
    content = yaml_text.read(path)
    for key, section in _mapping(content, SentenceError("the file must be a mapping", path)).items():
        if key in {"invocation_name", "fallback_sensitivity"}:
            _once(getattr(sentences, key), key)
            setattr(sentences, key, _text(section, key))
        elif key in SECTIONS:
            known: dict[str, Any] = getattr(sentences, SECTIONS[key][0])
            for name, body in _mapping_at(section, key).items():
                _put(known, name, SECTIONS[key][1](name, body))
        else:
            raise key.error(f"unknown key {key}")


def _intent(name: Text, body: Any) -> IntentSpec:
    fields = _fields(body or {}, name, {"slots", "sentences"})
    declared = _mapping_at(fields.get("slots", {}), name)
    slots: dict[str, SlotSpec] = {slot: _slot(slot, each) for slot, each in declared.items()}
    return IntentSpec(name, slots, _texts(fields.get("sentences", []), name))


def _slot(name: Text, body: Any) -> SlotSpec:
    fields = _fields(body, name, {"type", "samples", "elicit"})
    if "type" not in fields:
        raise name.error(f"slot {name} has no type")
    elicit = fields.get("elicit", False)
    if not isinstance(elicit, bool):
        raise name.error("elicit must be true or false")
    return SlotSpec(name, _text(fields["type"], name), _texts(fields.get("samples", []), name), elicit)


def _type(name: Text, body: Any) -> TypeSpec:
    if not isinstance(body, list) or not body:
        raise name.error(f"type {name} has no values")
    return TypeSpec(name, [_value(name, item) for item in body])


def _value(type_name: Text, item: Any) -> ValueSpec:
    fields = _fields(item, type_name, {"id", "value", "synonyms"})
    missing = {"id", "value"} - fields.keys()
    if missing:
        place = next((key for key in fields if isinstance(key, Text)), type_name)
        raise place.error(f"a value of type {type_name} has no {' and no '.join(sorted(missing))}")
    return ValueSpec(
        _text(fields["id"], type_name),
        _text(fields["value"], type_name),
        _texts(fields.get("synonyms", []), type_name),
    )


def _rule(name: Text, body: Any) -> Text:
    return _text(body, name)


def _fields(body: Any, parent: Text, known: set[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in _mapping_at(body, parent).items():
        if key not in known:
            raise key.error(f"unknown key {key} in {parent}")
        fields[key] = value
    return fields


def _mapping(value: Any, error: SentenceError) -> dict[Text, Any]:
    if not isinstance(value, dict):
        raise error
    return value


def _mapping_at(value: Any, parent: Text) -> dict[Text, Any]:
    return _mapping(value, parent.error(f"{parent} must be a mapping"))


def _text(value: Any, parent: Text) -> Text:
    if not isinstance(value, Text) or not value.strip():
        raise parent.error(f"{parent} must be a text; put it in double quotes")
    return value


def _texts(value: Any, parent: Text) -> list[Text]:
    if not isinstance(value, list):
        raise parent.error(f"{parent} must be a list of texts")
    return [_text(item, parent) for item in value]


def _once(before: Text | None, key: Text) -> None:
    if before is not None:
        raise key.error(f"{key} is said before, in {before.path.name}:{before.line}")


def _put(known: dict[str, Any], name: Text, value: Any) -> None:
    for other in known:
        if other == name:
            assert isinstance(other, Text)
            raise name.error(f"{name} is defined before, in {other.path.name}:{other.line}")
    known[name] = value


SECTIONS: dict[str, tuple[str, Callable[[Text, Any], Any]]] = {
    "expansion_rules": ("rules", _rule),
    "slots": ("slots", _slot),
    "types": ("types", _type),
    "intents": ("intents", _intent),
}
"""The sections of a file: where each is kept, and how one entry of it is read."""
