"""`iop serve`: the Alexa web service, and the browser simulator."""

from __future__ import annotations

import ipaddress
import logging

import click
import waitress

from skill.simulator.browser import blueprint
from skill.simulator.on_demand import skill_on_demand
from skill.simulator.transport import skill_id
from skill.web.certificates import ChainCache
from skill.web.service import MOST_BYTES, create_app
from skill.web.signature import RequestVerifier

__all__ = ["command"]

THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
@click.option(
    "--without-verification",
    is_flag=True,
    help="Answer everyone at /alexa, not only Alexa. For development on this machine.",
)
@click.option(
    "--simulator/--no-simulator",
    default=None,
    help="The browser simulator. Without a word: on a loopback address only.",
)
@click.option("--aws", is_flag=True, help="Work on the AWS account of the environment.")
def command(*, host: str, port: int, without_verification: bool, simulator: bool | None, aws: bool) -> None:
    """Serve Alexa at /alexa, its health at /health, and the simulator at /.

    Alexa needs HTTPS on port 443 with a trusted certificate: put a reverse proxy or a tunnel before it.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    local = _is_loopback(host)
    with skill_on_demand(aws=aws, eager=False, progress=_say) as handler:
        verifier = None if without_verification else RequestVerifier(ChainCache())
        app = create_app(handler, skill_id(), verifier)
        shown = local if simulator is None else simulator
        if shown:
            app.register_blueprint(blueprint(handler, everywhere=not local))
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident="iop",
            max_request_body_size=MOST_BYTES,
            channel_timeout=30,
        )
        if without_verification:
            _say("WARNING: requests are NOT verified. Anyone who reaches this port is answered as Alexa is.")
        _introduce(host, server.effective_port, shown=shown)
        try:
            server.run()
        except KeyboardInterrupt:
            _say("stopped")
        finally:
            server.close()


def _introduce(host: str, port: int, *, shown: bool) -> None:
    address = f"http://{host}:{port}"
    _say(f"Alexa:     POST {address}/alexa")
    if shown:
        _say(f"simulator: {address}/")
    click.echo(f"ready {address}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _say(text: str) -> None:
    click.echo(text, err=True)
