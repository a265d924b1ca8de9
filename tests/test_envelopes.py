"""The skill's own reading and writing of JSON does what the SDK's does, to the last attribute."""

import copy
import json
from datetime import UTC, datetime

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import (
    Intent,
    IntentConfirmationStatus,
    RequestEnvelope,
    Response,
    ResponseEnvelope,
    Session,
    Slot,
)
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from ask_sdk_model.ui import AskForPermissionsConsentCard, Reprompt, SimpleCard, SsmlOutputSpeech
from hypothesis import given
from hypothesis import strategies as st

from skill.envelopes import read_request, write_response
from tests.events import event

EVENTS = (
    "launch",
    "intent",
    "statement",
    "session-ended",
    "session-ended-with-an-error",
    "skill-disabled",
    "unknown-request",
    "unknown-reason",
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def read_by_the_sdk(given_event):
    return DefaultSerializer().deserialize(json.dumps(given_event), RequestEnvelope)


def outcome(read, given_event):
    """What reading gives: the types and values of everything read, or that it fails."""
    try:
        return described(read(given_event))
    except SerializationException:
        return "refused"


def described(value):
    if hasattr(value, "__dict__") and hasattr(type(value), "deserialized_types"):
        return type(value), {name: described(inner) for name, inner in vars(value).items()}
    if isinstance(value, dict):
        return {key: described(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [described(inner) for inner in value]
    # Of a time the moment counts: the SDK's has a time zone class of its own.
    return datetime if isinstance(value, datetime) else type(value), value


def places(value, path=()):
    """Every place in an event that could be broken."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))


PLACES = [(name, path) for name in EVENTS for path in places(event(name)) if path]


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_read_as_the_sdk_reads_it(name):
    assert outcome(read_request, event(name)) == outcome(read_by_the_sdk, event(name))


@given(place=st.sampled_from(PLACES), junk=JUNK, drop=st.booleans())
def test_a_broken_event_is_read_or_refused_as_by_the_sdk(place, junk, drop):
    name, path = place
    broken = event(name)
    holder = broken
    for part in path[:-1]:
        holder = holder[part]
    if drop:
        del holder[path[-1]]
    else:
        holder[path[-1]] = junk
    assert outcome(read_request, broken) == outcome(read_by_the_sdk, broken)


def test_a_time_in_another_spelling_is_left_to_the_sdk():
    spelled = event("launch")
    spelled["request"]["timestamp"] = "Mon, 23 Nov 2026 15:00:00 GMT"
    assert read_request(spelled).request.timestamp == datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_an_event_is_not_changed_by_what_becomes_of_its_envelope():
    given_event = event("intent")
    given_event["session"]["attributes"] = {"search": {"shown": [1]}}
    given_event["request"]["unheardOf"] = {"list": [1]}
    before = copy.deepcopy(given_event)
    envelope = read_request(given_event)
    envelope.session.attributes["search"]["shown"].append(2)
    envelope.request.unheardOf["list"].append(2)
    assert given_event == before


def responses():
    updated = Intent(
        name="I", confirmation_status=IntentConfirmationStatus.NONE, slots={"zip": Slot(name="zip")}
    )
    yield Response(should_end_session=True)
    yield Response(
        output_speech=SsmlOutputSpeech(ssml="<speak>Hello.</speak>"),
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml="<speak>Hello?</speak>")),
        card=SimpleCard(title="A title", content="A text"),
        directives=[
            ElicitSlotDirective(slot_to_elicit="zip", updated_intent=updated),
            RenderDocumentDirective(
                token="list",
                document={"layouts": {}, "items": [None, 1.5]},
                datasources={"screen": {"a": None}},
            ),
        ],
        should_end_session=False,
    )
    yield Response(card=AskForPermissionsConsentCard(permissions=["a", "b"]))


@pytest.mark.parametrize("response", list(responses()))
@pytest.mark.parametrize(
    "attributes", [None, {}, {"pending": {"id": "q", "data": {"miles": 1.5, "none": None}}}]
)
def test_a_response_is_written_as_the_sdk_writes_it(response, attributes):
    envelope = ResponseEnvelope(
        version="1.0", session_attributes=attributes, response=response, user_agent="u"
    )
    assert write_response(envelope) == DefaultSerializer().serialize(envelope)


def test_what_is_no_plain_json_is_written_as_the_sdk_writes_it():
    envelope = Session(attributes={"at": datetime(2026, 11, 23, tzinfo=UTC), "pair": (1, 2)})
    assert write_response(envelope) == DefaultSerializer().serialize(envelope)
