"""`iop risk`: classifies utterances, one a line."""

from __future__ import annotations

import sys

import click

from skill.crisis.detector import Detector, Risk


@click.command("risk")
@click.option("--explain", is_flag=True, help="Add columns: subject, pattern, and the letters it stands on.")
@click.option("--locale", default="en-US", show_default=True)
def command(explain: bool, locale: str) -> None:
    """Print LEVEL<TAB>FAMILY for each line of standard input."""
    detector = Detector.load(locale)
    for line in sys.stdin.buffer:
        risk = detector.classify(line.decode("utf-8", "replace").rstrip("\r\n"))
        click.echo("\t".join(_columns(risk, explain)))


def _columns(risk: Risk, explain: bool) -> list[str]:
    columns = [risk.level.value, risk.family.value if risk.family else "-"]
    if explain:
        columns.append(risk.subject.value if risk.subject else "-")
        columns.append(risk.pattern or "-")
        columns.append(f"{risk.span[0]}-{risk.span[1]}" if risk.span else "-")
    return columns
