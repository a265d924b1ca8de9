"""Which question a statement asks, by all its words together.

Alexa hands over what no sample says as the free text of a statement. The table of this module knows how much
each word, and each pair of neighbouring words, speaks for each intent: it is naive Bayes over the samples of
the interaction model, computed when the model is built (`skill/model/asking.py`), read when first needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from skill.contractions import CONTRACTIONS
from skill.stems import FILLERS, FUNCTION_WORDS, stem

__all__ = ["FOLDER", "Asked", "Heard", "features", "is_pair"]

FOLDER = Path(__file__).parent / "asked"
"""One table a locale."""

SOMEONE = "someone"
"""Stands for everybody of one's life: what is asked for a son is asked for a wife."""

UNKNOWN = 8.0
"""What a word that no sample has counts against every intent: a third of what a telling word adds."""

ENOUGH, ENOUGH_UNASKED = 28.0, 60.0
"""How strongly words must speak for an intent, where they ask something and where they only tell."""

LEAD_UNASKED = 8.0
"""How far the next intent is behind, where nothing is asked."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text asks for."""

    intent: str

    strength: float
    """How much the words speak for it, all together, less what speaks for nothing."""

    lead: float
    """How much more they speak for it than for the next."""

    def is_sure(self, *, asks: bool) -> bool:
        """Whether it is to be answered; a remark must say more than a question."""
        if asks:
            return self.strength >= ENOUGH
        return self.strength >= ENOUGH_UNASKED and self.lead >= LEAD_UNASKED


class Asked:
    """The table of one locale."""

    def __init__(self, text: str) -> None:
        """`text` is the table: people, acronyms and intents on a line each, then a line a feature."""
        people, acronyms, intents, *lines = text.splitlines()
        self._people = frozenset(people.split())
        self._acronyms = acronyms.split()
        self._intents = intents.split()
        self._lines = lines

    @classmethod
    @cache
    def load(cls, locale: str) -> Asked:
        """The table of `locale`.

        Raises:
            OSError: there is none.
        """
        return cls((FOLDER / f"{locale}.tsv").read_text(encoding="utf-8"))

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return dict(line.split("\t", 1) for line in self._lines)

    def of(self, text: str) -> Heard | None:
        """The intent that `text` speaks for most; None if no word of it tells anything."""
        said = self.words(text)
        scores: defaultdict[int, float] = defaultdict(float)
        against = 0.0
        for feature in sorted(features(said)):
            weights = self._weights(feature)
            for place, weight in weights:
                scores[place] += weight
            if not (weights or is_pair(feature) or feature in FUNCTION_STEMS):
                against += UNKNOWN
        if not scores:
            return None
        first, *others = sorted(scores, key=lambda place: -scores[place])[:2]
        lead = scores[first] - (scores[others[0]] if others else 0.0)
        return Heard(self._intents[first], scores[first] - against, lead)

    def words(self, text: str) -> list[str]:
        """The words of `text` as the table knows them."""
        return words(text, self._people, self._acronyms)

    def _weights(self, feature: str) -> list[tuple[int, float]]:
        entry = self._table.get(feature)
        if entry is None:
            return []
        numbers = [int(each) for each in entry.split()]
        return [(place, weight / 10) for place, weight in zip(numbers[::2], numbers[1::2], strict=True)]


def words(text: str, people: Iterable[str], acronyms: Iterable[str]) -> list[str]:
    """The stems of `text`; fillers left out, people of one's life alike, spelled letters in one word."""
    text = text.lower().translate(_QUOTES)
    text = _SPELLED.sub(lambda found: found[0].replace(".", " "), text)
    for acronym in acronyms:
        text = re.sub(rf"\b{' +'.join(acronym)}(?:'?s)?\b", acronym, text)
    found = []
    for raw in _WORD.findall(text):
        for word in CONTRACTIONS.get(raw, (raw,)):
            bare = word.removesuffix("'s").replace("'", "")
            if bare in people or bare in _PRONOUNS:
                found.append(SOMEONE)
            elif (cut := stem(bare)) not in FILLER_STEMS:
                found.append(cut)
    return found


def features(said: Sequence[str]) -> set[str]:
    """The words, neighbours, and neighbours among the words that tell something."""
    telling = [word for word in said if word not in FUNCTION_STEMS]
    neighbours = {f"{one} {two}" for one, two in pairwise(said)}
    apart = {f"{one}  {two}" for one, two in pairwise(telling)}
    return set(said) | neighbours | apart


def is_pair(feature: str) -> bool:
    """Whether a feature is two words."""
    return " " in feature


FUNCTION_STEMS = frozenset(map(stem, FUNCTION_WORDS)) | FUNCTION_WORDS | {SOMEONE}
FILLER_STEMS = frozenset(map(stem, FILLERS)) - {"like"}
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "his", "hers", "their"})
_QUOTES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "-": " "})
_SPELLED = re.compile(r"\b(?:[a-z]\.\s?)+")
_WORD = re.compile(r"[a-z0-9']+")
