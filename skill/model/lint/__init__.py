"""The lint of the interaction model: what Amazon would refuse, and what would surprise a person.

Everything that can be known without Amazon is checked here, on the JSON that Amazon would get.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from skill.handling import Handler
from skill.model.lint import dialog, handlers, manifest, names, overlap, prompts, samples, slots
from skill.model.lint.finding import Finding
from skill.model.lint.model import Model

__all__ = ["Finding", "Model", "lint", "lint_model"]


def lint_model(model: Model) -> Iterator[Finding]:
    """What is wrong with a model by itself."""
    for part in (names, samples, slots, dialog, overlap):
        yield from part.check(model)


def lint(
    model: Model,
    *,
    skill_handlers: Iterable[Handler],
    code: Path,
    content: Path,
    package: Path,
) -> list[Finding]:
    """What is wrong with a model, and between it and the rest of the skill.

    Args:
        model: of one locale.
        skill_handlers: all handlers of the skill.
        code: the folder of the skill's Python files.
        content: the folder of the locale's words.
        package: the folder of the skill package, with skill.json.
    """
    described = json.loads((package / "skill.json").read_text(encoding="utf-8"))
    found = [
        *lint_model(model),
        *dialog.check_elicited(model, dialog.elicited_in(code)),
        *handlers.check(model, skill_handlers),
        *prompts.check(model, content),
        *manifest.check(described, model, package),
    ]
    return sorted(set(found))
