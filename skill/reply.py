"""A reply: lines, then a question or an end. That it does one or the other is what keeps a session honest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from skill.conversation import Line, Question

__all__ = ["Card", "Permissions", "Reply", "Screen"]


class Card(NamedTuple):
    """A card in the companion app: the whole household may see it, so it is sent on request only."""

    title: Line
    text: Line


class Permissions(NamedTuple):
    """A card that asks for permissions in the companion app."""

    scopes: tuple[str, ...]


class Screen(NamedTuple):
    """What a device with a screen shows beside the speech: nothing personal, and nothing that is not said."""

    document: str
    """One of `skill.screens.DOCUMENTS`."""

    title: Line
    items: tuple[Line, ...]


@dataclass(slots=True)
class Reply:
    """What is said and asked in one turn. It asks and stays open, or it closes."""

    lines: list[Line] = field(default_factory=list)
    question: Question | None = None
    card: Card | Permissions | None = None
    directives: list[Any] = field(default_factory=list)
    screen: Screen | None = None
    fact: bool = False
    """Whether it tells a health fact; the session's first is preceded by the disclaimer."""

    def say(self, key: str, **values: Any) -> Self:
        """Say the content entry `key` with `values` filled in."""
        self.lines.append(Line(key, values))
        return self

    def ask(  # a question has this many parts
        self,
        question_id: str,
        key: str,
        *,
        data: dict[str, Any] | None = None,
        elicit: tuple[str, str] | None = None,
        flow: bool = False,
        **values: Any,
    ) -> Self:
        """End with the question entry `key` and stay open for its answer.

        Args:
            question_id: `capability.question`, by which handlers know whose answer it is.
            key: a content entry with `ask` and `reprompt`.
            data: what the answer will be about.
            elicit: the intent and slot that Alexa should fill with the answer.
            flow: whether an aside (a topic, help, repeat) leads back to this question.
            values: filled into the question and its reprompt.
        """
        return self.ask_again(Question(question_id, Line(key, values), data or {}, elicit, flow))

    def ask_again(self, question: Question) -> Self:
        """End with a question that was asked before."""
        self.question = question
        return self

    def close(self) -> Self:
        """End the session after what is said."""
        self.question = None
        return self

    def telling_a_fact(self) -> Self:
        """Mark that it tells a health fact."""
        self.fact = True
        return self

    def show(self, title: str, text: str, **values: Any) -> Self:
        """Send a card made of two content entries."""
        self.card = Card(Line(title, values), Line(text, values))
        return self

    def request_permissions(self, scopes: Sequence[str]) -> Self:
        """Send a card that asks for `scopes` in the companion app."""
        self.card = Permissions(tuple(scopes))
        return self

    def display(self, document: str, title: str, items: Sequence[str | Line]) -> Self:
        """Show a screen on devices that have one: a content entry as its title, and others as its items."""
        lines = tuple(item if isinstance(item, Line) else Line(item) for item in items)
        self.screen = Screen(document, Line(title), lines)
        return self
