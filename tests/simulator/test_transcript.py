from __future__ import annotations

from pathlib import Path

import pytest

from skill.simulator import Speaker
from skill.simulator.errors import TranscriptError
from skill.simulator.transcript import Line, Transcript, permissions
from tests.simulator.hello import hello
from tests.simulator.models import UNDERSTANDING

TALK = Transcript(
    title="Where",
    lines=[
        Line(".open", "Hello. Where?"),
        Line("find a program", "Which ...?", intent="FindProgramIntent"),
        Line("in boston", "Which ZIP?", slots={"city": "boston"}),
        Line("02139", "boston 02139", ends=True),
        Line(".open", "Hello\u2026"),
        Line(".silence", "Say a city.", ends=True),
    ],
)


def differences(transcript: Transcript) -> list[str]:
    speaker = Speaker(hello, model=UNDERSTANDING)
    return [str(found) for _, _, founds in transcript.replay(speaker) for found in founds]


def test_a_transcript_replays() -> None:
    assert differences(TALK) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (Line("in boston", "Which county?"), "skill"),
        (Line("in boston", "Which ZIP?", intent="StopIntent"), "intent"),
        (Line("in boston", "Which ZIP?", slots={"city": "austin"}), "slots"),
        (Line("in boston", "Which ZIP?", ends=True), "ends"),
        (Line("in boston", "...ZIP"), "skill"),
    ],
)
def test_every_difference_is_named(line: Line, what: str) -> None:
    changed = Transcript("Where", [*TALK.lines[:2], line])
    found = differences(changed)
    assert len(found) == 1
    assert found[0].startswith(f"turn 3, 'in boston': {what}")


def test_it_is_written_and_read_alike(tmp_path: Path) -> None:
    talk = Transcript("Where", TALK.lines, device="show", grant="address", postal_code="02139")
    talk.save(tmp_path / "where.yaml")
    assert Transcript.load(tmp_path / "where.yaml") == talk


@pytest.mark.parametrize(
    "text", ["", "turns: 3", "title: x\nturns:\n- person: hi", "title: x\nturns: []\nmoon: 1", "{"]
)
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)
    with pytest.raises(TranscriptError, match=r"broken\.yaml"):
        Transcript.load(path)


def test_permissions_by_name() -> None:
    assert permissions("none") == frozenset()
    assert permissions("all") == {"address", "profile"}
    assert permissions("address") == {"address"}
