"""The pattern language, and the automaton that runs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.crisis.automaton import Automaton
from skill.crisis.compiling import automaton
from skill.crisis.grammar import GrammarError, Vocabulary, forms, read
from skill.crisis.packing import Pages, Shelf, file_of, packed, pages, read_file, shelf, unpacked

VOCABULARY = Vocabulary(
    {"pet": "cat dog", "beast": "<pet> wolf"}, {"go": "goes went gone"}, frozenset({"but"})
)


def found(pattern, text):
    machine = Automaton(automaton([(0, read(pattern, VOCABULARY))]), ["really"], ["but"])
    return [(match.start, match.end) for match in machine.find(["^", *text.split(), "."])]


@pytest.mark.parametrize(
    ("pattern", "text", "spans"),
    [
        ("a cat", "see a cat", [(2, 4)]),
        ("a cat", "a really cat", [(1, 4)]),
        ("a cat", "a big cat", []),
        ("a [big] cat", "a big cat", [(1, 4)]),
        ("a [big] cat", "a cat", [(1, 3)]),
        ("a {big|old} cat", "a big old big cat", [(1, 6)]),
        ("a .. cat", "a very small grey cat", [(1, 6)]),
        ("a .. cat", "a b c d e f g cat", []),
        ("a .. cat", "a dog but cat", []),
        ("(a big|the old) <pet>", "the old dog", [(1, 4)]),
        ("(a big|the old) <pet>", "a old dog", []),
        ("<beast> runs", "wolf runs", [(1, 3)]),
        ("dog|cat go+", "cat went", [(1, 3)]),
        ("^ cat", "cat", [(0, 2)]),
        ("^ cat", "a cat", []),
        ("cat $", "cat but", [(1, 3)]),
        ("cat $", "cat runs", []),
        ("one (two|three four|five [six]) seven", "one five seven", [(1, 4)]),
        ("one (two|three four|five [six]) seven", "one three four seven", [(1, 5)]),
        ("one (two|three four|five [six]) seven", "one three seven", []),
    ],
)
def test_patterns_match_what_they_say(pattern, text, spans):
    assert found(pattern, text) == spans


@pytest.mark.parametrize("pattern", ["(a b", "a) b", "[a]", "{a} b", ".. b", "<missing> a"])
def test_what_cannot_be_read_is_refused(pattern):
    with pytest.raises(GrammarError):
        read(pattern, VOCABULARY)


def test_forms_of_verbs():
    assert forms("go", {"go": "goes went gone"}) == {"go", "goes", "went", "gone"}
    assert forms("choke", {}) >= {"chokes", "choked", "choking"}
    assert forms("punch", {}) >= {"punches", "punched", "punching"}
    assert forms("carry", {}) >= {"carries", "carried", "carrying"}


@given(st.sets(st.integers(0, 20_000), max_size=200))
def test_positions_survive_packing(places):
    assert unpacked(packed(places)) == sum(1 << place for place in places)


def test_what_is_compiled_survives_its_file():
    compiled = {
        "patterns": [["suicide.want-to-die", "suicide"]],
        "automaton": {
            "words": pages({"kill": "1", "kitten": "2"}),
            "lines": shelf(["a", "b"]),
            "sets": [],
            "count": 2,
        },
        "cues": {"table": pages({"die": "7"}), "tells": {}, "classes": pages({"": "x"})},
    }
    read_back = read_file(file_of(compiled))
    assert read_back["patterns"] == compiled["patterns"]
    assert read_back["automaton"]["count"] == 2
    words, lines = Pages(read_back["automaton"]["words"]), Shelf(read_back["automaton"]["lines"])
    assert (words.get("kill"), words.get("kitten"), words.get("kin"), words.get("dog")) == (
        "1",
        "2",
        None,
        None,
    )
    assert [lines[0], lines[1]] == ["a", "b"]
    assert Pages(read_back["cues"]["table"]).get("die") == "7"
