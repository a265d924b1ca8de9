"""A capability that is not loaded misses no turn that it would have answered."""

import itertools
import json
import re
from pathlib import Path

import pytest

from skill.callbacks.draft import Step
from skill.content import Content
from skill.conversation import Conversation, Line, Question
from skill.handling import Deferred
from skill.settings import Settings
from skill.turn import Device, Turn
from tests.driver import NOON, SKILL_ID, build

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "interaction_model/interactionModels/custom/en-US.json"
INTENTS = [
    one["name"] for one in json.loads(MODEL.read_text())["interactionModel"]["languageModel"]["intents"]
]
CENTRE = {
    "callbacks_table": "callbacks",
    "callbacks_key": "k" * 64,
    "callbacks_keep_days": "30",
    "centre_name": "the center",
    "centre_phone": "617-555-0100",
    "centre_hours": "Mon-Fri 09:00-17:00",
    "centre_time_zone": "America/New_York",
    "callback_promise_hours": "8",
    "allow_fictional_numbers": True,
}


def questions():
    """The id of every question that the skill may have open, as it is written in its source."""
    source = "\n".join(path.read_text() for path in (ROOT / "skill").glob("*/*.py"))
    found = set(
        re.findall(r"\"((?:basics|callback|crisis|education|programs|screening)[\w-]*\.[\w.-]*)\"", source)
    )
    found |= {f"callback.{step}" for step in Step}
    found |= {f"screening.{name}" for name in Content().file("screening")}
    return sorted(found)


def turns():
    for intent, asked in itertools.product(INTENTS, [None, *questions()]):
        conversation = Conversation(callback={"consented": True}, crisis=True)
        conversation.pending = Question(asked, Line("basics:open")) if asked else None
        yield Turn(
            request="IntentRequest",
            intent=intent,
            slots={},
            conversation=conversation,
            content=Content(),
            device=Device(),
            now=NOON,
        )


@pytest.mark.parametrize("settings", [{}, CENTRE])
def test_it_may_answer_whatever_one_of_its_handlers_answers(settings):
    skill = build(Settings(skill_id=SKILL_ID, **settings))
    capabilities = [each for each in skill._handlers if isinstance(each, Deferred)]
    assert len(questions()) > 60
    answered = 0
    for turn, capability in itertools.product(turns(), capabilities):
        if not capability.concerns(turn):
            assert not any(handler.matches(turn) for handler in capability.handlers), (
                turn.intent,
                turn.pending,
            )
            answered += 1
    assert answered > len(INTENTS)


def test_it_answers_no_request_that_is_no_intent():
    skill = build(Settings(skill_id=SKILL_ID, **CENTRE))
    for capability in skill._handlers:
        if isinstance(capability, Deferred):
            assert not any(handler.requests for handler in capability.handlers)
