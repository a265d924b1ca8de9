"""What Alexa demands of a response; what breaks a rule ends a real session with `INVALID_RESPONSE`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from skill.simulator.model import InteractionModel

__all__ = ["findings"]

LONGEST_SPEECH = 8000
LARGEST = 24 * 1024
"""Bytes of a whole response. Newer pages speak of more; this is what the oldest devices took."""

MOST_AUDIO = 5
_TAGS = {
    *(
        "speak",
        "break",
        "p",
        "s",
        "w",
        "sub",
        "say-as",
        "phoneme",
        "prosody",
        "emphasis",
        "lang",
        "voice",
        "audio",
    ),
    *("amazon:domain", "amazon:effect", "amazon:emotion"),
}
_SAY_AS = {
    *(
        "characters",
        "spell-out",
        "cardinal",
        "number",
        "ordinal",
        "digits",
        "fraction",
        "unit",
        "date",
        "time",
    ),
    *("telephone", "address", "interjection", "expletive"),
}
_CARDS = {
    "Simple": ("content",),
    "Standard": ("text",),
    "LinkAccount": (),
    "AskForPermissionsConsent": ("permissions",),
}
_APL = "Alexa.Presentation.APL."
_OTHERS = ("Dialog.UpdateDynamicEntities", "Connections.SendRequest", "Tasks.CompleteTask", "VideoApp.Launch")
_NAMESPACE = 'xmlns:amazon="https://developer.amazon.com/alexa"'


def findings(response: Any, request: Mapping[str, Any], model: InteractionModel) -> Iterator[str]:
    """What is wrong with the `response` to the envelope `request`, one finding a fault."""
    if not isinstance(response, dict):
        yield "it is no JSON object"
        return
    try:
        size = len(json.dumps(response, ensure_ascii=False).encode())
    except (TypeError, ValueError) as error:
        yield f"it is no JSON: {error}"
        return
    if size > LARGEST:
        yield f"it has {size} bytes, more than {LARGEST}"
    if response and response.get("version") != "1.0":
        yield "its version is not 1.0"
    body = response.get("response") or {}
    attributes = response.get("sessionAttributes")
    if attributes is not None and not isinstance(attributes, dict):
        yield "sessionAttributes is no object"
    if request["request"]["type"] == "SessionEndedRequest":
        said = [name for name in ("outputSpeech", "reprompt", "card", "directives") if body.get(name)]
        if said:
            yield f"a SessionEndedRequest may not be answered, but has {', '.join(said)}"
        return
    yield from _speech(body.get("outputSpeech"), "outputSpeech")
    reprompt = body.get("reprompt")
    if reprompt:
        yield from _speech(reprompt.get("outputSpeech"), "reprompt")
    ends = body.get("shouldEndSession")
    if ends is not None and not isinstance(ends, bool):
        yield "shouldEndSession is neither true nor false"
    yield from _card(body.get("card"))
    yield from _directives(body.get("directives") or (), request, model, ends=ends is True)


def _speech(speech: Any, where: str) -> Iterator[str]:
    if not speech:
        return
    match speech.get("type"):
        case "PlainText":
            text = speech.get("text")
        case "SSML":
            text = speech.get("ssml")
        case other:
            yield f"{where} has the unknown type {other}"
            return
    if not isinstance(text, str) or not text.strip():
        yield f"{where} is empty"
    elif len(text) > LONGEST_SPEECH:
        yield f"{where} has {len(text)} characters, more than {LONGEST_SPEECH}"
    elif speech["type"] == "SSML":
        yield from _ssml(text, where)


def _ssml(text: str, where: str) -> Iterator[str]:
    try:
        # The one prefix that SSML for Alexa uses needs to be declared for a parser of XML.
        root = ET.fromstring(text.replace("<speak", f"<speak {_NAMESPACE}", 1))  # noqa: S314  # our own skill's
    except ET.ParseError as error:
        yield f"{where} is no well-formed SSML: {error}"
        return
    if root.tag != "speak":
        yield f"{where} does not begin with <speak>"
    audio = 0
    for element in root.iter():
        tag = element.tag.replace("{https://developer.amazon.com/alexa}", "amazon:")
        if tag not in _TAGS:
            yield f"{where} has the tag <{tag}>, which Alexa does not know"
        if tag == "say-as" and element.get("interpret-as") not in _SAY_AS:
            yield f"{where} says something as {element.get('interpret-as')}, which Alexa does not know"
        audio += tag == "audio"
    if audio > MOST_AUDIO:
        yield f"{where} has {audio} audio tags, more than {MOST_AUDIO}"
    if not "".join(root.itertext()).strip() and not audio:
        yield f"{where} says nothing"


def _card(card: Any) -> Iterator[str]:
    if not card:
        return
    needed = _CARDS.get(card.get("type"))
    if needed is None:
        yield f"the card has the unknown type {card.get('type')}"
        return
    for name in needed:
        if not card.get(name):
            yield f"the card has no {name}"
    if sum(len(card.get(name) or "") for name in ("title", "content", "text")) > LONGEST_SPEECH:
        yield f"the card has more than {LONGEST_SPEECH} characters"


def _directives(
    directives: Any, request: Mapping[str, Any], model: InteractionModel, *, ends: bool
) -> Iterator[str]:
    dialogs = [directive for directive in directives if _is_dialog(directive)]
    for directive in dialogs:
        yield from _dialog(directive, request, model)
        if ends:
            yield f"{directive['type']} in a response that ends the session"
    if len(dialogs) > 1:
        yield f"{len(dialogs)} dialog directives, where one is allowed"
    for directive in directives:
        if not _is_dialog(directive):
            yield from _other(directive, request)


def _is_dialog(directive: Mapping[str, Any]) -> bool:
    kind = directive.get("type") or ""
    return kind.startswith("Dialog.") and kind != "Dialog.UpdateDynamicEntities"


def _other(directive: Mapping[str, Any], request: Mapping[str, Any]) -> Iterator[str]:
    kind = directive.get("type") or ""
    if kind.startswith(_APL):
        if _APL.rstrip(".") not in request["context"]["System"]["device"]["supportedInterfaces"]:
            yield f"{kind} for a device without a screen"
        if kind.endswith("RenderDocument") and not directive.get("document"):
            yield f"{kind} has no document"
    elif kind == "Connections.StartConnection":
        missing = [name for name in ("uri", "input") if not directive.get(name)]
        if missing:
            yield f"{kind} has no {', '.join(missing)}"
    elif kind not in _OTHERS:
        yield f"the directive {kind or 'without a type'} is unknown"


def _dialog(
    directive: Mapping[str, Any], request: Mapping[str, Any], model: InteractionModel
) -> Iterator[str]:
    kind = directive["type"]
    updated = directive.get("updatedIntent") or {}
    current = (request["request"].get("intent") or {}).get("name")
    name = updated.get("name") or current
    if not name:
        yield f"{kind} names no intent, and the request has none"
        return
    if name not in model.intents:
        yield f"{kind} is for the intent {name}, which the model does not have"
        return
    if name not in model.dialog:
        yield f"{kind} is for the intent {name}, which is not under dialog.intents: Alexa would drop it"
    for field in ("slotToElicit", "slotToConfirm"):
        slot = directive.get(field)
        if slot and model.slot(name, slot) is None:
            yield f"{kind} is for the slot {slot}, which the intent {name} does not have"
    for slot in updated.get("slots") or {}:
        if model.slot(name, slot) is None:
            yield f"{kind} fills the slot {slot}, which the intent {name} does not have"
