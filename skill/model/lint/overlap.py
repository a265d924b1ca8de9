"""Sentences that another intent takes: every sample must be understood as its own intent.

A sample of two intents is found by `samples`; here it is about slots. "find {place}" takes "find help" from
an intent that says so only with a slot, and a phrase slot takes what nobody says more precisely.
"""

from __future__ import annotations

from collections.abc import Iterator

from skill.model.lint.finding import Finding
from skill.model.lint.matching import Matcher
from skill.model.lint.model import SEARCH_QUERY, SLOT, Intent, Model

__all__ = ["check"]

STATEMENT = "StatementIntent"
"""Intents that catch whatever nothing else does, so that the crisis gate can read it."""


def check(model: Model) -> Iterator[Finding]:
    """Samples that another intent takes, and phrase slots that take too much."""
    matcher = Matcher(model)
    for intent in model.intents:
        for sample in intent.samples:
            yield from _taken(matcher, intent, sample)
            yield from _greedy(intent, sample)


def _taken(matcher: Matcher, intent: Intent, sample: str) -> Iterator[Finding]:
    for text in matcher.spoken(intent, sample):
        fits = matcher.fits(text)
        own = next((fit for fit in fits if fit.intent == intent.name), None)
        other = next((fit for fit in fits if fit.intent != intent.name), None)
        if own and other and other.rank >= own.rank and other.sample != sample:
            mend = f"{text!r} fits {other.intent} {other.sample!r} no worse; say one of them more precisely"
            yield Finding("overlap", f"{intent.name} {sample!r}", mend)
            return


def _greedy(intent: Intent, sample: str) -> Iterator[Finding]:
    """A phrase slot with one word beside it, where catching everything is not the purpose."""
    if intent.name.endswith(STATEMENT):
        return
    if any(intent.type_of(name) == SEARCH_QUERY for name in SLOT.findall(sample)):
        carrier = SLOT.sub("", sample).split()
        if len(carrier) == 1:
            mend = (
                f"{carrier[0]!r} alone takes speech from every other intent; put another word beside the slot"
            )
            yield Finding("phrase-greedy", f"{intent.name} {sample!r}", mend)
