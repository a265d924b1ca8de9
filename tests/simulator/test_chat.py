from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from skill.cli import main
from tests.simulator.test_speaker import LINE


@pytest.fixture(autouse=True)
def _no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IOP_ENDPOINT_URL", "AWS_ENDPOINT_URL", "IOP_SKILL_ID"):
        monkeypatch.delenv(name, raising=False)
    # The command gives a machine without keys the local cloud's; undone after each test.
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


def iop(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_is_one_line_a_line_with_the_named_keys() -> None:
    found = lines(iop("chat", "--json", typed="help\nwhat is the weather\n.silence\n"))
    assert [turn["say"] for turn in found] == ["help", "what is the weather", ".silence"]
    assert all(list(turn) == LINE for turn in found)
    assert [turn["open"] for turn in found] == [True, True, False]
    assert [turn["stage"] for turn in found] == ["exact", "exact", None]


def test_what_comes_after_the_end_opens_the_skill_again() -> None:
    result = iop("chat", "--json", typed="stop\nhelp\n")
    assert [turn["open"] for turn in lines(result)] == [False, True]
    assert "opened again" in result.stderr


def test_each_new_says_every_line_just_after_opening() -> None:
    one = lines(iop("chat", "--json", "--each-new", typed="what is the weather\ncan you repeat that\n"))
    other = lines(iop("chat", "--json", typed="can you repeat that\n"))
    assert one[1]["speech"] == other[0]["speech"]


def test_every_line_in_gives_a_line_out_whatever_it_is() -> None:
    typed = "\n\u6211\u60f3\u6b7b\n<speak>\n.event NoSuchRequest\n{}\nexit\n"
    assert len(lines(iop("chat", "--json", typed=typed))) == 6


def test_a_conversation_to_read() -> None:
    result = iop("chat", typed="help\nstop\n")
    assert result.exit_code == 0
    for text in ("Welcome.", "help", "AMAZON.HelpIntent", "Goodbye", "the session is over"):
        assert text in result.stdout


@pytest.mark.parametrize("arguments", [["--device", "toaster"], ["--grant", "everything"], ["--locale"]])
def test_wrong_options_are_explained(arguments: list[str]) -> None:
    result = iop("chat", *arguments, typed="help\n")
    assert result.exit_code == 2
    assert result.stderr


def test_a_recorded_conversation_replays_and_a_changed_one_does_not(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    assert iop("chat", "--record", str(path), typed="help\nstop\n").exit_code == 0
    text = path.read_text()
    assert "person: help" in text
    same = iop("chat", "--replay", str(path))
    assert same.exit_code == 0, same.output
    assert "3 turns, 0 differences" in same.stdout
    path.write_text(text.replace("Goodbye", "Farewell"))
    changed = iop("chat", "--replay", str(path))
    assert changed.exit_code == 1
    assert "- Farewell" in changed.stdout
    assert "+ Goodbye" in changed.stdout


def test_explain_tells_why() -> None:
    result = iop("explain", "are you a robot")
    assert result.exit_code == 0
    for text in ("exact", "RealPersonIntent", "score 1.00", "AboutTheGuideHandler", "open", "last:"):
        assert text in result.stdout


def test_explain_after_something_else_as_json() -> None:
    result = iop("explain", "can you repeat that", "--after", "help", "--json")
    found = json.loads(result.stdout)
    assert found["intent"] == "AMAZON.RepeatIntent"
    assert found["speech"].startswith("You can ask")


def test_explain_a_nonsense() -> None:
    result = iop("explain", "zyzzyva quux")
    assert result.exit_code == 0
    assert "fallback" in result.stdout
