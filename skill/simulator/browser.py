"""The browser simulator's side of the web service: sessions of speakers, and the page that talks to them."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request, send_from_directory

from skill.simulator.errors import ClosedError, SimulatorError
from skill.simulator.exchange import Exchange
from skill.simulator.explanation import Explanation, explained
from skill.simulator.speaker import Speaker
from skill.simulator.transcript import Line, Transcript, perform
from skill.simulator.transport import Handler

__all__ = ["blueprint"]

Answer = Response | tuple[Response, int]

PAGE = Path(__file__).parent / "page"
MOST_TALKS = 50
"""The oldest makes room for a new one."""

MOST_WORDS = 2000
"""Characters of one utterance."""

_LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?")
_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
)


class _Talk:
    """One speaker, and what was said to it: each turn with the state after it, to go back to."""

    def __init__(self, handler: Handler, asked: dict[str, Any]) -> None:
        self.options: dict[str, Any] = {
            "device": _one_of(asked.get("device"), ("echo", "show")),
            "locale": _one_of(asked.get("locale"), ("en-US", "en-GB", "en-CA", "en-AU")),
            "postal_code": str(asked.get("postal_code") or "")[:10] or None,
            "granted": [name for name in ("address", "profile") if name in (asked.get("granted") or ())],
        }
        self.lock = Lock()
        self.speaker = Speaker(
            handler, user_id=f"amzn1.ask.account.{secrets.token_hex(8)}", strict=False, **self.options
        )
        self.turns: list[tuple[Exchange, Any]] = []

    def take(self, line: str) -> dict[str, Any]:
        """Say or do one line, as in `iop chat`; the turn as the page shows it."""
        exchange = perform(self.speaker, line)
        self.turns.append((exchange, self.speaker.state()))
        return self.shown(len(self.turns) - 1)

    def back(self, turn: int) -> dict[str, Any]:
        """Forget all that came after a turn, counted from 0."""
        del self.turns[turn + 1 :]
        self.speaker.restore(self.turns[turn][1])
        return self.shown(turn)

    def shown(self, turn: int) -> dict[str, Any]:
        """A turn with all that the page shows of it."""
        exchange = self.turns[turn][0]
        explanation: Explanation = explained(exchange)
        return {
            **explanation.dump(),
            "turn": turn,
            "before": explanation.before,
            "request": exchange.request,
            "response": exchange.response,
            "faults": list(exchange.faults),
        }

    def transcript(self) -> Transcript:
        """The conversation written down."""
        grant = ",".join(self.options["granted"]) or "none"
        options = {name: self.options[name] for name in ("device", "locale", "postal_code")}
        return Transcript("A conversation", [Line.of(turn) for turn, _ in self.turns], grant=grant, **options)


class _Talks:
    """All open talks, by an id that cannot be guessed."""

    def __init__(self) -> None:
        self._talks: OrderedDict[str, _Talk] = OrderedDict()
        self._lock = Lock()

    def add(self, talk: _Talk) -> str:
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._talks[name] = talk
            while len(self._talks) > MOST_TALKS:
                self._talks.popitem(last=False)
        return name

    def get(self, name: str) -> _Talk:
        with self._lock:
            talk = self._talks.get(name)
        if talk is None:
            abort(404)
        return talk


def blueprint(handler: Handler, *, everywhere: bool = False) -> Blueprint:
    """The page and its interface, for a skill that runs in this process or elsewhere.

    Args:
        handler: the skill.
        everywhere: whether it may be asked for under any name, not only one of this machine.
    """
    pages = Blueprint("simulator", __name__)
    view = _Views(handler)
    if not everywhere:
        pages.before_request(_only_this_machine)
    pages.before_request(_only_json)
    pages.after_request(_nothing_from_elsewhere)
    pages.add_url_rule("/", view_func=_page, defaults={"name": "index.html"})
    pages.add_url_rule("/simulator/<path:name>", view_func=_page)
    pages.add_url_rule("/simulator/talks", view_func=view.begin, methods=["POST"])
    pages.add_url_rule("/simulator/talks/<name>/turns", view_func=view.turn, methods=["POST"])
    pages.add_url_rule("/simulator/talks/<name>/back", view_func=view.back, methods=["POST"])
    pages.add_url_rule("/simulator/talks/<name>/transcript", view_func=view.transcript)
    pages.add_url_rule("/simulator/transcripts", view_func=view.lines, methods=["POST"])
    return pages


def _only_this_machine() -> None:
    """Another site's page must not be able to talk through a browser on this machine."""
    if not _LOOPBACK.fullmatch(request.host):
        abort(403)


def _only_json() -> None:
    if request.method == "POST" and not request.is_json:
        abort(415)


def _nothing_from_elsewhere(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(name: str) -> Response:
    return send_from_directory(PAGE, name)


class _Views:
    """What the page asks for."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._talks = _Talks()

    def begin(self) -> Answer:
        """A new talk, and the skill's first words."""
        talk = _Talk(self._handler, _body())
        return jsonify(talk=self._talks.add(talk), turn=talk.take(".open"))

    def turn(self, name: str) -> Answer:
        """One thing said or done."""
        talk, said = self._talks.get(name), str(_body().get("say", "")).replace("\n", " ")[:MOST_WORDS]
        with talk.lock:
            try:
                return jsonify(turn=talk.take(said))
            except ClosedError:
                return jsonify(error="The session is over. Open the skill again."), 409
            except (SimulatorError, ValueError) as error:
                return jsonify(error=str(error)), 400

    def back(self, name: str) -> Answer:
        """Back to a turn."""
        talk, to = self._talks.get(name), _body().get("turn")
        with talk.lock:
            if not isinstance(to, int) or not 0 <= to < len(talk.turns):
                return jsonify(error="There is no such turn."), 400
            return jsonify(turn=talk.back(to))

    def transcript(self, name: str) -> Answer:
        """The talk written down."""
        talk = self._talks.get(name)
        with talk.lock, TemporaryDirectory() as folder:
            path = Path(folder) / "transcript.yaml"
            talk.transcript().save(path)
            written = path.read_text(encoding="utf-8")
        headers = {"Content-Disposition": 'attachment; filename="transcript.yaml"'}
        return Response(written, mimetype="application/yaml", headers=headers)

    def lines(self) -> Answer:
        """What a person said in a transcript, to be said again."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "transcript.yaml"
            path.write_text(str(_body().get("transcript", "")), encoding="utf-8")
            try:
                loaded = Transcript.load(path)
            except SimulatorError as error:
                return jsonify(error=str(error)), 400
        return jsonify(
            device=loaded.device,
            locale=loaded.locale,
            postal_code=loaded.postal_code,
            grant=loaded.grant,
            lines=[{"say": line.person, "speech": line.skill} for line in loaded.lines],
        )


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _one_of(asked: Any, known: tuple[str, ...]) -> str:
    return asked if asked in known else known[0]
