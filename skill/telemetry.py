"""Logs and metrics of the skill function: how requests went, never what was said or by whom."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import skill.lean_powertools  # noqa: F401  # it must come before Powertools

# isort: split
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from skill.edge import Observation
from skill.errors import SkillError, WrongSkillError

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

__all__ = ["logger", "observe"]

PRIVATE = frozenset({"crisis", "screening"})
"""Capabilities whose use would itself say something about a person's health."""

_metrics = Metrics(namespace="IopVoiceSkill", service="iop-voice-skill")


@cache
def logger() -> Logger:
    """Writes log lines as JSON; loaded when there is a first one, which in most containers never comes."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415

    return Logger(service="iop-voice-skill")


def observe(observation: Observation) -> None:
    """Write metrics in CloudWatch's embedded metric format, and a log line if something went wrong.

    A turn that went well has its line in the metrics, which say all that a log line could.
    """
    capability = "private" if observation.capability in PRIVATE else observation.capability or "none"
    _metrics.add_metric(name="Turn", unit=MetricUnit.Milliseconds, value=round(observation.milliseconds, 1))
    _metrics.add_dimension(name="capability", value=capability)
    _metrics.add_metadata(key="request", value=observation.request)
    failure = observation.failure
    about: dict[str, object] = {"request": observation.request, "capability": capability}
    if isinstance(failure, WrongSkillError):
        logger().warning("refused", extra=about)
        _metrics.add_metric(name="Refused", unit=MetricUnit.Count, value=1)
    elif failure:
        logger().error("failed", extra=about | _what_failed(failure))
        _metrics.add_metric(name="Failed", unit=MetricUnit.Count, value=1)
    _metrics.flush_metrics()


def _what_failed(failure: Exception) -> dict[str, object]:
    """The kind of a failure and where it was; only our own errors have messages free of what was said."""
    reason = str(failure) if isinstance(failure, SkillError) else ""
    return {"error": type(failure).__name__, "reason": reason, "where": _where(failure)}


def _where(failure: BaseException) -> str:
    """The innermost line of a failure, as `module:line`: enough to find it, and nothing of its values."""
    trace = failure.__traceback__
    if trace is None:
        return ""
    while trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"
