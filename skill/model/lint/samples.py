"""Samples: their characters, their slots, their number, and the same sample twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from skill.model.lint.finding import Finding
from skill.model.lint.model import SEARCH_QUERY, SLOT, Intent, Model

__all__ = ["MOST_SAMPLES_AN_INTENT", "check"]

MOST_SAMPLES_AN_INTENT = 1_000
"""Beyond this an intent outweighs its neighbours in Alexa's training without adding ways of saying it, and a
hundred such intents would not fit into the model's size."""

ALLOWED = re.compile(r"[^\W\d_]|[ ._'-]")
"""Unicode letters, spaces, periods of abbreviations, underscores, possessive apostrophes and hyphens, as the
console says. Digits are refused too: they are written as words."""

STRAY_PERIOD = re.compile(r"(?<!\b\w)\.|\.(?!\s|$|')")
"""A period that does not follow a single letter."""


def check(model: Model) -> Iterator[Finding]:
    """What is wrong with samples."""
    elicited = {entry["name"] for entry in model.dialog.get("intents", ())}
    for intent in model.intents:
        if intent.built_in and intent.samples:
            yield Finding("sample-on-built-in", intent.name, "move its samples to an intent of one's own")
        if len(intent.samples) > MOST_SAMPLES_AN_INTENT:
            mend = f"write fewer than {MOST_SAMPLES_AN_INTENT} samples; it has {len(intent.samples)}"
            yield Finding("samples-many", intent.name, mend)
        for sample, times in Counter(intent.samples).items():
            if times > 1:
                yield Finding("sample-twice", f"{intent.name} {sample!r}", "keep one")
            yield from _characters(f"{intent.name} {sample!r}", sample)
            yield from _slots(intent, sample, bare_allowed=intent.name not in elicited)
        for slot in intent.slots:
            for sample in slot.samples:
                yield from _characters(f"{intent.name}.{slot.name} {sample!r}", sample)
    yield from _in_two_intents(model)


def _characters(place: str, sample: str) -> Iterator[Finding]:
    words = SLOT.sub("x", sample)
    if not sample.strip():
        yield Finding(
            "sample-empty", place, "a template may stand for nothing; make one of its words necessary"
        )
        return
    if "{" in words or "}" in words:
        yield Finding("sample-braces", place, "close every brace")
    bad = sorted({character for character in words if not ALLOWED.fullmatch(character)} - set("{}"))
    if bad:
        yield Finding("sample-characters", place, f"leave out {' '.join(bad)}; write figures as words")
    if unicodedata.normalize("NFKC", sample) != sample:
        yield Finding("sample-characters", place, "use plain characters, no wide or joined ones")
    if words != words.lower():
        yield Finding("sample-case", place, "write it in lower case")
    if words != " ".join(words.split()):
        yield Finding("sample-spaces", place, "use single spaces, none at the ends")
    if re.search(r"(?<!\S)'", words):
        yield Finding("sample-apostrophe", place, "an apostrophe stands inside or at the end of a word")
    if STRAY_PERIOD.search(words):
        yield Finding("sample-period", place, "periods stand after spelled letters only, as in i. o. p.")


def _slots(intent: Intent, sample: str, *, bare_allowed: bool) -> Iterator[Finding]:
    place = f"{intent.name} {sample!r}"
    names = SLOT.findall(sample)
    for name in names:
        if not intent.type_of(name):
            yield Finding("slot-unknown", place, f"declare the slot {name}")
    if len(names) != len(set(names)):
        yield Finding("slot-twice", place, "use a slot once in a sample")
    bare = bool(names) and not SLOT.sub("", sample).strip(" '.-s")
    phrases = [name for name in names if intent.type_of(name) == SEARCH_QUERY]
    if phrases and bare:
        yield Finding(
            "phrase-carrier", place, f"put words beside {{{phrases[0]}}}: a phrase slot needs a carrier"
        )
    elif bare and not bare_allowed:
        yield Finding(
            "slots-only",
            place,
            "an intent of the dialog needs a word beside its slots; answers go to the slot's samples",
        )
    if phrases and len(names) > 1:
        yield Finding(
            "phrase-alone", place, f"{{{phrases[0]}}} is a phrase slot and may be the only slot of a sample"
        )


def _in_two_intents(model: Model) -> Iterator[Finding]:
    """The same words, with slots of the same types, lead to two intents."""
    seen: dict[str, str] = {}
    for intent in model.intents:
        for shape, sample in {_shape(intent, sample): sample for sample in intent.samples}.items():
            first = seen.setdefault(shape, intent.name)
            if first != intent.name:
                yield Finding(
                    "sample-in-two-intents", f"{intent.name} {sample!r}", f"{first} has it; keep one"
                )


def _shape(intent: Intent, sample: str) -> str:
    """The sample with the types of its slots in place of their names."""
    return SLOT.sub(lambda found: f"{{{intent.type_of(found[1])}}}", sample)
