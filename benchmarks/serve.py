"""The web service under load: 200 requests a second for 30 s on loopback, no error, and flat memory."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.measure import envelope, verdict

REQUESTS_A_SECOND = 200
SECONDS = 30
CLIENTS = 8
SAID = (
    envelope(),
    envelope("CostTopicIntent"),
    envelope("IWantToStatementIntent", {"statement": "sign up for a program"}),
    envelope("IWantToStatementIntent", {"statement": "kill myself"}),
)


def main() -> int:
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "skill.cli", "serve", "--port", "0", "--without-verification"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"IOP_SKILL_ID": "amzn1.ask.skill.benchmark", "PATH": "/usr/bin:/bin"},
    )
    try:
        address = urlsplit(server.stdout.readline().split()[1])
        _load(address, seconds=3, seen=Counter(), times=[])  # warms it
        before = _megabytes(server.pid)
        seen: Counter[int] = Counter()
        times: list[float] = []
        began = time.perf_counter()
        _load(address, seconds=SECONDS, seen=seen, times=times)
        took = time.perf_counter() - began
        grown = _megabytes(server.pid) - before
    finally:
        server.terminate()
        server.wait(10)
    times.sort()
    print(
        f"  {sum(seen.values())} requests in {took:.1f} s, answers {dict(seen)}, "
        f"median {times[len(times) // 2] * 1000:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms"
    )
    errors = sum(count for status, count in seen.items() if status != http.client.OK)
    missed = verdict("errors", errors, 0, "")
    missed += verdict("seconds taken for 30 s of requests", took / SECONDS, 1.05)
    return missed + verdict("memory grown by", grown, 8, "MB")


def _load(address, *, seconds, seen, times):
    lock = threading.Lock()
    pace = CLIENTS / REQUESTS_A_SECOND

    def client(number):
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        due = time.perf_counter() + pace * number / CLIENTS
        for turn in range(int(seconds * REQUESTS_A_SECOND / CLIENTS)):
            time.sleep(max(0.0, due - time.perf_counter()))
            due += pace
            body = json.dumps(SAID[turn % len(SAID)])
            started = time.perf_counter()
            connection.request("POST", "/alexa", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            with lock:
                seen[answer.status] += 1
                times.append(time.perf_counter() - started)
        connection.close()

    clients = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()


def _megabytes(process: int) -> float:
    """What a process holds in memory."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError("no VmRSS")
