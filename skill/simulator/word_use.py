"""What the words of all samples tell: their weight, the intents that they speak for, which tell a risk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from skill.stems import FILLERS, FUNCTION_WORDS, stem

__all__ = ["CONTENT", "CRISIS", "FILLER_STEMS", "WordUse"]

_FUNCTION, _FILLER, _UNKNOWN, CONTENT = 0.3, 0.02, 1.2, 0.4
"""What a word weighs at least; words of content weigh up to one more, the fewer intents use them."""

_SMOOTH = 0.2
"""What a word counts that an intent lacks, where intents are compared."""

_FEW, _UNSEEN, _STRANGE = 20, 0.001, 3.0
"""For all words together: how many samples are added to an intent's, what a word counts that an intent lacks,
and what a word of content counts against all that no sample has."""

_RISKY, _RISK_TOLD = 0.85, 5.0
"""The share of a word's samples that are of crisis intents, from which on it tells a risk; and how much words
that are left over must speak for a crisis intent to tell one together."""

CRISIS = "CrisisIntent"
"""How the names of intents end that stand for a risk."""

_FUNCTION_STEMS = frozenset(map(stem, FUNCTION_WORDS)) | FUNCTION_WORDS
FILLER_STEMS = (frozenset(map(stem, FILLERS)) | FILLERS) - _FUNCTION_STEMS


class WordUse:
    """How often the samples of each intent use each word.

    Args:
        used: stem -> intent -> in how many of its samples the word is.
        bags: intent -> how many samples it has.
    """

    def __init__(self, used: Mapping[str, Mapping[str, int]], bags: Counter[str]) -> None:
        self._used, self._bags = used, bags
        self._weights = {word: _weight_of(word, len(used[word]), len(bags)) for word in used}
        self.usual = {word: _shares(counts, bags) for word, counts in used.items()}
        """How usual a word is for each intent, against the intent for which it is most usual."""
        self._risky = frozenset(word for word, counts in used.items() if _is_risky(word, counts))

    def weight(self, word: str) -> float:
        """How much a stem tells."""
        known = self._weights.get(word)
        if known is not None:
            return known
        if word in FILLER_STEMS:
            return _FILLER
        return _FUNCTION if word in _FUNCTION_STEMS else _UNKNOWN

    def told(self, stems: Sequence[str]) -> tuple[str, float]:
        """The intent that all words together speak for most, and how much: naive Bayes over all samples."""
        told: defaultdict[str, float] = defaultdict(float)
        against = 0.0
        for word in dict.fromkeys(stems):
            weight = self.weight(word)
            for intent, count in self._used.get(word, {}).items():
                told[intent] += weight * log(1 + count / (self._bags[intent] + _FEW) / _UNSEEN)
            if word not in self._used and weight >= CONTENT:
                against += _STRANGE
        if not told:
            return "", 0.0
        intent = max(told, key=lambda each: told[each])
        return intent, told[intent] - against

    def fit(self, word: str, intent: str) -> float:
        """How well a stem suits an intent: the log of its share in the samples, times its weight."""
        used = self._used.get(word)
        if used is None:
            return 0.0
        share = (used.get(intent, 0) + _SMOOTH) / (self._bags[intent] + 2 * _SMOOTH)
        return self._weights[word] * log(share)

    def tells_risk(self, words: Sequence[str]) -> bool:
        """Whether the words that a sample leaves over speak for a crisis intent more than for any other."""
        if not self._risky.isdisjoint(words):
            return True
        if not any(self._weights.get(word, 0.0) >= CONTENT for word in words):
            return False
        intent, told = self.told(words)
        return intent.endswith(CRISIS) and told >= _RISK_TOLD


def _weight_of(word: str, intents: int, of: int) -> float:
    if word in FILLER_STEMS:
        return _FILLER
    rarity = log(of / intents) / log(of) if of > 1 else 1.0
    if word in _FUNCTION_STEMS:
        return _FUNCTION * (0.5 + rarity)
    return CONTENT + rarity


def _shares(counts: Mapping[str, int], bags: Counter[str]) -> dict[str, float]:
    shares = {intent: count / bags[intent] for intent, count in counts.items()}
    most = max(shares.values())
    return {intent: (share / most) ** 0.5 for intent, share in shares.items()}


def _is_risky(word: str, counts: Mapping[str, int]) -> bool:
    """Whether hardly any samples but those of crisis intents have a word."""
    if word in _FUNCTION_STEMS or word in FILLER_STEMS:
        return False
    ours = sum(count for intent, count in counts.items() if not intent.endswith("OrdinaryStatementIntent"))
    return sum(count for intent, count in counts.items() if intent.endswith(CRISIS)) >= _RISKY * max(ours, 1)
