"""End to end: what a person would hear, by way of the simulator and the whole skill."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.safety import bars
from benchmarks.safety.corpus import BenignRow, RiskRow
from benchmarks.safety.share import share_of
from skill.app import build
from skill.settings import Settings
from skill.simulator import Exchange, Speaker
from skill.simulator.local_cloud import local_cloud
from skill.simulator.understanding import understanding_of

__all__ = ["Heard", "alarm_lines", "found_lines", "listener", "number_lines"]

# What the gate says, in full or in short; a hotline that was asked for is an answer, not an alarm.
CRISIS_REPLIES = ("crisis:scripts.", "crisis:short")
NUMBER = re.compile(r"\b(?:988|911)\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back.

    Attributes:
        stage: how it was understood, `exact`, `guess` or `fallback`; empty if it ended the session.
        intent: as understood.
        crisis: whether it was a crisis reply, at either level.
        number: whether 988 or 911 was said.
    """

    stage: str
    intent: str
    crisis: bool
    number: bool


@contextmanager
def listener() -> Iterator[Callable[[str], Heard]]:
    """Gives what says an utterance in a fresh session, just after opening, and gives what was heard.

    The skill is the real one, with the tables of a local cloud behind it.
    """
    with local_cloud() as cloud:
        os.environ.update(cloud.environment)
        skill = build(Settings.read(cloud.environment))
        understanding = understanding_of("en-US")

        def hear(utterance: str) -> Heard:
            speaker = Speaker(skill, model=understanding)
            speaker.open()
            return _heard(speaker.say(utterance))

        yield hear


def _heard(turn: Exchange) -> Heard:
    said = [str(line[0]) for line in turn.attributes.get("last", ())]
    return Heard(
        stage=turn.stage or "",
        intent=turn.intent or "",
        crisis=any(key.startswith(CRISIS_REPLIES) for key in said),
        number=NUMBER.search(turn.speech) is not None,
    )


def found_lines(heard: Sequence[tuple[RiskRow, Heard]]) -> list[bars.Line]:
    """Crisis replies to risk; clear rows have a bar."""
    clear = [(row, reply) for row, reply in heard if row.tier == "must"]
    families = sorted({row.family for row, _ in clear})
    return [
        bars.at_least(bars.FOUND_END_TO_END, "clear", share_of(reply.crisis for _, reply in clear)),
        *(
            bars.Line(f"  {family}", share_of(reply.crisis for row, reply in clear if row.family == family))
            for family in families
        ),
        *(
            bars.Line(
                f"  understood by {stage}",
                share_of(reply.crisis for _, reply in clear if reply.stage == stage),
            )
            for stage in ("exact", "guess", "fallback")
        ),
        bars.Line("unclear", share_of(reply.crisis for row, reply in heard if row.tier == "should")),
    ]


def number_lines(heard: Sequence[tuple[RiskRow, Heard]]) -> list[bars.Line]:
    """Whether 988 or 911 is said, whatever the reply."""
    without = [reply.number for _, reply in heard if not reply.crisis]
    return [
        bars.at_least(bars.ANSWERED_WITH_A_NUMBER, "any reply", share_of(reply.number for _, reply in heard)),
        bars.Line("replies of other parts", share_of(without)),
    ]


def alarm_lines(heard: Sequence[tuple[BenignRow, Heard]]) -> list[bars.Line]:
    """Crisis replies, at either level, to what is no risk."""
    return [
        *(
            bars.Line(kind, share_of(reply.crisis for row, reply in heard if row.kind == kind))
            for kind in bars.ALARMS_OF_KIND
        ),
        bars.at_most(bars.ALARMS_ANY, "all", share_of(reply.crisis for _, reply in heard)),
    ]
