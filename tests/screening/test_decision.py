"""The decision over every combination of answers: nothing unsafe is ever called a fit."""

from itertools import product

import pytest

from skill.screening.decision import (
    Answer,
    Answers,
    Concern,
    Outcome,
    Severity,
    Situation,
    decide,
    next_question,
)

BOTH = (False, True)
ALL = [
    Answers(*combination)
    for combination in product(
        BOTH, BOTH, Answer, Concern, Answer, Answer, Answer, Severity, Answer, Situation, Answer, BOTH
    )
]
PLACEMENTS = {Outcome.IOP_MAY_FIT, Outcome.OUTPATIENT}


@pytest.fixture(scope="module")
def outcomes():
    return [(answers, decide(answers)) for answers in ALL]


def test_every_combination_is_tried():
    assert len(ALL) == 2**3 * 3**6 * 6 * 4**2


def test_a_yes_or_not_sure_about_ones_own_suicide_is_always_help_now(outcomes):
    assert all(
        outcome is Outcome.HELP_NOW
        for answers, outcome in outcomes
        if answers.suicide is Answer.YES or (answers.suicide is Answer.NOT_SURE and not answers.caregiver)
    )


def test_help_now_is_for_nothing_else(outcomes):
    assert all(
        answers.suicide is not Answer.NO for answers, outcome in outcomes if outcome is Outcome.HELP_NOW
    )


def test_nothing_unresolved_reaches_a_placement(outcomes):
    for answers, outcome in outcomes:
        if outcome in PLACEMENTS:
            assert answers.suicide is Answer.NO
            assert answers.health is Answer.NO
            assert answers.home is Answer.YES
            assert not answers.risk_heard
            assert answers.self_harm is Answer.NO or (
                answers.self_harm is Answer.YES and answers.injury is Answer.NO
            )


def test_standard_care_needs_clear_answers_of_an_adult(outcomes):
    for answers, outcome in outcomes:
        if outcome is Outcome.OUTPATIENT:
            assert not answers.minor
            assert answers.self_harm is Answer.NO
            assert answers.days is Severity.MANAGING
            assert answers.medicine is Answer.NO
            assert answers.overnight is Situation.NEITHER
            assert answers.concern not in (Concern.OTHER, Concern.NOT_SURE)


def test_a_minor_alone_hears_help_or_talk(outcomes):
    found = {outcome for answers, outcome in outcomes if answers.minor and not answers.caregiver}
    assert found == {Outcome.HELP_NOW, Outcome.TALK}


def test_a_minor_alone_is_asked_about_safety_only():
    alone = Answers(caregiver=False, minor=True)
    assert next_question(alone) == "suicide"
    for answer in Answer:
        assert next_question(Answers(caregiver=False, minor=True, suicide=answer)) is None


def test_every_outcome_is_reached(outcomes):
    assert {outcome for _, outcome in outcomes} == set(Outcome)


def walk(answers, choose):
    """Answer each next question until there is none."""
    asked = []
    while (name := next_question(answers)) is not None:
        asked.append(name)
        values = {field: getattr(answers, field) for field in Answers.__dataclass_fields__}
        answers = Answers(**values | {name: choose(name)})
    return answers, asked


@pytest.mark.parametrize("caregiver", BOTH)
def test_questions_stop_at_once_when_safety_says_so(caregiver):
    kinds = {"concern": Concern.MOOD, "days": Severity.STRUGGLING, "overnight": Situation.NEITHER}
    for urgent in ("suicide", "health", "injury"):

        def choose(name, urgent=urgent):
            if name in kinds:
                return kinds[name]
            yes = name == urgent or (urgent == "injury" and name == "self_harm") or name == "home"
            return Answer.YES if yes else Answer.NO

        answers, asked = walk(Answers(caregiver=caregiver, minor=False), choose)
        assert asked[-1] == urgent
        assert decide(answers) in {Outcome.HELP_NOW, Outcome.CARE_TODAY}
