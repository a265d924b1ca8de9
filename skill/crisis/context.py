"""What the words around a finding say: whom it is about, whether it is denied, over, or only asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.crisis.normalise import OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.crisis.markers import Vocabulary

_OPENING = 2
_SOMEONE = frozenset({"someone", "somebody", "person", "one"})
_KNOWN = frozenset({"i", "close", "in", "at", "here"})
REACH = 14
"""How many words around a finding are looked at."""


class Context:
    """One text, read around its findings.

    Args:
        words: its normal words.
        vocabulary: the words that matter.
    """

    def __init__(self, words: Sequence[str], vocabulary: Vocabulary) -> None:
        self._words = words
        self._of = vocabulary
        self._asks: bool | None = None
        self._teaches: bool | None = None
        self._back: bool | None = None
        self._denied: dict[int, bool] = {}

    def _tells_of_the_past(self) -> bool:
        if self._back is None:
            self._back = self._used_to(0, len(self._words)) or self._of.past.among(self._words)
        return self._back

    def _used_to(self, start: int, end: int) -> bool:
        """Whether "used to" begins at one of these words."""
        words = self._words
        return "used" in words and any(words[at : at + 2] == ["used", "to"] for at in range(start, end))

    def remote(self) -> bool:
        """Whether it tells of the past, of a film or a book: what is found in it may be over, or nobody's."""
        if self._tells_of_the_past() and self._of.returns.last(self._words) < 0:
            return True
        return self._story()

    def _story(self) -> bool:
        return not self._of.fiction.isdisjoint(self._words)

    def media(self) -> bool:
        """Whether it asks to play something."""
        words = self._words
        if len(words) <= 1 or words[1] not in self._of.media or words[0] != OPEN:
            return False
        return any(words[2 : len(more) + 2] == more for more in self._of.media[words[1]])

    def study(self) -> bool:
        """Whether it speaks of the topic as one teaches, studies or works with it."""
        if self._teaches is None:
            self._teaches = self._of.study.among(self._words)
        return self._teaches

    def question(self) -> bool:
        """Whether it begins as a question, and does not ask what to do now."""
        if self._asks is None:
            self._asks = self._begins_as_question() and not self._of.urgent.among(self._words)
        return self._asks

    def _begins_as_question(self) -> bool:
        for word in self._words[1:4]:
            if word in self._of.questions:
                return True
            if word not in self._of.fillers:
                return False
        return False

    def _care(self) -> int:
        """The first word about care ("program", "therapist"), or a place after the end."""
        for index, word in enumerate(self._words):
            if word in self._of.care:
                return index
        return len(self._words)

    def denied(self, start: int) -> bool:
        """Whether a negation just before word `start` takes the finding back.

        Two negations do not ("can't promise I won't"), nor does one after "why" or "if".
        """
        if start not in self._denied:
            self._denied[start] = self._negated(start)
        return self._denied[start]

    def _negated(self, start: int) -> bool:
        words, of = self._words, self._of
        count = 0
        for index in range(start - 1, max(0, start - REACH), -1):
            word = words[index]
            if word in of.negators:
                if words[index - 1] in of.undone or words[max(0, index - 2)] in of.undone:
                    return False
                count += 1
            elif word == "no" and count == 0:
                return words[index + 1] in of.nouns
            elif word in ("if", "whether", "about"):
                if not of.asking.isdisjoint(words[max(0, index - 3) : index]):
                    return True
                if word != "about":
                    break
            elif word not in of.passed or (word in of.subjects and words[index - 1] not in of.reporting):
                break
        return count % 2 == 1

    def over(self, start: int, end: int) -> bool:
        """Whether the finding is told as something past, with nothing that brings it back."""
        if not self._past(start, end):
            return False
        return self._of.better.among(self._words) or self._of.again.last(self._words) < end

    def recovered(self, start: int, end: int) -> bool:
        """Whether it is past and the speaker says that things are well."""
        return (
            (self._tells_of_the_past() or not self._of.ended.isdisjoint(self._words))
            and self._of.better.among(self._words)
            and (
                self._past(start, end) or not self._of.ended.isdisjoint(self._words[max(0, start - 1) : end])
            )
        )

    def _past(self, start: int, end: int) -> bool:
        words, of = self._words, self._of
        if not self._tells_of_the_past():
            return False
        if self._used_to(start, end):
            return True
        left = start
        while left > max(1, start - REACH) and words[left - 1] not in of.edges:
            left -= 1
            if words[left] == "used" and words[left + 1] == "to":
                return True
        if not of.present.isdisjoint(words[max(0, start - 3) : end]):
            return False
        right = end
        while right < min(len(words), end + REACH) and words[right] not in of.edges:
            right += 1
        if words[right + 1 : right + 2] and words[right + 1] in of.looking_back and words[right + 2] == "was":
            right = min(len(words), right + REACH)
        return of.past.among(words[left:right])

    def only_asked(self, start: int) -> bool:
        """Whether the finding is the condition of a question about care: "can I go if I'm suicidal"."""
        if not self.question():
            return False
        if self._care() < start:
            return True
        for index in range(start - 1, max(0, start - REACH), -1):
            word = self._words[index]
            if word in ("if", "when", "after"):
                return True
            if word not in self._of.passed and word not in self._of.persons and word not in self._of.generic:
                return False
        return False

    def about(self, start: int, end: int, *, inside: bool) -> str:
        """Whom the words are about: `self`, `other`, `anyone` (nobody meant) or `nobody` (not said).

        Args:
            start: first word of the finding.
            end: the word after its last.
            inside: whether persons named within the finding count.
        """
        words, of = self._words, self._of
        reflexive = not of.reflexive.isdisjoint(words[start:end])
        named = self._named(start, end, reflexive=reflexive) if inside else None
        named = named or self._named_before(start, reflexive=reflexive)
        if named:
            return named
        if reflexive and self.question() and start > _OPENING:
            return "anyone"
        return self._real() if reflexive or words[start] in of.third_person_verbs else "nobody"

    def _named_before(self, start: int, *, reflexive: bool) -> str | None:
        """The nearest person named before the finding, in its sentence."""
        words, of = self._words, self._of
        for index in range(start - 1, max(-1, start - REACH), -1):
            word = words[index]
            if word == ".":
                break
            if word in of.first and (not reflexive or word == "we"):
                return "self"
            if word in of.third:
                return self._real()
            if word in of.persons and not (word in of.plural and words[index - 1] not in of.my):
                return "other" if words[index - 1] == "my" else self._real()
            if word in of.generic and not self._known(index):
                return "anyone"
        return None

    def _named(self, start: int, end: int, *, reflexive: bool) -> str | None:
        words, of = self._words, self._of
        other = False
        for index in range(start, end):
            word = words[index]
            if word in of.first or (word == "my" and words[index + 1] not in of.persons):
                return "self"
            other |= word in of.third or word in of.persons
        return self._real() if other and not reflexive else None

    def alone(self, start: int) -> bool:
        """Whether nothing but words without weight stands before the finding in its clause."""
        for index in range(start - 1, max(-1, start - REACH), -1):
            if self._words[index] in self._of.edges:
                return True
            if self._words[index] not in self._of.passed:
                return False
        return True

    def _real(self) -> str:
        return "anyone" if self._story() else "other"

    def _known(self, index: int) -> bool:
        """Whether "someone" or "person" is one whom the speaker knows: "someone I love"."""
        return self._words[index] in _SOMEONE and self._words[index + 1] in _KNOWN
