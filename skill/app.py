"""The only place that wires the skill: Lambda, the web service, the terminal and tests all build it here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any

import skill.lean_sdk  # noqa: F401  # it must come before the SDK

# isort: split
from ask_sdk_core.dispatch_components import AbstractRequestInterceptor
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import RequestEnvelope

from skill import edge
from skill.basics import handlers as basics
from skill.content import Content, locale_for
from skill.crisis import handlers as crisis
from skill.crisis.detector import Detector
from skill.errors import SettingsError, WrongSkillError
from skill.handling import TURN, Deferred, Handler, Trace, read_turn
from skill.reply import Reply
from skill.settings import Settings
from skill.turn import Turn

if TYPE_CHECKING:
    from skill.callbacks.flow import CallbackFlow
    from skill.programs.store import ProgramTable

__all__ = ["Skill", "build", "dynamodb"]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def build(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    observer: Callable[[edge.Observation], None] | None = None,
) -> Skill:
    """The skill for one deployment.

    Args:
        settings: of the deployment.
        clock: tells the time, with a time zone.
        observer: is told how each request went, never what was said in it.
    """
    later = _Capabilities(settings, observer)
    if settings.centre_name or settings.centre_phone:
        later.check_callbacks()
    handlers: list[Handler] = [
        *crisis.handlers(Detector.load()),
        Deferred(later.screening),
        *basics.early_handlers(),
        Deferred(later.callbacks),
        Deferred(later.programs),
        Deferred(later.education),
        *basics.late_handlers(),
    ]
    starts: dict[str, Callable[[Turn], Reply]] = {
        "screening": later.start_screening,
        "callback": later.start_callback,
        "programs": later.start_programs,
    }
    return Skill(settings.skill_id, handlers, _TurnReader(starts, clock), observer)


class _Capabilities:
    """What a crisis reply does without: imported and wired when a turn first needs it."""

    def __init__(self, settings: Settings, observer: Callable[[edge.Observation], None] | None) -> None:
        self._settings = settings
        self._observer = observer

    def screening(self) -> list[Handler]:
        from skill.screening.handlers import handlers  # noqa: PLC0415

        return handlers()

    def start_screening(self, turn: Turn) -> Reply:
        from skill.screening.asking import start  # noqa: PLC0415

        return start(turn)

    def education(self) -> list[Handler]:
        from skill.education.handlers import handlers  # noqa: PLC0415

        return handlers()

    @cached_property
    def _programs(self) -> ProgramTable:
        from skill.programs.store import ProgramTable  # noqa: PLC0415

        return ProgramTable(self._settings.programs_table, dynamodb(self._settings.endpoint_url))

    def programs(self) -> list[Handler]:
        from skill.programs.handlers import handlers  # noqa: PLC0415

        return handlers(self._programs)

    def start_programs(self, turn: Turn) -> Reply:
        from skill.programs.handlers import starter  # noqa: PLC0415

        return starter(self._programs)(turn)

    def callbacks(self) -> list[Handler]:
        from skill.callbacks.handlers import handlers  # noqa: PLC0415

        return handlers(self._calls)

    def start_callback(self, turn: Turn) -> Reply:
        from skill.callbacks.handlers import begin  # noqa: PLC0415

        return begin(self._calls)(turn)

    def check_callbacks(self) -> None:
        """Read the settings of callbacks now: what is malformed is reported at the start, not in a call."""
        _ = self._calls

    @cached_property
    def _calls(self) -> CallbackFlow | None:
        """The conversation about callbacks, or None where this deployment has no centre that calls.

        A malformed setting is reported and silences callbacks only: no setting of
        theirs may cost a caller the crisis numbers.
        """
        from skill.callbacks.caller import CallerRequests  # noqa: PLC0415
        from skill.callbacks.centre import Centre, kept_after_closing  # noqa: PLC0415
        from skill.callbacks.flow import CallbackFlow  # noqa: PLC0415
        from skill.callbacks.model import check_key  # noqa: PLC0415
        from skill.callbacks.store import CallbackTable  # noqa: PLC0415

        settings = self._settings
        if not (settings.centre_name or settings.centre_phone):
            return None
        try:
            key, keep = check_key(settings.callbacks_key), kept_after_closing(settings.callbacks_keep_days)
            if not settings.callbacks_table:
                raise SettingsError("IOP_CALLBACKS_TABLE is not set")  # noqa: TRY301  # reported below
            centre = Centre.read(settings)
        except SettingsError as error:
            if self._observer:
                self._observer(edge.Observation("Start", "callbacks", error, 0.0))
            return None
        table = CallbackTable(settings.callbacks_table, dynamodb(settings.endpoint_url))
        return CallbackFlow(centre, CallerRequests(table, key, keep=keep))


DYNAMODB_OPTIONS: Mapping[str, Any] = {
    "connect_timeout": 1,
    "read_timeout": 1.5,
    "retries": {"total_max_attempts": 2},
    # What botocore makes anew for every request and nobody reads is a seventh of its work: the stores are
    # tested against a real API, so no argument needs checking, and the usual user agent has thirty parts.
    "parameter_validation": False,
    "user_agent": "iop-voice-skill",
}
"""How the DynamoDB client is made: seconds that leave time to answer, and no more work than is needed."""


@cache
def dynamodb(endpoint_url: str | None) -> Callable[[], Any]:
    """Gives the DynamoDB client, made when first needed, that leaves time to answer within Alexa's 8 s."""

    @cache
    def connect() -> Any:
        # A crisis reply does not wait for it. boto3 would make the same client, a tenth of a second later.
        from botocore.config import Config  # noqa: PLC0415
        from botocore.session import get_session  # noqa: PLC0415

        return get_session().create_client(
            "dynamodb", endpoint_url=endpoint_url, config=Config(**DYNAMODB_OPTIONS)
        )

    return connect


