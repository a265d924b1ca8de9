"""The second net: words that speak of risk, weighed together, for what no pattern foresaw.

A text whose cues weigh enough gets the short reply, never the full one. The weights are a table
(`patterns/<locale>/cues.tsv`): a cue is a word stem, a run of two or three, two with any word between, or the
name of a class of words. They were learned from the corpus and the examples of this repository
(`skill.crisis.learning`), can be read, and can be corrected by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_ENDINGS = ("ing", "ies", "ed", "es", "ly", "s")
_LONG = 4
_STEM = 3


def stem(word: str, lemmas: Mapping[str, str]) -> str:
    """One form for all forms of a word: that of the verb table, else without its ending."""
    known = lemmas.get(word)
    if known is not None:
        return known
    if len(word) > _LONG:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                word = word[: -len(ending)]
                break
        if word[-1] == word[-2] and word[-1] not in "ls":
            word = word[:-1]
        return word.removesuffix("e")
    return word


def cues(words: Iterable[str], lemmas: Mapping[str, str], classes: Mapping[str, Sequence[str]]) -> set[str]:
    """The cues in a text: stems, runs of two and three, two with any between, and classes of words."""
    found: set[str] = set()
    further = before = ""
    for word in words:
        here = stem(word, lemmas)
        found.add(here)
        found.add(f"{before} {here}")
        found.add(f"{further} {before} {here}")
        found.add(f"{further} .. {here}")
        found.update(classes.get(word, ()))
        further, before = before, here
    return found


class Cues:
    """Weighs the cues of a text.

    Args:
        compiled: `weights` (cue -> hundredths of log odds), `bias` (the weight of saying nothing),
            `threshold` (what risk weighs at least), `families` (family -> its cues), `lemmas`, `classes`
            (word -> names of its classes).
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._weights: Mapping[str, int] = compiled["weights"]
        self._bias: int = compiled["bias"]
        self._threshold: int = compiled["threshold"]
        self._families: Mapping[str, str] = compiled["families"]
        self._lemmas: Mapping[str, str] = compiled["lemmas"]
        self._classes: Mapping[str, Sequence[str]] = compiled["classes"]

    def family(self, words: Sequence[str]) -> str | None:
        """The family that the cues speak of, or None if they do not weigh enough."""
        found = cues(words, self._lemmas, self._classes)
        return self._spoken_of(found) if self._total(found) >= self._threshold else None

    def weigh(self, words: Sequence[str]) -> int:
        """What the cues weigh together: hundredths of log odds of risk."""
        return self._total(cues(words, self._lemmas, self._classes))

    def _total(self, found: Iterable[str]) -> int:
        weights = self._weights
        return self._bias + sum(weights[cue] for cue in found if cue in weights)

    def _spoken_of(self, found: Iterable[str]) -> str:
        """The family that most of what speaks for risk belongs to."""
        totals = dict.fromkeys(self._families, 0)
        for cue in found:
            weight = self._weights.get(cue, 0)
            if weight > 0:
                for family, listed in self._families.items():
                    if f"| {cue} |" in listed:
                        totals[family] += weight
        return max(totals, key=lambda family: (totals[family], family == "suicide"))
