"""Why a web request is not answered."""

from __future__ import annotations

from skill.errors import RequestError

__all__ = ["VerificationError"]


class VerificationError(RequestError):
    """The request cannot be shown to come from Alexa; the message names the rule, nothing of the request."""
