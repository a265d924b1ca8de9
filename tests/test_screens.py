"""The screens keep to APL's rules, show nothing that is not bound, and go only to devices with a screen."""

import re

import pytest

from skill.screens import DOCUMENTS, document
from skill.simulator.local_cloud import KEYS
from skill.simulator.speaker import Speaker
from skill.simulator.transport import skill_handler

# Amazon, Alexa Presentation Language: components and the properties that these documents may use of each.
EVERY = {"type", "width", "height", "grow", "shrink", "accessibilityLabel", "role", "when"} | {
    f"padding{side}" for side in ("Left", "Right", "Top", "Bottom")
}
COMPONENTS = {
    "Container": EVERY | {"items", "direction"},
    "Text": EVERY | {"text", "fontSize", "fontWeight", "color", "lineHeight"},
    "ScrollView": EVERY | {"items"},
    "Sequence": EVERY | {"items", "data", "numbered"},
}
BOUND = re.compile(r"\$\{([^}]*)\}")
KNOWN = re.compile(r"payload\.screen\.(title|items(\[0\]\.text)?)|data\.text|ordinal")


def components(node):
    if isinstance(node, dict):
        if node.get("type") != "APL" and "type" in node:
            yield node
        for value in node.values():
            yield from components(value)
    elif isinstance(node, list):
        for value in node:
            yield from components(value)


def strings(node):
    if isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_one_that_apl_takes(name):
    apl = document(name)
    assert apl["type"] == "APL"
    assert re.fullmatch(r"20\d\d\.\d", apl["version"])
    assert apl["mainTemplate"]["parameters"] == ["payload"]
    assert len(apl["mainTemplate"]["items"]) == 1
    found = list(components(apl["mainTemplate"]))
    assert found
    for component in found:
        assert component["type"] in COMPONENTS
        assert set(component) <= COMPONENTS[component["type"]], component["type"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_everything_that_a_document_names_is_there(name):
    apl = document(name)
    sizes = {size for part in apl["resources"] for size in part["dimensions"]}
    for text in strings(apl["mainTemplate"]):
        if text.startswith("@"):
            assert text[1:] in sizes
        for bound in BOUND.findall(text):
            assert KNOWN.fullmatch(bound), bound


CONVERSATION = [None, "what does it cost", "i want to die"]


@pytest.mark.parametrize("said", CONVERSATION)
def test_a_screen_goes_to_a_show_and_the_same_is_said_without_one(said):
    turns = {}
    for device in ("echo", "show"):
        speaker = Speaker(device=device)
        turn = speaker.open()
        turns[device] = speaker.say(said) if said else turn
    assert turns["echo"].speech == turns["show"].speech
    assert not turns["echo"].directives
    (shown,) = turns["show"].directives
    assert shown["type"] == "Alexa.Presentation.APL.RenderDocument"
    assert shown["datasources"]["screen"]["title"]
    assert all(item["text"] for item in shown["datasources"]["screen"]["items"])


def test_a_crisis_screen_shows_the_numbers_and_nothing_of_what_was_said():
    speaker = Speaker(device="show")
    speaker.open()
    (shown,) = speaker.say("i want to die").directives
    texts = " ".join(item["text"] for item in shown["datasources"]["screen"]["items"])
    assert "988" in texts
    assert "911" in texts
    assert "die" not in texts


def test_programs_are_listed_as_they_are_said(local_cloud, monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    skill = skill_handler({**local_cloud.environment, "IOP_ENDPOINT_URL": local_cloud.endpoint_url})
    speaker = Speaker(skill, device="show")
    speaker.open()
    turn = speaker.say("find a program near 02139")
    (shown,) = [each for each in turn.directives if each["type"].endswith("RenderDocument")]
    names = [item["text"].split(",")[0] for item in shown["datasources"]["screen"]["items"]]
    assert shown["token"] == "list"
    assert names
    assert all(name in turn.speech for name in names)


def test_nothing_is_shown_where_whoever_does_harm_may_look():
    speaker = Speaker(device="show")
    speaker.open()
    assert not speaker.say("my husband hits me").directives
