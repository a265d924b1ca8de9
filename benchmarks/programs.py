"""Finding programs: requests, speed against the library dynamodbgeo, and speed at a million programs.

Needs SAMHSA's directory of 2022 beside the repository (../shared/data/samhsa). Searches run on AWS's
DynamoDB Local where Java and `make dynamodb-local` are, else on the local cloud, where a million programs
are left out: it sorts a whole partition in Python for every query. `IOP_BENCH_PROGRAMS` sets another number
than a million.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from botocore.config import Config

from benchmarks.measure import cold, envelope, medians, verdict
from skill.aws import DYNAMODB_OPTIONS
from skill.programs.directory import open_directory
from skill.programs.directory.reading import read_programs
from skill.programs.geo import miles_between
from skill.programs.listing import item_of
from skill.programs.loading import load, put_densities
from skill.programs.model import Kind, Point, Program, folded_clinics
from skill.programs.places import TABLE, Places, places
from skill.programs.search import nearest
from skill.programs.store import ProgramTable
from skill.simulator.local_cloud import KEYS, local_cloud
from tests import databases

DIRECTORY = Path(__file__).parents[2] / "shared/data/samhsa/National_Directory_SA_Facilities_2022.xlsx"
RADIUS = 25
LIMIT = 3
SEARCHES = 150
LIBRARY = "dynamodbgeo==0.0.3"
LIBRARY_KEY_LENGTHS = (2, 5)
"""Its own default, and one that its documentation advises."""
_CLIENT = DYNAMODB_OPTIONS | {"read_timeout": 60}
"""The skill's client, and the library's too; filling a table takes longer than a turn may."""
MILLION = int(os.environ.get("IOP_BENCH_PROGRAMS", "1000000"))


def main() -> int:
    missed = _places()
    if not DIRECTORY.is_file():
        print("  nothing else is measured: SAMHSA's directory is not in ../shared/data/samhsa")
        return missed
    started = time.perf_counter()
    *_, reading = read_programs(open_directory(DIRECTORY), places())
    took = time.perf_counter() - started
    programs = list(reading.programs.values())
    with ExitStack() as leaving:
        cloud = leaving.enter_context(local_cloud())
        missed += _import(cloud, reading, took)
        why_not = databases.why_no_dynamodb_local()
        if why_not:
            print(f"  {why_not}; searches are measured on the local cloud")
            database = databases.Database(cloud.endpoint_url)
        else:
            database = leaving.enter_context(databases.dynamodb_local())
        table = _table(database)
        load(table, reading.programs, reading.sources)
        missed += _requests(table, programs)
        missed += _against_library(database, table, programs)
        missed += _cold(database, table)
        if not why_not:
            missed += _million(database, table, programs)
    return missed


def _places() -> int:
    raw = medians({"read": lambda: _seconds(TABLE.read_bytes), "load": lambda: _seconds(_load_places)}, 20)
    known = places()
    codes = [f"{code:05}" for code in islice(range(501, 99999, 7), 5000)]
    named = [found for code in codes if (found := known.zip(code)) and found.city]
    zip_time = _seconds(lambda: [known.zip(code) for code in codes]) / len(codes)
    city_time = _seconds(lambda: [known.cities(found.city, found.state) for found in named]) / len(named)
    missed = verdict("places: reading the table", raw["load"] * 1000, 5, "ms")
    missed += verdict("places: one ZIP", zip_time * 1e6, 10, "us")
    return missed + verdict("places: one city and state", city_time * 1e6, 10, "us")


def _load_places() -> None:
    Places(TABLE.read_bytes())


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _table(database: databases.Database) -> ProgramTable:
    def connect():
        return database.client(config=Config(**_CLIENT))

    return ProgramTable(database.table("ProgramsTable"), connect, keep=False, deadline=600)


def _import(cloud, reading, reading_took: float) -> int:
    table = _table(databases.Database(cloud.endpoint_url))
    writing = _seconds(lambda: load(table, reading.programs, reading.sources))
    rows = len(reading.programs) + len(reading.rejected) + reading.passed_over
    took = reading_took + writing
    written = len(reading.programs)
    print(f"  import: {rows} rows read in {reading_took:.1f} s, {written} written in {writing:.1f} s")
    return verdict("import: a thousand rows, from file to table", 1000 * took / rows, 1, "s")


def _brute_force(programs: Iterable[Program], centre: Point) -> list[tuple[float, str]]:
    near = ((miles_between(centre, one.point), one) for one in programs)
    within = sorted((pair for pair in near if pair[0] <= RADIUS), key=lambda pair: (pair[0], pair[1].id))
    return [(miles, one.id) for miles, one in folded_clinics(within)[:LIMIT]]


def _requests(table: ProgramTable, programs: list[Program]) -> int:
    table.density(Kind.IOP)
    requests, rounds = [], []
    for one in random.Random(1).sample(programs, SEARCHES):
        found = nearest(table, one.point, limit=LIMIT, radius=RADIUS)
        assert [(miles, near.id) for miles, near in found.programs] == _brute_force(programs, one.point)
        requests.append(found.requests)
        rounds.append(found.rounds)
    requests.sort()
    missed = verdict("search, 25 miles: requests, median", statistics.median(requests), 2, "")
    missed += verdict("search, 25 miles: requests, 95 of 100", requests[int(SEARCHES * 0.95)], 9, "")
    return missed + verdict("search, 25 miles: rounds, most", max(rounds), 2, "")


def _against_library(database: databases.Database, table: ProgramTable, programs: list[Program]) -> int:
    missed = 0
    for length in LIBRARY_KEY_LENGTHS:
        with _library(database, programs, length) as ask:
            theirs, ours, requests = [], [], []
            for one in random.Random(2).sample(programs, SEARCHES // 3):
                seconds, count, _ = ask(one.point)
                theirs.append(seconds)
                requests.append(count)
                ours.append(_seconds(lambda: nearest(table, one.point, limit=LIMIT, radius=RADIUS)))  # noqa: B023
        times = statistics.median(theirs) / statistics.median(ours)
        print(
            f"  dynamodbgeo, key length {length}: {times:.1f} times our time,"
            f" {statistics.median(requests):.0f} requests one after the other"
        )
        missed += verdict(f"search: our time to that of dynamodbgeo ({length})", 1 / times, 1 / 5)
    return missed


@contextmanager
def _library(database: databases.Database, programs: list[Program], length: int) -> Iterator:
    points = [(one.point.latitude, one.point.longitude, item_of(one)["listing"]["S"]) for one in programs]
    order = {
        "endpoint": database.endpoint_url,
        "table": f"library-{length}",
        "length": length,
        "client": _CLIENT,
        "points": points,
    }
    uv = str(Path(sys.executable).with_name("uv"))
    with_library = ["--no-project", "--quiet", "--with", LIBRARY, "--with", "boto3"]
    child = subprocess.Popen(
        [uv, "run", *with_library, "python", "-W", "ignore", str(Path(__file__).with_name("geo_library.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    child.stdin.write(json.dumps(order) + "\n")
    child.stdin.flush()
    ready = child.stdout.readline()
    if ready.strip() != "ready":
        raise RuntimeError("dynamodbgeo did not start")

    def ask(centre: Point) -> tuple[float, int, int]:
        child.stdin.write(f"{centre.latitude} {centre.longitude} {RADIUS}\n")
        child.stdin.flush()
        seconds, requests, found = child.stdout.readline().split()
        return float(seconds), int(requests), int(found)

    try:
        yield ask
    finally:
        child.stdin.close()
        child.wait(10)


def _cold(database: databases.Database, table: ProgramTable) -> int:
    environment = {
        **KEYS,
        "IOP_ENDPOINT_URL": database.endpoint_url,
        "IOP_PROGRAMS_TABLE": table.name,
    }
    event = envelope("FindProgramIntent", {"zip": "90210"})
    first = medians(
        {
            "bare": lambda: cold("benchmarks.hello_query", event, environment),
            "search": lambda: cold("lambda_handler", event, environment),
        },
        9,
    )
    print("  cold, seconds: " + ", ".join(f"{name} {value:.3f}" for name, value in first.items()))
    return verdict("cold: process start to first program search", first["search"] / first["bare"], 1.15)


def _million(database: databases.Database, small: ProgramTable, programs: list[Program]) -> int:
    big = _table(database)
    started = time.perf_counter()
    _fill(database, big, programs)
    print(f"  {MILLION} programs generated and written in {time.perf_counter() - started:.0f} s")
    big.density(Kind.IOP)
    times: dict[str, list[float]] = {"small": [], "big": []}
    for one in random.Random(3).sample(programs, SEARCHES):
        for name, table in (("small", small), ("big", big)):
            times[name].append(
                _seconds(lambda: nearest(table, one.point, limit=LIMIT, radius=RADIUS))  # noqa: B023
            )
    medians_of = {name: statistics.median(taken) * 1000 for name, taken in times.items()}
    print("  search, milliseconds: " + ", ".join(f"{name} {value:.1f}" for name, value in medians_of.items()))
    return verdict(f"search: {MILLION} programs to 5525", medians_of["big"] / medians_of["small"], 2)


def _generated(programs: list[Program]) -> Iterator[Program]:
    """As dense as the real ones, where the real ones are dense."""
    dice = random.Random(4)
    for number in range(MILLION):
        one = dice.choice(programs)
        latitude = one.point.latitude + dice.gauss(0, 0.05)
        longitude = one.point.longitude + dice.gauss(0, 0.05)
        point = Point(round(max(-90.0, min(90.0, latitude)), 5), round(longitude, 5))
        yield replace(one, id=f"{number:016x}", clinic=f"{number:016x}", point=point)


def _fill(database: databases.Database, table: ProgramTable, programs: list[Program]) -> None:
    """Write past boto3, which would take a quarter of an hour for a million."""
    from skill.programs.density import Density
    from skill.programs.geo import code_of

    host = urlsplit(database.endpoint_url).netloc
    headers = {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": "DynamoDB_20120810.BatchWriteItem",
        "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
        "SignedHeaders=host, Signature=0",
        "X-Amz-Date": "20260101T000000Z",
    }
    made: list[tuple[int, frozenset]] = []

    def write(batches: list[bytes]) -> None:
        connection = http.client.HTTPConnection(host)
        for body in batches:
            connection.request("POST", "/", body, headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.status != 200:
                raise RuntimeError(content[:300])
        connection.close()

    generated = _generated(programs)
    with ThreadPoolExecutor(2) as threads:
        writing = []
        while True:
            batches = []
            for _ in range(200):
                some = list(islice(generated, 25))
                if not some:
                    break
                made += [(code_of(one.point), one.services) for one in some]
                puts = [{"PutRequest": {"Item": item_of(one)}} for one in some]
                batches.append(json.dumps({"RequestItems": {table.name: puts}}).encode())
            if not batches:
                break
            writing.append(threads.submit(write, batches))
            if len(writing) > 4:
                writing.pop(0).result()
        for future in writing:
            future.result()
    put_densities(table, {Kind.IOP: Density.of(made)})
