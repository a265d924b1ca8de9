"""AWS on this machine: MiniStack in a child process, with `template.yaml` deployed to it as it is.

Everything binds to loopback. The child ends with the block, with Ctrl-C, and with its parent's death.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.deployment import bundle, stack
from skill.errors import SkillError
from skill.simulator.demo import load_demo

__all__ = [
    "BUCKET",
    "KEYS",
    "SKILL_ID",
    "STACK",
    "LocalCloud",
    "LocalCloudError",
    "client",
    "free_port",
    "local_cloud",
]

SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
"""The skill id that the local cloud's skill answers to."""

STACK = "iop-voice-skill"
BUCKET = "iop-voice-skill-code"
REGION = "us-east-1"
SERVICES = (
    "cloudformation,cloudtrail,cloudwatch,dynamodb,dynamodbstreams,events,iam,kms,lambda,"
    "logs,s3,scheduler,secretsmanager,sns,sqs,sts"
)
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}
"""What the local cloud takes as its account's own keys."""

PARAMETERS = {
    "SkillId": SKILL_ID,
    "CentreName": "the demonstration center",
    "CentrePhone": "617-555-0100",
    "AllowFictionalNumbers": "yes",
}
"""The template's parameters where nothing else is asked for."""

START_SECONDS = 30.0
STOP_SECONDS = 15.0


class LocalCloudError(SkillError):
    """The local cloud did not start."""


@dataclass(frozen=True, slots=True)
class LocalCloud:
    """A running local cloud with the stack deployed."""

    endpoint_url: str
    """Where every AWS service answers, `http://127.0.0.1:PORT`."""

    outputs: Mapping[str, str]
    """The stack's outputs."""

    @property
    def programs_table(self) -> str:
        """The name of the table of treatment programs."""
        return self.outputs["ProgramsTableName"]

    @property
    def callbacks_table(self) -> str:
        """The name of the table of callback requests."""
        return self.outputs["CallbacksTableName"]

    @property
    def skill_function(self) -> str:
        """The skill's published alias, as Alexa calls it."""
        return self.outputs["SkillEndpoint"]

    @property
    def notifier_function(self) -> str:
        """The name of the function that tells the staff of new requests."""
        return self.outputs["NotifierFunctionName"]

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables with which the skill, `iop` and the AWS tools use this local cloud."""
        return {
            **KEYS,
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "IOP_SKILL_ID": SKILL_ID,
            "IOP_PROGRAMS_TABLE": self.programs_table,
            "IOP_CALLBACKS_TABLE": self.callbacks_table,
            "IOP_TOPIC_ARN": self.outputs["StaffTopicArn"],
        } | self.skill_environment()

    def skill_environment(self) -> dict[str, str]:
        """The environment that the stack gave to the skill function."""
        described = self.client("lambda").get_function_configuration(
            FunctionName=self.outputs["SkillFunctionName"]
        )
        variables: dict[str, str] = described["Environment"]["Variables"]
        return variables

    def client(self, service: str, **options: Any) -> Any:
        """A boto3 client for one of the local cloud's services, with the account's own rights."""
        return client(self.endpoint_url, service, **options)


@contextmanager
def local_cloud(
    *,
    port: int | None = None,
    data_dir: Path | None = None,
    parameters: Mapping[str, str] | None = None,
    record_calls: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[LocalCloud]:
    """Start the local cloud, deploy the stack, and stop it all at the end of the block.

    A table of programs that holds no real directory is filled with the made-up one.

    Args:
        port: on loopback; a free one if None.
        data_dir: where data is kept from one run to the next; nothing is kept if None.
        parameters: of the template, over the demonstration's.
        record_calls: whether CloudTrail keeps every call, for tests of the roles.
        progress: is told each step in a few words.

    Raises:
        LocalCloudError: the port is taken, or the process did not start.
        DeploymentError: the stack was refused.
    """
    with ExitStack() as leaving:
        scratch = leaving.enter_context(
            tempfile.TemporaryDirectory(prefix="iop-local-cloud-", ignore_cleanup_errors=True)
        )
        progress("starting the local cloud, building the bundle")
        beside = leaving.enter_context(ThreadPoolExecutor(1))
        building = beside.submit(bundle.build, Path(scratch) / "skill.zip")
        url = leaving.enter_context(_running(port or free_port(), Path(scratch), data_dir, record_calls))
        code = building.result()
        progress("deploying template.yaml")
        cloud = LocalCloud(url, _deploy(url, code, parameters or {}))
        _wait_for_the_snapshot(cloud)
        load_demo(cloud.programs_table, lambda: cloud.client("dynamodb"))
        yield cloud
        progress("stopping the local cloud")


def _deploy(url: str, code: Path, parameters: Mapping[str, str]) -> dict[str, str]:
    storage = client(url, "s3")
    storage.create_bucket(Bucket=BUCKET)
    template = stack.package(storage, BUCKET, code)
    return stack.deploy(
        client(url, "cloudformation"), STACK, template, {**PARAMETERS, **parameters}, poll_seconds=0.1
    )


def _wait_for_the_snapshot(cloud: LocalCloud) -> None:
    """Until the version that Alexa would call has been warmed and is active."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = cloud.client("lambda").get_function_configuration(FunctionName=cloud.skill_function)
        if found["State"] == "Active":
            return
        if found["State"] == "Failed":
            raise stack.DeploymentError(f"the skill function does not start: {found.get('StateReason')}")
        time.sleep(0.1)
    raise LocalCloudError(f"the skill function did not become active within {START_SECONDS:.0f} seconds")


