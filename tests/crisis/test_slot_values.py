"""A value of a list arrives alone: "daughter", "everything". It is an answer, and no sign of risk."""

import json
from pathlib import Path

from skill.crisis.detector import Detector, Level

MODEL = Path("interaction_model/interactionModels/custom/en-US.json")
RISKY = {"Days"}
"""Types whose values tell of danger, or of when there was some."""
EMERGENCIES = {"nine one one", "an ambulance", "ambulance", "paramedics", "medical emergency"}
ACCEPTED = {
    "not eating": "somebody who names this may be in danger by it",
    "making myself sick": "likewise",
    "don't want to live there": "a word away from not wanting to live",
}


def test_a_value_of_a_list_sets_nothing_off():
    detector = Detector.load()
    types = json.loads(MODEL.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]["types"]
    values = {
        text
        for kind in types
        if kind["name"] not in RISKY
        for value in kind["values"]
        for text in (value["name"]["value"], *value["name"].get("synonyms", ()))
    }
    alarms = {text for text in values if detector.classify(text).level is not Level.NONE}
    assert alarms == EMERGENCIES | set(ACCEPTED)
    assert {text for text in alarms if detector.classify(text).level is Level.FULL} <= EMERGENCIES
