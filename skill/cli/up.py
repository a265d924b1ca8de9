"""`iop up`: the local cloud in the foreground, deployed from `template.yaml`."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from types import FrameType

import click

from skill.errors import SkillError
from skill.simulator.local_cloud import LocalCloud, local_cloud

__all__ = ["command"]


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=4566, show_default=True, help="On loopback.")
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep data here from one run to the next. Nothing is kept without it.",
)
def command(port: int, data_dir: Path | None) -> None:
    """Run the local cloud, deployed from template.yaml, until Ctrl-C."""
    asked_to_stop = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        asked_to_stop.set()
        raise KeyboardInterrupt

    # Also Ctrl-C: a shell that starts this in the background has it ignored.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        with local_cloud(port=port, data_dir=data_dir, progress=_say) as cloud:
            _introduce(cloud)
            click.echo(f"ready {cloud.endpoint_url}")
            while not asked_to_stop.wait(3600):
                pass
    except KeyboardInterrupt:
        _say("stopped")
    except SkillError as error:
        raise click.ClickException(str(error)) from error


def _say(step: str) -> None:
    click.echo(step, err=True)


def _introduce(cloud: LocalCloud) -> None:
    """What other terminals need, on standard error: standard output holds the ready line alone."""
    names = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
    tables = ("IOP_PROGRAMS_TABLE", "IOP_CALLBACKS_TABLE")
    _say("in another terminal:")
    for name in names + tables:
        _say(f"  export {name}={cloud.environment[name]}")
