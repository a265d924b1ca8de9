"""Brings what speech recognition hands over, and what people type, to one spelling.

Contractions are opened ("don't", "dont" and "don t" become "do not"), slang and common mishearings are
rewritten ("gonna", "kill my self", "wanna dye"), digits become `#`, sentence ends become `.`. The rules are
data (`patterns/<locale>/spelling.toml`).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPEN, STOP, NUMBER, LARGE = "^", ".", "#", "##"
"""The start of the text, the end of a sentence, a word with digits in it, and one with more than three."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[.!?;\n]")
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_DIGITS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero", "oh"})
_SMALL = 3
_ENDS = frozenset(".!?;\n")
_TAILS = frozenset({"t", "m", "s", "d", "ve", "re", "ll"})
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'", "\uff07": "'"})


class Words(NamedTuple):
    """The normal words, and for each the place of its source among the raw words."""

    words: list[str]
    sources: list[int]


class Normaliser:
    """Applies the spelling rules of one locale.

    Args:
        openings: word -> the words that it stands for.
        rewrites: first word -> (following words, replacement), the longest first.
    """

    def __init__(
        self,
        openings: Mapping[str, Sequence[str]],
        rewrites: Mapping[str, Sequence[tuple[Sequence[str], Sequence[str]]]],
    ) -> None:
        self._openings = openings
        self._special = _TAILS.union(openings)
        self._rewrites = rewrites

    def words(self, text: str) -> Words:
        """The normal words of a text, between an opening mark and a final stop."""
        words, sources = [OPEN], [0]
        raw = _WORD.findall(plain(text))
        openings, special = self._openings, self._special
        for index, word in enumerate(raw):
            if word not in special and word.isalpha():
                if word != words[-1] or word in _DIGITS:
                    words.append(word)
                    sources.append(index)
                continue
            opened = openings.get(word)
            if opened is None and word in _TAILS and index and f"{raw[index - 1]}'{word}" in openings:
                opened = openings[f"{raw[index - 1]}'{word}"]
                words.pop()
                sources.pop()
            if opened is None:
                opened = _unusual(word)
            words.extend(opened)
            sources.extend([index] * len(opened))
        words.append(STOP)
        sources.append(len(raw))
        rewrites = self._rewrites
        beginnings = [place for place, word in enumerate(words) if word in rewrites]
        if beginnings:
            return self._rewritten(words, sources, beginnings)
        return Words(words, sources)

    def _rewritten(self, words: list[str], sources: list[int], beginnings: Sequence[int]) -> Words:
        """The words with the rewrites that begin at some places, as far as they are all there."""
        done: list[str] = []
        done_sources: list[int] = []
        at = 0
        for start in beginnings:
            if start < at:
                continue
            for tail, replacement in self._rewrites[words[start]]:
                end = start + 1 + len(tail)
                if words[start + 1 : end] == tail:
                    done.extend(words[at:start])
                    done_sources.extend(sources[at:start])
                    done.extend(replacement)
                    done_sources.extend([sources[start]] * len(replacement))
                    at = end
                    break
        if not at:
            return Words(words, sources)
        done.extend(words[at:])
        done_sources.extend(sources[at:])
        return Words(done, done_sources)


def plain(text: str) -> str:
    """The text in lower case, without accents, markup and typographic quotes; its length may change."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    return text.lower()


def places(text: str, count: int | None = None) -> list[tuple[int, int]]:
    """Where each raw word of the plain text stands, first and last letter, the last not included.

    Only the first so many words, if `count` is given.
    """
    return [found.span() for found in islice(_WORD.finditer(plain(text)), count)]


def _unusual(word: str) -> list[str]:
    if word in _ENDS:
        return [STOP]
    if word.endswith("'s"):
        return [*_unusual(word[:-2]), "is"]
    if "'" in word:
        return [word.replace("'", "")]
    if word.isalpha():
        return [word]
    return [NUMBER if len(word) <= _SMALL else LARGE]
