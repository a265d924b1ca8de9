"""What the benchmarks share: fair alternation, medians, and a verdict against a budget."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

SKILL_ID = "amzn1.ask.skill.benchmark"


def envelope(intent: str | None = None, slots: Mapping[str, str] | None = None) -> dict[str, object]:
    """A request envelope as Alexa sends it: a launch, or an intent with filled slots."""
    application = {"applicationId": SKILL_ID}
    user = {"userId": "amzn1.ask.account.benchmark"}
    request: dict[str, object] = {
        "type": "LaunchRequest",
        "requestId": "amzn1.echo-api.request.benchmark",
        "locale": "en-US",
        "timestamp": "2026-11-23T15:00:00Z",
    }
    if intent:
        filled = {
            name: {"name": name, "value": value, "confirmationStatus": "NONE"}
            for name, value in (slots or {}).items()
        }
        request |= {
            "type": "IntentRequest",
            "dialogState": "STARTED",
            "intent": {"name": intent, "confirmationStatus": "NONE", "slots": filled},
        }
    return {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "s",
            "application": application,
            "user": user,
            "attributes": {},
        },
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {"deviceId": "d", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "t",
            }
        },
        "request": request,
    }


def cold(module: str, event: object, environment: Mapping[str, str] | None = None) -> float:
    """Seconds from the start of a fresh process to the first reply of `module.skill`."""
    code = (
        "import json, sys, time\n"
        "event = json.load(sys.stdin)\n"
        f"import {module} as module\n"
        "module.skill(event, None)\n"
        "print(time.perf_counter(), file=sys.stderr)\n"
    )
    started = time.perf_counter()  # the system's monotonic clock, the same in both processes
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        input=json.dumps(event),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"IOP_SKILL_ID": SKILL_ID} | dict(environment or {}),
    )
    return float(run.stderr.strip().splitlines()[-1]) - started


def medians(runs: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each of `runs`, taken in turn so that a busy moment hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()  # fills the file cache
    for _ in range(rounds):
        for name, run in runs.items():
            taken[name].append(run())
    return {name: statistics.median(values) for name, values in taken.items()}


def verdict(what: str, ratio: float, budget: float, unit: str = "x") -> int:
    """Print a figure against its budget; 1 if it is over."""
    over = ratio > budget
    print(f"  {what:<58} {ratio:8.2f} {unit}  (budget {budget:g} {unit}){'  OVER' if over else ''}")
    return int(over)
