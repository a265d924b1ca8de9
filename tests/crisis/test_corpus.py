"""The detector alone keeps its bars on our own corpus; `make safety` prints the whole table."""

import pytest

from benchmarks.safety import alone, bars
from benchmarks.safety.corpus import MIXED, PLAIN, VOICES, read_accepted, read_benign, read_risk
from benchmarks.safety.share import Share
from skill.crisis.detector import Detector, Family, Level, Subject
from skill.crisis.learning import written


@pytest.fixture(scope="module")
def risk():
    return alone.classify_risk(Detector.load(), read_risk())


@pytest.fixture(scope="module")
def benign():
    return alone.classify_benign(Detector.load(), read_benign())


def missed(lines):
    return [str(line) for line in lines if not line.met]


def test_the_corpus_is_as_wide_as_it_says():
    rows = read_risk()
    assert len(rows) >= 600
    assert len(read_benign()) >= 800
    assert {row.family for row in rows} == {family.value for family in Family}
    assert {row.subject for row in rows} == {subject.value for subject in Subject}
    assert {row.level for row in rows} <= {Level.FULL.value, Level.SHORT.value}
    assert {row.kind for row in read_benign()} == set(bars.ALARMS_OF_KIND)


def test_no_sentence_stands_twice_or_on_both_sides():
    texts = [row.text for row in (*read_risk(), *read_benign())]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("folder", [PLAIN, VOICES, MIXED])
def test_nothing_is_learned_from_what_measures(folder):
    known = {text.lower() for text, _ in written("en-US")}
    unseen = [row.text.lower() for row in (*read_risk(folder), *read_benign(folder))]
    assert len(unseen) == len(set(unseen))
    assert known.isdisjoint(unseen)


def test_risk_is_found_in_every_family(risk):
    assert missed(alone.found_lines(risk)) == []


def test_what_is_no_risk_seldom_gets_the_full_reply(benign):
    assert missed(alone.alarm_lines(benign)) == []


def test_every_false_alarm_is_accepted_with_a_reason(benign):
    accepted = read_accepted()
    alarms = {row.text for row, found in benign if found.level is Level.FULL}
    assert alarms - set(accepted) == set()
    assert set(accepted) <= {row.text for row, _ in benign}
    assert all(reason.strip() for reason in accepted.values())


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Worked by hand from Wilson's formula; of nothing, nothing is known.
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962), (0, 0, 0.0, 1.0)],
)
def test_a_share_knows_how_uncertain_it_is(hits, total, low, high):
    assert Share(hits, total).interval == pytest.approx((low, high), abs=1e-4)
