from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.simulator import ModelError, Stage, Understanding, Verdict
from skill.simulator.expected import Confirmation, Elicitation
from skill.simulator.model import InteractionModel
from tests.simulator.models import MODEL, UNDERSTANDING, intent, slot

TODAY = date(2026, 11, 23)
FALLBACK = "AMAZON.FallbackIntent"


def heard(text: str, expected: Elicitation | Confirmation | None = None) -> Verdict:
    return UNDERSTANDING.understand(text, today=TODAY, expected=expected)


def values(verdict: Verdict) -> dict[str, str]:
    return {name: fill.value for name, fill in verdict.slots.items()}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What is an IOP?", "WhatIsTopicIntent"),
        ("whats an i o p", "WhatIsTopicIntent"),
        ("what are IOPs", "WhatIsTopicIntent"),
        ("What is level 2.1?", "LevelTopicIntent"),
        ("what happens after 24 hours", "LevelTopicIntent"),
        ("alexa what does it cost please", "CostTopicIntent"),
        ("I cant go on", "CrisisIntent"),
        ("yeah", "AMAZON.YesIntent"),
        ("no thanks", "AMAZON.NoIntent"),
        ("say that again", "AMAZON.RepeatIntent"),
        ("Never mind.", "AMAZON.CancelIntent"),
    ],
)
def test_samples_are_matched_however_they_are_typed(text: str, intent: str) -> None:
    verdict = heard(text)
    assert (verdict.stage, verdict.intent) == (Stage.EXACT, intent)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("find a program in Boston", {"city": "boston"}),
        ("find a program near springfield illinois", {"city": "springfield", "state": "illinois"}),
        ("find a program near gnaw bone indiana", {"city": "gnaw bone", "state": "indiana"}),
        ("find a program near 02139", {"zip": "02139"}),
        ("find a program near nine oh two one oh", {"zip": "90210"}),
        ("have someone call me at half past nine", {"time": "09:30"}),
        ("i need help with drinking", {"concern": "drinking"}),
        ("my little boy wants to die", {"relative": "little boy"}),
    ],
)
def test_samples_fill_their_slots(text: str, slots: dict[str, str]) -> None:
    verdict = heard(text)
    assert verdict.stage == Stage.EXACT
    assert values(verdict) == slots


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how much would an iop cost me", "CostTopicIntent"),
        ("so um what exactly does an intensive outpatient program stand for", "WhatIsTopicIntent"),
        ("is it gonna be covered by my insurance", "InsuranceTopicIntent"),
        ("does my insurance pay for an iop", "InsuranceTopicIntent"),
        ("is it paid by medicare", "MedicareTopicIntent"),
        ("could i keep my job", "WorkTopicIntent"),
        ("who is watching my kids then", "ChildcareTopicIntent"),
    ],
)
def test_other_wordings_reach_the_nearest_topic(text: str, intent: str) -> None:
    verdict = heard(text)
    assert (verdict.stage, verdict.intent) == (Stage.GUESS, intent)
    assert verdict.winner
    assert 0 < verdict.winner.score < 1
    assert verdict.runner_up is None or verdict.runner_up.score <= verdict.winner.score


def test_a_guess_fills_slots_too() -> None:
    verdict = heard("could you find me some programs around new york")
    assert verdict.intent == "FindProgramIntent"
    assert values(verdict) == {"city": "new york"}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "what's the capital of france",
            "play some music",
            "set a timer for ten minutes",
            "what's the weather",
        ),
        *("blah blah blah", "the quick brown fox", "", "   ", "?!", "\U0001f600", "\u6211\u60f3\u6b7b"),
    ],
)
def test_what_is_not_about_anything_here_falls_back(text: str) -> None:
    verdict = heard(text)
    assert (verdict.stage, verdict.intent) == (Stage.FALLBACK, FALLBACK)
    assert verdict.slots == {}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("i feel like ending it all", "like ending it all"),
        ("I'm so sad", "so sad"),
        ("he took all my pills", "took all my pills"),
        ("My son hates insurance companies", "hates insurance companies"),
        ("i lost my job and i want it to be over", "lost my job and i want it to be over"),
        ("i can't pay for the funeral of my kids", "can't pay for the funeral of my kids"),
    ],
)
def test_a_statement_goes_to_its_carrier_rather_than_to_a_topic_that_shares_words(
    text: str, statement: str
) -> None:
    verdict = heard(text)
    assert (verdict.stage, verdict.intent) == (Stage.EXACT, "FeelingStatementIntent")
    assert values(verdict) == {"statement": statement}


@pytest.mark.parametrize(
    "text", ["i just want to die", "i really want to kill myself now", "honestly i want to die"]
)
def test_a_crisis_with_fillers_goes_to_the_crisis_or_carries_its_words(text: str) -> None:
    verdict = heard(text)
    assert verdict.intent == "CrisisIntent" or {"die", "kill"} & set(values(verdict)["statement"].split())


def test_a_synonym_stands_for_every_value_that_has_it() -> None:
    fill = heard("i need help with drinking").slots["concern"]
    assert fill.matches is not None
    assert [match.id for match in fill.matches] == ["alcohol", "drugs"]


