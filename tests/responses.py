"""What Alexa accepts, and what every response of this skill must be."""

import json
from xml.etree import ElementTree as ET

from skill.speech import plain

MOST_SPEECH = 8000
"""Characters of output speech."""

MOST_BYTES = 24 * 1024
"""Bytes of a response envelope."""


def speech(response):
    """What a response says, as text to read; empty if nothing."""
    return plain(response["response"].get("outputSpeech", {}).get("ssml", ""))


def assert_valid(response):
    """A response that Alexa accepts, and that either asks and stays open or closes."""
    assert response["version"] == "1.0"
    assert len(json.dumps(response, ensure_ascii=False).encode()) < MOST_BYTES
    body = response["response"]
    reprompt = body.get("reprompt")
    spoken = [part["outputSpeech"]["ssml"] for part in (body, reprompt) if part and "outputSpeech" in part]
    for document in spoken:
        assert len(document) < MOST_SPEECH
        assert ET.fromstring(document).tag == "speak"
        assert plain(document)
    if "outputSpeech" not in body:
        assert reprompt is None
        assert body.get("shouldEndSession") is not False
        return
    assert isinstance(body.get("shouldEndSession"), bool)
    is_open = not body["shouldEndSession"]
    assert is_open == speech(response).endswith("?")
    assert is_open == (reprompt is not None)
