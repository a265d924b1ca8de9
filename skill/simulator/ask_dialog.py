"""Replay files for `ask dialog`, made of our transcripts: the same conversations, said to the real Alexa.

    python -m skill.simulator.ask_dialog SKILL_ID FOLDER [TRANSCRIPT ...]

Format: ask-cli 2, `ask dialog --replay FILE`: `skillId`, `locale`, `type`; `userInput`, ending in `.quit`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from skill.simulator.model import load
from skill.simulator.transcript import Transcript

__all__ = ["replay", "write"]

TRANSCRIPTS = Path("tests/transcripts")


def replay(transcript: Transcript, skill_id: str) -> dict[str, Any]:
    """What `ask dialog` says for a transcript; silences and events have no place in it and are left out."""
    opening = f"open {load(transcript.locale).invocation}"
    said = [line.person for line in transcript.lines]
    spoken = [opening if each == ".open" else each for each in said if each == ".open" or each[:1] != "."]
    return {
        "skillId": skill_id,
        "locale": transcript.locale,
        "type": "text",
        "userInput": [*([] if spoken[:1] == [opening] else [opening]), *spoken, ".quit"],
    }


def write(skill_id: str, folder: Path, transcripts: list[Path]) -> list[Path]:
    """One replay file a transcript, in `folder`; their paths.

    Raises:
        TranscriptError: a file is no transcript.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for path in transcripts:
        target = folder / f"{path.stem}.json"
        target.write_text(
            json.dumps(replay(Transcript.load(path), skill_id), indent=2) + "\n", encoding="utf-8"
        )
        written.append(target)
    return written


def main() -> None:
    """Write the replay files that the arguments name; of all transcripts if they name none."""
    skill_id, folder, *named = sys.argv[1:]
    chosen = [Path(each) for each in named] or sorted(TRANSCRIPTS.rglob("*.yaml"))
    for path in write(skill_id, Path(folder), chosen):
        print(path)  # noqa: T201  # a command


if __name__ == "__main__":
    main()
