"""How other capabilities offer a callback, and what is said where there is none; it loads nothing else."""

from __future__ import annotations

from skill.reply import Reply
from skill.turn import Turn

__all__ = ["anything_else", "offer_a_call", "unavailable"]


def anything_else(reply: Reply) -> Reply:
    """`reply`, ending with whether anything else is wanted."""
    return reply.ask("basics.anything-else", "basics:anything-else")


def unavailable(turn: Turn) -> Reply:
    """Where to turn when this deployment takes no requests."""
    del turn
    return anything_else(Reply().say("callbacks:unavailable"))


def offer_a_call(turn: Turn, reply: Reply) -> Reply:
    """`reply`, ending with the offer of a call where there is somebody who calls; for other capabilities."""
    if turn.starts.get("callback", unavailable) is unavailable:
        return anything_else(reply)
    return reply.ask("callback.offer", "callbacks:ask.offer")
