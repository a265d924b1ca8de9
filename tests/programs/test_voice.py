"""What a search by voice keeps, forgets and never does; the conversations themselves are in transcripts/."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from skill.simulator.local_cloud import LocalCloud
from skill.simulator.speaker import Exchange, Speaker
from skill.simulator.transport import skill_handler

Talk = Callable[..., list[Exchange]]


@pytest.fixture
def talk(local_cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Say some lines to the skill with the demonstration directory; the turns after opening."""
    for name, value in local_cloud.environment.items():
        monkeypatch.setenv(name, value)

    def said(*lines: str, **options: object) -> list[Exchange]:
        speaker = Speaker(skill_handler(local_cloud.environment), **options)
        speaker.open()
        return [speaker.say(line) for line in lines]

    return said


def place_of(turn: Exchange) -> str:
    found = re.search(r"near ([A-Z][\w. -]+, [A-Z][\w ]+?)[.,]", turn.speech)
    assert found, turn.speech
    return found[1]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["find a program in denver", "find a program near 59718"], "Bozeman, Montana"),
        (["find a program near 59718", "denver"], "Denver, Colorado"),
        (["find a program near 59718", "seattle washington"], "Seattle, Washington"),
        (["find a program in springfield", "illinois", "missouri"], None),
        (["find a program in springfield", "massachusetts", "denver"], "Denver, Colorado"),
        (["find a program near 99999", "denver"], "Denver, Colorado"),
        (["find a program near 99999", "88888", "denver colorado"], "Denver, Colorado"),
        (["find a program in nowhereville", "nine oh two one oh"], "Beverly Hills, California"),
        (["find a program", "oh two one three nine"], "Cambridge, Massachusetts"),
        (["find a program", "2139", "yes"], "Cambridge, Massachusetts"),
        (["find a program", "2139", "no", "90210"], "Beverly Hills, California"),
    ],
)
def test_the_place_is_the_one_said_last(talk: Talk, lines: list[str], place: str | None) -> None:
    last = talk(*lines)[-1]
    assert last.open
    if place:
        assert place_of(last) == place


def test_three_misses_end_with_a_person_to_call(talk: Talk) -> None:
    turns = talk("find a program near 99999", "88888", "nowhereville")
    assert "one digit at a time" in turns[0].speech
    assert "What city and state" in turns[1].speech
    assert "1-800-662-4357" in turns[2].speech
    assert turns[2].open


def test_wishes_go_on_to_another_place_and_end_with_a_new_request(talk: Talk) -> None:
    turns = talk(
        "find a program in denver that takes medicaid",
        "try boston",
        "only ones for teens",
        "find a spanish program in chicago",
        "what about seattle",
    )
    assert "take Medicaid" in turns[0].speech
    assert "take Medicaid" in turns[1].speech
    assert "take Medicaid and have a program for teens" in turns[2].speech
    assert "speak Spanish" in turns[3].speech
    assert "Medicaid" not in turns[3].speech
    assert "speak Spanish" in turns[4].speech


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("find a program in chicago for my teenager", "have a program for teens"),
        ("find a program in chicago for veterans", "have a program for veterans"),
        ("find a free program in chicago", "charge nothing"),
        ("find a program in chicago with sliding scale", "have a sliding fee"),
        ("find an online program in chicago", "offer telehealth"),
        ("find a program in chicago for women", "have a program for women"),
        ("find a dual diagnosis program in chicago", "treat substance use and mental health together"),
        ("find a suboxone program in chicago", "offer medication for opioid use"),
        ("near chicago that takes tricare", "take military insurance"),
        ("find an anorexia program in chicago", "treat eating disorders"),
    ],
)
def test_every_kind_of_wish_is_understood_and_said_back(talk: Talk, line: str, wish: str) -> None:
    assert wish in talk(line)[-1].speech


def test_an_age_stands_for_its_group(talk: Talk) -> None:
    ask = "around chicago that takes medicaid for my {} who's {}"
    assert "teens" in talk(ask.format("daughter", "sixteen"))[-1].speech
    assert "take adults" in talk(ask.format("son", "thirty"))[-1].speech
    assert "take seniors" in talk(ask.format("mother", "seventy"))[-1].speech


def test_one_of_several_is_the_one_that_was_heard(talk: Talk) -> None:
    first, second, third, card = talk(
        "find a program in denver",
        "the second one",
        "what's the number of the third one",
        "send it to my phone",
    )
    names = re.findall(r"(?:The closest is|Next,|Then,) (.+?), in ", first.speech)
    assert second.speech.startswith(names[1])
    assert names[2] in third.speech
    assert card.card is not None
    assert names[2] in card.card["content"]


def test_a_number_is_said_twice_as_a_phone_number(talk: Talk) -> None:
    turn = talk("find a program near 90210", "what's the number")[-1]
    said = re.findall(r'<say-as interpret-as="telephone">(\d{3}-555-01\d\d)</say-as>', turn.ssml)
    assert len(said) == 2
    assert said[0] == said[1]


def test_no_card_without_being_asked_for_it(talk: Talk) -> None:
    turns = talk("find a program near 90210", "what's the number", "the first one", "next", "no")
    assert [turn.card for turn in turns] == [None] * 5


def test_day_programs_are_told_as_such(talk: Talk) -> None:
    asked, told = talk("find a depression program in honolulu", "yes")
    assert "marks IOPs only for alcohol and drug use" in asked.speech
    assert asked.speech.endswith("Would you like to hear day programs near Honolulu, Hawaii?")
    assert "1-800-662-4357" in told.speech


def test_nothing_found_ends_in_a_person_to_call(talk: Talk) -> None:
    turn = talk("find a program in honolulu")[-1]
    assert "I found nothing within 100 miles of Honolulu, Hawaii" in turn.speech
    assert "1-800-662-4357" in turn.speech
    assert turn.open


def test_about_nothing_yet_the_place_is_asked_for(talk: Talk) -> None:
    for line in ("what's the number", "send it to my phone", "farther", "what else is near me"):
        turn = talk(line)[-1]
        assert turn.speech.endswith("What ZIP code or city should I look near?")


def test_an_aside_leads_back_to_the_search(talk: Talk) -> None:
    aside, number = talk("find a program in denver", "what is an i o p", "yes")[1:]
    assert aside.speech.endswith("Would you like the number of the first one?")
    assert "The number for Blue Teacup Recovery Center" in number.speech


def test_demo_listings_are_always_called_so(talk: Talk) -> None:
    listed, number, one = talk("find a program in denver", "what's the number", "the second one")
    for turn in (listed, number, one):
        assert "demo listing" in turn.speech


def test_a_session_stays_small_enough_for_alexa(talk: Talk) -> None:
    turns = talk("find a program in denver", "farther", "farther", "next", "what's the number")
    assert max(len(str(turn.response)) for turn in turns) < 24_000
