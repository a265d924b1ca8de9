from __future__ import annotations

import os
from typing import Any

import pytest

from skill.simulator import Speaker
from skill.simulator.local_cloud import KEYS, LocalCloud
from skill.simulator.on_demand import REHEARSAL, skill_on_demand

ENDPOINTS = (
    "IOP_ENDPOINT_URL",
    "AWS_ENDPOINT_URL",
    "IOP_SKILL_ID",
    "IOP_PROGRAMS_TABLE",
    "IOP_CALLBACKS_TABLE",
)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENDPOINTS:
        monkeypatch.delenv(name, raising=False)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


def test_what_needs_no_database_starts_no_cloud() -> None:
    told: list[str] = []
    with skill_on_demand(aws=False, eager=False, progress=told.append) as handler:
        speaker = Speaker(handler)
        assert speaker.open().speech
        assert speaker.say("help").speech
        assert speaker.say("i want to die").speech
    assert told == []


def test_a_turn_that_needs_the_database_at_the_endpoint_gets_it(
    local_cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", local_cloud.endpoint_url)
    told: list[str] = []
    with skill_on_demand(aws=False, eager=False, progress=told.append) as handler:
        assert speech_of_a_search(handler) == speech_of_a_search(direct(local_cloud))
    assert told == []


def direct(cloud: LocalCloud) -> Any:
    from skill.simulator.transport import skill_handler

    return skill_handler({**os.environ, **cloud.environment, "IOP_ENDPOINT_URL": cloud.endpoint_url})


def speech_of_a_search(handler: Any) -> list[str]:
    speaker = Speaker(handler)
    speaker.open()
    said = [speaker.say("have someone call me back").speech]
    if speaker.listening:
        said.append(speaker.say("yes").speech)
    return said


def test_the_rehearsal_has_the_settings_of_the_stack(local_cloud: LocalCloud) -> None:
    real = local_cloud.skill_environment()
    own = {"IOP_PROGRAMS_TABLE", "IOP_CALLBACKS_TABLE", "IOP_CALLBACKS_KEY"}
    assert {name: real[name] for name in REHEARSAL if name not in own} == {
        name: value for name, value in REHEARSAL.items() if name not in own
    }


def test_a_cloud_that_does_not_start_costs_only_what_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    told: list[str] = []
    with skill_on_demand(aws=False, eager=False, progress=told.append) as handler:
        assert len(speech_of_a_search(handler)[0]) > 0
        assert Speaker(handler).open().speech
    assert len(told) == 1
    assert told[0].startswith("no database")
