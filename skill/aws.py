"""Clients of AWS, made fast and with deadlines of ours; imported when a turn first needs one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import get_session

__all__ = ["DYNAMODB_OPTIONS", "dynamodb_client"]

_DYNAMODB = "dynamodb"

DYNAMODB_OPTIONS: Mapping[str, Any] = {
    "connect_timeout": 1,
    "read_timeout": 1.5,
    "retries": {"total_max_attempts": 2},
    # What botocore makes anew for every request and nobody reads is a seventh of its work: the stores are
    # tested against a real API, so no argument needs checking, and the usual user agent has thirty parts.
    "parameter_validation": False,
    "user_agent": "iop-voice-skill",
}
"""How the DynamoDB client is made: seconds that leave time to answer, and no more work than is needed."""


class _OneServiceLoader(Loader):  # type: ignore[misc]  # botocore has no types
    """Reads the model of the one service, without a look into the folders of four hundred others first."""

    def list_available_services(self, type_name: str) -> list[str]:
        """The one service, whatever kind of model is asked for."""
        del type_name
        return [_DYNAMODB]


def dynamodb_client(endpoint_url: str | None) -> Any:
    """A DynamoDB client that leaves time to answer within Alexa's 8 s.

    boto3 would make the same, a tenth of a second later.
    """
    session = get_session()
    session.register_component("data_loader", _OneServiceLoader())
    return session.create_client(_DYNAMODB, endpoint_url=endpoint_url, config=Config(**DYNAMODB_OPTIONS))
