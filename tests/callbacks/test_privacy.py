"""Nothing of a person is in a log line, a metric, a card or a message, whatever is said or fails."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill import telemetry
from skill.callbacks.notify import Notifier
from skill.content import Content
from tests.callbacks.conversation import CLOSED_DOOR, SETTINGS, everything

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NAMES = ("quentin", "xiomara", "zebulon", "ottoline")

people = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "line": st.integers(1000, 9999).filter(lambda line: line != 1212),
        "user": st.uuids().map(lambda value: f"amzn1.ask.account.{value.hex.upper()}"),
        "time": st.sampled_from(["tomorrow morning", "any time", "friday at ten", "weekday mornings"]),
        "later": st.lists(
            st.sampled_from(
                ["when will they call", "change the time to any time", "yes", "no", "cancel my request"]
            ),
            max_size=4,
        ),
        "broken": st.booleans(),
    }
)


@pytest.fixture
def stage(talk, kept, capfd, caplog):
    """A conversation's beginning, its table, and everything that is written anywhere, at any level."""
    caplog.set_level(logging.DEBUG)
    return talk, kept, lambda: "\n".join([*capfd.readouterr(), caplog.text])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=people)
def test_no_log_line_metric_card_or_message_holds_anything_of_a_person(stage, person):
    talk, kept, written_anywhere = stage
    spoken = " ".join(WORDS[int(digit)] for digit in f"617666{person['line']}")
    conversation = talk(user_id=person["user"])
    conversation.say(
        "have someone call me", "yes", person["name"], spoken, "yes", "for me", person["time"], "no"
    )
    if person["broken"]:
        conversation.deploy(replace(SETTINGS, callbacks_table=kept.name, endpoint_url=CLOSED_DOOR))
    for line in ["yes", *person["later"]]:
        if conversation.speaker.listening:
            conversation.say(line)
    messages: list[str] = []
    notifier = Notifier(kept.table, messages.append, ZoneInfo("America/New_York"), Content())
    notifier.sweep(conversation.now)
    for observation in conversation.observed:
        telemetry.observe(observation)
    cards = [json.dumps(exchange.card) for exchange in conversation.said]
    written = "\n".join([written_anywhere(), *cards, *messages]).lower()
    assert "milliseconds" in written
    number = str(person["line"])
    for personal in (
        person["name"],
        f"666{number}",
        f"666-{number}",
        person["user"].lower(),
        person["user"].rsplit(".", 1)[1].lower(),
        spoken,
        "morning",
    ):
        assert personal not in written


def test_what_is_read_back_is_said_and_never_shown(talk):
    conversation = talk(device="show")
    conversation.say(
        "have someone call me", "yes", "quentin", "six one seven five five five oh one two three", "yes"
    )
    conversation.say("for me", "any time", "no", "yes", "when will they call")
    assert len(conversation.said) == 10
    for exchange in conversation.said:
        assert exchange.card is None
        assert "RenderDocument" not in everything(exchange)
