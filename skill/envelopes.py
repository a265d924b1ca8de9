"""JSON from Alexa as the SDK's models, and the SDK's models as JSON for Alexa.

The SDK's own serializer writes the event as text to read it again, looks every class up by its name for every
value, and lets `dateutil` guess how each time is written: most of a warm turn, and a tenth of a cold start.
What is here reads the same tables (`deserialized_types`, `attribute_map`, discriminators) once a class.
Whatever it does not understand is left to the SDK's, which alone decides what is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope, ResponseEnvelope

__all__ = ["read_request", "write_response"]

_PLAIN = frozenset({str, int, float, bool, type(None)})
_MANY = re.compile(r"list\[(?P<of_list>[^,]+)\]|dict\([^,]*, (?P<of_dict>.+)\)")
"""How the SDK spells the types of lists and of dictionaries."""

_sdk = DefaultSerializer()


def read_request(event: Any) -> RequestEnvelope:
    """The request envelope in `event`, which it shares nothing with.

    Raises:
        SerializationException: the SDK cannot read it either.
    """
    try:
        return _reader(RequestEnvelope)(event)
    except Exception:  # noqa: BLE001  # whatever is unusual is the SDK's to judge
        return _sdk.deserialize(json.dumps(event), RequestEnvelope)


def write_response(envelope: ResponseEnvelope) -> dict[str, Any]:
    """The JSON of `envelope`, without what is None in its models."""
    written: dict[str, Any] = _written(envelope)
    return written


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Reads a value of `kind`: a model class, or a type as the SDK's models spell it."""
    if not isinstance(kind, str):
        return kind if issubclass(kind, Enum) else _model_reader(kind)
    if kind in _NATIVE:
        return _NATIVE[kind]
    if many := _MANY.fullmatch(kind):
        return _list_reader(many["of_list"]) if many["of_list"] else _dict_reader(many["of_dict"])
    return _reader(_class(kind))


def _class(name: str) -> Any:
    module, _, kind = name.rpartition(".")
    return getattr(import_module(module), kind)


def _list_reader(kind: str) -> Callable[[Any], Any]:
    return lambda values: [_read(kind, value) for value in values]


def _dict_reader(kind: str) -> Callable[[Any], Any]:
    return lambda values: {key: _read(kind, value) for key, value in values.items()}


def _model_reader(base: Any) -> Callable[[Any], Any]:
    if not hasattr(base, "get_real_child_model"):
        return _fields_reader(base)
    return lambda values: _child_reader(base.get_real_child_model(values))(values)


@cache
def _child_reader(name: str) -> Callable[[Any], Any]:
    """Reads a model of the class `name`, which a discriminator has chosen."""
    return _fields_reader(_class(name))


def _fields_reader(model: Any) -> Callable[[Any], Any]:
    fields = {key: (attribute, model.deserialized_types[attribute]) for attribute, key in _fields(model)}

    def read(values: Any) -> Any:
        made = model()
        unknown = []
        for key, value in values.items():
            field = fields.get(key)
            if field:
                setattr(made, field[0], _read(field[1], value))
            else:
                unknown.append(key)
        for key in unknown:  # as the SDK keeps them: after, and so over, what it knows
            setattr(made, key, _copied(values[key]))
        return made

    return read


def _read(kind: str, value: Any) -> Any:
    return None if value is None else _reader(kind)(value)


@cache
def _fields(model: Any) -> tuple[tuple[str, str], ...]:
    """The attributes of a model class, each with its key in JSON."""
    keys = model.attribute_map
    return tuple((attribute, keys.get(attribute, attribute)) for attribute in model.deserialized_types)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


_NATIVE: dict[str, Callable[[Any], Any]] = {
    "str": str,
    "bool": bool,
    "int": int,
    "float": float,
    "object": _copied,
    "datetime": datetime.fromisoformat,
}
"""Any other of the SDK's names for types, such as `date`, is the SDK's to read."""


def _written(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is dict:
        return {key: _written(inner) for key, inner in value.items()}
    if kind is list:
        return [_written(inner) for inner in value]
    if not hasattr(kind, "deserialized_types"):
        return _sdk.serialize(value)  # an enumeration, a date, a number of another kind
    return {key: _written(inner) for key, inner in _filled(value, kind)}


def _filled(value: Any, kind: type) -> Iterator[tuple[str, Any]]:
    for attribute, key in _fields(kind):
        inner = getattr(value, attribute)
        if inner is not None:
            yield key, inner
