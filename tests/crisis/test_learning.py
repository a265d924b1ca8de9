"""The weights are those of the examples that stand beside them, and they hear what no pattern knows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.crisis import learning
from skill.crisis.compiling import FAMILIES
from skill.crisis.detector import Detector
from skill.crisis.weighing import Weights

LOCALE = "en-US"


@pytest.fixture(scope="module")
def stored():
    return json.loads(learning.artefact(LOCALE).read_text(encoding="utf-8"))


def test_the_weights_are_learnt_from_the_examples_as_they_stand(stored):
    assert stored["learnt_from"] == learning.digest(LOCALE), "run python -m skill.crisis.learning"


def test_every_example_has_a_known_label():
    assert {family for family, _ in learning.examples(LOCALE)} == {*FAMILIES, learning.NONE} - {"everyday"}


def test_what_is_left_out_of_learning_is_still_told_apart():
    """A fifth of the examples is held back: most of its risk is heard, and most of the rest is not."""
    rows = learning.examples(LOCALE)
    held = rows[::5]
    weights = Weights(learning.learnt(LOCALE, [row for place, row in enumerate(rows) if place % 5]))
    normaliser = Detector.load(LOCALE).normaliser

    def heard(risky):
        found = [
            weights.weigh(normaliser.words(text).words).probability >= 0.8
            for family, text in held
            if (family != learning.NONE) == risky
        ]
        return sum(found) / len(found)

    assert heard(risky=True) > 0.7
    assert heard(risky=False) < 0.1


@given(st.text(max_size=400))
def test_any_text_has_a_weight_between_none_and_all(stored, text):
    words = Detector.load(LOCALE).normaliser.words(text).words
    assert 0 <= Weights(stored).weigh(words).probability <= 1


def test_a_long_text_is_weighed_window_by_window(stored):
    """What is said in the middle of much else is not drowned by it."""
    weights, normaliser = Weights(stored), Detector.load(LOCALE).normaliser
    much = "and then we went to the store to buy some milk and bread for the week " * 30
    risky = "i want to die and nobody would miss me if i was gone forever"
    alone = weights.weigh(normaliser.words(risky).words).probability
    assert weights.weigh(normaliser.words(much + risky + " " + much).words).probability > alone / 2
