"""What stands between Alexa and the skill: whatever goes wrong behind it, a person hears where help is.

It uses no SDK, no network and no content but its own, which is read at start so that a bundle without it
cannot be deployed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from skill.content import Content
from skill.conversation import Conversation, Line, Question
from skill.speech import Voice, ssml

__all__ = ["Observation", "refusal", "request_type_of", "safe_response", "skill_id_of"]

SPOKEN_TO = frozenset({"LaunchRequest", "IntentRequest", "SessionResumedRequest"})
"""Requests to which a person waits for speech."""

KNOWN_SILENT = (
    "SessionEndedRequest",
    "System.",
    "AudioPlayer.",
    "AlexaSkillEvent.",
    "Alexa.",
    "Connections.",
)
"""Requests, or families of them, to which speech is not allowed or not heard."""

QUESTION = Question("basics.error", Line("edge:question"))


def _fixed() -> tuple[str, str]:
    content = Content()
    voice = Voice(content)
    ask, again = content.question(QUESTION.line.key)
    spoken = f"{voice.render(content.text('edge:sorry'), {})} {voice.render(ask, {})}"
    return ssml(spoken), ssml(voice.render(again, {}))


_SPOKEN, _REPROMPT = _fixed()


class Observation(NamedTuple):
    """How one request went; nothing in it says who spoke or what was said."""

    request: str
    """The request type, or `unknown`."""

    capability: str
    """Which capability answered; empty if none did."""

    failure: Exception | None
    milliseconds: float


def skill_id_of(event: Any) -> str | None:
    """The skill id that a request envelope was sent to, or None."""
    for path in (("context", "System", "application"), ("session", "application")):
        found = event
        for part in path:
            found = found.get(part) if isinstance(found, dict) else None
        if isinstance(found, dict) and isinstance(found.get("applicationId"), str):
            application: str = found["applicationId"]
            return application
    return None


def request_type_of(event: Any) -> str:
    """The request type of an envelope if it is one that Alexa is known to send, else `unknown`."""
    request = event.get("request") if isinstance(event, dict) else None
    kind = request.get("type") if isinstance(request, dict) else None
    if isinstance(kind, str) and (kind in SPOKEN_TO or kind.startswith(KNOWN_SILENT)):
        return kind if kind in SPOKEN_TO or kind == "SessionEndedRequest" else kind.partition(".")[0]
    return "unknown"


def refusal() -> dict[str, Any]:
    """The response to a request that was meant for another skill: nothing, and the session ends."""
    return {"version": "1.0", "response": {"shouldEndSession": True}}


def safe_response(event: Any) -> dict[str, Any]:
    """The fixed response when answering failed: where help is, and a question that loses nothing.

    The question that was open is paused, so that a yes to this one is never taken as its answer.
    """
    if request_type_of(event) not in SPOKEN_TO | {"unknown"}:
        return {"version": "1.0", "response": {}}
    session = event.get("session") if isinstance(event, dict) else None
    conversation = Conversation.load(session.get("attributes") if isinstance(session, dict) else None)
    conversation.pause()
    conversation.pending = QUESTION
    conversation.last = [Line("edge:sorry")]
    return {
        "version": "1.0",
        "sessionAttributes": conversation.dump(),
        "response": {
            "outputSpeech": {"type": "SSML", "ssml": _SPOKEN},
            "reprompt": {"outputSpeech": {"type": "SSML", "ssml": _REPROMPT}},
            "shouldEndSession": False,
        },
    }
