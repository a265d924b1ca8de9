"""The conversations in `tests/transcripts/callbacks/`, replayed at a time that stands still.

A file whose name ends in `-403`, `-204` or `-500` is one in which Alexa's customer APIs answer so.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.simulator.transcript import Transcript
from tests.callbacks.conversation import Account, Talk

FOLDER = Path(__file__).parents[1] / "transcripts" / "callbacks"
FILES = sorted(FOLDER.glob("*.yaml"))
ACCOUNTS = {"204": {"mobile": None, "time_zone": None}, "500": {"status": 500}}


def account(path: Path) -> Account:
    return Account(**ACCOUNTS.get(path.stem.rsplit("-", 1)[-1], {}))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_transcript(path, talk):
    transcript = Transcript.load(path)
    conversation: Talk = talk(account=account(path), granted=granted(transcript), device=transcript.device)
    different = [str(found) for _, _, founds in transcript.replay(conversation.speaker) for found in founds]
    assert not different, "\n".join(different)


def granted(transcript: Transcript) -> tuple[str, ...]:
    return () if transcript.grant == "none" else tuple(transcript.grant.split(","))


def test_there_are_transcripts():
    assert len(FILES) >= 10
