"""The Flask application: `POST /alexa` for Alexa, `GET /health` for whoever watches the service."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify, request

import skill.web.lean_adapter  # noqa: F401  # it must come before flask-ask-sdk

# isort: split
from flask_ask_sdk.skill_adapter import (  # type: ignore[import-untyped]
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    SkillAdapter,
)

from skill.late import run_all
from skill.web.errors import VerificationError
from skill.web.signature import RequestVerifier

__all__ = ["MOST_BYTES", "create_app"]

Answer = Callable[[Any, Any], dict[str, Any]]

MOST_BYTES = 128 * 1024
"""Alexa's envelopes are a few KB; session attributes are at most 24 KB."""

_log = logging.getLogger("iop.web")


class _WholeSkill(CustomSkill):  # type: ignore[misc]  # the SDK has no types
    """The skill of `skill.app` in the shape that the adapter takes: its edge answers whatever goes wrong."""

    custom_user_agent = None

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.serializer = self

    @staticmethod
    def deserialize(payload: str, obj_type: object) -> Any:
        del obj_type
        return json.loads(payload)

    @staticmethod
    def serialize(obj: Any) -> Any:
        return obj

    def invoke(self, request_envelope: Any, context: Any) -> dict[str, Any]:
        return self._answer(request_envelope, context)


def create_app(answer: Answer, skill_id: str, verifier: RequestVerifier | None) -> Flask:
    """The web service around a skill.

    Args:
        answer: the skill.
        skill_id: its id.
        verifier: verifies that requests come from Alexa; None answers everyone, for development only.
    """
    run_all()  # threads will answer
    app = Flask("iop", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    # Requests are verified below, over the raw body and before it is parsed; the adapter would parse first.
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    adapter = SkillAdapter(skill=_WholeSkill(answer), skill_id=skill_id, app=app)

    @app.post("/alexa")
    def alexa() -> Response | tuple[Response, int]:
        body = request.get_data()
        try:
            if verifier:
                verifier.verify(dict(request.headers), body)
            json.loads(body)
        except VerificationError as error:
            _log.warning("refused: %s", error)
            return jsonify(error="the request was refused"), 400
        except ValueError:  # also bytes that are no UTF-8
            _log.warning("refused: the body is no JSON")
            return jsonify(error="the request was refused"), 400
        answered: Response = adapter.dispatch_request()
        return answered

    @app.get("/health")
    def health() -> Response:
        return jsonify(status="ok")

    return app
