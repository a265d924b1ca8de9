"""`iop model`: build the interaction model from its sentences, and check it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from skill.content import FOLDER as CONTENT
from skill.content import LOCALES
from skill.errors import SettingsError
from skill.model import asking
from skill.model.build import FOLDER, build, model_path, render, sentences_folder
from skill.model.errors import SentenceError


@click.group(name="model")
def command() -> None:
    """Build or lint the interaction model."""


@command.command(name="build")
@click.option(
    "--check", is_flag=True, help="Write nothing; fail if the model in the repository is not current."
)
def build_command(check: bool) -> None:
    """Build interactionModels/custom/LOCALE.json from sentences/LOCALE/*.yaml.

    And from the model, the table by which the skill reads what a statement asks.
    """
    for locale in LOCALES:
        try:
            model = build(sentences_folder(locale))
        except SentenceError as error:
            raise click.ClickException(str(error)) from error
        text = render(model)
        current = _written(model_path(locale), text, check=check)
        _written(asking.table_path(locale), asking.render(model), check=check)
        click.echo(_summary(locale, model, len(text.encode()), current))


@command.command(name="lint")
def lint_command() -> None:
    """Check the model against Amazon's rules, the handlers, the prompts and the manifest."""
    from skill.app import build as build_skill  # noqa: PLC0415  # `iop model build` does not wait for it
    from skill.model.lint import Model, lint  # noqa: PLC0415
    from skill.settings import Settings  # noqa: PLC0415

    handlers = build_skill(Settings(skill_id="lint")).handlers
    failed = False
    for locale in LOCALES:
        model = Model.parse(model_path(locale).read_text(encoding="utf-8"), locale)
        findings = lint(
            model,
            skill_handlers=handlers,
            code=CONTENT.parent,
            content=CONTENT / locale,
            package=FOLDER,
        )
        for finding in findings:
            click.echo(f"{locale}: {finding}")
        rules = Counter(finding.rule for finding in findings)
        click.echo(
            f"{locale}: {len(findings)} findings" + "".join(f", {rule} {n}" for rule, n in rules.items())
        )
        failed = failed or bool(findings)
    if failed:
        raise click.exceptions.Exit(1)


@command.command(name="package")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("build/skill-package")
)
def package_command(folder: Path) -> None:
    """Write the skill package of a release to FOLDER, with the addresses of this deployment."""
    from skill.model.package import assemble  # noqa: PLC0415

    try:
        assemble(folder)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{folder} is ready for `ask deploy -p release -t skill-metadata`")


def _written(path: Path, text: str, *, check: bool) -> bool:
    """Write a generated file; gives whether it was current. With `check` it is only looked at."""
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if check and not current:
        raise click.ClickException(f"{path.name} is not current; run `iop model build`")
    if not current:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return current


def _summary(locale: str, model: dict[str, object], size: int, current: bool) -> str:
    language = model["interactionModel"]["languageModel"]  # type: ignore[index]  # JSON
    samples = sum(len(intent["samples"]) for intent in language["intents"])
    state = "was current" if current else "written"
    return (
        f"{locale}: {len(language['intents'])} intents, {samples:,} samples, "
        f"{len(language['types'])} types, {size / 1000:,.0f} KB; {state}"
    )
