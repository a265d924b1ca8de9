"""The digits in what people say: one by one, doubled, in teens and tens."""

from __future__ import annotations

import re

__all__ = ["digits"]

_UNITS = {
    "zero": "0",
    "oh": "0",
    "o": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "to": "2",
    "too": "2",
    "three": "3",
    "four": "4",
    "for": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "ate": "8",
    "nine": "9",
}
_ZERO_WORDS = frozenset({"zero", "oh", "o", "nought"})
_TEENS = {
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
}
_TENS = {
    "twenty": "2",
    "thirty": "3",
    "forty": "4",
    "fifty": "5",
    "sixty": "6",
    "seventy": "7",
    "eighty": "8",
    "ninety": "9",
}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ZEROS = {"hundred": "00", "thousand": "000"}
_SILENT = frozenset(
    {
        "a",
        "and",
        "area",
        "at",
        "call",
        "can",
        "cell",
        "code",
        "dash",
        "home",
        "i'm",
        "is",
        "it",
        "it's",
        "its",
    }
    | {
        "me",
        "mobile",
        "my",
        "number",
        "ok",
        "okay",
        "on",
        "phone",
        "please",
        "plus",
        "reach",
        "sure",
        "that's",
    }
    | {"the", "uh", "um", "well", "work", "you"}
)
_TOKEN = re.compile(r"\d+|[a-z']+")


def digits(spoken: str) -> str | None:
    """The digits that `spoken` names, or None if it holds words that are no part of a number.

    Takes digits in any writing, words one by one ("oh", "double four"), teens and tens ("fifty five"),
    hundreds and thousands ("eight hundred"), and leaves out words people say around a number.
    """
    text = spoken.lower().replace("\u2019", "'")
    found: list[str] = []
    times = 1
    tens: str | None = None
    for token in _TOKEN.findall(text):
        if token in _TIMES:
            times = _TIMES[token]
            continue
        if tens is not None and token in _UNITS and token not in _ZERO_WORDS:
            found[-1] = tens + _UNITS[token]
            tens = None
            continue
        tens = None
        if token.isascii() and token.isdigit():
            piece = token
        elif token in _UNITS:
            piece = _UNITS[token]
        elif token in _TEENS:
            piece = _TEENS[token]
        elif token in _TENS:
            tens = _TENS[token]
            piece = tens + "0"
        elif token in _ZEROS and found:
            piece = _ZEROS[token]
        elif token in _SILENT:
            continue
        else:
            return None
        found.append(piece[0] * (times - 1) + piece)
        times = 1
    return "".join(found)
