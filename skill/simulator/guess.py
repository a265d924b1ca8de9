"""The nearest sample to an utterance that no sample fits.

A candidate is as near as three things say together:

- how much of what was said the sample explains, and how much of the sample was said, each word weighing as
  much as it tells (a word that few intents use tells more; function words and fillers tell little; a word the
  model has never heard speaks against every sample);
- how much of what was said is usual for the candidate's intent, over all its samples;
- whether the words stand in the same order.

The nearest intents are then compared with one another, by all words together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import pairwise
from math import exp
from typing import NamedTuple

from skill.simulator.model import Slot
from skill.simulator.slot_values import SlotValues
from skill.simulator.verdict import Candidate, Fill
from skill.simulator.word_use import CONTENT, CRISIS, FILLER_STEMS, WordUse
from skill.simulator.words import Word
from skill.stems import stem

__all__ = ["Guess", "GuessableSample", "Guesser"]

_VISITS = 8000
"""Entries of the index that one utterance may visit; its rarest words come first."""

_SHORTLIST = 80
"""Candidates that are looked at closely."""

_RIVALS = 12
"""Intents that are compared with one another."""

_SUITS, _SHARP = 0.2, 0.7
"""How far the comparison moves a score, and how sharply it decides."""

_EMPTY_SLOT = 0.3
_IN_SLOT = 0.3
"""What a word weighs at most that only fills a slot: many samples have the slot."""

_NOTHING_TOLD = 0.9
"""What a score keeps where the sample and the utterance share no word of content."""

_ELSEWHERE = 1.25
"""How much more a word weighs that the sample lacks and only other intents use: it speaks for those."""

_SOMEBODY = "relative"
_I = stem("i")
_OTHERS = frozenset(map(stem, ("someone", "somebody", "he", "she", "they")))
_ANOTHER = 0.75
"""What a score keeps where the utterance speaks of "i", and the sample of somebody whom it does not name: "i
took" is no "someone took"."""

_NEGATIONS = frozenset({"not", "no", "never", "nothing", "nobody", "without"})
_NEGATED = 0.75
"""What a score keeps where only one of the two denies something."""

_AMAZONS = "AMAZON."
"""Amazon's own intents have few words: all of a sample must be said. "Thank you" is not "no thank you"."""

_NEAR_RISK, _NO_RISK = 0.2, 0.45
"""How little a guess may be above a sample of a crisis intent for that to speak against it, and from which
score of that sample on."""

_SAMPLE_SHARE, _INTENT_SHARE, _ORDER_SHARE = 0.72, 0.20, 0.08
_RECALL = 1.5
"""How much more what was said counts than what the sample has besides (squared: the beta of an F measure)."""


GuessableSample = tuple[str, str, Sequence[str], Sequence[Slot]]
"""Intent, text, the keys of the words, and the slots of a sample."""


class _Sample(NamedTuple):
    intent: str
    text: str
    stems: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """A candidate with the slots that could be filled."""

    candidate: Candidate
    fills: tuple[Fill, ...]
    explained: float
    """The share of what was said, by weight, that the sample explains."""

    passed_over: tuple[str, ...] = ()
    """The words that it does not explain."""

    passes_over_risk: bool = False
    """Whether what it does not explain speaks for a crisis intent, in one word or all together."""

    near_risk: bool = False
    """Whether it stands for no risk, and a sample of a crisis intent is nearly as near."""

    whole: bool = True
    """Whether it shares every word of content with what was said, and both or neither deny something."""

    shared: int = 2
    """How many words that are no fillers the sample has of what was said."""

    told: float = 0.0
    """How much all words together speak for its intent, if they speak for no other more."""


