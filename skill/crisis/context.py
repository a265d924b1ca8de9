"""What the words around a finding say about it: whom it is about, whether it is denied, whether it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REACH = 14
"""How many words before a finding are looked at."""


class Context:
    """The words that change the reading of a finding.

    Args:
        words: the sets of words of `context.toml`.
        phrases: its lists of phrases.
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
        self._negators = frozenset(words["negators"])
        self._nouns = frozenset(words["nouns"])
        self._passed = frozenset(words["passed"]) | frozenset(fillers)
        self._undone = frozenset(words["undone"])
        self._first = frozenset(words["first"])
        self._third = frozenset(words["third"])
        self._persons = frozenset(words["persons"])
        self._plural = frozenset(words["plural"])
        self._generic = frozenset(words["generic"])
        self._himself = frozenset(words["reflexive_third"])
        self._my = frozenset(words["my"])
        self._fiction = frozenset(words["fiction"])
        self._edges = frozenset({".", "^", *boundaries})
        self._past = tuple(f" {phrase} " for phrase in phrases["past"])
        self._again = tuple(f" {phrase} " for phrase in phrases["again"])
        self._better = tuple(f" {phrase} " for phrase in phrases["better"])

    def denied(self, words: Sequence[str], start: int) -> bool:
        """Whether a negation just before word `start` takes the finding back.

        Two negations do not ("can't promise I won't"), nor does one after "why" or "if".
        """
        count = 0
        for index in range(start - 1, max(0, start - REACH), -1):
            word = words[index]
            if word in self._negators:
                if words[index - 1] in self._undone or words[max(0, index - 2)] in self._undone:
                    return False
                count += 1
            elif word == "no":
                return count == 0 and words[index + 1] in self._nouns
            elif word not in self._passed:
                break
        return count % 2 == 1

    def over(self, words: Sequence[str], start: int, end: int) -> bool:
        """Whether the finding is told as something past, with nothing that brings it back."""
        said = f" {' '.join(words)} "
        if not any(phrase in said for phrase in self._past):
            return False
        if any(phrase in said for phrase in self._better):
            return True
        rest = f" {' '.join(words[end:])} "
        del start
        return not any(phrase in rest for phrase in self._again)

    def about(self, words: Sequence[str], start: int, end: int, *, inside: bool) -> str:
        """Whom words `start` to `end` are about: `self`, `other`, `anyone` (nobody meant) or `nobody` (not said).

        Args:
            words: the normal words.
            start: first word of the finding.
            end: the word after its last.
            inside: whether persons named within the finding count.
        """
        reflexive = False
        if inside:
            for index in range(start, end):
                word = words[index]
                if word in self._first or (word == "my" and words[index + 1] not in self._persons):
                    return "self"
                reflexive |= word in self._himself
            if not reflexive:
                for index in range(start, end):
                    if words[index] in self._third or words[index] in self._persons:
                        return self._real(words)
        for index in range(start - 1, max(-1, start - REACH), -1):
            word = words[index]
            if word == ".":
                break
            if word in self._first and not (reflexive and word != "we"):
                return "self"
            if word in self._third:
                return self._real(words)
            if word in self._persons and not (word in self._plural and words[index - 1] not in self._my):
                return "other" if words[index - 1] == "my" else self._real(words)
            if word in self._generic and not self._known(words, index):
                return "anyone"
        if reflexive or words[start] in (
            "wants",
            "keeps",
            "has",
            "is",
            "says",
            "was",
            "needs",
            "wishes",
            "thinks",
        ):
            return self._real(words)
        return "nobody"

    def alone(self, words: Sequence[str], start: int) -> bool:
        """Whether nothing but words without weight stands before the finding in its clause."""
        for index in range(start - 1, -1, -1):
            if words[index] in self._edges:
                return True
            if words[index] not in self._passed:
                return False
        return True

    def _real(self, words: Sequence[str]) -> str:
        return "other" if self._fiction.isdisjoint(words) else "anyone"

    def _known(self, words: Sequence[str], index: int) -> bool:
        """Whether "someone" or "person" is one whom the speaker knows: "someone I love"."""
        return words[index] in ("someone", "somebody", "person", "one") and words[index + 1] in (
            "i",
            "close",
            "in",
            "at",
        )
