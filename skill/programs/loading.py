"""Filling the table of programs: only what changed is written, and stale rows go last.

A run can be stopped anywhere and run again: what is in is in, ids stay the same, and rows of the same source
that the new edition lacks are removed only when all new ones are written. So no caller finds less than the
old edition held.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from skill.errors import StoreError
from skill.programs.density import Density
from skill.programs.geo import code_from_text, code_of
from skill.programs.listing import digest_of, item_of
from skill.programs.model import DEMO, Kind, Program, Service
from skill.programs.store import ProgramTable, density_id

__all__ = ["Loaded", "holds_more_than_demo", "load", "put_densities"]

_BATCH = 25
"""The most that BatchWriteItem takes."""
_WRITERS = 6
_SCANNERS = 4
_TRIES = 8
_FIRST_WAIT_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed."""

    imported: int
    """Programs written because they were new or had changed."""
    unchanged: int
    removed: int
    replaced: int
    """Programs of the demonstration directory that had to make room."""


class _Listed(NamedTuple):
    """A program that the table holds."""

    digest: str
    source: str
    kind: Kind
    code: int
    services: tuple[Service, ...]


def load(
    table: ProgramTable,
    programs: Mapping[str, Program],
    sources: Iterable[str],
    *,
    complete: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> Loaded:
    """Make the table hold exactly `programs` of `sources`, leaving other sources alone.

    Args:
        table: to be filled.
        programs: by id.
        sources: whose stale programs are removed.
        complete: whether programs of these sources that are not among `programs` are stale.
        progress: is told how many more programs are done.

    Raises:
        StoreError: DynamoDB failed for good; run it again.
    """
    listed = _listed(table)
    items = {name: item_of(program) for name, program in programs.items()}
    changed = [
        item for name, item in items.items() if name not in listed or listed[name].digest != digest_of(item)
    ]
    progress(len(items) - len(changed))
    new = {name: _summary(programs[name], items[name]) for name in items}
    # A search skips cells that the density says are empty, so it must know of new cells before they fill.
    if changed:
        _put_densities(table, listed | new)
    _write(table, [{"PutRequest": {"Item": item}} for item in changed], progress)
    mine = set(sources)
    absent = {name for name, known in listed.items() if known.source in mine and name not in items}
    stale = absent if complete else set()
    # What was made up never stands beside what is real.
    demo = {name for name, known in listed.items() if known.source == DEMO and mine - {DEMO}}
    gone = sorted(stale | demo)
    _write(table, [{"DeleteRequest": {"Key": {"id": {"S": name}}}} for name in gone], lambda _: None)
    if gone:
        kept = {name: known for name, known in listed.items() if name not in stale | demo}
        _put_densities(table, kept | new)
    return Loaded(len(changed), len(items) - len(changed), len(stale), len(demo - stale))


def holds_more_than_demo(table: ProgramTable) -> bool:
    """Whether the table holds programs that were not made up.

    Raises:
        StoreError: DynamoDB failed.
    """
    return any(known.source != DEMO for known in _listed(table).values())


def _summary(program: Program, item: dict[str, Any]) -> _Listed:
    services = tuple(sorted(program.services))
    return _Listed(digest_of(item), program.source, program.kind, code_of(program.point), services)


def _listed(table: ProgramTable) -> dict[str, _Listed]:
    """All programs that the table holds, by id."""

    def segment(number: int) -> list[dict[str, Any]]:
        pages = table.pages(
            "scan",
            Segment=number,
            TotalSegments=_SCANNERS,
            ConsistentRead=True,
            ProjectionExpression="id, digest, #source, cell, place, services",
            ExpressionAttributeNames={"#source": "source"},
        )
        return [item for page in pages for item in page["Items"]]

    with ThreadPoolExecutor(_SCANNERS) as threads:
        found = chain.from_iterable(threads.map(segment, range(_SCANNERS)))
        return {item["id"]["S"]: _known(item) for item in found if "digest" in item}


def _known(item: dict[str, Any]) -> _Listed:
    kind = Kind(item["cell"]["S"].partition("#")[0])
    services = tuple(Service(name) for name in item.get("services", {}).get("SS", ()) if name in set(Service))
    code = code_from_text(item["place"]["S"].partition("#")[0])
    return _Listed(item["digest"]["S"], item["source"]["S"], kind, code, services)


def _put_densities(table: ProgramTable, listed: Mapping[str, _Listed]) -> None:
    put_densities(
        table,
        {
            kind: Density.of((known.code, known.services) for known in listed.values() if known.kind == kind)
            for kind in Kind
        },
    )


def put_densities(table: ProgramTable, densities: Mapping[Kind, Density]) -> None:
    """Store how many programs of each kind are where.

    Raises:
        StoreError: DynamoDB failed.
    """
    for kind, density in densities.items():
        item = {
            "id": {"S": density_id(kind)},
            "cell": {"S": density_id(kind)},
            "place": {"S": density_id(kind)},
            "cells": {"B": density.dump()},
            "offers": {"M": {name: {"N": str(count)} for name, count in sorted(density.offers.items())}},
        }
        table.call("put_item", Item=item)


def _write(table: ProgramTable, requests: Sequence[dict[str, Any]], progress: Callable[[int], None]) -> None:
    batches = [requests[start : start + _BATCH] for start in range(0, len(requests), _BATCH)]
    with ThreadPoolExecutor(_WRITERS) as threads:
        for done in threads.map(lambda batch: _write_batch(table, batch), batches):
            progress(done)


def _write_batch(table: ProgramTable, batch: Sequence[dict[str, Any]]) -> int:
    waiting = list(batch)
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_FIRST_WAIT_SECONDS * 2**attempt)
        answer = table.call("batch_write_item", RequestItems={table.name: waiting})
        waiting = answer.get("UnprocessedItems", {}).get(table.name, [])
        if not waiting:
            return len(batch)
    raise StoreError("the programs table keeps refusing writes; run the import again")
