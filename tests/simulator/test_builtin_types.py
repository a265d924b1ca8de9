from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.simulator.builtin import builtin_spans
from skill.simulator.digits import cardinal, digits_as_words, spoken
from skill.simulator.words import Normaliser

MONDAY = date(2026, 11, 23)
NORMALISER = Normaliser([])


def value(kind: str, text: str, today: date = MONDAY) -> str | None:
    """The value of the whole of `text`, if it is one of `kind`."""
    words = NORMALISER.utterance(text)[0]
    return next((span.value for span in builtin_spans(kind, words, 0, today) if span.end == len(words)), None)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("nine oh two one oh", "90210"),
        ("nine zero two one zero", "90210"),
        ("ninety two ten", "90210"),
        ("nine oh two ten", "90210"),
        ("90210", "90210"),
        ("oh two one three nine", "02139"),
        ("02139", "02139"),
        ("one double oh oh one", "10001"),
        ("ten thousand one", "10001"),
        ("six oh six oh one", "60601"),
        ("three three one triple oh", "331000"),
    ],
)
def test_zip_codes(text: str, digits: str) -> None:
    assert value("AMAZON.AlphaNumeric", text) == digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("five five five oh one two three", "5550123"),
        ("area code four one five five five five oh one two three", "4155550123"),
        ("four one five, area code, five five five oh one two three", "4155550123"),
        ("(415) 555-0123", "4155550123"),
        ("+1 415 555 0123", "14155550123"),
        ("plus one four one five five five five oh one two three", "14155550123"),
        ("two oh two five five five oh one double four", "2025550144"),
        ("two oh two triple five oh one forty four", "2025550144"),
        ("one eight hundred six six two four three five seven", "18006624357"),
        ("eight hundred six six two forty three fifty seven", "8006624357"),
    ],
)
def test_phone_numbers_are_digits_alone(text: str, digits: str) -> None:
    assert value("AMAZON.PhoneNumber", text) == digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("three", "3"),
        ("twenty one", "21"),
        ("one hundred and five", "105"),
        ("a hundred", "100"),
        ("two thousand twenty six", "2026"),
        ("oh two one three nine", "2139"),
        ("24", "24"),
        ("banana", None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert value("AMAZON.NUMBER", text) == number


@pytest.mark.parametrize("text", ["six zero four five", "sixty forty five", "6045"])
def test_four_digit_numbers(text: str) -> None:
    assert value("AMAZON.FOUR_DIGIT_NUMBER", text) == "6045"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("half past nine", "09:30"),
        ("nine thirty", "09:30"),
        ("9:30", "09:30"),
        ("quarter to five", "04:45"),
        ("a quarter after two p.m.", "14:15"),
        ("ten minutes to one", "00:50"),
        ("five in the evening", "17:00"),
        ("ten oh five", "10:05"),
        ("seven o'clock", "07:00"),
        ("twelve a. m.", "00:00"),
        ("noon", "12:00"),
        ("in the morning", "MO"),
        ("afternoons", "AF"),
        ("this evening", "EV"),
        ("at night", "NI"),
        ("thirty", None),
        ("whenever", None),
    ],
)
def test_times(text: str, time: str | None) -> None:
    assert value("AMAZON.TIME", text) == time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("friday", "2026-11-27"),
        ("on fridays", "2026-11-27"),
        ("monday", "2026-11-30"),
        ("next tuesday", "2026-12-01"),
        ("this weekend", "2026-W48-WE"),
        ("next week", "2026-W49"),
        ("next month", "2026-12"),
        ("in three days", "2026-11-26"),
        ("a week from today", "2026-11-30"),
        ("november twenty fifth", "2026-11-25"),
        ("january 3rd", "2027-01-03"),
        ("the third", "2026-12-03"),
        ("february thirtieth", None),
        ("may", None),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    assert value("AMAZON.DATE", text) == day


