"""The second net: words that speak of risk, weighed together, for what no pattern foresaw.

A text whose cues weigh enough gets the short reply, never the full one. The weights are a table
(`patterns/<locale>/cues.tsv`): a cue is a word stem, two stems in a row, or the name of a class of words. They were
learned from the corpus of this repository (`skill.crisis.learning`), can be read, and can be corrected by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

AGAINST = 0.0
"""Log odds: where the words are rather harmless than not, a finding of a pattern is doubted."""

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
    """The cues in a text: its stems, its runs of two and three, two with any between, and classes of words."""
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
        compiled: `weights` (cue -> weight and the family that it speaks of), `bias` (the weight of saying nothing),
            `threshold` (what risk weighs at least), `lemmas`, `classes` (word -> names of its classes).
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._weights: Mapping[str, tuple[float, str]] = compiled["weights"]
        self._bias: float = compiled["bias"]
        self._threshold: float = compiled["threshold"]
        self._lemmas: Mapping[str, str] = compiled["lemmas"]
        self._classes: Mapping[str, Sequence[str]] = compiled["classes"]

    def family(self, words: Sequence[str]) -> str | None:
        """The family that the cues speak of, or None if they do not weigh enough."""
        total, family = self.weigh(words)
        return family if total >= self._threshold else None

    def speak_against(self, words: Sequence[str]) -> bool:
        """Whether the words are rather harmless than not."""
        return self.weigh(words)[0] <= AGAINST

    def weigh(self, words: Sequence[str]) -> tuple[float, str | None]:
        """What the cues weigh together, as log odds of risk, and the family that most of it speaks of."""
        total = self._bias
        families: dict[str, float] = {}
        weights = self._weights
        for cue in cues(words, self._lemmas, self._classes):
            weighed = weights.get(cue)
            if weighed is not None:
                total += weighed[0]
                if weighed[0] > 0:
                    families[weighed[1]] = families.get(weighed[1], 0.0) + weighed[0]
        if not families:
            return total, None
        return total, max(families, key=lambda family: (families[family], family))
