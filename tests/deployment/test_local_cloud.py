"""What someone who runs `iop up` sees: a line when it is ready, data that stays, and nothing left behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from skill.deployment.stack import DeploymentError
from skill.simulator.local_cloud import LocalCloudError, client, free_port, local_cloud

PATIENCE = 60


@contextmanager
def iop_up(*options):
    port = free_port()
    command = [
        sys.executable,
        "-c",
        "from skill.cli import main; main()",
        "up",
        "--port",
        str(port),
        *options,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        line = process.stdout.readline().strip()
        assert line == f"ready http://127.0.0.1:{port}", process.stderr and process.stderr.read()
        yield process, port
    finally:
        process.kill()
        process.communicate()


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def gone(port):
    deadline = time.monotonic() + PATIENCE
    while listens(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not listens(port)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_when_it_is_ready_and_leaves_nothing_when_stopped(how):
    with iop_up() as (process, port):
        process.send_signal(how)
        assert process.wait(PATIENCE) == 0
        assert not listens(port)


def test_nothing_outlives_it_even_when_it_is_killed():
    with iop_up() as (process, port):
        functions = [
            worker for worker in workers() if f"{port}" in environment(worker).get("AWS_ENDPOINT_URL", "")
        ]
        process.kill()
        process.wait(PATIENCE)
        assert gone(port)
    deadline = time.monotonic() + PATIENCE
    while any(map(alive, functions)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [worker for worker in functions if alive(worker)]


def workers():
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]


def environment(process_id):
    try:
        entries = Path(f"/proc/{process_id}/environ").read_text(errors="replace").split("\0")
    except OSError:
        return {}
    return dict(entry.split("=", 1) for entry in entries if "=" in entry)


def alive(process_id):
    return bool(environment(process_id))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has 127.0.0.2 without being asked")
def test_it_answers_on_loopback_only(local_cloud):
    port = int(local_cloud.endpoint_url.rpartition(":")[2])
    with socket.socket() as probe:
        # Another address of the same machine: bound to every interface, it would be taken.
        probe.bind(("127.0.0.2", port))


def test_data_stays_where_a_folder_is_given_for_it(tmp_path):
    with local_cloud(data_dir=tmp_path) as cloud:
        write(cloud)
        first = cloud.programs_table
    with local_cloud(data_dir=tmp_path) as cloud:
        assert cloud.programs_table == first
        assert read(cloud) == ["kept"]


def test_without_a_folder_it_starts_empty():
    with local_cloud() as cloud:
        assert read(cloud) == []


def write(cloud):
    item = {"id": {"S": "kept"}}
    client(cloud.endpoint_url, "dynamodb").put_item(TableName=cloud.programs_table, Item=item)


def read(cloud):
    found = cloud.client("dynamodb").scan(TableName=cloud.programs_table)["Items"]
    return [item["id"]["S"] for item in found if item["id"]["S"] == "kept"]


def test_a_taken_port_is_said_plainly():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(LocalCloudError, match=f"port {port}.*already in use"), local_cloud(port=port):
            pass


def test_a_parameter_that_the_template_refuses_is_said_plainly():
    with (
        pytest.raises(DeploymentError, match="SkillId"),
        local_cloud(parameters={"SkillId": "not a skill id"}),
    ):
        pass
