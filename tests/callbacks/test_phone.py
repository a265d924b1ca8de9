"""Numbers as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.callbacks.phone import Fault, PhoneNumber, Rejected, area_code, read_phone
from skill.callbacks.spoken_digits import digits

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("6175551234", "6175551234"),
        ("six one seven five five five one two three four", "6175551234"),
        ("one six one seven five five five one two three four", "6175551234"),
        ("plus one, six one seven, five five five, one two three four", "6175551234"),
        ("+1 (617) 555-1234", "6175551234"),
        ("area code six seventeen, triple five, twelve thirty-four", "6175551234"),
        ("my number is six one seven double five five one two three four", "6175551234"),
        ("six one seven five fifty five twelve thirty four", "6175551234"),
        ("two oh two, four five six, one one double one", "2024561111"),
        ("eight hundred six six two four three five seven", "8006624357"),
        ("it\u2019s 617 555 one two three four please", "6175551234"),
        ("six one seven five five five nine thousand", "6175559000"),
        ("seven eight seven two three four five six seven eight", "7872345678"),
        ("six oh four two two two three three three three", "6042223333"),
    ],
)
def test_a_number_said_in_any_way_is_understood(said, number):
    assert read_phone(said) == PhoneNumber(number)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", Fault.NO_NUMBER),
        ("i don't know it", Fault.NO_NUMBER),
        ("i want to die", Fault.NO_NUMBER),
        ("six one seven", Fault.SHORT),
        ("six one seven five five five", Fault.SHORT),
        ("six one seven five five five one two three four five", Fault.LONG),
        ("nine one one", Fault.SERVICE),
        ("nine eight eight", Fault.SERVICE),
        ("0175551234", Fault.INVALID),
        ("6171551234", Fault.INVALID),
        ("6179111234", Fault.INVALID),
        ("5552345678", Fault.INVALID),
        ("6175550123", Fault.INVALID),
        ("6175551212", Fault.INVALID),
        ("9002345678", Fault.COSTLY),
        ("8762345678", Fault.ABROAD),
    ],
)
def test_what_cannot_be_called_back_is_refused_with_its_reason(said, fault):
    assert read_phone(said) == Rejected(fault)


@pytest.mark.parametrize(
    "said", ["five five five one two three four", "one five five five one two three four"]
)
def test_a_number_without_its_area_code_is_kept_until_the_code_is_said(said):
    heard = read_phone(said)
    assert heard == Rejected(Fault.SHORT, local="5551234")
    assert read_phone((area_code("it's six one seven") or "") + "5551234") == PhoneNumber("6175551234")


@pytest.mark.parametrize("said", ["one seven", "zero one seven", "six one seven five", "boston"])
def test_an_area_code_has_three_digits(said):
    assert area_code(said) is None


def test_fictional_numbers_are_for_demonstrations():
    assert read_phone("617 555 0123", fictional=True) == PhoneNumber("6175550123")
    assert read_phone("617 555 1212", fictional=True) == Rejected(Fault.INVALID)


def test_a_number_is_written_as_networks_and_people_write_it():
    number = PhoneNumber("6175551234")
    assert (number.e164, number.dialed) == ("+16175551234", "617-555-1234")


@given(st.text(alphabet="0123456789", min_size=1, max_size=15))
def test_digits_said_one_by_one_are_those_digits(number):
    assert digits(" ".join(WORDS[int(digit)] for digit in number)) == number


@given(st.text())
def test_nothing_said_breaks_it_and_what_is_taken_has_ten_digits(said):
    match read_phone(said):
        case PhoneNumber(ten):
            assert len(ten) == 10
            assert ten.isdigit()
            assert ten[0] not in "01"
        case Rejected():
            pass


@given(st.integers(min_value=0, max_value=9), st.sampled_from([("double", 2), ("triple", 3)]))
def test_double_and_triple_repeat_one_digit(digit, times):
    word, count = times
    assert digits(f"one {word} {WORDS[digit]} two") == f"1{str(digit) * count}2"
