"""The only place that makes SSML: it escapes everything and says numbers so that they can be written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from skill.content import Content
from skill.errors import ContentError

__all__ = ["Voice", "plain", "ssml"]

_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_LETTERED = re.compile(r"\bIOP(?=s?\b)")
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"\s+")
# Characters that XML 1.0 does not allow even as references (W3C, XML 1.0, section 2.2). To name those that it
# allows would be the same, and compiling that takes ten milliseconds.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_SAY_AS = {"digits": "digits", "telephone": "telephone", "letters": "characters", "ordinal": "ordinal"}


class Voice:
    """Words with their values filled in, as SSML."""

    def __init__(self, content: Content) -> None:
        """Numbers that words name, such as `{lifeline}`, are those of `content`."""
        self._content = content

    def render(self, words: str, values: Mapping[str, Any]) -> str:
        """`words` as an SSML fragment.

        A placeholder is `{name}`, or `{name:how}` with how one of digits, telephone, letters, ordinal.
        `{pause}` is a short break. A name that `values` lacks is looked up in the numbers of the locale.

        Raises:
            ContentError: a placeholder has no value.
        """

        def fill(match: re.Match[str]) -> str:
            name, how = match.groups()
            if name == "pause":
                return '<break time="400ms"/>'
            if name in values:
                return _say(str(values[name]), how)
            number = self._content.file("numbers").get(name)
            if number is None:
                raise ContentError(f"no value for the placeholder {name}")
            return _say(number["say"], number["as"])

        parts: list[str] = []
        end = 0
        for match in _PLACEHOLDER.finditer(words):
            parts += (_literal(words[end : match.start()]), fill(match))
            end = match.end()
        parts.append(_literal(words[end:]))
        return "".join(parts)


def _literal(words: str) -> str:
    return _LETTERED.sub('<say-as interpret-as="characters">IOP</say-as>', _escaped(words))


def _escaped(words: str) -> str:
    # As `html.escape` does, whose module brings the names of 2,200 characters.
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _say(value: str, how: str | None) -> str:
    spoken = _escaped(_NOT_XML.sub("", value))
    if how is None:
        return spoken
    if how not in _SAY_AS:
        raise ContentError(f"no way of saying called {how}")
    return f'<say-as interpret-as="{_SAY_AS[how]}">{spoken}</say-as>'


def ssml(fragment: str) -> str:
    """`fragment` as the SSML document that a response carries."""
    return f"<speak>{fragment}</speak>"


def plain(fragment: str) -> str:
    """What a fragment or document of SSML says, as text to read."""
    from html import unescape  # noqa: PLC0415  # what is only heard does not wait for it

    return _SPACES.sub(
        " ", unescape(_TAG.sub(lambda tag: " " if "break" in tag[0] else "", fragment))
    ).strip()
