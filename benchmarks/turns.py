"""A cold first crisis reply and a warm turn, against an ASK SDK hello-world skill."""

from __future__ import annotations

import contextlib
import io
import os
import time

from benchmarks import hello_world
from benchmarks.measure import SKILL_ID, cold, envelope, medians, verdict

CRISIS = envelope("IWantToStatementIntent", {"statement": "kill myself"})
TOPIC = envelope("CostTopicIntent")
COLD_ROUNDS = 15
WARM_ROUNDS = 40
TURNS = 100


def _warm(skill, event):
    def run():
        with contextlib.redirect_stdout(io.StringIO()):
            started = time.perf_counter()
            for _ in range(TURNS):
                skill(event, None)
            return (time.perf_counter() - started) / TURNS

    return run


def main() -> int:
    os.environ["IOP_SKILL_ID"] = SKILL_ID
    first = medians(
        {
            "hello world": lambda: cold("benchmarks.hello_world", CRISIS),
            "crisis": lambda: cold("lambda_handler", CRISIS),
        },
        COLD_ROUNDS,
    )
    print("  cold, seconds: " + ", ".join(f"{name} {value:.3f}" for name, value in first.items()))
    missed = verdict(
        "cold: process start to first crisis reply", first["crisis"] / first["hello world"], 1.25
    )

    import lambda_handler

    warm = medians(
        {
            "hello world": _warm(hello_world.skill, TOPIC),
            "topic": _warm(lambda_handler.skill, TOPIC),
            "crisis": _warm(lambda_handler.skill, CRISIS),
        },
        WARM_ROUNDS,
    )
    print("  warm, microseconds: " + ", ".join(f"{name} {value * 1e6:.0f}" for name, value in warm.items()))
    missed += verdict("warm turn, a topic", warm["topic"] / warm["hello world"], 2.0)
    missed += verdict("warm turn, a crisis", warm["crisis"] / warm["hello world"], 2.0)
    return missed
