import json

import pytest
from click.testing import CliRunner

from skill.cli.model import command
from skill.content import LOCALES
from skill.errors import SettingsError
from skill.model.build import FOLDER
from skill.model.lint import Model, manifest
from skill.model.package import FUNCTION, PRIVACY, TERMS, assemble

ADDRESSES = {
    PRIVACY: "https://care.example.com/privacy",
    TERMS: "https://care.example.com/terms",
    FUNCTION: "arn:aws:lambda:us-east-1:123456789012:function:skill:live",
}


def test_a_release_has_its_own_addresses_and_no_sources(tmp_path):
    target = tmp_path / "package"
    assemble(target, ADDRESSES)
    content = json.loads((target / "skill.json").read_text(encoding="utf-8"))["manifest"]
    pages = content["privacyAndCompliance"]["locales"]["en-US"]
    assert pages == {"privacyPolicyUrl": ADDRESSES[PRIVACY], "termsOfUseUrl": ADDRESSES[TERMS]}
    assert content["apis"]["custom"]["endpoint"]["uri"] == ADDRESSES[FUNCTION]
    assert content["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
    assert not (target / "sentences").exists()


def test_a_release_passes_the_lint_of_the_manifest(tmp_path):
    target = tmp_path / "package"
    assemble(target, ADDRESSES)
    for locale in LOCALES:
        path = target / "interactionModels" / "custom" / f"{locale}.json"
        model = Model.parse(path.read_text(encoding="utf-8"), locale)
        described = json.loads((target / "skill.json").read_text(encoding="utf-8"))
        assert list(manifest.check(described, model, target)) == []


def test_what_was_there_before_is_replaced(tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "left-over.txt").write_text("old")
    assemble(tmp_path / "old", ADDRESSES)
    assert not (tmp_path / "old" / "left-over.txt").exists()


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_missing_address_is_named_and_nothing_is_written(tmp_path, name):
    with pytest.raises(SettingsError, match=name):
        assemble(tmp_path / "package", ADDRESSES | {name: " "})
    assert not (tmp_path / "package").exists()


def test_the_command_says_what_is_missing(tmp_path, monkeypatch):
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(command, ["package", str(tmp_path / "package")])
    assert result.exit_code == 1
    assert PRIVACY in result.output


def test_ask_cli_finds_the_package_in_the_repository():
    resources = json.loads((FOLDER.parent / "ask-resources.json").read_text(encoding="utf-8"))
    source = FOLDER.parent / resources["profiles"]["default"]["skillMetadata"]["src"]
    assert (source / "skill.json").is_file()
    assert (source / "interactionModels" / "custom" / "en-US.json").is_file()
