"""Every spoken word and fact, as data a clinician can read.

A file is parsed when one of its entries is first needed, so that a broken or slow file cannot touch a
capability that does not use it (the crisis scripts above all).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from skill.errors import ContentError

__all__ = ["LOCALES", "Content", "locale_for"]

FOLDER = Path(__file__).parent
LOCALES = ("en-US",)
"""Locales with words of their own; any other is answered in the first."""


def locale_for(requested: str | None) -> str:
    """The locale whose words answer a request in `requested`."""
    return requested if requested in LOCALES else LOCALES[0]


class Content:
    """The words of one locale."""

    def __init__(self, locale: str = LOCALES[0], folder: Path = FOLDER) -> None:
        """`folder` holds one folder a locale."""
        self.locale = locale
        self._folder = folder / locale
        self.file = cache(self._parse)

    def _parse(self, name: str) -> dict[str, Any]:
        path = self._folder / f"{name}.toml"
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise ContentError(f"no content file {name}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ContentError(f"content file {name} is malformed: {error}") from error

    def entry(self, key: str) -> Any:
        """The entry `file:path.to.key`, e.g. `basics:launch` or `topics/cost:short`.

        Raises:
            ContentError: there is no such file or entry.
        """
        name, _, path = key.partition(":")
        value: Any = self.file(name)
        for part in path.split("."):
            if not isinstance(value, dict) or part not in value:
                raise ContentError(f"no entry {path} in content file {name}")
            value = value[part]
        return value

    def text(self, key: str, *, caregiver: bool = False) -> str:
        """The words of an entry, in the caregiver's wording where there is one.

        Raises:
            ContentError: there is no such entry, or it holds no words.
        """
        return _words(self.entry(key), caregiver=caregiver, key=key)

    def question(self, key: str, *, caregiver: bool = False) -> tuple[str, str]:
        """The words of a question entry and of its reprompt.

        Raises:
            ContentError: there is no such entry, or it is no question.
        """
        entry = self.entry(key)
        if not isinstance(entry, dict) or not {"ask", "reprompt"} <= entry.keys():
            raise ContentError(f"entry {key} is no question with ask and reprompt")
        ask = _words(entry["ask"], caregiver=caregiver, key=key)
        return ask, _words(entry["reprompt"], caregiver=caregiver, key=key)


def _words(entry: object, *, caregiver: bool, key: str) -> str:
    """The words of `entry`: a string, or a table with `self` and `caregiver`."""
    if isinstance(entry, dict):
        entry = entry.get("caregiver" if caregiver else "self", entry.get("self"))
    if not isinstance(entry, str):
        raise ContentError(f"entry {key} holds no words")
    return entry
