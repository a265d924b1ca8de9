"""Random walks through every intent from every state: no dead end, no lost question, no invalid response."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.driver import Talk, a_skill

MODEL = Path(__file__).parents[1] / "interaction_model/interactionModels/custom/en-US.json"
LANGUAGE = json.loads(MODEL.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
VALUES = {
    each["name"]: [(value["name"]["value"], value.get("id", "")) for value in each["values"]]
    for each in LANGUAGE["types"]
}
ENDS = {"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}


@st.composite
def intents(draw):
    """An intent of the model, each slot filled from its list, with other words, or not at all."""
    intent = draw(st.sampled_from(LANGUAGE["intents"]))
    slots = {}
    for slot in intent.get("slots", []):
        other = st.sampled_from(["boston", "seven", "90210", "5550123", "2026-11-24", "AF", "sam", "zzz"])
        listed = st.sampled_from(VALUES[slot["type"]]) if slot["type"] in VALUES else other
        value = draw(st.none() | listed | other)
        if value:
            slots[slot["name"]] = value
    return intent["name"], slots


@pytest.fixture(scope="module")
def skill():
    return a_skill()


@settings(max_examples=150, deadline=None)
@given(walk=st.lists(intents(), min_size=1, max_size=12))
def test_every_walk_stays_sound(skill, walk):
    talk = Talk(skill)
    talk.launch()
    for name, slots in walk:
        said = talk.intent(name, **slots)
        assert "went wrong" not in said, (name, slots, talk.attributes)
        if talk.ended:
            break
        assert talk.pending, name
    if not talk.ended:
        talk.intent("AMAZON.StopIntent")
        assert talk.ended


@settings(max_examples=100, deadline=None)
@given(walk=st.lists(intents(), max_size=6), answer=st.sampled_from(["AMAZON.YesIntent", "AMAZON.NoIntent"]))
def test_yes_and_no_never_lose_a_flow_by_the_way(skill, walk, answer):
    """Answered by no capability of its own, a flow's question is asked again."""
    talk = Talk(skill)
    talk.launch()
    for name, slots in walk:
        talk.intent(name, **slots)
        if talk.ended:
            return
    before = talk.attributes["pending"]
    said = talk.intent(answer)
    if before.get("flow") and "What would you like to hear about?" in said:
        pytest.fail(f"{answer} to {before['id']} was taken for an answer to nothing")


@settings(max_examples=100, deadline=None)
@given(walk=st.lists(intents(), max_size=8))
def test_repeat_says_exactly_the_last_thing(skill, walk):
    talk = Talk(skill)
    said = talk.launch()
    for name, slots in walk:
        said = talk.intent(name, **slots)
        if talk.ended:
            return
    assert talk.intent("AMAZON.RepeatIntent") == said


@settings(max_examples=150, deadline=None)
@given(walk=st.lists(intents(), max_size=8), crisis=st.sampled_from(["kill myself", "end my life"]))
def test_a_risk_is_answered_in_every_state(skill, walk, crisis):
    talk = Talk(skill)
    talk.launch()
    for name, slots in walk:
        if name not in ENDS:
            talk.intent(name, **slots)
        if talk.ended:
            return
    said = talk.intent("IWantToStatementIntent", statement=crisis)
    assert "988" in said
    assert not talk.ended
    assert talk.card is None
    assert "988" in talk.intent("AMAZON.StopIntent")
    assert talk.ended
