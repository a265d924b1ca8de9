"""From an utterance to an intent, as Alexa might: the order of preference stands in `docs/simulator.md`."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property

from skill.simulator.builtin_intents import BUILTIN_SAMPLES
from skill.simulator.expected import Confirmation, Elicitation
from skill.simulator.guess import Guess, GuessableSample, Guesser
from skill.simulator.lead_ins import without_lead_ins, without_politeness
from skill.simulator.model import FALLBACK, SEARCH_QUERY, InteractionModel, load
from skill.simulator.patterns import Match, Patterns, pieces
from skill.simulator.preference import HALF, WEAK, answer_rank, beats, is_carried, is_sound, open_rank
from skill.simulator.slot_values import SlotTypes, SlotValues
from skill.simulator.verdict import Candidate, Stage, Verdict
from skill.simulator.words import Normaliser, Word

__all__ = ["Understanding", "understanding_of"]

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
        guesses = [guess for guess in self._guesses(readings, values) if is_sound(guess)]
        free = max(filter(is_carried, matches), key=open_rank, default=None)
        best = guesses[0].candidate if guesses else Candidate(FALLBACK, "", 0.0)
        strong = bool(guesses) and beats(guesses[0], free, readings[0])
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
        return max(answers, key=answer_rank, default=None)

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
