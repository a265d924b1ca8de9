"""The sentences that carry text to the crisis gate, and the words that the gate puts back."""

import pytest

from skill.content import Content
from skill.crisis.detector import Detector, Level
from skill.model.build import model_path
from skill.model.lint.matching import Matcher
from skill.model.lint.model import SEARCH_QUERY, Model


@pytest.fixture(scope="module")
def model():
    return Model.parse(model_path("en-US").read_text(encoding="utf-8"), "en-US")


@pytest.fixture(scope="module")
def leads():
    return Content().file("statements")["leads"]


@pytest.fixture(scope="module")
def detector():
    return Detector.load()


def statements(model):
    return [intent for intent in model.intents if intent.name.endswith("StatementIntent")]


def test_every_statement_intent_has_its_leads_and_no_other_has(model, leads):
    assert {intent.name for intent in statements(model)} == set(leads)


def test_a_statement_intent_has_one_slot_that_takes_anything_or_none(model):
    for intent in statements(model):
        assert [(slot.name, slot.type) for slot in intent.slots] in ([], [("statement", SEARCH_QUERY)]), (
            intent.name
        )


NEGATIONS = {
    *("don't", "didn't", "doesn't", "not", "never", "none", "without"),
    *("won't", "wouldn't", "isn't", "aren't", "wasn't", "ain't", "nobody", "nothing"),
}


def test_a_carrier_with_a_negation_has_it_put_back(model, leads):
    """A value that is read alone would be turned around: "i don't {want to die}"."""
    for intent in statements(model):
        for sample in intent.samples:
            if "{" in sample and NEGATIONS & set(sample.split("{")[0].split()):
                assert leads[intent.name], f"{intent.name} {sample!r}"
                for lead in leads[intent.name]:
                    assert NEGATIONS & set(lead.split()), f"{intent.name} {sample!r} {lead!r}"


def test_no_lead_denies_what_its_carrier_does_not(model, leads):
    for intent in statements(model):
        denying = [lead for lead in leads[intent.name] if NEGATIONS & set(lead.split())]
        for sample in intent.samples if denying else ():
            assert (NEGATIONS | DENYING) & set(sample.split("{")[0].split()), f"{intent.name} {sample!r}"


DENYING = {"no", "neither", "zero", "unsafe", "dinnae", "cannae"}
"""Other words that deny."""


DANGEROUS_WORD = (
    *("HowTo", "Kill", "Suicide", "Overdosed", "WhenIAmGone", "WouldIt", "Hurting", "WillItKill"),
    *("Ambulance", "Death", "Die", "Fainted", "Raped"),
)
"""Their carrier is the word itself, and the detector judges it with what follows."""


def test_no_carrier_is_risky_by_itself(model, detector):
    for intent in statements(model):
        for sample in intent.samples:
            if "{" in sample and not intent.name.startswith(DANGEROUS_WORD):
                assert detector.classify(sample.split("{")[0]).level is not Level.FULL, (
                    f"{intent.name} {sample!r}"
                )


SAID = [
    ("i want to stop being alive", "IWantToStatementIntent"),
    ("i'm gonna do something to myself tonight", "IWillStatementIntent"),
    ("my nephew keeps saying goodbye to everyone", "MyPersonStatementIntent"),
    ("she posted that she is better off dead", "TheyStatementIntent"),
    ("nobody would even notice i was gone", "NobodyStatementIntent"),
    ("everybody would be happier if i was dead", "EveryoneStatementIntent"),
    ("the voices said it is time", "VoicesStatementIntent"),
    ("i swallowed every pill in the house", "ISwallowedStatementIntent"),
    ("why do i even stay alive", "WhyDoIStatementIntent"),
    ("help my baby is blue", "HelpStatementIntent"),
]


@pytest.mark.parametrize(("said", "intent"), SAID, ids=[said for said, _ in SAID])
def test_speech_that_nobody_wrote_down_still_reaches_the_gate(model, said, intent):
    fits = Matcher(model).fits(said)
    assert fits, "nothing takes it"
    assert fits[0].intent == intent


def test_what_the_carrier_took_is_put_back(model, leads, detector):
    """Each of these is a sign of risk as a whole; with its lead put back it still is."""
    whole = {
        "IWantToStatementIntent": "stop living and be dead",
        "IFeelStatementIntent": "killing myself",
        "IThinkAboutStatementIntent": "killing myself",
        "MyPersonStatementIntent": "wants to kill himself",
        "TheyAreStatementIntent": "not breathing",
        "ITookStatementIntent": "a whole bottle of pills",
        "IWishStatementIntent": "i was dead",
    }
    for intent, value in whole.items():
        texts = [f"{lead} {value}" for lead in leads[intent]]
        assert any(detector.classify(text).level is Level.FULL for text in texts), intent
