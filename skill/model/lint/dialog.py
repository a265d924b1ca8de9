"""The dialog section: without it Alexa drops `Dialog.ElicitSlot` and says nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from skill.model.lint.finding import Finding
from skill.model.lint.model import Intent, Model

__all__ = ["check", "check_elicited", "elicited_in"]


def check(model: Model) -> Iterator[Finding]:
    """What is wrong with the dialog section."""
    intents = {intent.name: intent for intent in model.intents}
    known_prompts = {prompt["id"] for prompt in model.prompts}
    entries = model.dialog.get("intents", ())
    if entries and model.dialog.get("delegationStrategy", "SKILL_RESPONSE") != "SKILL_RESPONSE":
        yield Finding(
            "dialog-delegation", "dialog", "say SKILL_RESPONSE: delegated turns do not reach the crisis gate"
        )
    for entry in entries:
        name = entry["name"]
        if name not in intents:
            yield Finding("dialog-intent", name, "the model has no such intent")
            continue
        if entry.get("delegationStrategy", "SKILL_RESPONSE") != "SKILL_RESPONSE":
            yield Finding(
                "dialog-delegation", name, "say SKILL_RESPONSE: delegated turns do not reach the crisis gate"
            )
        yield from _entry(entry, intents[name])
        yield from _prompts(entry, known_prompts)


def _entry(entry: dict[str, Any], intent: Intent) -> Iterator[Finding]:
    listed = {slot["name"]: slot for slot in entry.get("slots", ())}
    for slot in intent.slots:
        if slot.name not in listed:
            yield Finding("dialog-slots", f"{intent.name}.{slot.name}", "list every slot of the intent")
    for name, slot in listed.items():
        place = f"{intent.name}.{name}"
        if intent.type_of(name) != slot["type"]:
            yield Finding("dialog-slots", place, "name and type must be those of the intent")
        if slot.get("elicitationRequired"):
            yield Finding(
                "dialog-required", place, "say elicitationRequired false: the skill asks, not Alexa"
            )


def _prompts(entry: dict[str, Any], known: set[str]) -> Iterator[Finding]:
    for part in (entry, *entry.get("slots", ())):
        for kind, prompt in part.get("prompts", {}).items():
            if prompt not in known:
                yield Finding("dialog-prompt", f"{entry['name']} {kind}", f"there is no prompt {prompt}")


def elicited_in(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every intent and slot that the code below `folder` elicits, with the file and line that does."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            for keyword in node.keywords:
                if keyword.arg != "elicit" or not isinstance(keyword.value, ast.Tuple):
                    continue
                parts = [part.value for part in keyword.value.elts if isinstance(part, ast.Constant)]
                if len(parts) == 2:  # noqa: PLR2004  # an intent and a slot
                    yield str(parts[0]), str(parts[1]), f"{path.relative_to(folder)}:{node.lineno}"


def check_elicited(model: Model, elicited: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    """What the code elicits although the dialog section does not list it."""
    listed = {
        (entry["name"], slot["name"])
        for entry in model.dialog.get("intents", ())
        for slot in entry.get("slots", ())
    }
    for intent, slot, place in elicited:
        if (intent, slot) not in listed:
            yield Finding(
                "dialog-missing", place, f"set `elicit: true` on a slot of {intent}; it has to list {slot}"
            )
