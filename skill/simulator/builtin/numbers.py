"""Numbers, ZIP codes and phone numbers, said in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from skill.simulator.digits import NUMBER_WORDS, ORDINALS, cardinal, digit_strings, ordinal

__all__ = ["alphanumeric", "four_digits", "number", "ordinal_number", "phone_number"]

_LONGEST = 22
"""Number words in a row: eleven digits with "double" before each."""

_ZIPS = (re.compile(r"\d{5}"), re.compile(r"\d{9}"))
_PHONES = (re.compile(r"[2-9]\d{9}"), re.compile(r"1\d{10}"), re.compile(r"\d{7}"))
"""Numbers of North America: no area code begins with 0 or 1."""


def _run(keys: Sequence[str], also: Collection[str] = ()) -> int:
    """How many number words stand at the beginning; "and" only inside a number."""
    length = 0
    for place, key in enumerate(keys[:_LONGEST]):
        inside = key == "and" and 0 < place < len(keys) - 1 and keys[place - 1] in {"hundred", "thousand"}
        if key not in NUMBER_WORDS and key not in also and not inside:
            break
        length = place + 1
    return length


def _best(words: Sequence[str], shapes: Sequence[re.Pattern[str]]) -> str | None:
    """The reading of `words` as digits that has the first of `shapes` to be found, or else the likeliest."""
    readings = list(digit_strings(words))
    for shape in shapes:
        for reading in readings:
            if shape.fullmatch(reading):
                return reading
    return readings[0] if readings else None


def number(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """AMAZON.NUMBER: a number in words or digit by digit; leading zeros are lost."""
    for length in range(_run(keys, also={"a"}), 0, -1):
        whole = cardinal(keys[:length])
        if whole is not None:
            yield length, str(whole)
        else:
            digits = next(digit_strings(keys[:length]), None)
            if digits:
                yield length, str(int(digits))


def four_digits(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """AMAZON.FOUR_DIGIT_NUMBER: "six zero four five", "sixty forty five"."""
    for length in range(_run(keys), 0, -1):
        for digits in digit_strings(keys[:length]):
            if len(digits) == len("6045"):
                yield length, digits
                break


def alphanumeric(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """AMAZON.AlphaNumeric, used for ZIP codes: "nine oh two one oh" is 90210, and so is "ninety two ten"."""
    length = _run(keys)
    if not length:
        return
    digits = _best(keys[:length], _ZIPS)
    if digits:
        yield length, digits


def phone_number(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """AMAZON.PhoneNumber: the digits alone; "area code" and "plus" are heard and left out."""
    spoken: list[str] = []
    place = 0
    while place < len(keys):
        if list(keys[place : place + 2]) == ["area", "code"]:
            place += 2
        elif keys[place] == "plus" and not spoken:
            place += 1
        else:
            length = _run(keys[place:])
            if not length:
                break
            spoken += keys[place : place + length]
            place += length
    digits = _best(spoken, _PHONES) if spoken else None
    if digits:
        yield place, digits


def ordinal_number(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """AMAZON.Ordinal: "third" is 3."""
    for length in (2, 1):
        value = ordinal(keys[:length]) if len(keys) >= length else None
        if value is not None:
            yield length, str(value)
    if keys and keys[0] not in ORDINALS and keys[0] == "last":
        yield 1, "-1"