class Guesser:
    """Finds the nearest samples; an index from words to samples keeps it quick."""

    def __init__(self, samples: Iterable[GuessableSample]) -> None:
        """`samples` may repeat themselves and one another."""
        self._samples: list[_Sample] = []
        self._index: defaultdict[str, list[int]] = defaultdict(list)
        seen: set[tuple[str, tuple[str, ...], tuple[Slot, ...]]] = set()
        used: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        bags: Counter[str] = Counter()
        for intent, text, keys, slots in samples:
            stems, named = tuple(map(stem, keys)), tuple(slots)
            if (intent, stems, named) in seen:
                continue
            seen.add((intent, stems, named))
            bags[intent] += 1
            place = len(self._samples)
            for word in set(stems):
                used[word][intent] += 1
                self._index[word].append(place)
            self._samples.append(_Sample(intent, text, stems, named))
        self._use = WordUse(used, bags)

    def nearest(self, words: Sequence[Word], values: SlotValues) -> list[Guess]:
        """The best guess of each intent that shares a word with the utterance, best first."""
        stems = [stem(word.key) for word in words]
        best: dict[str, Guess] = {}
        for place in self._shortlist(stems):
            sample = self._samples[place]
            guess = self._score(sample, stems, words, values)
            held = best.get(sample.intent)
            if held is None or guess.candidate.score > held.candidate.score:
                best[sample.intent] = guess
        guesses = sorted(best.values(), key=lambda guess: -guess.candidate.score)
        intent, told = self._use.told(stems)
        compared = sorted(self._compared(guesses[:_RIVALS], stems), key=lambda guess: -guess.candidate.score)
        risk = max((each.candidate.score for each in compared if _is_of_risk(each)), default=0.0)
        return [
            replace(
                each,
                told=told if each.candidate.intent == intent else 0.0,
                near_risk=not _is_of_risk(each) and risk >= max(_NO_RISK, each.candidate.score - _NEAR_RISK),
                passes_over_risk=not _is_of_risk(each) and self._use.tells_risk(each.passed_over),
            )
            for each in compared
        ]

    def _compared(self, guesses: Sequence[Guess], stems: Sequence[str]) -> Iterator[Guess]:
        """The guesses, nearer or farther by how well all words together suit each intent against the others.

        That is naive Bayes: the product of the words' shares in the samples of the intent.
        """
        fits = [sum(self._use.fit(word, guess.candidate.intent) for word in stems) for guess in guesses]
        parts = [exp((fit - max(fits)) * _SHARP) for fit in fits]
        for guess, part in zip(guesses, parts, strict=True):
            moved = guess.candidate.score + _SUITS * (part / sum(parts) - 0.5) * guess.explained
            candidate = replace(guess.candidate, score=round(min(max(moved, 0.0), 0.99), 4))
            yield replace(guess, candidate=candidate)

    def _shortlist(self, stems: Sequence[str]) -> list[int]:
        """The samples that share the most weight with what was said, by their rarest words first."""
        found: defaultdict[int, float] = defaultdict(float)
        visits = 0
        for word in sorted(set(stems) & self._index.keys(), key=lambda word: len(self._index[word])):
            places = self._index[word]
            if visits and visits + len(places) > _VISITS:
                break
            visits += len(places)
            weight = self._use.weight(word)
            for place in places:
                found[place] += weight
        length = len(stems)

        def promise(place: int) -> float:
            return found[place] / (length + len(self._samples[place].stems))

        return nlargest(_SHORTLIST, found, key=promise)

    def _score(
        self, sample: _Sample, stems: Sequence[str], words: Sequence[Word], values: SlotValues
    ) -> Guess:
        left = Counter(sample.stems)
        matched = [False] * len(stems)
        for place, word in enumerate(stems):
            if left[word] > 0:
                left[word] -= 1
                matched[place] = True
        by_word = matched.copy()
        fills = tuple(_fill(sample.slots, matched, words, values)) if sample.slots else ()
        by_slot = [place for place, hit in enumerate(matched) if hit and not by_word[place]]
        weights = [self._use.weight(word) for word in stems]
        for place in by_slot:
            weights[place] = min(weights[place], _IN_SLOT)
        for place, word in enumerate(stems):
            if not matched[place] and sample.intent not in self._use.usual.get(word, (sample.intent,)):
                weights[place] *= _ELSEWHERE
        spoken = sum(weights)
        explained = sum(weight for weight, hit in zip(weights, matched, strict=True) if hit)
        unsaid = sum(self._use.weight(word) * count for word, count in left.items() if count > 0)
        unsaid += _EMPTY_SLOT * (len(sample.slots) - len(fills))
        if not spoken or not explained or (unsaid and sample.intent.startswith(_AMAZONS)):
            return Guess(Candidate(sample.intent, sample.text, 0.0), (), 0.0)
        recall, precision = explained / spoken, explained / (explained + unsaid)
        nearness = (1 + _RECALL) * precision * recall / (_RECALL * precision + recall)
        usual = sum(
            weight * self._use.usual.get(word, {}).get(sample.intent, 0.0)
            for word, weight in zip(stems, weights, strict=True)
        )
        order = _in_order([word for word, hit in zip(stems, matched, strict=True) if hit], sample.stems)
        score = _SAMPLE_SHARE * nearness + _INTENT_SHARE * usual / spoken + _ORDER_SHARE * order * recall
        if not any(hit and weight >= CONTENT for hit, weight in zip(by_word, weights, strict=True)):
            score *= _NOTHING_TOLD
        if _speaks_of_another(sample, stems, left, fills):
            score *= _ANOTHER
        turned = _NEGATIONS.isdisjoint(stems) != _NEGATIONS.isdisjoint(sample.stems)
        if turned:
            score *= _NEGATED
        left_over = any(weight >= CONTENT for weight, hit in zip(weights, matched, strict=True) if not hit)
        shared = sum(hit and word not in FILLER_STEMS for word, hit in zip(stems, matched, strict=True))
        candidate = Candidate(sample.intent, sample.text, round(score, 4))
        missing = any(count > 0 and self._use.weight(word) >= CONTENT for word, count in left.items())
        whole = not (turned or left_over or missing)
        passed_over = tuple(word for word, hit in zip(stems, matched, strict=True) if not hit)
        return Guess(candidate, fills, recall, passed_over, whole=whole, shared=shared)


