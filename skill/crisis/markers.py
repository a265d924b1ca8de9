"""The words and phrases that change how a finding is read (`context.toml`), unpacked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Phrases:
    """Phrases to look for in a text; of each its longest word is looked for first.

    Args:
        phrases: runs of words.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._all = tuple(f" {phrase} " for phrase in phrases)
        self._marks = frozenset([max(phrase.split(), key=len) for phrase in phrases])

    def among(self, words: Sequence[str]) -> bool:
        """Whether one of them is said in these words."""
        if self._marks.isdisjoint(words):
            return False
        said = f" {' '.join(words)} "
        return any(phrase in said for phrase in self._all)

    def last(self, words: Sequence[str]) -> int:
        """The word before the last one of them, or -1."""
        if self._marks.isdisjoint(words):
            return -1
        said = f" {' '.join(words)} "
        places = [said.rfind(phrase) for phrase in self._all]
        return max(said.count(" ", 1, place) if place > 0 else -1 for place in places)


class Vocabulary:
    """The sets of words and phrases of `context.toml` that change the reading of a finding.

    Args:
        words: name -> words.
        phrases: name -> phrases.
        boundaries: words that open a new clause.
        fillers: words without weight.
    """

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        phrases: Mapping[str, Sequence[str]],
        boundaries: Sequence[str],
        fillers: Sequence[str],
    ) -> None:
        self.negators = frozenset(words["negators"])
        self.nouns = frozenset(words["nouns"])
        self.passed = frozenset(words["passed"]) | frozenset(fillers)
        self.undone = frozenset(words["undone"])
        self.subjects = frozenset(words["subjects"])
        self.reporting = frozenset(words["reporting"])
        self.asking = frozenset(words["asking"])
        self.first = frozenset(words["first"])
        self.third = frozenset(words["third"])
        self.persons = frozenset(words["persons"])
        self.plural = frozenset(words["plural"])
        self.generic = frozenset(words["generic"])
        self.reflexive = frozenset(words["reflexive_third"])
        self.third_person_verbs = frozenset(words["third_person_verbs"])
        self.my = frozenset(words["my"])
        self.fiction = frozenset(words["fiction"])
        self.questions = frozenset(words["questions"])
        self.care = frozenset(words["care"])
        self.looking_back = frozenset(words["looking_back"])
        self.ended = frozenset(words["ended"])
        self.present = frozenset(words["present"])
        self.fillers = frozenset(fillers)
        self.edges = frozenset({".", "^", *boundaries})
        self.past = Phrases(phrases["past"])
        self.again = Phrases(phrases["again"])
        self.returns = Phrases(phrases["returns"])
        self.better = Phrases(phrases["better"])
        self.urgent = Phrases(phrases["urgent"])
        self.study = Phrases(phrases["study"])
        self.media: dict[str, list[list[str]]] = {}
        for phrase in phrases["media"]:
            first, *more = phrase.split()
            self.media.setdefault(first, []).append(more)
