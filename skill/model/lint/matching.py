"""Which samples an utterance fits, word for word. Deliberately simpler than any understanding of speech."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from skill.model.lint.amazon_values import EXAMPLES, NO_CITY, WORDS_OF
from skill.model.lint.model import SEARCH_QUERY, SLOT, Intent, Model

__all__ = ["Fit", "Matcher", "words_of"]

LONGEST_BUILT_IN = 6
"""Words of a value of one of Amazon's types, e.g. "five five five one two one"."""

CITIES = frozenset({"AMAZON.US_CITY", "AMAZON.City"})

ANYTHING = "purple umbrella"
"""Words that no sample has."""

Piece = str | tuple[str, str]
"""A word, or the name and type of a slot."""

Pattern = tuple[Intent, str, list[Piece]]
"""A sample with slots, in pieces."""

CAPITALS = re.compile(r"\b[A-Z]{2,}s?\b")
"""Letters that are spoken one by one, as people read them: IOP, IOPs."""


def words_of(text: str) -> list[str]:
    """The words of an utterance or sample, alike however they are punctuated."""
    spelled = CAPITALS.sub(lambda found: " ".join(found[0]), text)
    joined = spelled.lower().replace("'", "").replace("\u2019", "")
    return "".join(letter if letter.isalnum() or letter in "{}_" else " " for letter in joined).split()


@dataclass(frozen=True, slots=True)
class Fit:
    """A sample that an utterance fits."""

    intent: str
    sample: str
    literal: int
    """Words of the sample itself."""

    phrase: bool
    """Whether a phrase slot took the rest."""

    loose: bool
    """Whether one of Amazon's types took words that cannot be checked here."""

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Greater is more specific."""
        return not self.phrase, not self.loose, self.literal


class Matcher:
    """The samples of a model, ready to be fitted."""

    def __init__(self, model: Model) -> None:
        """Read every sample of `model` once."""
        self._model = model
        self._literal: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        self._patterns: dict[str | None, list[Pattern]] = defaultdict(list)
        patterns: list[Pattern] = []
        for intent in model.intents:
            for sample in intent.samples:
                if "{" in sample:
                    patterns.append((intent, sample, self._pieces(intent, sample)))
                else:
                    self._literal[tuple(words_of(sample))].append((intent.name, sample))
        # A pattern is looked up by its rarest word: hundreds begin with "my".
        uses = Counter(piece for _, _, pieces in patterns for piece in pieces if isinstance(piece, str))
        for pattern in patterns:
            words = [piece for piece in pattern[2] if isinstance(piece, str)]
            self._patterns[min(words, key=lambda word: uses[word], default=None)].append(pattern)

    @staticmethod
    def _pieces(intent: Intent, sample: str) -> list[Piece]:
        pieces: list[Piece] = []
        for word in words_of(sample):
            found = SLOT.search(word)
            pieces.append((found[1], intent.type_of(found[1])) if found else word)
        return pieces

    @cached_property
    def _values(self) -> dict[str, set[tuple[str, ...]]]:
        return {
            kind: {tuple(words_of(text)) for value in values for text in value.texts}
            for kind, values in self._model.types.items()
        }

    def fits(self, text: str) -> list[Fit]:
        """Every sample that `text` fits, the most specific first."""
        words = words_of(text)
        found = [
            Fit(intent, sample, len(words), phrase=False, loose=False)
            for intent, sample in self._literal.get(tuple(words), ())
        ]
        for word in (*dict.fromkeys(words), None):
            for intent, sample, pieces in self._patterns.get(word, ()):
                if self._fit(pieces, words):
                    kinds = {piece[1] for piece in pieces if not isinstance(piece, str)}
                    literal = sum(isinstance(piece, str) for piece in pieces)
                    loose = any(
                        kind not in self._values and kind not in WORDS_OF for kind in kinds - {SEARCH_QUERY}
                    )
                    found.append(Fit(intent.name, sample, literal, SEARCH_QUERY in kinds, loose))
        return sorted(found, key=lambda fit: fit.rank, reverse=True)

    def _fit(self, pieces: Sequence[Piece], words: Sequence[str]) -> bool:
        if not pieces:
            return not words
        piece, rest = pieces[0], pieces[1:]
        if isinstance(piece, str):
            return bool(words) and words[0] == piece and self._fit(rest, words[1:])
        most = len(words) - len(rest)
        if piece[1] not in self._values and piece[1] != SEARCH_QUERY:
            most = min(most, LONGEST_BUILT_IN)
        return any(
            self._takes(piece[1], words[:length]) and self._fit(rest, words[length:])
            for length in range(1, most + 1)
        )

    def _takes(self, kind: str, words: Sequence[str]) -> bool:
        """Whether `words` may be a value of a slot type."""
        if kind in self._values:
            return tuple(words) in self._values[kind]
        if kind in CITIES:
            return NO_CITY.match(" ".join(words)) is None
        return kind not in WORDS_OF or WORDS_OF[kind].issuperset(words)

    def spoken(self, intent: Intent, sample: str) -> Iterator[str]:
        """`sample` with a value in every slot: for a custom type its first value, and its first synonym."""
        slots = [(name, intent.type_of(name)) for name in SLOT.findall(sample)]
        for take_synonym in (
            (False, True) if any(kind in self._model.types for _, kind in slots) else (False,)
        ):
            text = sample
            for name, kind in slots:
                text = text.replace(f"{{{name}}}", self._example(kind, take_synonym=take_synonym))
            yield text

    def _example(self, kind: str, *, take_synonym: bool) -> str:
        values = self._model.types.get(kind, ())
        if values:
            return values[0].texts[min(take_synonym, len(values[0].texts) - 1)]
        return EXAMPLES.get(kind, ANYTHING)
