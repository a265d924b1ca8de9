"""The table of cues: what is weighed is what was learned."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.crisis.compiling import cue_context, pages
from skill.crisis.cues import Cues, Kin, cues
from skill.crisis.learning import WORTH, Text, learned, table, tells, weight_of

CONTEXT = cue_context("en-US")
KIN = Kin(CONTEXT, CONTEXT["classes"])
TEXTS = [
    ("suicide", "^ i want to be dead ."),
    ("suicide", "^ i will not be here tomorrow ."),
    ("overdose", "^ he swallowed all of the pills ."),
    ("overdose", "^ she took the whole bottle of pills ."),
    ("", "^ i want to be early tomorrow ."),
    ("", "^ where is the bottle of milk ."),
    ("", "^ will he be here for dinner ."),
]
WORDS = sorted({word for _, text in TEXTS for word in text.split()} | {"zebra", "son", "me"})


def text_of(family, said):
    root = math.sqrt(len(said.split()))
    counts: dict[str, float] = {}
    for cue in cues(said.split(), KIN):
        counts[cue] = counts.get(cue, 0.0) + 1 / root
    return Text(counts, family)


KNOWN = [text_of(family, said) for family, said in TEXTS] * 2
WEIGHTS = learned(KNOWN)
KEPT = {cue: round(weight * 100) for cue, weight in WEIGHTS.items() if abs(round(weight * 100)) >= WORTH}
"""The table keeps whole hundredths and leaves out what hardly weighs."""
CUES = Cues(
    {
        **CONTEXT,
        "families": ["suicide", "self-harm", "overdose"],
        "table": pages(table(WEIGHTS)),
        "tells": pages({word: letters[:3] for word, letters in tells(KNOWN).items()}),
        "classes": pages(CONTEXT["classes"]),
    }
)


@pytest.mark.parametrize(("family", "said"), TEXTS)
def test_what_was_learned_is_told_apart(family, said):
    assert (CUES.weigh(said.split()) > 0) is bool(family)


@pytest.mark.parametrize(("family", "said"), [text for text in TEXTS if text[0]])
def test_the_family_is_told(family, said):
    assert CUES.family(said.split()) == family


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=80))
def test_a_text_weighs_what_its_cues_weigh_together(words):
    told = weight_of(text_of("", " ".join(words)), KEPT)
    assert CUES.weigh(words) == pytest.approx(told, abs=1)


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=12), st.integers(20, 60))
def test_what_is_said_over_and_over_weighs_less_and_less(words, times):
    assert abs(CUES.weigh(words * times)) <= max(abs(CUES.weigh(words * 2)), 100)


def test_every_cue_that_weighs_is_told():
    words = ["^", "he", "swallowed", "all", "of", "the", "pills", "."]
    each = dict(CUES.each(words))
    assert each
    assert each == {cue: KEPT[cue] for cue in cues(words, KIN) if cue in KEPT}


def test_the_same_texts_give_the_same_weights():
    assert learned(KNOWN) == WEIGHTS
