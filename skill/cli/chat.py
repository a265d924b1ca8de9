"""`iop chat`: talk to the skill in the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from skill.simulator.errors import ClosedError, SimulatorError
from skill.simulator.exchange import Exchange
from skill.simulator.on_demand import skill_on_demand
from skill.simulator.speaker import Speaker
from skill.simulator.transcript import Line, Transcript, perform, permissions
from skill.simulator.transport import Handler

__all__ = ["command", "speaker_options", "speaker_with"]


def speaker_options(command: Any) -> Any:
    """The options that describe the device and the account in front of which one speaks."""
    options = (
        click.option("--locale", default="en-US", show_default=True, help="Of the device."),
        click.option("--device", type=click.Choice(["echo", "show"]), default="echo", show_default=True),
        click.option("--postal-code", help="Where the account says that the device stands."),
        click.option(
            "--grant",
            default="none",
            show_default=True,
            help="What is allowed: none, all, or address,profile.",
        ),
        click.option("--aws", is_flag=True, help="Work on the AWS account of the environment."),
        click.option(
            "--via",
            type=click.Choice(["process", "lambda"]),
            default="process",
            show_default=True,
            help="The skill in this process, or the deployed function.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def speaker_with(*, aws: bool, via: str, eager: bool = False, **options: Any) -> Iterator[Speaker]:
    """A speaker with the properties that `speaker_options` read, in front of the skill."""
    grant = options.pop("grant")
    with _skill(aws=aws, via=via, eager=eager) as (handler, skill_id):
        try:
            speaker = Speaker(
                handler, granted=permissions(grant), application_id=skill_id, strict=False, **options
            )
        except SimulatorError as error:
            raise click.UsageError(str(error)) from error
        yield speaker


@contextmanager
def _skill(*, aws: bool, via: str, eager: bool = False) -> Iterator[tuple[Handler, str | None]]:
    """The skill as a handler of envelopes, and the skill id that it answers if that is not the usual one."""
    if via == "process":
        with skill_on_demand(aws=aws, eager=eager, progress=_tell) as handler:
            yield handler, None
        return
    from skill.simulator.via_lambda import DeployedSkillError, found_skill  # noqa: PLC0415  # brings boto3

    try:
        with found_skill(aws=aws, progress=_tell) as deployed:
            yield deployed.handler, deployed.skill_id
    except DeployedSkillError as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object per line instead of a conversation to read."
)
@click.option("--each-new", is_flag=True, help="Say every line in a session of its own, just after opening.")
@click.option(
    "--record", type=click.Path(dir_okay=False, path_type=Path), help="Write the conversation down (YAML)."
)
@click.option(
    "--replay",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with one written down.",
)
@speaker_options
def command(
    *, as_json: bool, each_new: bool, record: Path | None, replay: Path | None, **options: Any
) -> None:
    """Talk to the skill: one utterance a line.

    `.silence` says nothing, `.event NAME [JSON]` sends a request that is no intent, `.open` opens anew.
    """
    if replay:
        _replay(replay, aws=options["aws"], via=options["via"])
        return
    interactive = sys.stdin.isatty() and not as_json
    with speaker_with(eager=interactive, **options) as speaker:
        transcript = Transcript(
            title=record.stem if record else "",
            **{name: options[name] for name in ("device", "locale", "grant", "postal_code")},
        )
        chat = _Chat(speaker, transcript, as_json=as_json, each_new=each_new)
        try:
            chat.run(interactive=interactive)
        finally:
            if record:
                transcript.save(record)
    if chat.raised:
        sys.exit(1)


class _Chat:
    """A conversation, line by line."""

    def __init__(self, speaker: Speaker, transcript: Transcript, *, as_json: bool, each_new: bool) -> None:
        self.raised = False
        self._speaker = speaker
        self._transcript = transcript
        self._as_json = as_json
        self._each_new = each_new

    def run(self, *, interactive: bool) -> None:
        """Open the skill and say every line of standard input."""
        self._show_opening(self._open())
        lines = _typed() if interactive else (line.rstrip("\r\n") for line in sys.stdin)
        fresh = True
        for line in lines:
            if not fresh and (self._each_new or not self._speaker.listening):
                self._reopen()
            fresh = False
            self._take(line)

    def _reopen(self) -> None:
        if not self._each_new:
            _tell("the session was over; the skill is opened again")
        self._open()

    def _open(self) -> Exchange:
        opening = self._speaker.open()
        self._note(opening)
        return opening

    def _take(self, line: str) -> None:
        try:
            exchange = perform(self._speaker, line)
        except (SimulatorError, ValueError) as error:
            if not isinstance(error, ClosedError):
                self.raised = True
            _tell(str(error))
            return
        self._note(exchange)
        if self._as_json:
            print(json.dumps(exchange.line(), ensure_ascii=False), flush=True)
        else:
            _show(exchange)

    def _note(self, exchange: Exchange) -> None:
        self._transcript.lines.append(Line.of(exchange))
        for fault in exchange.faults:
            self.raised = True
            _tell(f"{exchange.say}: Alexa would refuse this response: {fault}")

    def _show_opening(self, opening: Exchange) -> None:
        if not self._as_json:
            _show(opening)


def _show(exchange: Exchange) -> None:
    from skill.cli.screen import show  # noqa: PLC0415  # JSON does without rich

    show(exchange)


def _typed() -> Iterator[str]:
    """What a person types, until end of file or `.quit`."""
    import readline  # noqa: F401, PLC0415  # gives `input` a history

    while True:
        try:
            line = input("\x01\x1b[1;36m\x02you \u203a\x01\x1b[0m\x02 ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if line == ".quit":
            return
        if line:
            yield line


def _replay(path: Path, *, aws: bool, via: str) -> None:
    """Say everything in the transcript again; exit with 1 if anything is different."""
    try:
        transcript = Transcript.load(path)
        with _skill(aws=aws, via=via) as (handler, skill_id):
            speaker = transcript.speaker(handler=handler, application_id=skill_id)
            differences = [found for _, _, founds in transcript.replay(speaker) for found in founds]
    except SimulatorError as error:
        raise click.ClickException(str(error)) from error
    for difference in differences:
        print(difference)
    print(f"{path.name}: {len(transcript.lines)} turns, {len(differences)} differences")
    if differences:
        sys.exit(1)


def _tell(message: str) -> None:
    click.echo(message, err=True)
