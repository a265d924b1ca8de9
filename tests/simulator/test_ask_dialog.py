"""Replay files for `ask dialog` say what our transcripts say."""

import json
from pathlib import Path

from skill.simulator.ask_dialog import write

TRANSCRIPTS = sorted(Path("tests/transcripts").rglob("*.yaml"))


def test_every_transcript_becomes_a_replay_that_opens_the_skill_and_quits(tmp_path):
    for path in write("amzn1.ask.skill.test", tmp_path, TRANSCRIPTS):
        replay = json.loads(path.read_text(encoding="utf-8"))
        assert set(replay) == {"skillId", "locale", "type", "userInput"}
        first, *said, last = replay["userInput"]
        assert first.startswith("open ")
        assert last == ".quit"
        assert said
        assert not any(each.startswith(".") for each in said)
