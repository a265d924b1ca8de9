from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.programs.model import Place
from skill.programs.places import places
from skill.programs.spoken import (
    NoSuchPlace,
    OnlyState,
    ShortZip,
    UnknownZip,
    WhichState,
    find_city,
    find_place,
    find_zip,
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("90210", "90210"),
        ("9 0 2 1 0", "90210"),
        ("nine oh two one oh", "90210"),
        ("nine zero two one zero", "90210"),
        ("ninety two ten", "90210"),
        ("ninety thousand two hundred ten", "90210"),
        ("my zip code is nine oh two ten", "90210"),
        ("oh two one three nine", "02139"),
        ("02139", "02139"),
        ("02139-4307", "02139"),
        ("five nine seven one eight", "59718"),
        ("one triple oh one", "10001"),
        ("one hundred oh one", "10001"),
        ("six oh six fourteen", "60614"),
        ("zip code one double oh one one", "10011"),
    ],
)
def test_a_zip_in_any_way_of_saying_digits(words: str, code: str) -> None:
    found = find_zip(places(), words)
    assert isinstance(found, Place)
    assert found.zip == code


@pytest.mark.parametrize(
    ("words", "code"), [("2139", "02139"), ("zip code one double oh one", "01001"), ("501", "00501")]
)
def test_lost_zeros_have_to_be_confirmed(words: str, code: str) -> None:
    found = find_zip(places(), words)
    assert isinstance(found, ShortZip)
    assert found.place.zip == code


@pytest.mark.parametrize(
    "words", ["99999", "k 1 a 0 b 1", "twelve", "i want to die", "", "one two three four five six"]
)
def test_what_is_no_zip(words: str) -> None:
    assert isinstance(find_zip(places(), words), UnknownZip)


@pytest.mark.parametrize(
    ("words", "city", "state"),
    [
        ("saint louis", "St. Louis", "MO"),
        ("new york city", "New York City", "NY"),
        ("new york", "New York", "NY"),
        ("winston salem north carolina", "Winston-Salem", "NC"),
        ("austin texas", "Austin", "TX"),
        ("boston mass", "Boston", "MA"),
        ("denver", "Denver", "CO"),
        ("downtown denver", "Denver", "CO"),
        ("the denver area", "Denver", "CO"),
        ("portland", "Portland", "OR"),
        ("portland maine", "Portland", "ME"),
        ("kansas city", "Kansas City", "MO"),
        ("l. a.", "Los Angeles", "CA"),
        ("washington d. c.", "Washington", "DC"),
        ("washington", "Washington", "DC"),
        ("springfield illinois", "Springfield", "IL"),
        ("san juan puerto rico", "San Juan", "PR"),
        ("charleston west virginia", "Charleston", "WV"),
        ("nyc", "New York", "NY"),
    ],
)
def test_the_city_that_is_meant(words: str, city: str, state: str) -> None:
    found = find_place(places(), words)
    assert isinstance(found, Place)
    assert (found.city, found.state) == (city, state)


@pytest.mark.parametrize(
    ("words", "states"),
    [("springfield", ("MO", "MA", "IL")), ("charleston", ("SC", "WV")), ("aurora", ("CO", "IL"))],
)
def test_namesakes_of_like_size_have_to_be_told_apart(words: str, states: tuple[str, ...]) -> None:
    found = find_city(places(), words)
    assert isinstance(found, WhichState)
    assert found.states[: len(states)] == states
    chosen = find_city(places(), words, states[-1])
    assert isinstance(chosen, Place)
    assert chosen.state == states[-1]


@pytest.mark.parametrize(
    ("words", "state"), [("idaho", "ID"), ("north carolina", "NC"), ("california", "CA")]
)
def test_a_state_alone_is_no_city(words: str, state: str) -> None:
    assert find_city(places(), words) == OnlyState(state)


@pytest.mark.parametrize("words", ["i want to die", "nowhereville", "my house", "purple umbrella"])
def test_what_is_no_city(words: str) -> None:
    assert find_place(places(), words) == NoSuchPlace()


def test_a_city_in_the_wrong_state_is_not_found_elsewhere() -> None:
    assert find_city(places(), "winston salem", "MT") == NoSuchPlace()


WORDS = st.lists(
    st.sampled_from(
        [
            "oh",
            "one",
            "two",
            "twenty",
            "ninety",
            "ten",
            "hundred",
            "thousand",
            "double",
            "triple",
            "zip",
            "code",
            "9",
            "02139",
            "st",
            "saint",
            "x",
        ]
    ),
    max_size=20,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), WORDS))
def test_any_words_have_an_outcome(words: str) -> None:
    found = find_place(places(), words)
    assert found is not None
    if isinstance(found, Place) and found.zip:
        assert len(found.zip) == 5
