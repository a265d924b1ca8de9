"""The Flesch-Kincaid grade of spoken words, without a pronouncing dictionary.

textstat counts syllables with a dictionary that it downloads; tests have no network. Here syllables are
counted from spelling, which errs upward on most words, so a text that passes is no harder than it seems.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^aeioust]es|[^aeioudt]ed|[aeiouy]le)$")
# Vowels that are spoken apart: "di-et", "re-al", "a-nxi-ous" stays as it is.
_HIATUS = re.compile(r"ia(?!l\b|n\b)|iet|eo(?!ple)|ua(?!l\b)|iu|yi|ying")


def words(text: str) -> list[str]:
    """The words of `text`."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables `word` has."""
    if word.isupper() and len(word) > 1:
        return len(word)  # spelled out
    lower = word.lower().replace("'", "")
    count = len(_VOWELS.findall(lower)) + len(_HIATUS.findall(lower))
    if _SILENT_END.search(lower):
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of `text` (Kincaid and others, 1975)."""
    spoken = words(text)
    sentences = max(len(_SENTENCE_END.findall(text)), 1)
    per_word = sum(map(syllables, spoken)) / len(spoken)
    return 0.39 * len(spoken) / sentences + 11.8 * per_word - 15.59
