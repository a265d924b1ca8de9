"""Every topic, asked about by voice: its answer, more of it, who says so, and where it leads."""

from __future__ import annotations

import re

import pytest

from skill.education.topics import CAPABILITIES, intent_of
from skill.simulator.exchange import Exchange
from skill.simulator.speaker import Speaker
from tests.education.catalog import CONTENT, TOPIC_IDS, caregiver_question, entry, first_question

ASKED_FOR_A_RELATIVE = [topic for topic in TOPIC_IDS if caregiver_question(topic)]


def heard(text: str) -> str:
    """Words of the content as they are heard: numbers of services filled in."""
    return re.sub(r"\{(\w+)\}", lambda found: CONTENT.file("numbers")[found[1]]["say"], text)


def text_of(topic_id: str, field: str, *, caregiver: bool = False) -> str:
    return heard(CONTENT.text(f"topics/{topic_id}:{field}", caregiver=caregiver))


@pytest.fixture
def speaker() -> Speaker:
    speaker = Speaker()
    speaker.open()
    return speaker


def asked(speaker: Speaker, topic_id: str) -> Exchange:
    return speaker.say(first_question(topic_id))


@pytest.mark.parametrize("topic_id", TOPIC_IDS)
def test_answer(speaker: Speaker, topic_id: str) -> None:
    turn = asked(speaker, topic_id)
    assert (turn.stage, turn.intent) == ("exact", intent_of(topic_id))
    disclaimer = CONTENT.text("basics:disclaimer")
    assert turn.speech.startswith(f"{disclaimer} {text_of(topic_id, 'short')} ")
    assert turn.open
    assert turn.card is None


@pytest.mark.parametrize("topic_id", TOPIC_IDS)
def test_more(speaker: Speaker, topic_id: str) -> None:
    asked(speaker, topic_id)
    turn = speaker.say("tell me more")
    assert turn.speech.startswith(text_of(topic_id, "more"))
    again = speaker.say("tell me more")
    assert again.speech.startswith(CONTENT.text("education:all-i-know"))
    assert all(entry(related)["title"] for related in entry(topic_id)["related"])


@pytest.mark.parametrize("topic_id", TOPIC_IDS)
def test_source(speaker: Speaker, topic_id: str) -> None:
    asked(speaker, topic_id)
    turn = speaker.say("who says so")
    assert turn.speech.startswith(text_of(topic_id, "source_spoken"))
    assert CONTENT.text("education:checked") in turn.speech


@pytest.mark.parametrize("topic_id", TOPIC_IDS)
def test_yes_goes_where_the_question_leads(speaker: Speaker, topic_id: str) -> None:
    lead = entry(topic_id)["lead"]
    turn = asked(speaker, topic_id)
    if lead["to"] in CAPABILITIES and not turn.speech.endswith(lead["ask"]):
        pytest.skip(f"{lead['to']} cannot be started yet")
    assert turn.speech.endswith(heard(lead["ask"]))
    assert turn.reprompt == heard(lead["reprompt"])
    led = speaker.say("yes")
    if lead["to"] in CAPABILITIES:
        assert led.open
        assert not led.attributes["pending"]["id"].startswith("education.")
    else:
        assert led.speech.startswith(text_of(lead["to"], "short"))


@pytest.mark.parametrize("topic_id", TOPIC_IDS)
def test_no_asks_what_else_and_another_no_is_goodbye(speaker: Speaker, topic_id: str) -> None:
    asked(speaker, topic_id)
    turn = speaker.say("no thanks")
    assert turn.speech.endswith(CONTENT.question("education:next")[0])
    assert not speaker.say("no").open


@pytest.mark.parametrize("topic_id", ASKED_FOR_A_RELATIVE)
def test_asking_for_a_relative_turns_the_talk_to_them(speaker: Speaker, topic_id: str) -> None:
    question = caregiver_question(topic_id)
    assert question
    turn = speaker.say(question)
    assert turn.intent == intent_of(topic_id)
    assert text_of(topic_id, "short", caregiver=True) in turn.speech
    assert speaker.say("tell me more").speech.startswith(text_of(topic_id, "more", caregiver=True))
