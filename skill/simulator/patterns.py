"""Samples with slots, matched word by word against an utterance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from skill.simulator.model import SEARCH_QUERY, Slot
from skill.simulator.slot_values import SlotValues
from skill.simulator.verdict import Fill
from skill.simulator.words import Word, said

__all__ = ["Match", "Patterns", "pieces"]

_SLOT = re.compile(r"\{\s*(\w+)\s*\}(?:'s\b)?")


def pieces(sample: str, words: Callable[[str], list[str]]) -> list[str | tuple[str, str]]:
    """A sample as keys of words, and `("slot", name)` where a slot stands."""
    found: list[str | tuple[str, str]] = []
    end = 0
    for match in _SLOT.finditer(sample):
        found += words(sample[end : match.start()])
        found.append(("slot", match[1]))
        end = match.end()
    found += words(sample[end:])
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A sample that fits an utterance from its first word to its last."""

    intent: str
    sample: str
    fills: tuple[Fill, ...]
    literal: int
    """How many words the sample itself has."""

    loose: int
    """How many words stand in a slot without being certainly of its type."""

    @property
    def listed(self) -> bool:
        """Whether every slot's value is certainly of its type."""
        return all(fill.listed for fill in self.fills)

    @property
    def free(self) -> bool:
        """Whether a slot takes whatever is said (`AMAZON.SearchQuery`)."""
        return any(fill.type == SEARCH_QUERY for fill in self.fills)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Greater is better: certain values, then more words of the sample, then fewer loose ones."""
        return self.listed, self.literal, -self.loose


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    slots: dict[tuple[str, str], _Node] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)


class Patterns:
    """Many samples with slots as one tree, so that an utterance walks all of them at once."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(
        self, intent: str, sample: str, parts: Iterable[str | tuple[str, str]], slots: Mapping[str, Slot]
    ) -> None:
        """Add a sample whose `parts` are those of `pieces`; slots that the intent lacks spoil it."""
        node = self._root
        for part in parts:
            if isinstance(part, str):
                node = node.words.setdefault(part, _Node())
                continue
            slot = slots.get(part[1])
            if slot is None:
                return
            node = node.slots.setdefault((slot.name, slot.type), _Node())
        if (intent, sample) not in node.ends:
            node.ends.append((intent, sample))

    def matches(self, words: Sequence[Word], values: SlotValues) -> Iterator[Match]:
        """Every way in which a sample fits all of `words`."""
        yield from _Walk(words, values).from_node(self._root, 0, ())


@dataclass(frozen=True, slots=True)
class _Walk:
    words: Sequence[Word]
    values: SlotValues

    def from_node(self, node: _Node, place: int, filled: tuple[tuple[Fill, int], ...]) -> Iterator[Match]:
        """The samples that fit the words from `place` on; `filled` are the slots so far and their lengths."""
        if place == len(self.words):
            yield from self._arrived(node, filled)
            return
        following = node.words.get(self.words[place].key)
        if following is not None:
            yield from self.from_node(following, place + 1, filled)
        for (name, kind), following in node.slots.items():
            for end, fill in self._fills(following, place, name, kind):
                yield from self.from_node(following, end, (*filled, (fill, end - place)))

    def _arrived(self, node: _Node, filled: tuple[tuple[Fill, int], ...]) -> Iterator[Match]:
        literal = len(self.words) - sum(length for _, length in filled)
        loose = sum(length for fill, length in filled if not fill.listed)
        for intent, sample in node.ends:
            yield Match(intent, sample, tuple(fill for fill, _ in filled), literal, loose)

    def _fills(self, following: _Node, place: int, name: str, kind: str) -> Iterator[tuple[int, Fill]]:
        words = self.words
        if kind == SEARCH_QUERY:
            last = not following.words and not following.slots
            for end in (len(words),) if last else range(len(words), place, -1):
                yield end, Fill(name, kind, said(words[place:end]), listed=False)
            return
        for span, matches in self.values.spans(kind, words, place):
            yield span.end, Fill(name, kind, span.value, span.listed, matches)
