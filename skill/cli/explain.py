"""`iop explain`: how one utterance is understood, and why; who answers it; what changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from skill.cli.chat import speaker_options, speaker_with
from skill.simulator.explanation import Explanation, explain

__all__ = ["command"]


@click.command()
@click.argument("utterance")
@click.option("--after", multiple=True, help="Said before, in this order, to get into a state.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines to read.")
@speaker_options
def command(*, utterance: str, after: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Explain how UTTERANCE is understood, just after opening or after what was said before."""
    with speaker_with(**options) as speaker:
        found = explain(speaker, utterance, after)
    if as_json:
        print(json.dumps(found.dump(), ensure_ascii=False, indent=2))
    else:
        for name, text in _lines(found):
            print(f"{name:>11}  {text}")
    for fault in found.exchange.faults:
        click.echo(f"Alexa would refuse this response: {fault}", err=True)
    if found.exchange.faults:
        sys.exit(1)


def _lines(found: Explanation) -> Iterator[tuple[str, str]]:
    exchange, verdict = found.exchange, found.exchange.verdict
    yield "said", exchange.say
    yield "stage", f"{exchange.stage}: {verdict.reason}" if verdict else "the device ends the session itself"
    yield "intent", exchange.intent or "-"
    if verdict and verdict.winner:
        yield "sample", f"{verdict.winner.sample!r}, score {verdict.winner.score:.2f}"
    if verdict and verdict.runner_up:
        second = verdict.runner_up
        yield "runner-up", f"{second.intent} {second.sample!r}, score {second.score:.2f}"
    for name, value, meaning in found.slots():
        yield "slot", f"{name} = {value!r}{meaning}"
    for text, risk in found.risks:
        yield "risk", f"{text!r}: {risk}"
    yield "handler", found.handler or "none"
    yield "reply", exchange.speech
    yield "reprompt", exchange.reprompt or "-"
    yield "session", "open" if exchange.open else "closed"
    for change in found.changes():
        yield "attribute", change
