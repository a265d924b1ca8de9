"""A small interaction model of our own, in Alexa's JSON, for tests of the simulator."""

from __future__ import annotations

from typing import Any

from skill.simulator import InteractionModel, Understanding

BUILTIN = ("Yes", "No", "Stop", "Cancel", "Help", "Repeat", "NavigateHome", "Fallback")


def slot(name: str, kind: str, *samples: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "samples": list(samples)}


def intent(name: str, *samples: str, slots: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"name": name, "samples": list(samples), "slots": slots or []}


DOCUMENT: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "care guide",
            "intents": [
                *(intent(f"AMAZON.{name}Intent") for name in BUILTIN),
                intent(
                    "WhatIsTopicIntent",
                    *("what is an i. o. p.", "what does i. o. p. stand for", "what are i. o. p.'s"),
                    "tell me about intensive outpatient programs",
                ),
                intent(
                    "LevelTopicIntent", "what is level two point one", "what happens after twenty four hours"
                ),
                intent(
                    "CostTopicIntent",
                    *("how much does an i. o. p. cost", "what does it cost", "what's the price"),
                    "is it expensive",
                ),
                intent(
                    "InsuranceTopicIntent",
                    *(
                        "will my insurance pay for it",
                        "does insurance cover an i. o. p.",
                        "is it covered by insurance",
                    ),
                ),
                intent("MedicareTopicIntent", "does medicare cover it", "will medicare pay for an i. o. p."),
                intent("WorkTopicIntent", "can i keep working", "can i keep my job during treatment"),
                intent("ChildcareTopicIntent", "who watches my kids", "i'm a single mom who watches my kids"),
                intent(
                    "CrisisIntent",
                    *(
                        "i want to die",
                        "i want to kill myself",
                        "my {relative} wants to die",
                        "i can't go on",
                    ),
                    *("i'm going to hurt myself", "i don't want to be alive anymore"),
                    slots=[slot("relative", "Relative")],
                ),
                intent(
                    "FindProgramIntent",
                    *("find a program", "find a program in {city}", "find a program near {city} {state}"),
                    *("find a program near {zip}", "is there a program near me"),
                    slots=[
                        slot("city", "AMAZON.US_CITY", "in {city}", "{city}", "{city} {state}"),
                        slot("state", "AMAZON.US_STATE"),
                        slot("zip", "AMAZON.AlphaNumeric", "{zip}", "my zip code is {zip}"),
                    ],
                ),
                intent(
                    "CallbackIntent",
                    *("call me back", "have someone call me at {time}", "i need help with {concern}"),
                    slots=[
                        slot("phone", "AMAZON.PhoneNumber", "{phone}", "my number is {phone}"),
                        slot("time", "AMAZON.TIME", "{time}", "after {time}"),
                        slot("day", "AMAZON.DATE", "{day}", "{day} {time}"),
                        slot("name", "AMAZON.US_FIRST_NAME", "{name}", "my name is {name}", "i'm {name}"),
                        slot("concern", "Concern", "{concern}", "about {concern}"),
                    ],
                ),
                intent(
                    "FeelingStatementIntent",
                    *(
                        "i {statement}",
                        "i feel {statement}",
                        "i am {statement}",
                        "he {statement}",
                        "my son {statement}",
                    ),
                    slots=[slot("statement", "AMAZON.SearchQuery")],
                ),
            ],
            "types": [
                {
                    "name": "Concern",
                    "values": [
                        {"id": "alcohol", "name": {"value": "alcohol", "synonyms": ["drinking", "beer"]}},
                        {"id": "eating", "name": {"value": "eating", "synonyms": ["food", "binge eating"]}},
                        {"id": "drugs", "name": {"value": "drugs", "synonyms": ["drinking"]}},
                    ],
                },
                {
                    "name": "Relative",
                    "values": [
                        {"id": "son", "name": {"value": "son", "synonyms": ["boy", "little boy"]}},
                        {"id": "wife", "name": {"value": "wife", "synonyms": []}},
                    ],
                },
            ],
        },
        "dialog": {
            "delegationStrategy": "SKILL_RESPONSE",
            "intents": [
                {
                    "name": "FindProgramIntent",
                    "confirmationRequired": False,
                    "slots": [
                        {"name": name, "type": "AMAZON.US_CITY", "elicitationRequired": False}
                        for name in ("city", "state", "zip")
                    ],
                },
                {
                    "name": "CallbackIntent",
                    "confirmationRequired": True,
                    "slots": [
                        {"name": "phone", "type": "AMAZON.PhoneNumber", "elicitationRequired": True},
                        {"name": "concern", "type": "Concern", "elicitationRequired": False},
                    ],
                },
            ],
        },
        "prompts": [],
    }
}

MODEL = InteractionModel.parse(DOCUMENT)
UNDERSTANDING = Understanding(MODEL)
