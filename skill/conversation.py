"""What is open, what is paused, what was last said: one conversation, kept in session attributes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

__all__ = ["Conversation", "Line", "Question"]


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Line(NamedTuple):
    """One thing said: the key of a content entry and the values filled into it."""

    key: str
    values: Mapping[str, Any] = _NOTHING

    def dump(self) -> list[Any]:
        """The line as JSON."""
        return [self.key, dict(self.values)] if self.values else [self.key]

    @classmethod
    def load(cls, data: Any) -> Line:
        """The line that `dump` wrote.

        Raises:
            ValueError: `data` is something else.
        """
        match data:
            case [str(key)]:
                return cls(key)
            case [str(key), dict(values)]:
                return cls(key, values)
        raise ValueError("not a line")


class Question(NamedTuple):
    """A question that waits for an answer: yes and no carry no context of their own."""

    id: str
    """`capability.question`: handlers choose themselves by it."""

    line: Line
    """The content entry, with `ask` and `reprompt`."""

    data: Mapping[str, Any] = _NOTHING
    """What the answer is about, e.g. the topic that was offered."""

    elicit: tuple[str, str] | None = None
    """The intent and slot that Alexa is asked to fill with the answer."""

    flow: bool = False
    """Whether an aside leads back to this question."""

    def dump(self) -> dict[str, Any]:
        """The question as JSON, without what is empty."""
        dumped: dict[str, Any] = {"id": self.id, "line": self.line.dump()}
        if self.data:
            dumped["data"] = dict(self.data)
        if self.elicit:
            dumped["elicit"] = list(self.elicit)
        if self.flow:
            dumped["flow"] = True
        return dumped

    @classmethod
    def load(cls, data: Any) -> Question:
        """The question that `dump` wrote.

        Raises:
            ValueError: `data` is something else.
        """
        match data:
            case {"id": str(name), "line": line}:
                elicit = data.get("elicit")
                match elicit:
                    case [str(intent), str(slot)]:
                        elicit = (intent, slot)
                    case _:
                        elicit = None
                about = data.get("data")
                return cls(
                    id=name,
                    line=Line.load(line),
                    data=about if isinstance(about, dict) else {},
                    elicit=elicit,
                    flow=data.get("flow") is True,
                )
        raise ValueError("not a question")


@dataclass(slots=True)
class Conversation:
    """One session's state; small enough to travel with every turn, and gone when the session ends."""

    pending: Question | None = None
    """The question that is open."""

    paused: Question | None = None
    """The flow question that a crisis or an error interrupted, to be resumed if the person wants to."""

    last: list[Line] = field(default_factory=list)
    """What was last said before `pending` was asked, for Repeat."""

    caregiver: bool | None = None
    """Whether the talk is about someone the person cares for; None while unknown."""

    disclaimed: bool = False
    """Whether this session has heard that this is general information."""

    crisis: bool = False
    """Whether this session has had a crisis reply; what follows stays plain."""

    misses: int = 0
    """How many turns in a row were not understood."""

    education: dict[str, Any] = field(default_factory=dict)
    screening: dict[str, Any] = field(default_factory=dict)
    search: dict[str, Any] = field(default_factory=dict)
    callback: dict[str, Any] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        """The session attributes, without what is empty."""
        dumped: dict[str, Any] = {
            "pending": self.pending and self.pending.dump(),
            "paused": self.paused and self.paused.dump(),
            "last": [line.dump() for line in self.last],
            "disclaimed": self.disclaimed,
            "crisis": self.crisis,
            "misses": self.misses,
            "education": self.education,
            "screening": self.screening,
            "search": self.search,
            "callback": self.callback,
        }
        kept = {name: value for name, value in dumped.items() if value}
        if self.caregiver is not None:
            kept["caregiver"] = self.caregiver
        return kept

    @classmethod
    def load(cls, attributes: Any) -> Conversation:
        """The conversation in `attributes`; what is malformed there counts as absent."""
        source = attributes if isinstance(attributes, dict) else {}
        misses = source.get("misses")
        caregiver = source.get("caregiver")
        lines = source.get("last")
        return cls(
            pending=_question(source.get("pending")),
            paused=_question(source.get("paused")),
            last=[line for line in map(_line, lines) if line] if isinstance(lines, list) else [],
            caregiver=caregiver if isinstance(caregiver, bool) else None,
            disclaimed=source.get("disclaimed") is True,
            crisis=source.get("crisis") is True,
            misses=misses if isinstance(misses, int) else 0,
            education=_table(source.get("education")),
            screening=_table(source.get("screening")),
            search=_table(source.get("search")),
            callback=_table(source.get("callback")),
        )

    def pause(self) -> None:
        """Set the open question of a flow aside, to be resumed later."""
        if self.pending and self.pending.flow:
            self.paused = self.pending
        self.pending = None


def _question(data: Any) -> Question | None:
    try:
        return Question.load(data)
    except ValueError:
        return None


def _line(data: Any) -> Line | None:
    try:
        return Line.load(data)
    except ValueError:
        return None


def _table(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}