def test_next_month_after_december_is_in_the_next_year() -> None:
    assert value("AMAZON.DATE", "next month", date(2026, 12, 31)) == "2027-01"


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("three hours", "PT3H"),
        ("half an hour", "PT30M"),
        ("an hour and a half", "PT1H30M"),
        ("an hour and ten minutes", "PT1H10M"),
        ("ninety days", "P90D"),
        ("two weeks", "P2W"),
        ("a year", "P1Y"),
        ("hours", None),
    ],
)
def test_durations(text: str, duration: str | None) -> None:
    assert value("AMAZON.DURATION", text) == duration


def test_ordinals() -> None:
    assert value("AMAZON.Ordinal", "third") == "3"
    assert value("AMAZON.Ordinal", "twenty second") == "22"
    assert value("AMAZON.Ordinal", "the") is None


@pytest.mark.parametrize(
    "city", ["boston", "new york city", "st. louis", "gnaw bone", "truth or consequences"]
)
def test_a_city_may_be_in_no_list(city: str) -> None:
    found = value("AMAZON.US_CITY", city)
    assert found == city.replace(".", "")


@pytest.mark.parametrize("text", ["near me", "i want to die", "what does it cost", "twelve"])
def test_whole_sentences_are_no_city(text: str) -> None:
    assert value("AMAZON.US_CITY", text) is None


def test_states_are_a_closed_list() -> None:
    assert value("AMAZON.US_STATE", "New Hampshire") == "new hampshire"
    assert value("AMAZON.US_STATE", "narnia") is None


ZIPS = st.text("0123456789", min_size=5, max_size=5)
SAYINGS = {digit: [spoken(digit)] for digit in "123456789"} | {"0": ["zero", "oh", "o"]}


@given(ZIPS, st.data())
def test_a_zip_said_digit_by_digit_comes_back(digits: str, data: st.DataObject) -> None:
    words = []
    rest = digits
    while rest:
        repeats = next((n for n in (3, 2) if rest[:n] == rest[0] * n), 1)
        repeats = data.draw(st.integers(1, repeats))
        word = data.draw(st.sampled_from(SAYINGS[rest[0]]))
        words.append(word if repeats == 1 else f"{'double' if repeats == 2 else 'triple'} {word}")
        rest = rest[repeats:]
    assert value("AMAZON.AlphaNumeric", " ".join(words)) == digits
    assert value("AMAZON.AlphaNumeric", digits) == digits


@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True), st.data())
def test_a_phone_number_said_digit_by_digit_comes_back(digits: str, data: st.DataObject) -> None:
    words = " ".join(data.draw(st.sampled_from(SAYINGS[digit])) for digit in digits)
    lead = data.draw(st.sampled_from(["", "area code ", "plus one "]))
    expected = f"1{digits}" if "plus" in lead else digits
    assert value("AMAZON.PhoneNumber", lead + words) == expected
    assert value("AMAZON.PhoneNumber", f"({digits[:3]}) {digits[3:6]}-{digits[6:]}") == digits


@given(st.integers(0, 99))
def test_small_numbers_come_back(number: int) -> None:
    assert cardinal(spoken(str(number)).split()) == number


@given(st.text())
def test_no_digit_is_left_after_saying_digits(text: str) -> None:
    assert not any(character.isdigit() for character in digits_as_words(text))


TYPES = (
    "NUMBER",
    "FOUR_DIGIT_NUMBER",
    "AlphaNumeric",
    "PhoneNumber",
    "DATE",
    "TIME",
    "DURATION",
    "Ordinal",
    "US_CITY",
)
NUMBER_WORDS = (
    "one",
    "oh",
    "twenty",
    "ten",
    "hundred",
    "thousand",
    "double",
    "and",
    "a",
    "half",
    "past",
    "third",
    "days",
)


@given(st.sampled_from(TYPES), st.lists(st.sampled_from(NUMBER_WORDS), max_size=12), st.dates())
def test_number_words_in_any_order_are_a_value_or_none(kind: str, words: list[str], today: date) -> None:
    if today.year > 9000 or today.year < 2:
        return
    heard = NORMALISER.utterance(" ".join(words))[0]
    for span in builtin_spans(f"AMAZON.{kind}", heard, 0, today):
        assert 0 < span.end <= len(heard)
        assert span.value
