"""Which words fill a slot: the model's own types, with entity resolution, and Amazon's built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from skill.simulator.builtin import Span, builtin_spans
from skill.simulator.builtin.places import open_spans
from skill.simulator.model import TypeValue
from skill.simulator.words import Word, said

__all__ = ["SlotTypes", "SlotValues"]

_OPEN = 3
"""How many words outside a custom type's list may fill its slot; to Alexa the list is a hint, no limit."""

Found = tuple[Span, tuple[TypeValue, ...] | None]


class SlotTypes:
    """The custom types of a model, ready to be found in speech."""

    def __init__(self, types: Mapping[str, tuple[TypeValue, ...]], keys: Callable[[str], list[str]]) -> None:
        """`keys` gives the keys of the words of a text."""
        self.custom: dict[str, dict[tuple[str, ...], tuple[TypeValue, ...]]] = {}
        self.longest: dict[str, int] = {}
        for name, values in types.items():
            table: dict[tuple[str, ...], tuple[TypeValue, ...]] = {}
            for value in values:
                for text in (value.name, *value.synonyms):
                    spoken = tuple(keys(text))
                    if spoken and value not in table.get(spoken, ()):
                        table[spoken] = (*table.get(spoken, ()), value)
            self.custom[name] = table
            self.longest[name] = max(map(len, table), default=0)


class SlotValues:
    """The values found in one utterance; each place is looked at once a type."""

    def __init__(self, types: SlotTypes, today: date) -> None:
        """`today` is what "tomorrow" counts from."""
        self._types = types
        self._today = today
        self._seen: dict[tuple[str, int], list[Found]] = {}
        self._words: Sequence[Word] = ()

    def spans(self, kind: str, words: Sequence[Word], start: int) -> list[Found]:
        """The values of type `kind` that begin at the word `start`, certain ones first."""
        if words is not self._words:
            self._words, self._seen = words, {}
        key = (kind, start)
        if key not in self._seen:
            self._seen[key] = list(self._find(kind, words, start))
        return self._seen[key]

    def _find(self, kind: str, words: Sequence[Word], start: int) -> Iterator[Found]:
        table = self._types.custom.get(kind)
        if table is None or kind.startswith("AMAZON."):
            for span in builtin_spans(kind, words, start, self._today):
                # A built-in type that the model extends resolves its own values.
                keys = tuple(word.key for word in words[start : span.end])
                yield span, None if table is None else table.get(keys, ())
            if table is None:
                return
        taken = set()
        for end in range(min(len(words), start + self._types.longest[kind]), start, -1):
            for spoken in _spoken(words[start:end]):
                if values := table.get(tuple(word.key for word in spoken)):
                    taken.add(end)
                    yield Span(end, said(spoken), listed=True), values
                    break
        if not kind.startswith("AMAZON."):
            for span in open_spans(words, start, _OPEN):
                if span.end not in taken:
                    yield span, ()


def _spoken(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words, then without an ending: Alexa takes that of "my {relative}'s insurance" for the sample's."""
    yield words
    bare = words[-1].spelled.removesuffix("'s")
    if bare != words[-1].spelled:
        yield [*words[:-1], Word(bare, bare)]