def _is_of_risk(guess: Guess) -> bool:
    return guess.candidate.intent.endswith(CRISIS)


def _speaks_of_another(
    sample: _Sample, stems: Sequence[str], left: Mapping[str, int], fills: Sequence[Fill]
) -> bool:
    """Whether the utterance speaks of "i", and the sample of somebody whom it does not name."""
    if _I not in stems or _I in sample.stems:
        return False
    unfilled = {slot.name for slot in sample.slots} - {fill.name for fill in fills}
    return _SOMEBODY in unfilled or any(left.get(word, 0) > 0 for word in _OTHERS)


def _in_order(spoken: Sequence[str], sample: Sequence[str]) -> float:
    """The share of neighbouring words that stand in the sample's order."""
    if len(spoken) <= 1:
        return 1.0
    place = {word: at for at, word in reversed(list(enumerate(sample)))}
    places = [place[word] for word in spoken if word in place]
    if len(places) <= 1:
        return 0.5
    kept = sum(1 for before, after in pairwise(places) if before <= after)
    return kept / (len(places) - 1)


def _fill(
    slots: Sequence[Slot], matched: list[bool], words: Sequence[Word], values: SlotValues
) -> Iterator[Fill]:
    """The slots whose values stand among the words that nothing explains yet; it explains those words."""
    for slot in slots:
        found = None
        for start, hit in enumerate(matched):
            if hit:
                continue
            for span, matches in values.spans(slot.type, words, start):
                if span.listed and not any(matched[start : span.end]):
                    found = start, span, matches
                    break
            if found:
                break
        if found:
            start, span, matches = found
            matched[start : span.end] = [True] * (span.end - start)
            yield Fill(slot.name, slot.type, span.value, listed=True, matches=matches)
