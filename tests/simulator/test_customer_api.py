from __future__ import annotations

from typing import Any

import pytest

from skill.alexa_api import AlexaApi, DeviceAddress, Refusal
from skill.simulator import Account, Speaker
from tests.simulator.models import UNDERSTANDING

HELD: list[Speaker] = []
"""An account answers for as long as somebody holds its speaker."""


def api(deadline: float = 5.0, **options: Any) -> AlexaApi:
    """The skill's own client, in front of a speaker's endpoint."""

    def quiet(event: Any, context: Any) -> dict[str, Any]:
        return {"version": "1.0", "response": {"shouldEndSession": False}}

    speaker = Speaker(quiet, model=UNDERSTANDING, **options)
    HELD.append(speaker)
    system = speaker.open().request["context"]["System"]
    return AlexaApi(system["apiEndpoint"], system["apiAccessToken"], deadline=deadline)


def test_the_postal_code_is_given_where_it_was_granted() -> None:
    granted = api(granted=["address"], postal_code="02139").device_address("some-device")
    assert granted.value == DeviceAddress("US", "02139")


def test_it_is_refused_where_it_was_not() -> None:
    assert api(postal_code="02139").device_address("some-device").refusal == Refusal.NOT_GRANTED
    assert api(granted=["address"], postal_code="02139").mobile_number().refusal == Refusal.NOT_GRANTED


def test_what_is_not_set_is_empty() -> None:
    assert api(granted=["address"]).device_address("some-device").refusal == Refusal.EMPTY
    assert api(granted=["profile"], account=Account(mobile=None)).mobile_number().refusal == Refusal.EMPTY


def test_name_and_number_of_the_account() -> None:
    profile = api(granted=["profile"])
    assert profile.given_name().value == "Sam"
    assert profile.mobile_number().value == "+12025550143"


def test_the_time_zone_needs_no_permission() -> None:
    assert api().time_zone("some-device").value == "America/New_York"


@pytest.mark.parametrize(
    ("status", "refusal"), [(429, Refusal.BUSY), (500, Refusal.FAILED), (401, Refusal.NOT_GRANTED)]
)
def test_it_fails_as_told(status: int, refusal: Refusal) -> None:
    assert api(granted=["address"], account=Account(status=status)).device_address("d").refusal == refusal


def test_it_is_slow_as_told() -> None:
    assert api(0.2, account=Account(delay=3)).time_zone("d").refusal == Refusal.SLOW


def test_another_token_opens_nothing() -> None:
    endpoint = api(granted=["address"], postal_code="02139")._endpoint
    assert AlexaApi(endpoint, "stolen").device_address("d").refusal == Refusal.NOT_GRANTED