def client(url: str, service: str, **options: Any) -> Any:
    """A boto3 client for `service` at the local endpoint `url`."""
    import boto3  # noqa: PLC0415  # half a second that only a running local cloud needs

    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        **options,
    )


@contextmanager
def _running(port: int, scratch: Path, data_dir: Path | None, record_calls: bool) -> Iterator[str]:
    _refuse_taken(port)
    log_path = scratch / "local-cloud.log"
    with log_path.open("wb") as log:
        # A session of its own: Ctrl-C reaches only this process, which then stops the child in order.
        child = subprocess.Popen(
            [sys.executable, "-m", "skill.simulator.cloud_process"],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=_environment(port, scratch, data_dir, record_calls),
            start_new_session=True,
        )
    try:
        _wait_until_ready(port, child, log_path)
        yield f"http://127.0.0.1:{port}"
    finally:
        _stop(child)


def _environment(port: int, scratch: Path, data_dir: Path | None, record_calls: bool) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
    state = (data_dir or scratch).resolve()
    return (
        kept
        | KEYS
        | {
            "AUTH": "true",  # roles decide, as in AWS: what a role does not allow is refused
            "BIND_HOST": "127.0.0.1",
            "CLOUDTRAIL_RECORDING": "1" if record_calls else "0",
            "GATEWAY_PORT": str(port),
            "IOT_MTLS_ENABLED": "0",
            "LAMBDA_EXECUTOR": "local",
            "LOG_LEVEL": "INFO",
            "PERSIST_STATE": "1" if data_dir else "0",
            "S3_PERSIST": "1" if data_dir else "0",
            "S3_DATA_DIR": str(state / "s3"),
            "SERVICES": SERVICES,
            "STATE_DIR": str(state),
            "TMPDIR": str(scratch),
        }
    )


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _refuse_taken(port: int) -> None:
    """Another server on this port would be taken for ours once it answers."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise LocalCloudError(
                f"port {port} of 127.0.0.1 is already in use: stop what listens there, or choose another"
            )


def _wait_until_ready(port: int, child: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise LocalCloudError(f"the local cloud did not start on port {port}: {_last_line(log_path)}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise LocalCloudError(f"the local cloud did not answer on port {port} within {START_SECONDS:.0f} seconds")


def _last_line(log_path: Path) -> str:
    lines = log_path.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Close the pipe, which the child takes as its end; then make sure."""
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
