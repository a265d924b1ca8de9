"""Reads the language in which the patterns are written.

    word  a|b  <class>  die+    one word: itself, either, any of a class, any form of a verb
    [x y]   (a b|c d)           may be left out; one of several
    {a|<class>}                 these may stand here, any number of times
    ..                          a few words of any kind, within the clause
    ^  $                        the text or a sentence begins, a clause ends

Fillers ("just", "like", "honestly") may stand between any two words and need not be written.
Used when the patterns are compiled; the running skill reads the compiled artefact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(r"\.\.|[()\[\]|]|\{[^}]*\}|[^\s()\[\]{}|]+(?:\|[^\s()\[\]{}|]+)*")
_WORD = re.compile(r"\.\.|[()\[\]|]|\{[^}]*\}|[^\s()\[\]{}|]+")
_VOWELS = "aeiou"


class GrammarError(ValueError):
    """A pattern or a class that cannot be read."""


class Vocabulary:
    """The classes of words that patterns name, and the forms of verbs.

    Args:
        classes: name -> its words, separated by blanks; `<other>` takes in another class.
        irregular: verb -> its forms, separated by blanks, for verbs that do not follow the rule.
        boundaries: words that open a new clause.
    """

    def __init__(
        self, classes: Mapping[str, str], irregular: Mapping[str, str], boundaries: frozenset[str]
    ) -> None:
        self._classes = classes
        self._irregular = irregular
        self._edges = {"^": frozenset({"^", "."}), "$": boundaries | {"."}}

    def words(self, expression: str) -> frozenset[str]:
        """All words that `a|<class>|die+` stands for.

        Raises:
            GrammarError: if it names a class that is not there.
        """
        if expression in self._edges:
            return self._edges[expression]
        found: set[str] = set()
        for part in re.split(r"[|\s]+", expression):
            if part.startswith("<") and part.endswith(">"):
                found |= self.named(part[1:-1])
            elif part.endswith("+") and len(part) > 1:
                found |= forms(part[:-1], self._irregular)
            elif part:
                found.add(part)
        return frozenset(found)

    def named(self, name: str) -> frozenset[str]:
        """The words of one class."""
        if name not in self._classes:
            raise GrammarError(f"no class <{name}>")
        return frozenset().union(*(self.words(word) for word in self._classes[name].split()))


def forms(verb: str, irregular: Mapping[str, str]) -> set[str]:
    """The forms of a verb: die, dies, died, dying (and "dyin")."""
    if verb in irregular:
        return {verb, *irregular[verb].split()}
    if verb.endswith("e"):
        stem = verb[:-1]
        return {verb, f"{verb}s", f"{verb}d", f"{stem}ing", f"{stem}in"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing", f"{verb}in"}
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return {verb, third, f"{verb}ed", f"{verb}ing", f"{verb}in"}


@dataclass(slots=True)
class Position:
    """One word of a pattern."""

    words: frozenset[str]
    passed: set[str] = field(default_factory=set)
    """Words that may be passed over after it."""
    gap: bool = False
    """Whether a few words of any kind may stand after it."""
    follow: set[int] = field(default_factory=set)
    """The positions that may come next."""


@dataclass(frozen=True, slots=True)
class Line:
    """One pattern line as a graph of positions."""

    positions: list[Position]
    first: set[int]
    last: set[int]


@dataclass(slots=True)
class _Part:
    """A piece of a line: where it can begin, where it can end, whether it can be left out."""

    first: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    empty: bool = True


def read(pattern: str, vocabulary: Vocabulary) -> Line:
    """The graph of one pattern line.

    Raises:
        GrammarError: if brackets do not close, or nothing is left to match.
    """
    reader = _Reader(_tokens(pattern), vocabulary)
    whole = reader.everything()
    if whole.empty:
        raise GrammarError(f"matches nothing at all: {pattern}")
    return Line(reader.positions, whole.first, whole.last)


def _tokens(pattern: str) -> list[str]:
    """Within brackets a bar parts alternatives of any length; outside, it joins words."""
    tokens: list[str] = []
    depth = at = 0
    while found := (_WORD if depth else _TOKEN).search(pattern, at):
        at = found.end()
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(found.group(), 0)
        tokens.append(found.group())
    return tokens


class _Reader:
    """Builds positions from left to right, as Glushkov's construction does."""

    def __init__(self, tokens: list[str], vocabulary: Vocabulary) -> None:
        self.positions: list[Position] = []
        self._tokens = tokens
        self._at = 0
        self._vocabulary = vocabulary

    def everything(self) -> _Part:
        found = self._sequence(())
        if self._at < len(self._tokens):
            raise GrammarError(f"unexpected {self._tokens[self._at]}")
        return found

    def _sequence(self, closing: tuple[str, ...]) -> _Part:
        whole = _Part()
        while self._at < len(self._tokens) and self._tokens[self._at] not in closing:
            piece = self._tokens[self._at]
            self._at += 1
            if piece in {")", "]", "|"}:
                raise GrammarError(f"unexpected {piece}")
            if piece.startswith("{") or piece == "..":
                self._pass_over(whole, piece)
            else:
                self._append(whole, self._group(piece) if piece in {"(", "["} else self._word(piece))
        return whole

    def _pass_over(self, whole: _Part, piece: str) -> None:
        if not whole.last:
            raise GrammarError("nothing stands before what may be passed over")
        for place in whole.last:
            if piece == "..":
                self.positions[place].gap = True
            else:
                self.positions[place].passed |= self._vocabulary.words(piece[1:-1])

    def _append(self, whole: _Part, part: _Part) -> None:
        for place in whole.last:
            self.positions[place].follow |= part.first
        if whole.empty:
            whole.first = whole.first | part.first
        whole.last = part.last | whole.last if part.empty else part.last
        whole.empty = whole.empty and part.empty

    def _word(self, expression: str) -> _Part:
        return self._position(self._vocabulary.words(expression))

    def _position(self, words: frozenset[str]) -> _Part:
        self.positions.append(Position(words))
        place = len(self.positions) - 1
        return _Part({place}, {place}, empty=False)

    def _group(self, opening: str) -> _Part:
        """One of several; those of a single word share a position."""
        closing = ")" if opening == "(" else "]"
        single: set[str] = set()
        found = _Part(empty=opening == "[")
        while True:
            word = self._single(closing)
            if word is None:
                part = self._sequence(("|", closing))
                found.first |= part.first
                found.last |= part.last
                found.empty |= part.empty
            else:
                single |= self._vocabulary.words(word)
            if self._at >= len(self._tokens):
                raise GrammarError(f"{opening} is not closed")
            self._at += 1
            if self._tokens[self._at - 1] == closing:
                break
        if single:
            part = self._position(frozenset(single))
            found.first |= part.first
            found.last |= part.last
        return found

    def _single(self, closing: str) -> str | None:
        """The next alternative, if it is a single word."""
        word, after = self._tokens[self._at : self._at + 2] if self._at + 1 < len(self._tokens) else ("(", "")
        if after in {"|", closing} and word not in {"(", "[", "|"} and not word.startswith("{"):
            self._at += 1
            return word
        return None
