"""Every pattern catches the sentences beside it, and spares those that it must not catch."""

import pytest

from skill.crisis.compiling import FAMILIES, artefact, read, text
from skill.crisis.detector import Detector, Level

LOCALE = "en-US"
DETECTOR = Detector.load(LOCALE)
PATTERNS = [(family, pattern) for family in FAMILIES for pattern in read(LOCALE, family)["pattern"]]
RISKS = [(family, pattern) for family, pattern in PATTERNS if family != "everyday"]


def sentences(patterns, key):
    return [
        pytest.param(f"{family}.{pattern['id']}", sentence, id=f"{family}.{pattern['id']}: {sentence}")
        for family, pattern in patterns
        for sentence in pattern[key]
    ]


def test_the_compiled_patterns_are_those_of_the_files():
    assert artefact(LOCALE).read_text(encoding="utf-8") == text(LOCALE), (
        "run python -m skill.crisis.compiling"
    )


@pytest.mark.parametrize(("pattern", "sentence"), sentences(RISKS, "catches"))
def test_catches(pattern, sentence):
    assert pattern in {finding.pattern for finding in DETECTOR.findings(sentence)}


@pytest.mark.parametrize(("pattern", "sentence"), sentences(RISKS, "spares"))
def test_spares(pattern, sentence):
    """No pattern fires; the cues, which give no more than the short reply, have the corpus for a test."""
    assert [finding for finding in DETECTOR.findings(sentence) if finding.pattern != "cues"] == []


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    sentences([found for found in PATTERNS if found[0] == "everyday"], "catches"),
)
def test_everyday_phrases_are_no_risk(pattern, sentence):
    assert DETECTOR.classify(sentence).level is Level.NONE


def test_every_pattern_is_described_and_has_examples():
    for family, pattern in PATTERNS:
        assert pattern["says"], pattern["id"]
        assert pattern["catches"], f"{family}.{pattern['id']}"
    assert len({f"{family}.{pattern['id']}" for family, pattern in PATTERNS}) == len(PATTERNS)
