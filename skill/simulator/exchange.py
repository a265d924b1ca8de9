"""One turn of a conversation, as a test or a person sees it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from skill.simulator.verdict import Verdict
from skill.speech import plain

__all__ = ["LINE", "Exchange"]

LINE = (
    *("say", "stage", "intent", "slots", "speech", "ssml"),
    *("reprompt", "open", "card", "directives", "attributes", "ms"),
)
"""What a line of `iop chat --json` holds."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn: what was said or happened, how it was understood, what came back."""

    say: str
    """The utterance; `.open`, `.silence` or `.event NAME` for what is none."""

    stage: str | None
    """`exact`, `guess` or `fallback`; None where there was nothing to understand."""

    intent: str | None
    slots: dict[str, str]
    """The filled slots: name to value."""

    speech: str
    """What is heard, as plain text."""

    ssml: str
    reprompt: str | None
    """What would be heard after a silence, as plain text."""

    open: bool
    """Whether the skill goes on listening."""

    card: dict[str, Any] | None
    directives: list[dict[str, Any]]
    attributes: dict[str, Any]
    """The session attributes after the turn."""

    ms: float
    """Milliseconds that the skill took."""

    request: dict[str, Any] = field(repr=False)
    """The envelope that the skill got."""

    response: dict[str, Any] = field(repr=False)
    """The envelope that the skill gave."""

    verdict: Verdict | None = field(default=None, repr=False)
    """How the utterance was understood, and why."""

    faults: tuple[str, ...] = ()
    """Why Alexa would refuse the response; only a speaker that is not strict lets such a turn pass."""

    def line(self) -> dict[str, Any]:
        """The turn with the names of `iop chat --json`."""
        return {name: getattr(self, name) for name in LINE}

    def reprompted(self, ended: Exchange) -> Exchange:
        """What is heard in a silence after this turn: the reprompt, if there is one; then `ended` happens."""
        if self.reprompt is None:
            return ended
        spoken = self.response["response"]["reprompt"]["outputSpeech"]
        return replace(ended, speech=self.reprompt, ssml=_ssml(spoken))

    @classmethod
    def of(  # noqa: PLR0913  # what a turn consists of
        cls,
        say: str,
        request: dict[str, Any],
        response: dict[str, Any],
        *,
        verdict: Verdict | None,
        ms: float,
        faults: tuple[str, ...],
    ) -> Exchange:
        """The turn in which `request` was answered with `response`."""
        body = response.get("response") or {}
        ended = request["request"]["type"] == "SessionEndedRequest" or body.get("shouldEndSession") is True
        return cls(
            say=say,
            stage=str(verdict.stage) if verdict else None,
            intent=verdict.intent if verdict else None,
            slots={name: fill.value for name, fill in verdict.slots.items()} if verdict else {},
            speech=_text(body.get("outputSpeech")),
            ssml=_ssml(body.get("outputSpeech")),
            reprompt=_text((body.get("reprompt") or {}).get("outputSpeech")) or None,
            open=not ended,
            card=body.get("card"),
            directives=list(body.get("directives") or ()),
            attributes=json.loads(json.dumps(response.get("sessionAttributes") or {})),
            ms=round(ms, 3),
            request=request,
            response=response,
            verdict=verdict,
            faults=faults,
        )


def _text(speech: Any) -> str:
    if not speech:
        return ""
    return plain(speech["ssml"]) if speech.get("type") == "SSML" else str(speech.get("text") or "")


def _ssml(speech: Any) -> str:
    return str(speech.get("ssml") or speech.get("text") or "") if speech else ""
