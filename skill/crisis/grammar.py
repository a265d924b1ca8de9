"""Reads the language in which the patterns are written, and opens each pattern into plain sequences.

    word  a|b  <class>  die+    one word: itself, either, any of a class, any form of a verb
    [x y]   (a b | c d)         may be left out; one of several
    {a|<class>}                 these may stand here, any number of times
    ..                          a few words of any kind, within the clause
    ^  $                        the text or a sentence begins, a clause ends

Fillers ("just", "like", "honestly") may stand between any two words and need not be written.
Used when the patterns are compiled; the running skill reads the compiled artefact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from skill.crisis.automaton import ANY, NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOKEN = re.compile(r"\.\.|[()\[\]|]|\{[^}]*\}|[^\s()\[\]{}|]+(?:\|[^\s()\[\]{}|]+)*")
_WORD = re.compile(r"\.\.|[()\[\]|]|\{[^}]*\}|[^\s()\[\]{}|]+")
_VOWELS = "aeiou"

Skip = frozenset[str] | int


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a sequence, and what may be passed over after it."""

    words: frozenset[str]
    skip: Skip = NOTHING


Sequence = tuple[Step, ...]


class GrammarError(ValueError):
    """A pattern or a class that cannot be read."""


class Vocabulary:
    """The classes of words that patterns name, and the forms of verbs.

    Args:
        classes: name -> its words, separated by blanks; `<other>` takes in another class.
        irregular: verb -> its forms, separated by blanks, for verbs that do not follow the rule.
    """

    def __init__(self, classes: Mapping[str, str], irregular: Mapping[str, str]) -> None:
        self._classes = classes
        self._irregular = irregular

    def words(self, expression: str) -> frozenset[str]:
        """All words that `a|<class>|die+` stands for.

        Raises:
            GrammarError: if it names a class that is not there.
        """
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


def sequences(pattern: str, vocabulary: Vocabulary, boundaries: Iterable[str]) -> list[Sequence]:
    """Every plain sequence that a pattern stands for.

    Raises:
        GrammarError: if brackets do not close, or nothing is left to match.
    """
    reader = _Reader(_tokens(pattern), vocabulary, frozenset(boundaries))
    found = list(dict.fromkeys(reader.everything()))
    if any(not sequence for sequence in found):
        raise GrammarError(f"matches nothing at all: {pattern}")
    return found


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
    def __init__(self, tokens: list[str], vocabulary: Vocabulary, boundaries: frozenset[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._vocabulary = vocabulary
        self._edges = {"^": frozenset({"^", "."}), "$": boundaries | {"."}}

    def everything(self) -> list[Sequence]:
        found = self._alternatives("")
        if self._at < len(self._tokens):
            raise GrammarError(f"unexpected {self._tokens[self._at]}")
        return found

    def _alternatives(self, closing: str) -> list[Sequence]:
        found: list[Sequence] = []
        parts: list[list[Sequence]] = []
        while self._at < len(self._tokens) and self._tokens[self._at] != closing:
            token = self._tokens[self._at]
            self._at += 1
            if token == "|":
                found.extend(_joined(parts))
                parts = []
            else:
                parts.append(self._item(token))
        found.extend(_joined(parts))
        return found

    def _item(self, token: str) -> list[Sequence]:
        if token in "([":
            closing = ")" if token == "(" else "]"
            inner = self._alternatives(closing)
            if self._at >= len(self._tokens):
                raise GrammarError(f"{token} is not closed")
            self._at += 1
            inner = _merged(inner)
            return [*inner, ()] if token == "[" else inner
        if token == "..":
            return [(Step(frozenset(), ANY),)]
        if token.startswith("{"):
            words = self._vocabulary.words(token[1:-1])
            return [(Step(frozenset(), words),)] if words else [()]
        return [(Step(self._edges.get(token) or self._vocabulary.words(token)),)]


def _joined(parts: list[list[Sequence]]) -> list[Sequence]:
    found: list[Sequence] = []
    for choice in product(*parts):
        steps: list[Step] = []
        for step in (step for part in choice for step in part):
            if step.words or not steps:
                steps.append(step)
            else:
                steps[-1] = Step(steps[-1].words, _wider(steps[-1].skip, step.skip))
        found.append(tuple(steps))
    return found


def _merged(choices: list[Sequence]) -> list[Sequence]:
    """The same choices, those of a single word as one."""
    single = [choice[0].words for choice in choices if len(choice) == 1 and choice[0].skip == NOTHING]
    rest = [choice for choice in choices if len(choice) != 1 or choice[0].skip != NOTHING]
    return [(Step(frozenset().union(*single)),), *rest] if single else rest


def _wider(one: Skip, other: Skip) -> Skip:
    if ANY in (one, other):
        return ANY
    if isinstance(one, int):
        return other
    return one if isinstance(other, int) else one | other
