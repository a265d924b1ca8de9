"""The second net: words that speak of risk, weighed together, for what no pattern foresaw.

A text whose cues weigh enough gets the short reply, never the full one. The weights are a table
(`patterns/<locale>/cues.tsv`): a cue is a word stem, a run of two or three, two with any word between, or the
name of a class of words. They were learned from the corpus and the examples of this repository
(`skill.crisis.learning`), can be read, and can be corrected by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skill.crisis.packing import Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_ENDINGS = ("ing", "ies", "ed", "es", "ly", "s")
_LONG = 4
_STEM = 3
_REMEMBERED = 8192
_USUAL = "suicide"
"""The family that speaks where several are as likely."""
ANY = ".."
"""Stands in a cue for any one word."""


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
        found.add(f"{further} {ANY} {here}")
        found.update(classes.get(word, ()))
        further, before = before, here
    return found


class _Cue:
    """What one cue weighs, in hundredths of log odds, and the family that it speaks of, if it tells.

    One object for each cue of the table: in a set of them a cue counts once, however often it is said.
    """

    __slots__ = ("family", "weight")

    def __init__(self, weight: str, family: str) -> None:
        self.weight = int(weight)
        self.family = int(family) if family else None


class _Ending(NamedTuple):
    """The cues that end with one stem."""

    alone: _Cue | None
    pairs: dict[str, _Cue]
    """By the word before."""
    parted: dict[str, _Cue]
    """By the word before the one before, which may be any."""
    runs: dict[str, dict[str, _Cue]]
    """By the word before, then the one before that."""


class Cues:
    """Weighs the cues of a text.

    The table is kept by the last stem of each cue; what ends with a stem is unpacked when that is first met.

    Args:
        compiled: `endings` (stem -> its cues, as `_ending` reads them), `named` (class -> weight and family),
            `bias` (the weight of saying nothing), `threshold` (what risk weighs at least), `families`,
            `lemmas` (form -> verb), `classes` (word -> names of its classes).
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._written = Pages(compiled["endings"])
        self._bias: int = compiled["bias"]
        self._threshold: int = compiled["threshold"]
        self._families: Sequence[str] = compiled["families"]
        self._lemmas: Mapping[str, str] = compiled["lemmas"]
        self._classes = Pages(compiled["classes"])
        self._named = {name: _Cue(*written.split(" ")) for name, written in compiled["named"].items()}
        self._endings: dict[str, _Ending] = {}
        self._known: dict[str, tuple[str, _Ending | None, tuple[_Cue, ...]]] = {}

    def family(self, words: Iterable[str]) -> str | None:
        """The family that the cues speak of, or None if they do not weigh enough."""
        found = self._found(words)
        return self._spoken_of(found) if self._total(found) >= self._threshold else None

    def weigh(self, words: Iterable[str]) -> int:
        """What the cues weigh together: hundredths of log odds of risk."""
        return self._total(self._found(words))

    def _found(self, words: Iterable[str]) -> set[_Cue]:
        """The cues of the table that are in a text: those of `cues`, without making the others."""
        found: set[_Cue] = set()
        known = self._known
        further = before = ""
        for word in words:
            here, ending, named = known.get(word) or self._learn(word)
            if named:
                found.update(named)
            if ending is not None:
                alone, pairs, parted, runs = ending
                if alone is not None:
                    found.add(alone)
                if before in pairs:
                    found.add(pairs[before])
                if further in parted:
                    found.add(parted[further])
                if before in runs and further in runs[before]:
                    found.add(runs[before][further])
            further, before = before, here
        return found

    def _learn(self, word: str) -> tuple[str, _Ending | None, tuple[_Cue, ...]]:
        """The stem of a word, the cues that end with it, and those of its classes; kept if there are any."""
        here = stem(word, self._lemmas)
        ending = self._endings.get(here)
        if ending is None:
            written = self._written.get(here)
            if written is not None:
                # Whichever thread is first: a cue must stay the same object.
                ending = self._endings.setdefault(here, _ending(written))
        names = (self._classes.get(word) or "").split()
        met = here, ending, tuple(self._named[name] for name in names if name in self._named)
        if (ending or names) and len(self._known) < _REMEMBERED:
            self._known[word] = met
        return met

    def _total(self, found: Iterable[_Cue]) -> int:
        return self._bias + sum([cue.weight for cue in found])

    def _spoken_of(self, found: Iterable[_Cue]) -> str:
        """The family that most of what speaks for risk belongs to."""
        totals = [0] * len(self._families)
        for cue in found:
            if cue.family is not None and cue.weight > 0:
                totals[cue.family] += cue.weight
        most = max(totals)
        likely = [family for family, total in zip(self._families, totals, strict=True) if total == most]
        return _USUAL if _USUAL in likely else likely[0]


def _ending(written: str) -> _Ending:
    """The cues of one stem, separated by `,`: for each the words before the stem, its weight, its family."""
    ending = _Ending(None, {}, {}, {})
    for cue in written.split(","):
        *words, weight, family = cue.split(" ")
        met = _Cue(weight, family)
        if not words:
            ending = ending._replace(alone=met)
        elif len(words) == 1:
            ending.pairs[words[0]] = met
        elif words[1] == ANY:
            ending.parted[words[0]] = met
        else:
            ending.runs.setdefault(words[1], {})[words[0]] = met
    return ending
