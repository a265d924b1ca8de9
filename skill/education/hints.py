"""Which topic a statement is about, by the words in it.

Alexa hands over free text only after a carrier such as "my" or "i'm": a question that begins so reaches no
topic's own sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["Hints"]

FEWEST_WORDS_UNASKED = 2
"""A statement that asks nothing must say this much of a topic: "work" in passing is no question of it."""


class Hints:
    """Phrases that show a topic."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        """`entry` is the content file `hints`: asking, problems, and phrases by topic."""
        self._asking = _any_of(entry["asking"])
        self._problems = frozenset(entry["problems"])
        self._phrases = {topic: _any_of(phrases) for topic, phrases in entry["phrases"].items()}

    def asks(self, text: str) -> bool:
        """Whether words in `text` make a question of it."""
        return self._asking.search(_words(text)) is not None

    def topic_of(self, text: str, *, asks: bool = False) -> str | None:
        """The topic that `text` asks about, or the problem that it states; None if it does neither.

        Args:
            text: what was said, without the carrier.
            asks: whether the carrier was a question, e.g. "what if i".
        """
        words = _words(text)
        asks = asks or self.asks(text)
        best, most = None, 0
        for topic, phrases in self._phrases.items():
            said = sum(len(found.split()) for found in set(phrases.findall(words)))
            if said > most and (asks or (topic in self._problems and said >= FEWEST_WORDS_UNASKED)):
                best, most = topic, said
        return best


_WORD = re.compile(r"[a-z']+")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases, the longest first."""
    longest_first = sorted((" ".join(_PART.findall(phrase)) for phrase in phrases), key=len, reverse=True)
    return re.compile(
        r"\b(?:"
        + "|".join(re.escape(each).replace(r"\*", r"[a-z']*") for each in longest_first)
        + r")(?![a-z'])"
    )


_PART = re.compile(r"[a-z']+\*?")
