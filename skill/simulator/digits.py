"""Numbers as people say them: digits to words, and number words back to digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

__all__ = [
    "DIGITS",
    "NUMBER_WORDS",
    "ORDINALS",
    "cardinal",
    "digit_strings",
    "digits_as_words",
    "ordinal",
    "spoken",
]

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DIGITS = {word: str(value) for value, word in enumerate(_UNITS)} | dict.fromkeys(("oh", "o", "nought"), "0")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: value for value, word in enumerate(_TEENS, 10)},
    **{word: value * 10 for value, word in enumerate(_TENS, 2)},
}
NUMBER_WORDS = frozenset({*DIGITS, *_VALUES, "hundred", "thousand", "double", "triple"})
_REPEATS = {"double": 2, "triple": 3}
_ORDINAL_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ORDINALS = {
    **{word: value for value, word in enumerate(_ORDINAL_UNITS, 1)},
    **{f"{word}th": value for value, word in enumerate(_TEENS, 10) if word != "twelve"},
    "twelfth": 12,
    **{f"{word[:-1]}ieth": value * 10 for value, word in enumerate(_TENS, 2)},
}

_TIME = re.compile(r"\b(\d{1,2}):(\d\d)(?=\D|$)")
_DECIMAL = re.compile(r"\b(\d+)\.(\d+)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_THOUSANDS = re.compile(r"\b(\d{1,3}),(\d{3})\b")
_NUMBER = re.compile(r"\d+")
_HUNDRED, _THOUSAND = 100, 1000
_READINGS = 2000
_YEARS = range(1900, 2100)


def digits_as_words(text: str) -> str:
    """`text` with every number said in words, as speech recognition of a sample would have it.

    One and two digits are a number, years are said in pairs, everything longer digit by digit.
    """
    if not any(character.isdigit() for character in text):
        return text
    # Digits of other scripts would pass `isdigit` but not `int`.
    text = "".join(c if c.isascii() or not c.isdigit() else " " for c in text)
    text = _THOUSANDS.sub(r"\1\2", text)
    text = _TIME.sub(lambda match: f" {_clock(match[1], match[2])} ", text)
    text = _DECIMAL.sub(lambda match: f" {spoken(match[1])} point {_each(match[2])} ", text)
    text = _ORDINAL.sub(lambda match: f" {ordinal_words(int(match[1]))} ", text)
    return _NUMBER.sub(lambda match: f" {spoken(match[0])} ", text)


def _clock(hour: str, minute: str) -> str:
    if minute == "00":
        return spoken(str(int(hour)))
    return f"{spoken(str(int(hour)))} {'oh ' + spoken(minute[1]) if minute[0] == '0' else spoken(minute)}"


def _each(digits: str) -> str:
    return " ".join(_UNITS[int(digit)] for digit in digits)


def spoken(digits: str) -> str:
    """How a run of digits is said."""
    number = int(digits[:9])
    if len(digits) == 1 or (len(digits) == 2 and digits[0] != "0"):  # noqa: PLR2004  # one and two digits
        return _below_hundred(number)
    if len(digits) == 4 and number in _YEARS and number % _HUNDRED > 9:  # noqa: PLR2004  # "twenty ten" on
        return f"{_below_hundred(number // _HUNDRED)} {_below_hundred(number % _HUNDRED)}"
    return _each(digits)


def _below_hundred(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:  # noqa: PLR2004  # the teens
        return _TEENS[number - 10]
    tens = _TENS[number // 10 - 2]
    return f"{tens} {_UNITS[number % 10]}" if number % 10 else tens


def ordinal_words(number: int) -> str:
    """The ordinal of a number below a hundred, in words; 0 has none and stays a number."""
    if number in _ORDINAL_BY_VALUE:
        return _ORDINAL_BY_VALUE[number]
    if number == 0:
        return "zero"
    return f"{_TENS[number // 10 - 2]} {_ORDINAL_BY_VALUE[number % 10]}"


_ORDINAL_BY_VALUE = {value: word for word, value in ORDINALS.items()}


def ordinal(words: Sequence[str]) -> int | None:
    """The number that an ordinal names: "twenty third" is 23."""
    match words:
        case [word]:
            return ORDINALS.get(word)
        case [tens, unit] if tens in _TENS and unit in _ORDINAL_UNITS:
            return _VALUES[tens] + ORDINALS[unit]
    return None


def cardinal(words: Sequence[str]) -> int | None:
    """The number that `words` name as a whole: "one hundred and five" is 105."""
    total, group, seen = 0, 0, False
    last = _THOUSAND
    for place, word in enumerate(words):
        if word in {"a", "and"} and place + 1 < len(words):
            following = words[place + 1] in {"hundred", "thousand"}
            if not (following and not seen if word == "a" else seen and last >= _HUNDRED):
                return None
            group = group or (1 if word == "a" else 0)
        elif word == "hundred" and 0 < group < 20:  # noqa: PLR2004  # "nineteen hundred" is the last
            group, last = group * _HUNDRED, _HUNDRED
        elif word == "thousand" and 0 < group < _THOUSAND and not total:
            total, group, last = group * _THOUSAND, 0, _THOUSAND
        elif word in _VALUES and _fits(_VALUES[word], last):
            group += _VALUES[word]
            last = 10 if _VALUES[word] >= 20 else 1  # noqa: PLR2004  # after "twenty" a unit may come
        else:
            return None
        seen = True
    return total + group if seen else None


def _fits(value: int, last: int) -> bool:
    """Whether a number of this size may follow one of that rank: "twenty one", not "one twenty"."""
    return last >= _HUNDRED or (last == 10 and 0 < value < 10)  # noqa: PLR2004  # a unit after tens


def digit_strings(words: Sequence[str]) -> Iterator[str]:
    """Every digit string that `words` may mean, the likeliest first.

    "ninety two ten" is 9210 and 90210; "one eight hundred" is 1800; "double four" is 44.
    """
    yield from islice(dict.fromkeys(_strings(tuple(words))), _READINGS)


def _strings(words: tuple[str, ...]) -> Iterator[str]:
    if not words:
        yield ""
        return
    for length, digits in _heads(words):
        for rest in _strings(words[length:]):
            yield digits + rest


def _heads(words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The digit strings that the first words may mean, with how many words they took."""
    first, following = words[0], words[1:]
    second = following[0] if following else ""
    if first in _REPEATS:
        if second in DIGITS:
            yield 2, DIGITS[second] * _REPEATS[first]
        return
    if second in {"hundred", "thousand"} and 0 < _VALUES.get(first, 0) < _HUNDRED:
        yield 2, f"{_VALUES[first]}{'00' if second == 'hundred' else '000'}"
        # "four hundred twelve" and "ten thousand one" as one number.
        for end in range(min(len(words), 8), 2, -1):
            whole = cardinal(words[:end])
            if whole is not None:
                yield end, str(whole)
    if first in DIGITS:
        yield 1, DIGITS[first]
        return
    value = _VALUES.get(first)
    if value is None:
        return
    if value >= 20 and 0 < _VALUES.get(second, 0) < 10:  # noqa: PLR2004  # tens and a unit
        yield 2, str(value + _VALUES[second])
    yield 1, str(value)
