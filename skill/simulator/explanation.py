"""Why an utterance gets the answer that it gets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from skill.app import build
from skill.content import Content, locale_for
from skill.crisis.detector import Detector
from skill.crisis.handlers import heard
from skill.envelopes import read_request
from skill.handling import read_turn
from skill.settings import Settings
from skill.simulator.exchange import Exchange
from skill.simulator.speaker import Speaker
from skill.turn import Turn

__all__ = ["Explanation", "explain", "explained"]

HEAVIEST = 5
"""So many cues are named."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One turn, with what decided it."""

    exchange: Exchange
    handler: str | None
    """The class that answers."""

    risks: tuple[tuple[str, str], ...]
    """What the crisis detector says to each text that reaches the skill: level, family, heaviest cues."""

    before: dict[str, Any]
    """The session attributes before the turn."""

    def slots(self) -> Iterator[tuple[str, str, str]]:
        """Name, value and meaning of each filled slot."""
        verdict = self.exchange.verdict
        for fill in verdict.slots.values() if verdict else ():
            if fill.matches is None:
                meaning = f" ({fill.type})"
            elif fill.matches:
                meaning = f" ({fill.type}: {', '.join(match.id or match.name for match in fill.matches)})"
            else:
                meaning = f" ({fill.type}: outside its list)"
            yield fill.name, fill.value, meaning

    def changes(self) -> Iterator[str]:
        """What is different in the session attributes, one line a change."""
        yield from _changes("", self.before, self.exchange.attributes)

    def dump(self) -> dict[str, Any]:
        """The explanation as JSON."""
        verdict = self.exchange.verdict
        return {
            **self.exchange.line(),
            "reason": verdict.reason if verdict else None,
            "sample": verdict.winner.sample if verdict and verdict.winner else None,
            "score": verdict.winner.score if verdict and verdict.winner else None,
            "runner_up": _candidate(verdict.runner_up) if verdict else None,
            "risks": [{"text": text, "risk": risk} for text, risk in self.risks],
            "handler": self.handler,
            "changes": list(self.changes()),
        }


def explain(speaker: Speaker, utterance: str, after: Sequence[str] = ()) -> Explanation:
    """Open the skill, say what comes before, then say `utterance` and explain the turn.

    Raises:
        ClosedError: what comes before ends the session.
    """
    speaker.open()
    for text in after:
        speaker.say(text)
    return explained(speaker.say(utterance))


def explained(exchange: Exchange) -> Explanation:
    """A turn that took place, with what decided it."""
    turn = _turn(exchange)
    return Explanation(
        exchange=exchange,
        handler=_handler(exchange, turn),
        risks=tuple((text, _risk(text)) for text in heard(turn)),
        before=exchange.request["session"]["attributes"] if "session" in exchange.request else {},
    )


def _turn(exchange: Exchange) -> Turn:
    envelope = read_request(exchange.request)
    content = Content(locale_for(envelope.request.locale))
    return read_turn(envelope, content=content, now=datetime.now(UTC), starts={})


def _handler(exchange: Exchange, turn: Turn) -> str | None:
    """The handler that says it answers the request: the first one that does, as in the skill itself."""
    skill_id = exchange.request["context"]["System"]["application"]["applicationId"]
    for handler in build(Settings(skill_id=skill_id)).handlers:
        if handler.matches(turn):
            return f"{type(handler).__module__}.{type(handler).__name__}"
    return None


def _risk(text: str) -> str:
    detector = Detector.load()
    risk = detector.classify(text)
    level = risk.level.value
    if risk.family:
        subject = f" ({risk.subject.value})" if risk.subject else ""
        level = f"{level} {risk.family.value}{subject}, pattern {risk.pattern}"
    weight, cues = detector.weighed(text)
    heaviest = ", ".join(f"“{cue}” {each / 100:+.1f}" for cue, each in cues[:HEAVIEST])
    return f"{level}; cues {weight / 100:+.1f}: {heaviest or 'none'}"


def _candidate(candidate: Any) -> dict[str, Any] | None:
    if candidate is None:
        return None
    return {"intent": candidate.intent, "sample": candidate.sample, "score": candidate.score}


def _changes(path: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _changes(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    elif before != after:
        was, now = (json.dumps(value, ensure_ascii=False) for value in (before, after))
        yield f"{path}: {was} \u2192 {now}"