class TestElicitation:
    @pytest.mark.parametrize(
        ("slot", "text", "slots"),
        [
            ("city", "boston", {"city": "boston"}),
            ("city", "in Boston", {"city": "boston"}),
            ("city", "um, it's gnaw bone", {"city": "gnaw bone"}),
            ("city", "austin texas", {"city": "austin", "state": "texas"}),
            ("zip", "ninety two ten", {"zip": "90210"}),
            ("zip", "my zip code is 02139", {"zip": "02139"}),
        ],
    )
    def test_an_answer_fills_the_slot(self, slot: str, text: str, slots: dict[str, str]) -> None:
        verdict = heard(text, Elicitation("FindProgramIntent", slot))
        assert (verdict.stage, verdict.intent, verdict.elicited) == (Stage.EXACT, "FindProgramIntent", slot)
        assert values(verdict) == slots

    @pytest.mark.parametrize(
        ("slot", "text", "slots"),
        [
            ("phone", "area code four one five five five five oh one two three", {"phone": "4155550123"}),
            ("time", "after five", {"time": "05:00"}),
            ("day", "tomorrow in the morning", {"day": "2026-11-24", "time": "MO"}),
            ("name", "it's Zebulon", {"name": "zebulon"}),
            ("name", "i'm mary ann", {"name": "mary ann"}),
            ("concern", "gambling", {"concern": "gambling"}),
            ("concern", "about food", {"concern": "food"}),
        ],
    )
    def test_an_answer_of_any_type(self, slot: str, text: str, slots: dict[str, str]) -> None:
        verdict = heard(text, Elicitation("CallbackIntent", slot))
        assert verdict.intent == "CallbackIntent"
        assert values(verdict) == slots

    def test_a_value_outside_the_list_arrives_without_a_match(self) -> None:
        verdict = heard("gambling", Elicitation("CallbackIntent", "concern"))
        assert verdict.slots["concern"].matches == ()

    @pytest.mark.parametrize("slot", ["city", "zip"])
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("stop", "AMAZON.StopIntent"),
            ("help", "AMAZON.HelpIntent"),
            ("what does it cost", "CostTopicIntent"),
            ("how much would an iop cost me", "CostTopicIntent"),
            ("i want to die", "CrisisIntent"),
            ("i feel like dying", "FeelingStatementIntent"),
        ],
    )
    def test_another_intent_wins_where_it_fits_better(self, slot: str, text: str, intent: str) -> None:
        assert heard(text, Elicitation("FindProgramIntent", slot)).intent == intent

    def test_a_slot_that_does_not_exist_changes_nothing(self) -> None:
        assert heard("boston", Elicitation("NoSuchIntent", "city")).intent == FALLBACK


class TestConfirmation:
    @pytest.mark.parametrize(
        ("text", "yes"), [("yes", True), ("that's right", True), ("no", False), ("nope", False)]
    )
    def test_yes_and_no_confirm(self, text: str, yes: bool) -> None:
        verdict = heard(text, Confirmation("CallbackIntent", "phone"))
        assert (verdict.intent, verdict.elicited, verdict.confirmed) == ("CallbackIntent", "phone", yes)

    def test_anything_else_is_understood_as_ever(self) -> None:
        verdict = heard("what does it cost", Confirmation("CallbackIntent", None))
        assert (verdict.intent, verdict.confirmed) == ("CostTopicIntent", None)


@given(
    st.text(),
    st.sampled_from(
        [None, *(Elicitation("CallbackIntent", n) for n in ("phone", "time", "name", "concern"))]
    ),
)
def test_any_text_gets_a_verdict_of_an_intent_and_slots_that_exist(
    text: str, expected: Elicitation | None
) -> None:
    verdict = heard(text, expected)
    declared = MODEL.intents[verdict.intent]
    assert set(verdict.slots) <= set(declared.slots)
    assert all(fill.value.strip() for fill in verdict.slots.values())


WORDS = sorted(
    {word for intent in MODEL.intents.values() for text in intent.samples for word in text.split()}
)


@given(
    st.lists(
        st.sampled_from([*WORDS, "boston", "nine", "two", "tomorrow", "son", "i'm", "he's", "well", "ill"]),
        max_size=14,
    )
)
def test_any_words_of_the_model_get_a_verdict(words: list[str]) -> None:
    verdict = heard(" ".join(words))
    assert verdict.intent in MODEL.intents


def test_every_sample_without_slots_is_understood_as_its_own_intent() -> None:
    for own in MODEL.intents.values():
        for sample in own.samples:
            if "{" not in sample:
                assert heard(sample).intent == own.name, sample


def test_a_model_of_another_shape_is_refused_in_words() -> None:
    with pytest.raises(ModelError, match="not of Alexa's shape"):
        InteractionModel.parse({"languageModel": {}})


def test_a_model_without_intents_understands_nothing() -> None:
    empty = {"interactionModel": {"languageModel": {"invocationName": "care guide", "intents": []}}}
    verdict = Understanding(InteractionModel.parse(empty)).understand("hello", today=TODAY)
    assert verdict.intent == FALLBACK


def test_a_sample_that_is_nothing_but_a_slot_does_not_swallow_what_is_outside_its_list() -> None:
    document = {
        "interactionModel": {
            "languageModel": {
                "invocationName": "care guide",
                "intents": [intent("AgeIntent", "{age}", "i am {age}", slots=[slot("age", "Age")])],
                "types": [{"name": "Age", "values": [{"id": "adult", "name": {"value": "adult"}}]}],
            }
        }
    }
    understanding = Understanding(InteractionModel.parse(document))
    assert understanding.understand("adult", today=TODAY).intent == "AgeIntent"
    assert understanding.understand("zyzzyva quux", today=TODAY).intent == FALLBACK
    assert understanding.understand("i am elderly", today=TODAY).slots["age"].matches == ()
