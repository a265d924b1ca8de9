"""How much a finding is doubted: what the words around it weigh as cues of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.crisis.context import Context
from skill.crisis.normalise import STOP
from skill.crisis.reading import FULL, REMOTE_NEEDS, SHORT, Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.crisis.cues import Cues
    from skill.crisis.markers import Vocabulary

_REACH = 20
"""So many words before and after a finding belong to it."""


class Doubt:
    """Weighs the findings of one text.

    Args:
        words: the normal words of the text.
        context: the same, to be read.
        cues: what weighs them.
        vocabulary: for reading a part of the text.
    """

    def __init__(self, words: list[str], context: Context, cues: Cues, vocabulary: Vocabulary) -> None:
        self._words = words
        self._context = context
        self._cues = cues
        self._vocabulary = vocabulary
        self._one = len(words) <= _REACH and words.index(STOP) == len(words) - 1
        self._whole: int | None = None

    def whole(self) -> int:
        """What the whole text weighs, in hundredths of log odds."""
        if self._whole is None:
            self._whole = self._cues.weigh(self._words)
        return self._whole

    def nothing(self, pattern: Pattern) -> bool:
        """Whether the pattern can find nothing that is not unlikely, wherever it is found."""
        return self._one and self.whole() <= pattern.unlikely

    def unlikely(self, pattern: Pattern, start: int, end: int) -> bool:
        """Whether the words around the finding speak so strongly against it that it is none."""
        return self._weight(start, end) <= pattern.unlikely

    def level(self, level: int, pattern: Pattern, start: int, end: int) -> int:
        """The level of a finding: where the words weigh too little, a full one is made short."""
        if level != FULL:
            return level
        weight = self._weight(start, end)
        if weight <= pattern.needs:
            return SHORT
        if weight <= pattern.needs + REMOTE_NEEDS and self._remote(start, end):
            return SHORT
        return FULL

    def _weight(self, start: int, end: int) -> int:
        around = self._words if self._one else self._around(start, end)
        return self.whole() if len(around) == len(self._words) else self._cues.weigh(around)

    def _remote(self, start: int, end: int) -> bool:
        around = self._words if self._one else self._around(start, end)
        context = self._context if len(around) == len(self._words) else Context(around, self._vocabulary)
        return context.remote()

    def _around(self, start: int, end: int) -> Sequence[str]:
        """The sentences of a finding, and not too much of them: the rest of a long text would drown it."""
        words = self._words
        before, after = max(0, start - _REACH), min(len(words), end + _REACH)
        first = next((at for at in range(start - 1, before, -1) if words[at] == STOP), before)
        last = next((at for at in range(end - 1, after) if words[at] == STOP), after)
        return words[first : last + 1]
