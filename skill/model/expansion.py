"""From sentence templates to the samples that they stand for, with hassil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import prod

from hassil.expression import Alternative, Expression, Group, Permutation, RuleReference, Sentence
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from skill.model.yaml_text import Text

__all__ = ["MOST_SAMPLES_A_SENTENCE", "Expander"]

MOST_SAMPLES_A_SENTENCE = 2_000
"""A template that stands for more is a mistake: Alexa learns from variety, not from products of fillers."""

CONTRACTION = re.compile(r" ('(?:d|ll|m|re|s|ve)\b)")
"""The end of a contraction that stands apart, as in "i (am|'m) here"."""


class Expander:
    """Expands templates with the rules of one locale."""

    def __init__(self, rules: Mapping[str, Text]) -> None:
        """Parse `rules`.

        Raises:
            SentenceError: a rule cannot be parsed, uses an unknown rule, or uses itself.
        """
        self._rules = {name: _parse(body) for name, body in rules.items()}
        for name, body in rules.items():
            self._check(self._rules[name].expression, body, (name,))

    def expand(self, template: Text) -> Iterable[str]:
        """The samples of `template`, each once, in the order of its alternatives; slots stay in braces.

        Raises:
            SentenceError: it cannot be parsed, uses an unknown rule, or stands for too many samples.
        """
        sentence = _parse(template)
        self._check(sentence.expression, template, ())
        count = self._count(sentence.expression)
        if count > MOST_SAMPLES_A_SENTENCE:
            raise template.error(
                f"stands for {count:,} samples, more than {MOST_SAMPLES_A_SENTENCE:,}: {template}"
            )
        texts = sample_sentence(sentence, expansion_rules=self._rules, expand_lists=False)
        return dict.fromkeys(CONTRACTION.sub(r"\1", " ".join(text.split())) for text in texts)

    def _check(self, expression: Expression, where: Text, inside: tuple[str, ...]) -> None:
        """Every rule is known and none uses itself."""
        if isinstance(expression, Group):
            for item in expression.items:
                self._check(item, where, inside)
        elif isinstance(expression, RuleReference):
            name = expression.rule_name
            if name not in self._rules:
                raise where.error(f"unknown rule <{name}>")
            if name in inside:
                raise where.error(f"rule <{name}> uses itself")
            self._check(self._rules[name].expression, where, (*inside, name))

    def _count(self, expression: Expression) -> int:
        """For how many texts an expression stands, before doubles are removed."""
        if isinstance(expression, RuleReference):
            return self._count(self._rules[expression.rule_name].expression)
        if not isinstance(expression, Group):
            return 1
        counts = [self._count(item) for item in expression.items]
        if isinstance(expression, Alternative):
            return sum(counts)
        if isinstance(expression, Permutation):
            return prod(counts) * prod(range(1, len(counts) + 1))
        return prod(counts)


def _parse(template: Text) -> Sentence:
    try:
        return parse_sentence(template)
    except ParseError as error:
        raise template.error(f"no valid template: {template}") from error