class Skill:
    """The whole skill: a request envelope in, a response envelope out. It never raises."""

    def __init__(
        self,
        skill_id: str,
        handlers: list[Handler],
        turns: _TurnReader,
        observer: Callable[[edge.Observation], None] | None = None,
    ) -> None:
        """`handlers` are asked in their order; see `build` for the rest."""
        self._handlers = handlers
        self._skill_id = skill_id
        self._observer = observer
        builder = CustomSkillBuilder()
        for handler in handlers:
            builder.add_request_handler(handler)
        builder.add_global_request_interceptor(turns)
        self._skill = builder.create()

    @property
    def handlers(self) -> list[Handler]:
        """Every handler, in the order in which they are asked."""
        deep = (each.handlers if isinstance(each, Deferred) else [each] for each in self._handlers)
        return [handler for handlers in deep for handler in handlers]

    def __call__(self, event: Any, context: Any = None) -> dict[str, Any]:
        """Answer one request envelope; the signature is AWS Lambda's."""
        return self.explain(event, context)[0]

    def explain(self, event: Any, context: Any = None) -> tuple[dict[str, Any], Handler | None]:
        """The response envelope, and the handler that answered; None where the edge did."""
        began = perf_counter()
        trace = Trace(context)
        failure: Exception | None = None
        try:
            if edge.skill_id_of(event) != self._skill_id:
                raise WrongSkillError("the request is for another skill")  # noqa: TRY301  # answered below
            response = self._answer(event, trace)
        except WrongSkillError as error:
            failure = error
            response = edge.refusal()
        except Exception as error:  # noqa: BLE001  # whatever it is, a person waits for an answer
            failure = error
            response = edge.safe_response(event)
        if self._observer:
            took = (perf_counter() - began) * 1000
            self._observer(edge.Observation(edge.request_type_of(event), trace.capability, failure, took))
        return response, None if failure else trace.handler

    def rehearse(self, event: Any) -> None:
        """Answer a request that nobody made, and tell no one: it loads what answering needs.

        Raises:
            Exception: whatever goes wrong, so that a skill that cannot answer is not put into service.
        """
        self._answer(event, Trace())

    def _answer(self, event: Any, trace: Trace) -> dict[str, Any]:
        serializer = self._skill.serializer
        envelope = serializer.deserialize(json.dumps(event), RequestEnvelope)
        answered: dict[str, Any] = serializer.serialize(self._skill.invoke(envelope, trace))
        return answered


class _TurnReader(AbstractRequestInterceptor):  # type: ignore[misc]  # the SDK has no types
    """Puts the turn where every handler finds it."""

    def __init__(self, starts: Mapping[str, Callable[[Turn], Reply]], clock: Callable[[], datetime]) -> None:
        self._starts = starts
        self._clock = clock
        self._contents: dict[str, Content] = {}

    def process(self, handler_input: HandlerInput) -> None:
        envelope = handler_input.request_envelope
        locale = locale_for(envelope.request.locale)
        content = self._contents.get(locale) or self._contents.setdefault(locale, Content(locale))
        turn = read_turn(envelope, content=content, now=self._clock(), starts=self._starts)
        handler_input.attributes_manager.request_attributes[TURN] = turn
