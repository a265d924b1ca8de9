"""The skill in this process, and a cloud for it only once a turn needs one.

Most conversations never touch a database. So each turn is first rehearsed in front of a trap: an endpoint
that refuses everything and notices being asked. If the turn asked for nothing, its answer stands. If it did,
the cloud is started, and the same request is answered again by the skill that uses it. That is sound because
the skill keeps nothing between requests: all its state travels in the session attributes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import perf_counter
from typing import Any

from skill.errors import SkillError
from skill.simulator.local_cloud import KEYS, PARAMETERS, STACK, LocalCloud, client, local_cloud
from skill.simulator.transport import Handler, skill_handler

__all__ = ["REHEARSAL", "skill_on_demand"]

REHEARSAL = {
    "IOP_PROGRAMS_TABLE": "rehearsal",
    "IOP_CALLBACKS_TABLE": "rehearsal",
    "IOP_CALLBACKS_KEY": "rehearsal-" * 6,
    "IOP_CALLBACKS_KEEP_DAYS": "30",
    "IOP_CENTRE_NAME": PARAMETERS["CentreName"],
    "IOP_CENTRE_PHONE": PARAMETERS["CentrePhone"],
    "IOP_CENTRE_HOURS": "Mon-Fri 09:00-17:00",
    "IOP_CENTRE_TIME_ZONE": "America/New_York",
    "IOP_CALLBACK_PROMISE_HOURS": "8",
    "IOP_ALLOW_FICTIONAL_NUMBERS": PARAMETERS["AllowFictionalNumbers"],
}
"""The settings of a rehearsal: those that the local cloud's stack gives to its skill function."""

_ENDPOINTS = ("IOP_ENDPOINT_URL", "AWS_ENDPOINT_URL")
_PARTS = {"IOP_PROGRAMS_TABLE": "ProgramsTable", "IOP_CALLBACKS_TABLE": "CallbacksTable"}
_ACCESS = ("AWS_ACCESS_KEY_ID", "AWS_PROFILE")

Environment = Mapping[str, str]


@contextmanager
def skill_on_demand(*, aws: bool, eager: bool, progress: Callable[[str], None]) -> Iterator[Handler]:
    """The skill as a handler of envelopes, with the database that the environment and the options name.

    `IOP_ENDPOINT_URL` or `AWS_ENDPOINT_URL` if set; else the real account if `aws`; else a local cloud of its
    own, which ends with the block.

    Args:
        aws: whether to work on the real account.
        eager: whether to start the local cloud at once, in the background, not when a turn first needs it.
        progress: is told what happens, for a person to read.
    """
    own = {name: value for name, value in os.environ.items() if name.startswith("IOP_")}
    endpoint = next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), None)
    if aws and not endpoint:
        yield skill_handler()
        return
    if not any(os.environ.get(name) for name in _ACCESS):
        os.environ.update(KEYS)
    os.environ.setdefault("AWS_DEFAULT_REGION", KEYS["AWS_DEFAULT_REGION"])
    with ExitStack() as leaving:

        def provide() -> Environment:
            if endpoint:
                return {**REHEARSAL, **_found_at(endpoint), **own, "IOP_ENDPOINT_URL": endpoint}
            progress("no IOP_ENDPOINT_URL and no --aws: starting a local cloud of my own")
            cloud = leaving.enter_context(local_cloud(progress=progress))
            return {**cloud.environment, **own, "IOP_ENDPOINT_URL": cloud.endpoint_url}

        skill = _OnDemand(provide, {**REHEARSAL, **own}, progress)
        leaving.callback(skill.close)
        if eager and not endpoint:
            Thread(target=skill.prepare, daemon=True).start()
        yield skill


def _found_at(endpoint: str) -> Environment:
    """The settings of the stack at `endpoint`, or at least its tables: DynamoDB Local has no stack."""
    try:
        described = client(endpoint, "cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        outputs = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}
        return LocalCloud(endpoint, outputs).environment
    except Exception:  # noqa: BLE001  # whatever answers there is no CloudFormation
        pages = client(endpoint, "dynamodb").get_paginator("list_tables").paginate()
        names = [name for page in pages for name in page["TableNames"]]
        found = {key: next((name for name in names if part in name), "") for key, part in _PARTS.items()}
        return {key: name for key, name in found.items() if name}


class _OnDemand:
    """Rehearses each turn, and answers those that need a cloud with one."""

    def __init__(
        self, provide: Callable[[], Environment], rehearsal: Environment, progress: Callable[[str], None]
    ) -> None:
        self._provide = provide
        self._progress = progress
        self._trap = _Trap()
        self._rehearse = skill_handler({**rehearsal, "IOP_ENDPOINT_URL": self._trap.endpoint})
        self._lock = Lock()
        self._skill: Handler | None = None
        self._failed = False
        self._closed = False
        self.waited = 0.0
        """Seconds of the last turn that were not the skill's: the rehearsal, and the start of the cloud."""

    def __call__(self, event: Any, context: Any = None) -> dict[str, Any]:
        self.waited = 0.0
        if self._skill is None:
            self._trap.sprung = False
            began = perf_counter()
            answer = self._rehearse(event, context)
            if not self._trap.sprung:
                return answer
            self.prepare()
            if self._skill is None:
                return answer
            self.waited = perf_counter() - began
        return self._skill(event, context)

    def prepare(self) -> None:
        """Have the cloud, unless it was tried before and failed."""
        with self._lock:
            if self._skill or self._failed or self._closed:
                return
            try:
                self._skill = skill_handler(dict(self._provide()))
            except Exception as error:  # noqa: BLE001  # whatever it is, the rest of the skill needs no cloud
                self._failed = True
                self._progress(f"no database: {error if isinstance(error, SkillError) else repr(error)}")

    def close(self) -> None:
        """Wait for what is being prepared, so that nothing is left behind."""
        with self._lock:
            self._closed = True
        self._trap.close()


class _Trap:
    """An endpoint of AWS that refuses every request and remembers that there was one."""

    def __init__(self) -> None:
        self.sprung = False
        trap = self

        class Refuse(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the name is http.server's
                trap.sprung = True
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                body = b'{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}'
                self.send_response(400)
                self.send_header("Content-Type", "application/x-amz-json-1.0")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is http.server's
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Refuse)
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
