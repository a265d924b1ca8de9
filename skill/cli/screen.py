"""A turn on the terminal, for people."""

from __future__ import annotations

import json

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from skill.simulator.exchange import Exchange

__all__ = ["show"]

_COLOURS = {"exact": "green", "guess": "yellow", "fallback": "red"}
_CONSOLE = Console(highlight=False, soft_wrap=False)


def show(exchange: Exchange) -> None:
    """Print a turn: what was said, how it was understood, the answer, and what goes with it."""
    turn = Table.grid(padding=(0, 1))
    turn.add_column(justify="right", min_width=5)
    turn.add_column(overflow="fold")
    if not _CONSOLE.is_terminal and exchange.say != ".open":
        turn.add_row(Text("you \u203a", "bold cyan"), Text(exchange.say))
    if exchange.stage:
        turn.add_row("", _verdict(exchange))
    turn.add_row(Text("skill \u203a", "bold magenta"), Text(exchange.speech))
    card = exchange.card
    if card:
        text = card.get("content") or card.get("text") or ", ".join(card.get("permissions") or ())
        turn.add_row(
            "", Panel(text, title=f"card: {card.get('title') or card.get('type')}", title_align="left")
        )
    for directive in exchange.directives:
        turn.add_row("", Text(f"\u2192 {_directive(directive)}", "dim"))
    if not exchange.open:
        turn.add_row("", Text("(the session is over)", "dim"))
    with _CONSOLE.capture() as drawn:
        _CONSOLE.print(turn, "")
    # A table is padded to its width, which is a nuisance in a file.
    print("\n".join(line.rstrip() for line in drawn.get().splitlines()), flush=True)


def _verdict(exchange: Exchange) -> Text:
    verdict = exchange.verdict
    line = Text()
    line.append(exchange.stage or "", _COLOURS.get(exchange.stage or "", "dim"))
    line.append(f" {exchange.intent}", "dim")
    if verdict and verdict.winner and verdict.stage == "guess":
        line.append(f" {verdict.winner.score:.2f} \u2248 \u201c{verdict.winner.sample}\u201d", "dim")
    for name, value in exchange.slots.items():
        line.append(f"  {name}={value}", "dim")
    line.append(f"  {exchange.ms:.1f} ms", "dim")
    return line


def _directive(directive: dict[str, object]) -> str:
    rest = {key: value for key, value in directive.items() if key not in {"type", "document", "datasources"}}
    return f"{directive.get('type')} {json.dumps(rest, ensure_ascii=False) if rest else ''}".strip()
