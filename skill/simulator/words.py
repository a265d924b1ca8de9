"""Speech as a sequence of words that can be compared, however it was typed.

Case, punctuation, curly quotes, lost apostrophes, contractions, digits and spelled acronyms come out alike,
in samples of the model and in utterances. Each word remembers how speech recognition would write it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from skill.contractions import AMBIGUOUS, CONTRACTIONS, HAS_AFTER
from skill.simulator.digits import digits_as_words

__all__ = ["Normaliser", "Word", "said"]

VARIANTS = 8
"""How many readings of one utterance are tried at most."""

LONGEST = 60
"""Words of one utterance that are looked at; Alexa listens for about eight seconds."""

_DOTTED = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?(?:'s\b)?|\b(?:[a-z]\.\s?)+[a-z]\.(?:'?s\b)?")
_ACRONYM_SAMPLE = re.compile(r"\b((?:[a-z]\.\s?)+[a-z]\.)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'", "-": " "})
_SIGNS = (("&", " and "), ("%", " percent "), ("+", " plus "), ("@", " at "))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of speech."""

    key: str
    """What is compared: lower case, no apostrophe."""

    spelled: str
    """How speech recognition writes it."""

    glued: str = ""
    """On the first word of an undone contraction: the contraction itself."""

    tail: bool = False
    """Whether it is the second word of an undone contraction."""


def said(words: Sequence[Word]) -> str:
    """How speech recognition would write `words`; contractions that lie whole in them come back."""
    written: list[str] = []
    for place, word in enumerate(words):
        if word.tail and place > 0 and words[place - 1].glued:
            continue
        whole = word.glued and place + 1 < len(words)
        written.append(word.glued if whole else word.spelled)
    return " ".join(written)


class Normaliser:
    """Turns text into words, knowing the acronyms that the samples spell out."""

    def __init__(self, samples: Iterable[str]) -> None:
        """`samples` name the acronyms, as in "what is an i. o. p."."""
        letters = {
            "".join(character for character in spelled if character.isalpha())
            for sample in samples
            if "." in sample
            for spelled in _ACRONYM_SAMPLE.findall(sample.lower())
        }
        self._acronyms = frozenset(letters)
        self._spelled = [
            (re.compile(r"(?<![\w'])" + r"[\s.]+".join(acronym) + r"(?:\.?\s?'?s)?(?![\w'])\.?"), acronym)
            for acronym in sorted(letters, key=len, reverse=True)
        ]
        self.one = lru_cache(maxsize=20_000)(self._one)

    def sample(self, text: str) -> list[str]:
        """The keys of a sample without slots, or of the words between its slots."""
        text = text.lower()
        if "." in text:
            text = _DOTTED.sub(_join, text)
        keys: list[str] = []
        for raw in text.replace("-", " ").split():
            keys += (word.key for word in self.one(raw.strip(".,?!"))[0])
        return keys

    def utterance(self, text: str) -> list[list[Word]]:
        """Every reading of `text`, the likeliest first: "well" is also "we'll" whose apostrophe was lost."""
        text = _plain(text)
        for sign, word in _SIGNS:
            text = text.replace(sign, word)
        text = digits_as_words(text)
        text = _DOTTED.sub(_join, text)
        for pattern, acronym in self._spelled:
            text = pattern.sub(f" {acronym} ", text)
        raws = [raw.rstrip("'") for raw in _WORD.findall(text)][:LONGEST]
        options = [self.one(raw) for raw in raws]
        choices = islice(product(*options), VARIANTS)
        return [_mend_has([word for words in choice for word in words]) for choice in choices]

    def _one(self, raw: str) -> list[list[Word]]:
        """The readings of one word as it stands between spaces."""
        bare = raw.replace("'", "")
        single = bare[:-1] if bare.endswith("s") else ""
        for acronym in (bare, single):
            if len(acronym) > 1 and acronym in self._acronyms:
                return [[Word(acronym, " ".join(f"{letter}." for letter in acronym))]]
        readings: list[list[Word]] = []
        if raw in CONTRACTIONS:
            readings.append(_undone(raw, CONTRACTIONS[raw]))
        elif raw == bare and bare in _LOST:
            readings.append(_undone(_LOST[bare], CONTRACTIONS[_LOST[bare]]))
        elif raw.endswith("'s") and len(raw) > len("x's"):
            owner = raw[:-2].replace("'", "")
            readings += [[Word(bare, raw)], [Word(owner, raw[:-2], raw), Word("is", "is", tail=True)]]
        if not readings or bare in AMBIGUOUS:
            readings.append([Word(bare, raw)])
            readings.sort(key=lambda words: len(words) if raw == bare and bare in AMBIGUOUS else 0)
        return readings


_LOST = {whole.replace("'", ""): whole for whole in CONTRACTIONS}


def _plain(text: str) -> str:
    """Lower case, plain quotes, no accents, and nothing that cannot be said."""
    folded = unicodedata.normalize("NFKD", text.translate(_QUOTES)).lower().translate(_QUOTES)
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return unicodedata.normalize("NFKC", bare)


def _join(match: re.Match[str]) -> str:
    return "".join(character for character in match[0].removesuffix("s") if character.isalpha()) + " "


def _undone(whole: str, parts: tuple[str, ...]) -> list[Word]:
    first, *rest = parts
    if not rest:
        return [Word(first, first)]
    return [Word(first, first, whole), *(Word(part, part, tail=True) for part in rest)]


def _mend_has(words: list[Word]) -> list[Word]:
    """The words with "he is been" mended to "he has been"."""
    for place, word in enumerate(words[:-1]):
        if word.tail and word.key == "is" and words[place + 1].key in HAS_AFTER:
            words[place] = Word("has", "has", tail=True)
    return words
