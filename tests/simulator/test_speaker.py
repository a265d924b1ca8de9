from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from hypothesis import given
from hypothesis import strategies as st

from skill.simulator import Account, ClosedError, Exchange, ResponseError, SimulatorError, Speaker
from skill.simulator.errors import UnsupportedError
from tests.simulator.hello import hello
from tests.simulator.models import UNDERSTANDING

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LINE = [
    "say",
    "stage",
    "intent",
    "slots",
    "speech",
    "ssml",
    "reprompt",
    "open",
    "card",
    "directives",
    "attributes",
    "ms",
]


def speaker(handler: Any = hello, **options: Any) -> Speaker:
    return Speaker(handler, model=UNDERSTANDING, clock=lambda: NOON, **options)


def opened(handler: Any = hello, **options: Any) -> Speaker:
    made = speaker(handler, **options)
    made.open()
    return made


def answers(response: dict[str, Any]) -> Any:
    """A skill that gives the same response to every request but the last."""

    def handler(event: Any, context: Any) -> dict[str, Any]:
        ends = event["request"]["type"] == "SessionEndedRequest"
        return {"version": "1.0", "response": {}} if ends else {"version": "1.0", "response": response}

    return handler


def speech(text: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": f"<speak>{text}</speak>"}


def test_a_conversation_from_open_to_close() -> None:
    device = speaker()
    first = device.open()
    assert (first.speech, first.reprompt, first.open) == ("Hello. Where?", "Say a city.", True)
    assert first.attributes == {"opened": True}
    asked = device.say("find a program")
    assert (asked.stage, asked.intent, asked.slots) == ("exact", "FindProgramIntent", {})
    assert device.say("in Boston").slots == {"city": "boston"}
    last = device.say("oh two one three nine")
    assert last.speech == "boston 02139"
    assert last.request["request"]["dialogState"] == "IN_PROGRESS"
    assert not last.open
    assert not device.listening
    with pytest.raises(ClosedError):
        device.say("thanks")


def test_a_slot_that_is_confirmed_or_denied() -> None:
    for answer, status in (("yes", "CONFIRMED"), ("nope", "DENIED")):
        device = opened()
        device.say("call me back")
        device.say("202 555 0143")
        assert device.say(answer).speech == f"2025550143 {status}"


def test_every_turn_is_a_request_that_the_sdk_reads_and_holds_no_raw_text() -> None:
    device = opened(device="show", granted=["address"], postal_code="02139")
    said = "Zyzzyva quux, what is the price of a xylophone?"
    turn = device.say(said)
    envelope = DefaultSerializer().deserialize(json.dumps(turn.request), RequestEnvelope)
    assert envelope.request.intent.name == "AMAZON.FallbackIntent"
    assert envelope.request.timestamp == NOON
    assert not any(word in json.dumps(turn.request).lower() for word in ("zyzzyva", "quux", "xylophone"))


def test_the_envelope_says_who_where_and_what_was_granted() -> None:
    turn = speaker(device="show", locale="en-US", granted=["profile"]).open()
    request = turn.request
    system = request["context"]["System"]
    assert request["request"]["type"] == "LaunchRequest"
    assert request["session"]["new"] is True
    assert system["user"]["permissions"]["consentToken"]
    assert "Alexa.Presentation.APL" in system["device"]["supportedInterfaces"]
    assert request["context"]["Viewport"]["shape"] == "RECTANGLE"
    plain_echo = speaker().open().request
    assert plain_echo["context"]["System"]["device"]["supportedInterfaces"] == {}
    assert "permissions" not in plain_echo["context"]["System"]["user"]
    assert "Viewport" not in plain_echo["context"]


def test_the_session_goes_on_until_it_is_opened_anew() -> None:
    device = speaker()
    first, second = device.open(), device.say("what does it cost")
    assert second.request["session"]["new"] is False
    assert second.request["session"]["sessionId"] == first.request["session"]["sessionId"]
    assert second.request["session"]["attributes"] == {"opened": True}
    assert second.request["request"]["requestId"] != first.request["request"]["requestId"]
    third = device.open()
    assert third.request["session"]["sessionId"] != first.request["session"]["sessionId"]
    assert third.request["session"]["attributes"] == {}


def test_entity_resolution_of_a_custom_type() -> None:
    device = opened()
    slot = device.say("i need help with beer").request["request"]["intent"]["slots"]["concern"]
    authority = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert slot["value"] == "beer"
    assert authority["status"]["code"] == "ER_SUCCESS_MATCH"
    assert authority["values"] == [{"value": {"name": "alcohol", "id": "alcohol"}}]
    assert authority["authority"].endswith(".Concern")


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", "2026-11-27"),
        ("Asia/Tokyo", "2026-11-28"),
        (None, "2026-11-28"),
        ("x", "2026-11-28"),
    ],
)
def test_tomorrow_is_the_day_after_the_devices_own(zone: str | None, day: str) -> None:
    night = datetime(2026, 11, 27, 1, tzinfo=UTC)
    device = Speaker(hello, clock=lambda: night, account=Account(time_zone=zone))
    device.open()
    assert device.say("call me tomorrow afternoon").slots["day"] == day


