"""Amazon's built-in slot types: what they take from speech, and the value that Alexa makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from skill.simulator.builtin.calendar import parse_date
from skill.simulator.builtin.clock import parse_duration, parse_time
from skill.simulator.builtin.numbers import alphanumeric, four_digits, number, ordinal_number, phone_number
from skill.simulator.builtin.places import FIRST_NAMES, STATES, cities, listed, open_spans
from skill.simulator.builtin.span import Span
from skill.simulator.words import Word

__all__ = ["Span", "builtin_spans"]

_LONGEST = 7
"""Words of the longest date, time or duration."""

_WORDS: dict[str, Callable[[Sequence[str]], str | None]] = {
    "AMAZON.TIME": parse_time,
    "AMAZON.DURATION": parse_duration,
}
_NUMBERS: dict[str, Callable[[Sequence[str]], Iterator[tuple[int, str]]]] = {
    "AMAZON.NUMBER": number,
    "AMAZON.FOUR_DIGIT_NUMBER": four_digits,
    "AMAZON.AlphaNumeric": alphanumeric,
    "AMAZON.PhoneNumber": phone_number,
    "AMAZON.Ordinal": ordinal_number,
}
_LISTS: dict[str, Callable[[Sequence[Word], int], Iterator[Span]]] = {
    "AMAZON.US_STATE": partial(listed, STATES),
    **dict.fromkeys(("AMAZON.US_CITY", "AMAZON.City"), cities),
    **dict.fromkeys(("AMAZON.US_FIRST_NAME", "AMAZON.FirstName"), partial(listed, FIRST_NAMES)),
}
_OPEN_WORDS = {
    **dict.fromkeys(("AMAZON.US_CITY", "AMAZON.City"), 3),
    **dict.fromkeys(("AMAZON.US_FIRST_NAME", "AMAZON.FirstName"), 2),
}
"""How many words a value may have that is in no list of ours; Alexa's own lists are longer."""


def builtin_spans(kind: str, words: Sequence[Word], start: int, today: date) -> Iterator[Span]:
    """The values of the built-in type `kind` that begin at the word `start`, longest and likeliest first.

    A type that is not imitated takes any words, marked as unlisted.
    """
    keys = [word.key for word in words]
    if kind in _NUMBERS:
        for length, value in _NUMBERS[kind](keys[start:]):
            yield Span(start + length, value, listed=True)
    elif kind in _WORDS or kind == "AMAZON.DATE":
        for end in range(min(len(keys), start + _LONGEST), start, -1):
            some = keys[start:end]
            parsed = parse_date(some, today) if kind == "AMAZON.DATE" else _WORDS[kind](some)
            if parsed is not None:
                yield Span(end, parsed, listed=True)
    elif kind in _LISTS:
        known = list(_LISTS[kind](words, start))
        yield from known
        taken = {span.end for span in known}
        for span in open_spans(words, start, _OPEN_WORDS.get(kind, 0)):
            if span.end not in taken:
                yield span
    else:
        yield from open_spans(words, start, _LONGEST, any_word=True)
