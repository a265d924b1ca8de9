"""The automaton against a plain search through the same lines: whatever it leaves out or finds must agree."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skill.crisis.automaton import GAP, WINDOW, Automaton
from skill.crisis.grammar import GrammarError, Vocabulary, read
from skill.crisis.lines import automaton

VOCABULARY = Vocabulary({"ab": "a b", "abc": "<ab> c d e"}, {}, frozenset({"but"}))
PATTERN_CLASSES = {name: VOCABULARY.named(name) for name in ("ab", "abc")}
FILLERS, BOUNDARIES = ["really"], ["but"]

PIECES = st.sampled_from(
    [
        *(
            "a",
            "b",
            "c|d",
            "<ab>",
            "<abc>",
            "[a]",
            "[b c]",
            "[c|d e]",
            "(a|b c)",
            "(a b|c d|e)",
            "(a [b] c|d)",
        ),
        *("{d}", "{<abc>}", "..", "$", "x", "y", "(x a|x b|y a c)"),
    ]
)
PATTERNS = st.lists(PIECES, min_size=1, max_size=5).map(" ".join)
WORDS = st.sampled_from(["a", "b", "c", "d", "e", "x", "y", "z", "really", "but", "."])


def lines(patterns):
    read_lines = []
    for owner, pattern in enumerate(patterns):
        try:
            read_lines.append((owner, read(pattern, VOCABULARY)))
        except GrammarError:
            assume(False)
    return read_lines


def onward(line, position, words, begin, passed):
    """Every word at which a way that has come past this position can end."""
    taken = 0
    for index in range(begin, len(words)):
        word = words[index]
        for place in position.follow:
            if word in line.positions[place].words:
                yield from after(line, place, words, index, passed)
        if position.gap and word not in BOUNDARIES:
            taken += word not in passed and word not in FILLERS
        elif word not in FILLERS and word not in position.passed:
            return
        if taken > GAP:
            return


def after(line, place, words, index, passed):
    """Every word at which a way can end that takes word `index` at this place."""
    if place in line.last:
        yield index
    yield from onward(line, line.positions[place], words, index + 1, passed)


def searched(read_lines, words):
    """Pattern and end of every finding, and where it can begin, by trying everything."""
    passed = {word for _, line in read_lines for position in line.positions for word in position.passed}
    starts = {}
    for owner, line in read_lines:
        for start, word in enumerate(words):
            for place in line.first:
                if word in line.positions[place].words:
                    for end in after(line, place, words, start, passed):
                        starts.setdefault((owner, end + 1), set()).add(start)
    return starts


@given(st.lists(PATTERNS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_nothing_is_left_out_and_nothing_added(patterns, words):
    read_lines = lines(patterns)
    machine = Automaton(automaton(read_lines, PATTERN_CLASSES), FILLERS, BOUNDARIES)
    found = {(match.pattern, match.end): match.start for match in machine.find(words)}
    expected = searched(read_lines, words)
    assert found.keys() == expected.keys()
    assert all(start in expected[key] for key, start in found.items())


@given(PATTERNS, st.lists(WORDS, min_size=2, max_size=5), st.integers(WINDOW - 8, 3 * WINDOW))
@settings(max_examples=100, deadline=None)
def test_what_lies_across_two_pieces_is_found(pattern, words, before):
    read_lines = lines([pattern])
    machine = Automaton(automaton(read_lines, PATTERN_CLASSES), FILLERS, BOUNDARIES)
    alone = {(match.start + before, match.end + before) for match in machine.find(words)}
    assert {(match.start, match.end) for match in machine.find(["z"] * before + words)} == alone