def test_slots_that_were_not_filled_are_listed_without_a_value() -> None:
    slots = opened().say("call me back").request["request"]["intent"]["slots"]
    assert set(slots) == {"phone", "time", "day", "name", "concern"}
    assert all("value" not in slot and slot["confirmationStatus"] == "NONE" for slot in slots.values())


def test_dialog_states() -> None:
    device = opened()
    assert device.say("call me back").request["request"]["dialogState"] == "STARTED"
    assert "dialogState" not in device.say("what does it cost").request["request"]


def test_silence_is_the_reprompt_and_then_the_end() -> None:
    device = opened()
    turn = device.silence()
    assert turn.speech == "Say a city."
    assert not turn.open
    assert turn.request["request"]["type"] == "SessionEndedRequest"
    assert turn.request["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    with pytest.raises(ClosedError):
        device.silence()


@pytest.mark.parametrize("word", ["exit", "Quit", " exit. "])
def test_exit_and_quit_end_the_session_without_a_word(word: str) -> None:
    turn = opened().say(word)
    assert turn.request["request"]["type"] == "SessionEndedRequest"
    assert turn.request["request"]["reason"] == "USER_INITIATED"
    assert (turn.speech, turn.open) == ("", False)


def test_events() -> None:
    device = opened()
    resumed = device.event("SessionResumedRequest", {"token": "why", "status": "DENIED"})
    cause = resumed.request["request"]["cause"]
    assert (cause["token"], cause["result"]["status"]) == ("why", "DENIED")
    touched = device.event("Alexa.Presentation.APL.UserEvent", {"arguments": ["again"], "token": "t"})
    assert touched.request["request"]["arguments"] == ["again"]
    ended = device.event(
        "SessionEndedRequest", {"reason": "ERROR", "error": {"type": "INVALID_RESPONSE", "message": "?"}}
    )
    assert ended.request["request"]["error"]["type"] == "INVALID_RESPONSE"
    assert not device.listening


def test_a_line_has_the_names_of_the_contract() -> None:
    turn = opened().say("find a program in boston")
    assert list(turn.line()) == LINE
    assert json.loads(json.dumps(turn.line()))["slots"] == {"city": "boston"}


@pytest.mark.parametrize("options", [{"device": "toaster"}, {"granted": ["everything"]}])
def test_a_device_or_permission_that_does_not_exist_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(SimulatorError, match="there is no"):
        speaker(**options)


REFUSED = [
    ({"outputSpeech": speech("a & b")}, "no well-formed SSML"),
    ({"outputSpeech": speech("<blink>hi</blink>")}, "<blink>"),
    ({"outputSpeech": speech('<say-as interpret-as="phone">1</say-as>')}, "as phone"),
    ({"outputSpeech": speech("x" * 8000)}, "8000"),
    ({"outputSpeech": speech(" ")}, "says nothing"),
    ({"outputSpeech": {"type": "PlainText", "text": ""}}, "is empty"),
    ({"outputSpeech": {"type": "Braille"}}, "unknown type"),
    ({"shouldEndSession": "no"}, "neither true nor false"),
    ({"card": {"type": "Simple", "content": "x" * 8001}}, "8000"),
    ({"card": {"type": "Poster"}}, "unknown type"),
    ({"card": {"type": "AskForPermissionsConsent"}}, "no permissions"),
    ({"directives": [{"type": "Dialog.ElicitSlot", "slotToElicit": "city"}]}, "names no intent"),
    (
        {
            "directives": [
                {
                    "type": "Dialog.ElicitSlot",
                    "slotToElicit": "statement",
                    "updatedIntent": {"name": "FeelingStatementIntent"},
                }
            ]
        },
        "dialog.intents",
    ),
    (
        {
            "directives": [
                {
                    "type": "Dialog.ElicitSlot",
                    "slotToElicit": "moon",
                    "updatedIntent": {"name": "FindProgramIntent"},
                }
            ]
        },
        "slot moon",
    ),
    (
        {
            "shouldEndSession": True,
            "directives": [
                {
                    "type": "Dialog.ElicitSlot",
                    "slotToElicit": "city",
                    "updatedIntent": {"name": "FindProgramIntent"},
                }
            ],
        },
        "ends the session",
    ),
    ({"directives": [{"type": "Alexa.Presentation.APL.RenderDocument", "document": {}}]}, "without a screen"),
    ({"directives": [{"type": "Alexa.Teleport"}]}, "unknown"),
    (
        {"card": {"type": "Simple", "title": "x", "content": "ok"}, "directives": [{"type": "x" * 25_000}]},
        "bytes",
    ),
]


@pytest.mark.parametrize(("response", "finding"), REFUSED)
def test_a_response_that_alexa_would_refuse_raises(response: dict[str, Any], finding: str) -> None:
    with pytest.raises(ResponseError, match=finding):
        speaker(answers(response)).open()


def test_a_lenient_speaker_lets_it_pass() -> None:
    assert speaker(answers({"outputSpeech": speech("a &amp; b")}), strict=False).open().speech == "a & b"
    assert speaker(answers({"shouldEndSession": "no"}), strict=False).open().open


def test_a_session_end_may_not_be_answered() -> None:
    device = opened(lambda event, context: {"version": "1.0", "response": {"outputSpeech": speech("bye")}})
    with pytest.raises(ResponseError, match="may not be answered"):
        device.event("SessionEndedRequest")


def test_dialogs_that_alexa_would_lead_are_not_imitated() -> None:
    response = {"directives": [{"type": "Dialog.Delegate", "updatedIntent": {"name": "CallbackIntent"}}]}
    with pytest.raises(UnsupportedError):
        speaker(answers(response)).open()


def test_ssml_of_alexas_own_tags_passes() -> None:
    text = '<amazon:effect name="whispered">psst</amazon:effect> <break time="400ms"/>'
    assert speaker(answers({"outputSpeech": speech(text)})).open().speech == "psst"


class Recorder:
    """A skill that keeps the requests it got."""

    def __init__(self) -> None:
        self.events: list[Any] = []

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        self.events.append(event)
        return {
            "version": "1.0",
            "response": {"shouldEndSession": False},
            "sessionAttributes": {"n": len(self.events)},
        }


def test_a_skill_cannot_change_what_it_was_sent() -> None:
    def vandal(event: Any, context: Any) -> dict[str, Any]:
        event["session"]["attributes"]["x"] = 1
        return {"version": "1.0", "response": {"shouldEndSession": False}}

    device = opened(vandal)
    assert device.say("what does it cost").request["session"]["attributes"] == {}


@given(st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_said_the_skill_gets_a_valid_envelope(texts: list[str]) -> None:
    skill = Recorder()
    device = opened(skill)
    serializer = DefaultSerializer()
    for text in texts:
        turn: Exchange = device.say(text)
        serializer.deserialize(json.dumps(turn.request), RequestEnvelope)
        if not device.listening:
            device.open()
    assert all(
        event["request"]["type"] in {"LaunchRequest", "IntentRequest", "SessionEndedRequest"}
        for event in skill.events
    )


def test_an_account_may_be_shared_with_the_test() -> None:
    account = Account(postal_code="60601", granted=frozenset({"address"}))
    device = opened(account=account)
    assert device.account is account
    assert "permissions" in device.say("help").request["session"]["user"]
