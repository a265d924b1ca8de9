"""Every file in `transcripts/` is a conversation that a clinician can read, and a test that replays it.

The format: `skill/simulator/transcript.py`. A new one: `iop chat --record tests/transcripts/NAME.yaml`. A
transcript whose name begins with `cloud-` uses the database of the local cloud, which other tests share.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.simulator.transcript import Transcript
from skill.simulator.transport import skill_handler

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_transcript(path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {}
    if path.stem.startswith("cloud-"):
        environment = request.getfixturevalue("local_cloud").environment
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
    transcript = Transcript.load(path)
    speaker = transcript.speaker(handler=skill_handler(environment))
    different = [str(found) for _, _, founds in transcript.replay(speaker) for found in founds]
    assert not different, "\n".join(different)
