"""The screening's state in a session, and the questions in the words of what was answered so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skill.screening.decision import ORDER, Answer, Answers, Concern, Severity, Situation

__all__ = ["CONFIRMED", "KINDS", "Flow"]

KINDS: Mapping[str, type[Answer | Concern | Severity | Situation]] = {
    **dict.fromkeys(ORDER, Answer),
    "concern": Concern,
    "days": Severity,
    "overnight": Situation,
}
"""What kind of answer each question takes."""

CONFIRMED = frozenset({"suicide", "health", "self_harm"})
"""Questions whose no is confirmed once: a yes that was misheard is the dangerous error."""

_HEALTH_WORDS = {Concern.SUBSTANCES: "substances", Concern.EATING: "eating", Concern.MOOD: "mood"}


class Flow:
    """The answers so far, read from and written to one table of the session attributes.

    A table that was tampered with counts as far as it can be read.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        """`table` is the session's; it is changed in place."""
        self._table = table

    @property
    def minor(self) -> bool | None:
        """Whether the person whom it is about is under eighteen; None while unknown."""
        minor = self._table.get("minor")
        return minor if isinstance(minor, bool) else None

    @minor.setter
    def minor(self, minor: bool) -> None:
        self._table["minor"] = minor

    @property
    def agreed(self) -> bool:
        """Whether the person agreed to be asked."""
        return self._table.get("agreed") is True

    def agree(self) -> None:
        """Note that the person agreed to be asked."""
        self._table["agreed"] = True

    @property
    def misses(self) -> int:
        """How often the open question was not understood."""
        misses = self._table.get("misses")
        return misses if isinstance(misses, int) else 0

    @misses.setter
    def misses(self, misses: int) -> None:
        self._table["misses"] = misses

    def answers(self, *, caregiver: bool, risk_heard: bool) -> Answers:
        """The answers so far."""
        given = self._given()
        read = {name: KINDS[name](given[name]) for name in ORDER if given.get(name) in set(KINDS[name])}
        return Answers(caregiver=caregiver, minor=self.minor is True, risk_heard=risk_heard, **read)  # type: ignore[arg-type]

    def answer(self, name: str, value: str) -> None:
        """Note the answer to the question `name`, and forget all that came after it."""
        given = self._given()
        kept = {each: given[each] for each in ORDER[: ORDER.index(name)] if each in given}
        self._table["answers"] = kept | {name: str(value)}
        self.misses = 0

    def back(self) -> bool:
        """Forget the last answer; False where there was none."""
        given = self._given()
        last = next((name for name in reversed(ORDER) if name in given), None)
        if last is None:
            return False
        del given[last]
        self.misses = 0
        return True

    def _given(self) -> dict[str, Any]:
        given = self._table.get("answers")
        if not isinstance(given, dict):
            given = self._table["answers"] = {}
        return given


def question_key(name: str, answers: Answers) -> str:
    """The content entry of a question; the one on health is worded for what help is wanted with."""
    if name == "health":
        return f"screening:health-{_HEALTH_WORDS.get(answers.concern or Concern.OTHER, 'several')}"
    return f"screening:{name}"
