"""The skill package of one deployment: interaction_model/ without its sources, with addresses of its own."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.errors import SettingsError
from skill.model.build import FOLDER

__all__ = ["assemble"]

PRIVACY, TERMS, FUNCTION = "IOP_PRIVACY_POLICY_URL", "IOP_TERMS_URL", "IOP_SKILL_FUNCTION_ARN"


def assemble(target: Path, environment: Mapping[str, str] = os.environ, source: Path = FOLDER) -> None:
    """Write the package that `ask deploy` uploads for a release.

    The manifest gets the privacy and terms pages, and the function that answers and hears when somebody
    disables the skill.

    Args:
        target: the folder to write; what was in it is replaced.
        environment: holds `IOP_PRIVACY_POLICY_URL`, `IOP_TERMS_URL` and `IOP_SKILL_FUNCTION_ARN`.
        source: the folder of the skill package in the repository.

    Raises:
        SettingsError: one of the three is missing.
    """
    missing = [name for name in (PRIVACY, TERMS, FUNCTION) if not environment.get(name, "").strip()]
    if missing:
        raise SettingsError(
            f"{', '.join(missing)} must be set: a release is described with its own addresses"
        )
    manifest = json.loads((source / "skill.json").read_text(encoding="utf-8"))
    _fill(manifest["manifest"], environment)
    if target.exists():
        shutil.rmtree(target)
    for part in ("assets", "interactionModels"):
        shutil.copytree(source / part, target / part)
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (target / "skill.json").write_text(text, encoding="utf-8")


def _fill(manifest: dict[str, Any], environment: Mapping[str, str]) -> None:
    for pages in manifest["privacyAndCompliance"]["locales"].values():
        pages["privacyPolicyUrl"] = environment[PRIVACY].strip()
        pages["termsOfUseUrl"] = environment[TERMS].strip()
    endpoint = {"uri": environment[FUNCTION].strip()}
    manifest["apis"]["custom"]["endpoint"] = endpoint
    manifest["events"] = {"endpoint": endpoint, "subscriptions": [{"eventName": "SKILL_DISABLED"}]}
