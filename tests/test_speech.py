"""Words become valid SSML whatever is filled into them, and numbers can be written down."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content import Content
from skill.errors import ContentError
from skill.speech import Voice, plain, ssml

VOICE = Voice(Content())


@given(st.text())
def test_any_value_gives_valid_ssml_that_says_just_that(value):
    document = ssml(VOICE.render("Hello {name}, welcome.", {"name": value}))
    assert ET.fromstring(document).tag == "speak"


@pytest.mark.parametrize("value", ["a & b", "<speak>", '"quotes"', "it's", "{name}", "%s"])
def test_markup_in_a_value_is_spoken_as_it_is(value):
    assert plain(VOICE.render("{name}", {"name": value})) == value


def test_crisis_numbers_are_read_digit_by_digit():
    assert VOICE.render("{lifeline}", {}) == '<say-as interpret-as="digits">988</say-as>'
    assert VOICE.render("{samhsa}", {}) == '<say-as interpret-as="telephone">1-800-662-4357</say-as>'


def test_the_letters_are_spelled_out():
    assert plain(VOICE.render("An IOP. Many IOPs.", {})) == "An IOP. Many IOPs."
    assert VOICE.render("IOPs", {}) == '<say-as interpret-as="characters">IOP</say-as>s'


def test_a_placeholder_without_a_value_is_an_error_that_names_it():
    with pytest.raises(ContentError, match="nobody"):
        VOICE.render("{nobody}", {})
