"""The command `iop`: one module a subcommand, imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "chat": "talk to the skill in the terminal",
    "explain": "how one utterance is understood, and why",
    "risk": "classify utterances read from standard input",
    "model": "build or lint the interaction model",
    "programs": "import, search and show treatment programs",
    "callbacks": "the staff's list of callback requests",
    "up": "the local cloud in the foreground, deployed from template.yaml",
    "serve": "the Alexa web service and the browser simulator",
}


class _LazyGroup(click.Group):
    """A group whose subcommand `x` is the attribute `command` of the module `skill.cli.x`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Talk to, test and run the IOP voice skill."""
