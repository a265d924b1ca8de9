"""What the detector makes of whole texts: its contract, its reading of the context, and whatever arrives."""

import socket
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.safety.corpus import read_benign, read_risk
from skill.crisis.detector import Detector, Family, Level, Subject
from skill.crisis.reading import URGENCY

DETECTOR = Detector.load()

WORDS = """
i we he my son not never no want to die kill myself the it a bottle of pills hurt me she him and but like just
really if why can do 988 voices tell told hit how many would be better off without ever again used < > . ! ' "
\u0430 \U0001f622 \u00e9 { } <break/>
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", ""])


def level(text):
    return DETECTOR.classify(text).level


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\n",
        "\x00\x1b[0m",
        "\ud83d",
        "<speak><break time='1s'/></speak>",
        '{"statement": {"value": null}}',
        "\u043f\u0440\u0438\u0432\u0435\u0442",
        "\u4f60\u597d",
        "\u0645\u0631\u062d\u0628\u0627",
        "\U0001f600" * 500,
        "'" * 3000,
        "<" * 10_000,
        "a" * 10_000,
        "how much does it cost " * 450,
    ],
)
def test_anything_may_arrive(text):
    assert level(text) is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        '{"statement": "i want to kill myself"}',
        "<speak>i want to <break/> kill myself</speak>",
        "\U0001f622 i want to kill myself \U0001f622",
        "I WANT TO KILL MYSELF!!!",
        "i\u2019m going to kill myself",
        "i want to kill my self",
        "how much does it cost " * 400 + "i want to kill myself",
        "boston i want to kill myself",
    ],
)
def test_risk_is_found_in_whatever_it_is_wrapped(text):
    risk = DETECTOR.classify(text)
    assert (risk.level, risk.family, risk.subject) == (Level.FULL, Family.SUICIDE, Subject.SELF)


@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_every_text_gets_one_consistent_answer(text):
    risk = DETECTOR.classify(text)
    assert DETECTOR.classify(text) == risk
    if risk.level is Level.NONE:
        assert (risk.family, risk.subject, risk.pattern, risk.span) == (None, None, None, None)
    else:
        assert risk.family in Family
        assert risk.subject in Subject
        assert risk.pattern
        assert 0 <= risk.span[0] < risk.span[1]


@given(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), st.integers(50, 400))
@settings(max_examples=25, deadline=None)
def test_long_hostile_repetition_is_answered(text, times):
    assert level((text + " ") * times) in Level


@given(
    st.text(string.ascii_lowercase + " ", max_size=40).filter(lambda text: level(text) is Level.NONE),
    st.sampled_from(["i want to kill myself", "my son took too many pills", "my husband hits me"]),
)
@settings(max_examples=100, deadline=None)
def test_words_said_before_do_not_hide_risk_in_a_new_sentence(before, said):
    assert level(f"{before}. {said}") is Level.FULL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A denial takes back its own span, and nothing else.
        ("i'm not suicidal", Level.NONE),
        ("i am not going to kill myself", Level.NONE),
        ("i'm not suicidal but i think about dying every day", Level.FULL),
        ("i can't promise i won't kill myself", Level.FULL),
        ("i can't stop thinking about killing myself", Level.FULL),
        ("i don't know why i want to die", Level.FULL),
        ("no i want to die", Level.FULL),
        # An idiom does not veto what follows it.
        ("i was killing myself laughing", Level.NONE),
        ("i was killing myself laughing and now i want to die", Level.FULL),
        # The past, and what brings it back.
        ("i used to cut myself years ago", Level.NONE),
        ("i used to cut myself and now i'm cutting again", Level.FULL),
        ("i attempted suicide in college and the thoughts are back", Level.FULL),
        # A question about the topic, about care, and how to do it.
        ("what is suicidal ideation", Level.NONE),
        ("can i join the program if i have suicidal thoughts", Level.SHORT),
        ("how many pills does it take to die", Level.FULL),
        # Stories and strangers; people one knows.
        ("romeo kills himself in the play", Level.NONE),
        ("why do people kill themselves", Level.NONE),
        ("someone i love wants to kill themselves", Level.FULL),
        # Harm needs a person.
        ("kill the process", Level.NONE),
        ("hit me up", Level.NONE),
        ("he hit me", Level.FULL),
        ("play killing me softly", Level.NONE),
    ],
)
def test_context_is_read(text, expected):
    assert level(text) is expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("i want to die", Subject.SELF),
        ("my son wants to die", Subject.OTHER),
        ("wants to die", Subject.OTHER),
        ("she told me she is suicidal", Subject.OTHER),
        ("he hit me", Subject.SELF),
        ("not breathing", Subject.OTHER),
        ("my friend took a whole bottle of tylenol", Subject.OTHER),
        ("help i can't breathe", Subject.SELF),
    ],
)
def test_whom_it_is_about(text, subject):
    assert DETECTOR.classify(text).subject is subject


def test_the_most_serious_of_several_texts_wins():
    risk = DETECTOR.classify_all(
        ["boston", "i can't do this anymore", "my son is not breathing", "i want to die"]
    )
    assert (risk.level, risk.family) == (Level.FULL, Family.MEDICAL)
    assert DETECTOR.classify_all([]).level is Level.NONE


def test_the_span_points_at_the_words():
    text = "well how much is it and honestly i want to kill myself today"
    start, end = DETECTOR.classify(text).span
    assert "kill myself" in text[start:end]


def test_needs_no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    assert Detector.load().classify("i want to die").level is Level.FULL


def test_an_unknown_locale_is_refused():
    with pytest.raises(FileNotFoundError):
        Detector.load("xx-XX")


SENTENCES = [row.text for row in (*read_risk(), *read_benign())]
ALIKE = {Family.MEDICAL, Family.EATING}
"""Found by the same signs; the other words tell which it is."""


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.sampled_from([". ", " and ", " "]))
@settings(max_examples=400, deadline=None)
def test_a_search_that_ends_early_tells_what_a_whole_one_tells_first(sentences, between):
    text = between.join(sentences)
    told, every = DETECTOR.classify(text), DETECTOR.findings(text)
    assert (told.level is Level.NONE) is (not every)
    if every:
        order = [Level.FULL, Level.SHORT]
        gravest = min((order.index(each.level), URGENCY.index(each.family)) for each in every)
        assert told.level is order[gravest[0]]
        assert told.family is URGENCY[gravest[1]] or {told.family, URGENCY[gravest[1]]} == ALIKE


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("the meter maid beat me to the car. my mom took all her pills and she will not wake up", "overdose"),
        ("i used to cut years ago and i am well. my dad hits me every night", "abuse"),
        ("he choked on the price of the milk. i want to die and i have a plan", "suicide"),
    ],
)
def test_a_sentence_is_read_by_itself(text, family):
    found = DETECTOR.classify(text)
    assert (found.level, found.family) == (Level.FULL, Family(family))
