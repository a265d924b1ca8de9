"""Logs and metrics of the skill function: how requests went, never what was said or by whom."""

from __future__ import annotations

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from skill.edge import Observation
from skill.errors import SkillError, WrongSkillError

__all__ = ["observe"]

PRIVATE = frozenset({"crisis", "screening"})
"""Capabilities whose use would itself say something about a person's health."""

_logger = Logger(service="iop-voice-skill")
_metrics = Metrics(namespace="IopVoiceSkill", service="iop-voice-skill")


def observe(observation: Observation) -> None:
    """Write one log line and one set of metrics in CloudWatch's embedded metric format to standard output."""
    capability = "private" if observation.capability in PRIVATE else observation.capability or "none"
    fields: dict[str, object] = {
        "request": observation.request,
        "capability": capability,
        "milliseconds": round(observation.milliseconds, 1),
    }
    failure = observation.failure
    if failure is None:
        _logger.info("answered", extra=fields)
    elif isinstance(failure, WrongSkillError):
        _logger.warning("refused", extra=fields | {"error": type(failure).__name__})
        _metrics.add_metric(name="Refused", unit=MetricUnit.Count, value=1)
    else:
        # Only our own errors have messages that are free of what a caller said.
        reason = str(failure) if isinstance(failure, SkillError) else ""
        _logger.error(
            "failed",
            extra=fields | {"error": type(failure).__name__, "reason": reason, "where": _where(failure)},
        )
        _metrics.add_metric(name="Failed", unit=MetricUnit.Count, value=1)
    _metrics.add_metric(name="Turn", unit=MetricUnit.Milliseconds, value=observation.milliseconds)
    _metrics.add_dimension(name="capability", value=capability)
    _metrics.flush_metrics()


def _where(failure: BaseException) -> str:
    """The innermost line of a failure, as `module:line`: enough to find it, and nothing of its values."""
    trace = failure.__traceback__
    if trace is None:
        return ""
    while trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"
