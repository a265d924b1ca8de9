from pathlib import Path

import pytest

from skill.model.build import build


class Folder:
    """A folder of sentences for one test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, text, name="some.yaml"):
        (self.path / name).write_text(text, encoding="utf-8")
        return self

    def build(self):
        return build(self.path)["interactionModel"]

    def samples(self, intent):
        intents = self.build()["languageModel"]["intents"]
        return next(each["samples"] for each in intents if each["name"] == intent)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)
