"""From an utterance to an intent, as Alexa might: the order of preference stands in `docs/simulator.md`."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property

from skill.simulator.builtin_intents import BUILTIN_SAMPLES
from skill.simulator.expected import Confirmation, Elicitation
from skill.simulator.guess import CRISIS, Guess, GuessableSample, Guesser
from skill.simulator.lead_ins import without_lead_ins, without_politeness
from skill.simulator.model import FALLBACK, SEARCH_QUERY, InteractionModel, load
from skill.simulator.patterns import Match, Patterns, pieces
from skill.simulator.slot_values import SlotTypes, SlotValues
from skill.simulator.verdict import Candidate, Stage, Verdict
from skill.simulator.words import Normaliser, Word

__all__ = ["Understanding", "understanding_of"]

STRONG = 0.70
"""A guess from here on beats a sample that merely takes whatever is said."""

LIKELY, AGREED, PART, FEW = 0.50, 9.0, 0.60, 12
"""A guess at a short question beats a sample that takes whatever is asked ("do {statement}") from this score
on, if all words together speak for the same intent, so much, and it explains this part of so many words."""

SPOKEN_FOR = 8.0
"""How much all words together must speak for a guess before it beats a sample that brings the words."""

CLEAR = 0.85
"""A guess of a risk, or of its harmless twin, from here on beats a sample that brings the words, which the
skill can read."""

RISK_WORDS = 2
"""How many words a guessed crisis intent must share with what was said: "hurt" alone may be a town."""

TWINS = "OrdinaryStatementIntent"
"""The harmless twins of the crisis intents: they have the same words, so nearness tells as little."""

WHOLE = 0.65
"""A guess that beats a sample explains at least this share of what was said: the rest may be the point."""

WEAK = 0.54
"""A guess below this is none."""

HALF = 0.5
"""Nor is a guess that passes over most of what was said."""

QUESTION_WORDS = frozenset(
    {
        *("what", "which", "who", "whose", "where", "when", "why", "how"),
        *(
            "is",
            "are",
            "am",
            "do",
            "does",
            "did",
            "has",
            "have",
            "can",
            "could",
            "will",
            "would",
            "should",
            "may",
        ),
    }
)

_TAKES = "a sample whose slot takes what was said"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare the garbage collector from walking through the many small parts of an index while it is built."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


class Understanding:
    """Understands utterances by one interaction model; what it has built is kept for the next."""

    def __init__(self, model: InteractionModel) -> None:
        """Reads every sample of `model` once."""
        self.model = model
        self._samples = [
            (intent.name, sample)
            for intent in model.intents.values()
            for sample in (*intent.samples, *BUILTIN_SAMPLES.get(intent.name, ()))
        ]
        texts = (sample for _, sample in self._samples)
        slot_texts = (
            text
            for intent in model.intents.values()
            for slot in intent.slots.values()
            for text in slot.samples
        )
        values = (
            text for kind in model.types.values() for value in kind for text in (value.name, *value.synonyms)
        )
        self._normaliser = Normaliser([*texts, *slot_texts, *values])
        self._types = SlotTypes(model.types, self._normaliser.sample)
        self._literal: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._patterns = Patterns()
        self._guessable: list[GuessableSample] = []
        with _collector_paused():
            for intent, sample in self._samples:
                self._add(intent, sample)
        self._answers: dict[Elicitation, Patterns] = {}

    def _add(self, intent: str, sample: str) -> None:
        if "{" not in sample:
            keys = self._normaliser.sample(sample)
            self._guessable.append((intent, sample, keys, ()))
            places = self._literal.setdefault(tuple(keys), [])
            if all(intent != held for held, _ in places):
                places.append((intent, sample))
            return
        slots = self.model.intents[intent].slots
        parts = pieces(sample, self._normaliser.sample)
        self._patterns.add(intent, sample, parts, slots)
        named = [slots[part[1]] for part in parts if not isinstance(part, str) and part[1] in slots]
        keys = [part for part in parts if isinstance(part, str)]
        # A sample with a free slot takes anything after its first words: nearness says nothing there.
        if keys and not any(slot.type == SEARCH_QUERY for slot in named):
            self._guessable.append((intent, sample, keys, named))

    @cached_property
    def _guesser(self) -> Guesser:
        with _collector_paused():
            return Guesser(self._guessable)

    def understand(
        self, text: str, *, today: date, expected: Elicitation | Confirmation | None = None
    ) -> Verdict:
        """What Alexa would most likely make of `text`.

        Args:
            text: what the person says.
            today: the day on the device.
            expected: what the skill's last response asked Alexa to listen for.
        """
        readings = [words for words in self._normaliser.utterance(text) if words]
        if not readings:
            return Verdict(Stage.FALLBACK, FALLBACK, "nothing was said that could be words")
        return next(filter(None, self._by_preference(readings, SlotValues(self._types, today), expected)))

    def _by_preference(
        self,
        readings: Sequence[Sequence[Word]],
        values: SlotValues,
        expected: Elicitation | Confirmation | None,
    ) -> Iterator[Verdict | None]:
        """What each way of understanding makes of the words; the first verdict counts."""
        literal = self._literally(readings)
        if isinstance(expected, Confirmation):
            yield self._confirmation(expected, literal)
        answer = self._answer(readings, expected, values) if isinstance(expected, Elicitation) else None
        yield self._answered(answer, expected) if answer and answer.listed else None
        yield _worded(literal) if literal else None
        matches = [match for words in readings for match in self._patterns.matches(words, values)]
        certain = max(
            (match for match in matches if match.listed), key=lambda match: match.rank, default=None
        )
        yield self._matched(certain, matches, "a sample with its slots filled") if certain else None
        guesses = [guess for guess in self._guesses(readings, values) if _is_sound(guess)]
        free = max(filter(_is_carried, matches), key=_open_rank, default=None)
        best = guesses[0].candidate if guesses else Candidate(FALLBACK, "", 0.0)
        strong = bool(guesses) and _beats(guesses[0], free, readings[0])
        yield self._guessed(guesses) if strong else None
        yield self._answered(answer, expected) if answer else None
        yield self._matched(free, matches, _TAKES, guesses) if free else None
        yield self._guessed(guesses) if best.score >= WEAK and guesses[0].explained >= HALF else None
        yield Verdict(Stage.FALLBACK, FALLBACK, "no sample is near", runner_up=_first(guesses))

    def _literally(self, readings: Sequence[Sequence[Word]]) -> Candidate | None:
        for words in readings:
            for keys in without_politeness(tuple(word.key for word in words)):
                for intent, sample in self._literal.get(keys, ()):
                    return Candidate(intent, sample, 1.0)
        return None

    def _answer(
        self, readings: Sequence[Sequence[Word]], expected: Elicitation, values: SlotValues
    ) -> Match | None:
        """The answer about a slot: one of its samples, or its bare value, maybe after a lead-in."""
        patterns = self._answers.get(expected)
        if patterns is None:
            patterns = self._answers[expected] = self._answer_patterns(expected)
        rests = (rest for words in readings for rest in without_lead_ins(words))
        answers = (match for rest in rests for match in patterns.matches(rest, values))
        return max(answers, key=_answer_rank, default=None)

    def _answer_patterns(self, expected: Elicitation) -> Patterns:
        patterns = Patterns()
        intent = self.model.intents.get(expected.intent)
        slot = self.model.slot(expected.intent, expected.slot)
        if intent and slot:
            for sample in (f"{{{slot.name}}}", *slot.samples):
                patterns.add(intent.name, sample, pieces(sample, self._normaliser.sample), intent.slots)
        return patterns

    def _guesses(self, readings: Sequence[Sequence[Word]], values: SlotValues) -> list[Guess]:
        found = [self._guesser.nearest(words, values) for words in readings[:2]]
        return max(found, key=lambda guesses: guesses[0].candidate.score if guesses else 0.0)

    def _confirmation(self, expected: Confirmation, literal: Candidate | None) -> Verdict | None:
        if literal is None or literal.intent not in _CONFIRMS:
            return None
        yes = _CONFIRMS[literal.intent]
        about = f"the slot {expected.slot}" if expected.slot else "the intent"
        reason = f"an answer to the confirmation of {about}"
        return Verdict(
            Stage.EXACT, expected.intent, reason, winner=literal, confirmed=yes, elicited=expected.slot
        )

    def _answered(self, answer: Match, expected: Elicitation | Confirmation | None) -> Verdict:
        assert isinstance(expected, Elicitation)
        return Verdict(
            Stage.EXACT,
            expected.intent,
            f"an answer to the question about the slot {expected.slot}",
            slots={fill.name: fill for fill in answer.fills},
            winner=Candidate(expected.intent, answer.sample, 1.0),
            elicited=expected.slot,
        )

    def _matched(
        self, match: Match, matches: Sequence[Match], reason: str, guesses: Sequence[Guess] = ()
    ) -> Verdict:
        others = [other for other in matches if other.intent != match.intent]
        second = max(others, key=lambda other: other.rank, default=None)
        guess = _first([guess for guess in guesses if guess.candidate.intent != match.intent])
        return Verdict(
            Stage.EXACT,
            match.intent,
            reason,
            slots={fill.name: fill for fill in match.fills},
            winner=Candidate(match.intent, match.sample, 1.0),
            runner_up=Candidate(second.intent, second.sample, 1.0) if second else guess,
        )

    def _guessed(self, guesses: Sequence[Guess]) -> Verdict:
        best = guesses[0]
        return Verdict(
            Stage.GUESS,
            best.candidate.intent,
            "the nearest sample",
            slots={fill.name: fill for fill in best.fills},
            winner=best.candidate,
            runner_up=_first(guesses[1:]),
        )


@cache
def understanding_of(locale: str) -> Understanding:
    """The understanding of the generated model of `locale`, built once a process.

    Raises:
        ModelError: there is no such model, or it is malformed.
    """
    return Understanding(load(locale))


_CONFIRMS = {"AMAZON.YesIntent": True, "AMAZON.NoIntent": False}


def _worded(literal: Candidate) -> Verdict:
    return Verdict(Stage.EXACT, literal.intent, "a sample, word for word", winner=literal)


def _first(guesses: Sequence[Guess]) -> Candidate | None:
    return guesses[0].candidate if guesses else None


def _is_sound(guess: Guess) -> bool:
    """Whether a guess passes over no sign of risk, and takes none from a single word."""
    if guess.candidate.intent.endswith(CRISIS):
        return guess.shared >= RISK_WORDS
    return not (guess.passes_over_risk or guess.near_risk)


def _beats(guess: Guess, free: Match | None, words: Sequence[Word]) -> bool:
    """Whether a guess is likelier than a sample that merely takes what was said, or than an open answer."""
    best = guess.candidate
    if free and free.intent == best.intent:
        return False
    whole = guess.explained >= WHOLE
    if not (free and free.free):
        return whole and best.score >= STRONG
    if best.intent.endswith((CRISIS, TWINS)):
        return guess.whole and best.score >= CLEAR
    if whole and best.score >= STRONG and guess.told >= SPOKEN_FOR:
        return True
    return (
        words[0].key in QUESTION_WORDS
        and len(words) <= FEW
        and best.score >= LIKELY
        and guess.told >= AGREED
        and guess.explained >= PART
    )


def _answer_rank(match: Match) -> tuple[bool, int, int]:
    return match.listed, -match.loose, match.literal


def _open_rank(match: Match) -> tuple[bool, int, bool, int]:
    """More words of the sample; then a slot with a meaning of its own before one that takes anything."""
    outside = any(fill.matches == () for fill in match.fills)
    return not outside, match.literal, not match.free, -match.loose


def _is_carried(match: Match) -> bool:
    """Whether a sample says enough itself for words outside a type's list to be taken for a value of it."""
    own_types = any(not fill.listed and not fill.type.startswith("AMAZON.") for fill in match.fills)
    return match.literal >= (2 if own_types else 1)
