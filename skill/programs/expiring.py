"""A small memory that forgets: what one process read a moment ago need not be read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Expiring"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class Expiring(Generic[Key, Value]):
    """Keeps the latest values for a while."""

    def __init__(self, seconds: float, most: int, clock: Callable[[], float]) -> None:
        """Values are kept for `seconds` of `clock`, and no more than `most` of them."""
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def peek(self, key: Key) -> Value | None:
        """The value kept for `key`, or None."""
        kept = self._kept.get(key)
        return kept[1] if kept and self._clock() < kept[0] else None

    def put(self, key: Key, value: Value) -> None:
        """Keep `value` for `key`, forgetting the oldest if there are too many."""
        self._kept[key] = (self._clock() + self._seconds, value)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value kept for `key`, or the one that `make` makes, kept from now on."""
        kept = self._kept.get(key)
        if kept and self._clock() < kept[0]:
            return kept[1]
        value = make()
        self.put(key, value)
        return value
