"""Every spoken word and fact, as data a clinician can read.

A file is read when one of its entries is first needed, so that a broken or slow file cannot touch a
capability that does not use it (the crisis scripts above all).

The source is TOML. Beside each locale's folder stands a JSON file with the same words, read in a tenth of the
time. What it says of a file counts only while that file is, to the byte, the one that it was made from: an
edited file is spoken at once, and a missing or broken JSON costs some milliseconds and no word.
"""

from __future__ import annotations

import json
from binascii import crc32
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from skill.errors import ContentError

__all__ = ["LOCALES", "Content", "compiled_file", "locale_for"]

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
        self.file = cache(self._read)

    def _read(self, name: str) -> dict[str, Any]:
        try:
            source = (self._folder / f"{name}.toml").read_bytes()
        except FileNotFoundError as error:
            raise ContentError(f"no content file {name}") from error
        match _compiled(self._folder).get(name):
            case [checksum, dict(words)] if checksum == crc32(source):
                return words
        return _parsed(name, source)

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


def compiled_file(folder: Path) -> Path:
    """Where the words of a locale's folder stand as JSON; see `skill.content.compiling`."""
    return folder.parent / f"{folder.name}.json"


@cache
def _compiled(folder: Path) -> dict[str, Any]:
    """By the name of a file: the checksum of its bytes, and its words."""
    try:
        compiled = json.loads(compiled_file(folder).read_bytes(), object_hook=_dated)
    except (OSError, TypeError, ValueError):
        return {}
    return compiled if isinstance(compiled, dict) else {}


def _dated(table: dict[str, Any]) -> Any:
    """A date, where `skill.content.compiling` wrote one; else the table as it is."""
    return date.fromisoformat(table["date"]) if table.keys() == {"date"} else table


def _parsed(name: str, source: bytes) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  # a first crisis reply does not wait for it

    try:
        return tomllib.loads(source.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"content file {name} is malformed: {error}") from error


def _words(entry: object, *, caregiver: bool, key: str) -> str:
    """The words of `entry`: a string, or a table with `self` and `caregiver`."""
    if isinstance(entry, dict):
        entry = entry.get("caregiver" if caregiver else "self", entry.get("self"))
    if not isinstance(entry, str):
        raise ContentError(f"entry {key} holds no words")
    return entry
