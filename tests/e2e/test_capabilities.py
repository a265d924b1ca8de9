"""Every capability by voice, with the function that is deployed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skill.deployment.bundle import ROOT
from skill.deployment.tables import resources
from skill.simulator.local_cloud import local_cloud as run_local_cloud
from skill.simulator.transcript import Transcript
from tests.e2e.conversations import iop, speaker, talk

TRANSCRIPTS = sorted((ROOT / "tests" / "transcripts").glob("*.yaml"))
DIRECTORY = ROOT.parent / "shared" / "data" / "samhsa" / "National_Directory_SA_Facilities_2022.xlsx"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_what_was_written_down_is_what_the_deployed_skill_says(deployed, path: Path):
    transcript = Transcript.load(path)
    replaying = transcript.speaker(handler=deployed)
    assert [found for _, _, founds in transcript.replay(replaying) for found in founds] == []


def test_someone_in_danger_hears_the_number_and_the_log_does_not_say_so(local_cloud, deployed):
    turn = talk(speaker(local_cloud), "i want to kill myself")
    assert "988" in turn.speech
    assert turn.open
    lines = log_lines(local_cloud)
    assert any('"capability":"private"' in line for line in lines)
    telling = ("crisis", "suicide", "myself")
    assert not [line for line in lines if any(word in line.lower() for word in telling)]


def test_a_failure_leaves_the_line_that_the_alarm_counts(local_cloud, deployed):
    event = talk(speaker(local_cloud), "help").request
    event["request"]["type"] = "Something.New"
    assert "988" in deployed(event, None)["response"]["outputSpeech"]["ssml"]
    assert [line for line in log_lines(local_cloud) if json.loads(line).get("level") == "ERROR"]
    counted = resources()["FailuresInTheLog"]["Properties"]["FilterPattern"]
    assert counted == '{ $.level = "ERROR" }'


def log_lines(cloud):
    function = cloud.client("lambda").get_function_configuration(FunctionName=cloud.skill_function)
    found = cloud.client("logs").filter_log_events(logGroupName=function["LoggingConfig"]["LogGroup"])
    # What the platform writes of an invocation is text here, JSON in AWS; ours is always JSON.
    lines = [line for event in found["events"] for line in event["message"].splitlines()]
    return [line for line in lines if line.startswith("{")]


@pytest.fixture(scope="module")
def national_directory():
    """A cloud into which the real national directory was imported with `iop`."""
    if not DIRECTORY.is_file():
        pytest.skip("the national directory is not here: ../shared/data/samhsa is absent")
    with run_local_cloud() as cloud:
        yield cloud, iop(cloud, "programs", "import", str(DIRECTORY))


def test_the_national_directory_is_found_by_voice(national_directory):
    cloud, said = national_directory
    assert said.splitlines()[-1].startswith("imported 5525, unchanged 0, rejected 0")
    (nearest,) = iop(cloud, "programs", "near", "59718", "--json", "--limit", "1").splitlines()
    turn = talk(speaker(cloud), "find a program near five nine seven one eight")
    assert json.loads(nearest)["city"] in turn.speech
    assert "Bozeman" in turn.speech
    assert "demo" not in turn.speech
