"""What is said at the end of a screening, as the keys of its words."""

from __future__ import annotations

from skill.screening.decision import Answer, Answers, Concern, Outcome, Severity, Situation

__all__ = ["keys", "reason"]

URGENT_CONCERNS = {Concern.SUBSTANCES: "substances"}


def keys(outcome: Outcome, answers: Answers) -> list[str]:
    """The content entries of an outcome, in the order in which they are said."""
    if outcome is Outcome.HELP_NOW:
        return ["screening:outcomes.help-now"]
    if outcome is Outcome.CARE_TODAY:
        return [f"screening:outcomes.care-today.{_care(answers)}"]
    if outcome is Outcome.TALK and answers.minor and not answers.caregiver:
        return ["screening:outcomes.minor.lead", "screening:outcomes.closing.line"]
    said = [f"screening:outcomes.{outcome}.lead", *_additions(outcome, answers)]
    return [*said, "screening:outcomes.closing.line"]


def _care(answers: Answers) -> str:
    if answers.health is not Answer.YES:
        return "self-harm"
    return URGENT_CONCERNS.get(answers.concern or Concern.OTHER, "urgent")


def _additions(outcome: Outcome, answers: Answers) -> list[str]:
    added = []
    if answers.self_harm is Answer.YES and outcome in (Outcome.IOP_MAY_FIT, Outcome.TALK):
        added.append("self-harm")
    if outcome is Outcome.IOP_MAY_FIT and answers.minor:
        added.append("teen")
    if outcome is Outcome.IOP_MAY_FIT and answers.medicine is Answer.YES:
        added.append("medicine")
    if outcome is Outcome.TALK and answers.home is Answer.NO:
        added.append("no-home")
    return [f"screening:outcomes.{outcome}.{name}" for name in added]


def reason(answers: Answers) -> str | None:
    """The content entry of the one reason why a program may fit, or None."""
    if answers.overnight is Situation.STEPPING_DOWN:
        return "screening:reasons.stepping-down"
    if answers.days in (Severity.HARMING, Severity.STRUGGLING):
        return f"screening:reasons.{answers.days}"
    return None
