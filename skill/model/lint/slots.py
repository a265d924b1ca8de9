"""Slots and their types, and the size of it all."""

from __future__ import annotations

from collections.abc import Iterator

from skill.model.lint.finding import Finding
from skill.model.lint.model import SLOT, Model, Value

__all__ = ["BUILT_IN_TYPES", "LARGEST_MODEL", "LONGEST_VALUE", "MOST_VALUES", "check"]

LONGEST_VALUE = 140
"""Characters; a longer value makes every response invalid."""

MOST_VALUES = 50_000
"""Values of all custom types together."""

LARGEST_MODEL = 1_500_000
"""Bytes a locale."""

BUILT_IN_TYPES = frozenset(
    {
        "AMAZON.AdministrativeArea",
        "AMAZON.AlphaNumeric",
        "AMAZON.City",
        "AMAZON.Country",
        "AMAZON.DATE",
        "AMAZON.DURATION",
        "AMAZON.FirstName",
        "AMAZON.FOUR_DIGIT_NUMBER",
        "AMAZON.Language",
        "AMAZON.NUMBER",
        "AMAZON.Ordinal",
        "AMAZON.Person",
        "AMAZON.PhoneNumber",
        "AMAZON.PostalAddress",
        "AMAZON.Region",
        "AMAZON.SearchQuery",
        "AMAZON.StreetName",
        "AMAZON.TIME",
        "AMAZON.US_CITY",
        "AMAZON.US_FIRST_NAME",
        "AMAZON.US_STATE",
    }
)
"""Amazon's list types and number types that US English has."""


def check(model: Model) -> Iterator[Finding]:
    """What is wrong with slots, types and values."""
    if model.size > LARGEST_MODEL:
        yield Finding(
            "model-size", model.locale, f"it has {model.size:,} bytes; {LARGEST_MODEL:,} are allowed"
        )
    yield from _slots(model)
    total = sum(len(values) for values in model.types.values())
    if total > MOST_VALUES:
        yield Finding(
            "value-count", model.locale, f"the types hold {total:,} values; {MOST_VALUES:,} are allowed"
        )
    used = {slot.type for intent in model.intents for slot in intent.slots}
    for name, values in model.types.items():
        if not values:
            yield Finding("type-empty", name, "give it a value: Amazon refuses a type without")
        if name not in used:
            yield Finding("type-unused", name, "use it or take it out")
        yield from _values(name, values)


def _slots(model: Model) -> Iterator[Finding]:
    types: dict[str, tuple[str, str]] = {}
    for intent in model.intents:
        spoken = {name for sample in intent.samples for name in SLOT.findall(sample)}
        for slot in intent.slots:
            place = f"{intent.name}.{slot.name}"
            answered = any(slot.name in SLOT.findall(sample) for sample in slot.samples)
            if slot.name not in spoken and not answered:
                yield Finding("slot-unused", place, "use it in a sample or take it out")
            first_type, first_intent = types.setdefault(slot.name, (slot.type, intent.name))
            if first_type != slot.type:
                mend = f"it is of type {first_type} in {first_intent}; one name, one type"
                yield Finding("slot-type-differs", place, mend)
            if slot.type not in model.types and slot.type not in BUILT_IN_TYPES:
                yield Finding("slot-type-unknown", place, f"define the type {slot.type}")


def _values(kind: str, values: tuple[Value, ...]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    ids: set[str] = set()
    for value in values:
        if value.id in ids:
            yield Finding("value-id-twice", f"{kind} {value.id}", "give each value an id of its own")
        ids.add(value.id)
        for text in value.texts:
            place = f"{kind} {text[:40]!r}"
            if not text.strip():
                yield Finding("value-empty", place, "say something or take it out")
            if len(text) > LONGEST_VALUE:
                yield Finding(
                    "value-length", place, f"it has {len(text)} characters; {LONGEST_VALUE} are allowed"
                )
            owner = owners.setdefault(text.lower(), value.id)
            if owner != value.id:
                yield Finding("value-twice", place, f"{owner} and {value.id} both have it; keep one")
        if len({text.lower() for text in value.texts}) < len(value.texts):
            yield Finding("synonym-twice", f"{kind} {value.id}", "keep each synonym once")
