"""Whatever arrives, Alexa gets a valid response, and a person hears where help is."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app import build
from skill.settings import Settings
from tests.events import event
from tests.responses import assert_valid, speech

SKILL_ID = "amzn1.ask.skill.test"
EVENTS = ("launch", "intent", "statement", "session-ended", "session-ended-with-an-error", "skill-disabled")


@pytest.fixture(scope="module")
def skill():
    return build(Settings(skill_id=SKILL_ID))


@pytest.mark.parametrize("name", EVENTS)
def test_a_real_envelope_gets_a_valid_response(skill, name):
    assert_valid(skill(event(name)))


@pytest.mark.parametrize(
    "name", ["session-ended", "session-ended-with-an-error", "unknown-reason", "skill-disabled"]
)
def test_nothing_is_said_where_speech_is_not_allowed(skill, name):
    response = skill(event(name))
    assert "outputSpeech" not in response["response"]
    assert "reprompt" not in response["response"]


def test_an_unknown_request_is_acknowledged(skill):
    assert_valid(skill(event("unknown-request")))


@pytest.mark.parametrize("applications", [("amzn1.ask.skill.other", "amzn1.ask.skill.other"), (None, None)])
def test_a_request_for_another_skill_is_refused(skill, applications):
    envelope = event("launch")
    envelope["session"]["application"]["applicationId"] = applications[0]
    envelope["context"]["System"]["application"]["applicationId"] = applications[1]
    assert skill(envelope) == {"version": "1.0", "response": {"shouldEndSession": True}}


def test_the_fixed_reply_gives_911_and_988_and_pauses_what_was_open(skill):
    envelope = event("intent")
    envelope["session"]["attributes"] = {
        "pending": {"id": "screening.suicide", "line": ["screening:suicide"], "flow": True},
        "screening": {"minor": False},
    }
    envelope["request"]["timestamp"] = "not a time"
    response = skill(envelope)
    assert_valid(response)
    said = speech(response)
    assert "911" in said
    assert "988" in said
    attributes = response["sessionAttributes"]
    assert attributes["pending"]["id"] == "basics.error"
    assert attributes["paused"]["id"] == "screening.suicide"
    assert attributes["screening"] == {"minor": False}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value, path=()):
    """Every place in an envelope that could be broken."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))


PLACES = [(name, path) for name in EVENTS for path in places(event(name)) if path]


@given(place=st.sampled_from(PLACES), junk=JSON, drop=st.booleans())
def test_a_broken_envelope_still_gets_a_valid_response(skill, place, junk, drop):
    name, path = place
    envelope = copy.deepcopy(event(name))
    holder = envelope
    for part in path[:-1]:
        holder = holder[part]
    if drop:
        del holder[path[-1]]
    else:
        holder[path[-1]] = junk
    assert_valid(skill(envelope))


@given(junk=JSON)
def test_what_is_no_envelope_at_all_gets_a_valid_response(skill, junk):
    assert_valid(skill(junk))


@given(attributes=JSON)
def test_tampered_session_attributes_get_a_valid_response(skill, attributes):
    envelope = event("intent")
    envelope["session"]["attributes"] = attributes
    assert_valid(skill(envelope))


@given(text=st.text(max_size=200) | st.just("") | st.just("  ") | st.just("🙂" * 50) | st.just("x" * 10_000))
def test_any_slot_value_gets_a_valid_response_that_does_not_echo_it(skill, text):
    envelope = event("statement")
    envelope["request"]["intent"]["slots"]["statement"]["value"] = text
    response = skill(envelope)
    assert_valid(response)
    if len(text.strip()) > 12:
        assert text.strip() not in json.dumps(response, ensure_ascii=False)


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de-DE", "xx-XX", None, ""])
def test_an_unknown_locale_is_answered(skill, locale):
    envelope = event("launch")
    envelope["request"]["locale"] = locale
    assert "intensive outpatient" in speech(skill(envelope))
