"""States, cities and first names: lists, and words that may be a value which no list has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from skill.programs.places import places
from skill.simulator.builtin.span import Span
from skill.simulator.digits import NUMBER_WORDS, ORDINALS
from skill.simulator.words import Word, said

__all__ = ["FIRST_NAMES", "STATES", "cities", "listed", "open_spans"]

_FOLDER = Path(__file__).parent
STATES, FIRST_NAMES = "states", "first_names"
_LONGEST_CITY = 4
_TOWN = 12_000
"""People in a town whose name is taken for a city's wherever it is said."""

_NEVER = frozenset(
    {
        *(
            "i",
            "me",
            "my",
            "mine",
            "you",
            "your",
            "he",
            "she",
            "it",
            "we",
            "us",
            "they",
            "them",
            "him",
            "her",
        ),
        *("his", "their", "our", "this", "that", "these", "those", "the", "a", "an", "some", "any", "one"),
        *("and", "or", "but", "if", "because", "so", "then", "than", "not", "no", "yes", "okay", "maybe"),
        *("is", "are", "am", "was", "were", "be", "been", "being", "do", "does", "did", "have", "has", "had"),
        *("can", "could", "will", "would", "should", "may", "might", "must", "to", "of", "in", "on", "at"),
        *(
            "for",
            "from",
            "with",
            "by",
            "about",
            "into",
            "over",
            "after",
            "before",
            "up",
            "down",
            "out",
            "off",
        ),
        *("what", "when", "where", "who", "whom", "which", "why", "how", "want", "need", "like", "know"),
        *("help", "stop", "cancel", "repeat", "find", "tell", "say", "said", "please", "thanks", "hello"),
        *("die", "dead", "dying", "kill", "killing", "hurt", "hurting", "suicide", "suicidal", "pills"),
        *("going", "go", "get", "got", "feel", "feeling", "think", "really", "just", "very", "too", "there"),
        *(
            "here",
            "now",
            "today",
            "tonight",
            "tomorrow",
            "anymore",
            "myself",
            "himself",
            "herself",
            "program",
        ),
        *("programs", "zip", "code", "city", "state", "town", "near", "nearby", "around", "call", "phone"),
        *("number", "something", "anything", "nothing", "everything", "someone", "anyone", "else", "skip"),
        *("sure", "idea", "dunno", "wait", "hold", "back", "again", "more", "again", "never", "mind"),
        *NUMBER_WORDS,
        *ORDINALS,
    }
)
"""Words that no city's and nobody's name is made of, when it is not in a list."""


@cache
def _entries(name: str) -> tuple[frozenset[tuple[str, ...]], int]:
    """The values of a list as words, and how many words the longest has."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    values = frozenset(tuple(line.split()) for line in lines if line and not line.startswith("#"))
    return values, max(len(value) for value in values)


def listed(name: str, words: Sequence[Word], start: int) -> Iterator[Span]:
    """The values of the list `name` that begin at the word `start`, longest first."""
    values, longest = _entries(name)
    for end in range(min(len(words), start + longest), start, -1):
        if tuple(word.key for word in words[start:end]) in values:
            yield Span(end, said(words[start:end]), listed=True)


def cities(words: Sequence[Word], start: int) -> Iterator[Span]:
    """The cities of the USA that begin at the word `start`, longest first.

    A small town of one word must be asked for in a sentence that asks for a city: there is a Friend, a Happy
    and a Stop among them.
    """
    for end in range(min(len(words), start + _LONGEST_CITY), start, -1):
        some = words[start:end]
        found = places().cities(" ".join(word.key for word in some))
        if found and (len(some) > 1 or found[0].population >= _TOWN):
            yield Span(end, said(some), listed=True)


def open_spans(words: Sequence[Word], start: int, longest: int, *, any_word: bool = False) -> Iterator[Span]:
    """Words from `start` that may be a value outside every list, longest first."""
    limit = start
    while limit < min(len(words), start + longest) and (any_word or words[limit].key not in _NEVER):
        limit += 1
    for end in range(limit, start, -1):
        yield Span(end, said(words[start:end]), listed=False)
