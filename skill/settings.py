"""What differs from one deployment to another, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from skill.errors import SettingsError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment."""

    skill_id: str
    """The only skill id that is answered (`amzn1.ask.skill....`)."""

    programs_table: str = ""
    """The DynamoDB table of treatment programs."""

    callbacks_table: str = ""
    """The DynamoDB table of callback requests."""

    callbacks_key: str = ""
    """The secret under which a caller's user id is hashed before it is stored."""

    callbacks_keep_days: str = ""
    """For how many days a closed request is kept; 30 if empty."""

    topic_arn: str = ""
    """The SNS topic on which the staff hear of requests."""

    centre_name: str = ""
    centre_phone: str = ""
    """The centre's number, as people dial it."""

    centre_hours: str = ""
    """When the centre calls back, e.g. `Mon-Fri 09:00-17:00`."""

    centre_time_zone: str = ""
    """An IANA time zone name."""

    callback_promise_hours: str = ""
    """Within how many of the centre's open hours a request is answered."""

    endpoint_url: str | None = None
    """Another DynamoDB endpoint than AWS's own, e.g. of the local cloud."""

    allow_fictional_numbers: bool = False
    """Whether 555-01xx numbers are taken as phone numbers (demonstration and tests)."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings in `environment`.

        Raises:
            SettingsError: `IOP_SKILL_ID` is missing. What a capability needs beyond it is checked by that
                capability, so that a missing table never silences the crisis numbers.
        """
        skill_id = environment.get("IOP_SKILL_ID", "").strip()
        if not skill_id:
            raise SettingsError(
                "IOP_SKILL_ID is not set: the skill cannot tell its own requests from others'"
            )
        return cls(
            skill_id=skill_id,
            programs_table=environment.get("IOP_PROGRAMS_TABLE", ""),
            callbacks_table=environment.get("IOP_CALLBACKS_TABLE", ""),
            callbacks_key=environment.get("IOP_CALLBACKS_KEY", ""),
            callbacks_keep_days=environment.get("IOP_CALLBACKS_KEEP_DAYS", ""),
            topic_arn=environment.get("IOP_TOPIC_ARN", ""),
            centre_name=environment.get("IOP_CENTRE_NAME", ""),
            centre_phone=environment.get("IOP_CENTRE_PHONE", ""),
            centre_hours=environment.get("IOP_CENTRE_HOURS", ""),
            centre_time_zone=environment.get("IOP_CENTRE_TIME_ZONE", ""),
            callback_promise_hours=environment.get("IOP_CALLBACK_PROMISE_HOURS", ""),
            endpoint_url=environment.get("IOP_ENDPOINT_URL") or environment.get("AWS_ENDPOINT_URL") or None,
            allow_fictional_numbers=environment.get("IOP_ALLOW_FICTIONAL_NUMBERS", "") == "yes",
        )
