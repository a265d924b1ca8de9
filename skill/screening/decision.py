"""The screening's decision: which question comes next, and which of five outcomes the answers lead to.

It is unscored and no diagnosis. The rule is that of the criteria in the source text, in a fixed order in
which safety comes first: whatever is unresolved about safety can never end in "this may fit".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Answer", "Answers", "Concern", "Outcome", "Severity", "Situation", "decide", "next_question"]


class Answer(StrEnum):
    """An answer to a yes or no question; a skipped question counts as not sure."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class Concern(StrEnum):
    """What help is most wanted with."""

    SUBSTANCES = "substances"
    EATING = "eating"
    MOOD = "mood"
    SEVERAL = "several"
    OTHER = "other"
    NOT_SURE = "not-sure"


class Severity(StrEnum):
    """How most days go."""

    MANAGING = "managing"
    STRUGGLING = "struggling"
    HARMING = "harming"
    NOT_SURE = "not-sure"


class Situation(StrEnum):
    """What staying overnight has to do with it."""

    STEPPING_DOWN = "stepping-down"
    STAYING_HOME = "staying-home"
    NEITHER = "neither"
    NOT_SURE = "not-sure"


class Outcome(StrEnum):
    """Where the answers lead."""

    HELP_NOW = "help-now"
    CARE_TODAY = "care-today"
    IOP_MAY_FIT = "iop-may-fit"
    OUTPATIENT = "outpatient"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers so far; None where a question was not asked yet."""

    caregiver: bool
    """Whether they are about someone the person cares for."""

    minor: bool
    """Whether the person whom they are about is under eighteen."""

    suicide: Answer | None = None
    concern: Concern | None = None
    health: Answer | None = None
    self_harm: Answer | None = None
    injury: Answer | None = None
    """Asked only after a yes to self-harm."""

    days: Severity | None = None
    home: Answer | None = None
    overnight: Situation | None = None
    medicine: Answer | None = None
    risk_heard: bool = False
    """Whether a sign of risk was heard in this session outside the questions."""


ORDER = ("suicide", "concern", "health", "self_harm", "injury", "days", "home", "overnight", "medicine")
"""The questions in the order in which they are asked, by the name of their answer."""


def next_question(answers: Answers) -> str | None:
    """The name of the question to ask next, or None where the outcome is certain."""
    if _certain(answers):
        return None
    for name in ORDER:
        if name == "injury" and answers.self_harm is not Answer.YES:
            continue
        if getattr(answers, name) is None:
            return name
    return None


def _certain(answers: Answers) -> bool:
    """Whether no further answer could, or should, change the outcome."""
    if _minor_alone(answers):
        return answers.suicide is not None
    return _help_now(answers) or _care_today(answers)


def _help_now(answers: Answers) -> bool:
    if answers.suicide is Answer.YES:
        return True
    return answers.suicide is Answer.NOT_SURE and not answers.caregiver


def _care_today(answers: Answers) -> bool:
    if answers.health is Answer.YES:
        return True
    return answers.self_harm is Answer.YES and answers.injury in (Answer.YES, Answer.NOT_SURE)


def _unresolved(answers: Answers) -> bool:
    """Whether something is open that only a person can go through."""
    return (
        answers.risk_heard
        or answers.suicide is not Answer.NO
        or answers.health is not Answer.NO
        or answers.self_harm not in (Answer.YES, Answer.NO)
        or answers.home is not Answer.YES
        or answers.concern in (None, Concern.OTHER, Concern.NOT_SURE)
    )


def _clearly_light(answers: Answers) -> bool:
    return (
        not answers.minor
        and answers.days is Severity.MANAGING
        and answers.self_harm is Answer.NO
        and answers.overnight is Situation.NEITHER
        and answers.medicine is Answer.NO
    )


def _minor_alone(answers: Answers) -> bool:
    return answers.minor and not answers.caregiver


def _needs_more_than_visits(answers: Answers) -> bool:
    often = answers.days in (Severity.STRUGGLING, Severity.HARMING)
    return often or answers.overnight is Situation.STEPPING_DOWN


RULES = (
    (_help_now, Outcome.HELP_NOW),
    (_minor_alone, Outcome.TALK),
    (_care_today, Outcome.CARE_TODAY),
    (_unresolved, Outcome.TALK),
    (_needs_more_than_visits, Outcome.IOP_MAY_FIT),
    (_clearly_light, Outcome.OUTPATIENT),
)
"""What leads to which outcome; the first that applies wins."""


def decide(answers: Answers) -> Outcome:
    """The one outcome of complete answers; `TALK` where no rule applies."""
    return next((outcome for applies, outcome in RULES if applies(answers)), Outcome.TALK)
