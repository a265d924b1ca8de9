"""The table of programs in DynamoDB: the reading side, within a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cached_property
from typing import Any

from skill.errors import StoreError
from skill.programs.density import Density
from skill.programs.expiring import Expiring
from skill.programs.geo import Span, text_of
from skill.programs.listing import cell_of, program_of
from skill.programs.model import Kind, Program, Service

__all__ = ["DEADLINE_SECONDS", "NEARBY", "ProgramTable", "density_id"]

NEARBY = "nearby"
"""The index by `cell`, then `place`."""

DEADLINE_SECONDS = 5.0
"""How long one round of reading may take; a turn has eight seconds in all."""

_PARALLEL = 10
_DENSITY_SECONDS = 600.0
_SPAN_SECONDS = 300.0
_SPANS_KEPT = 256
_PROGRAMS_WORTH_KEEPING = 500


def density_id(kind: Kind) -> str:
    """The id, and the partition of its own, of the item that holds the density of `kind`."""
    return f"density#{kind}"


class ProgramTable:
    """The DynamoDB table of programs."""

    def __init__(
        self,
        name: str,
        connect: Callable[[], Any],
        *,
        clock: Callable[[], float] = time.monotonic,
        deadline: float = DEADLINE_SECONDS,
        keep: bool = True,
    ) -> None:
        """`connect` gives a DynamoDB client when one is first needed.

        Args:
            name: of the table.
            connect: called once.
            clock: seconds, for what is kept.
            deadline: seconds that a round of reading may take.
            keep: whether what was read is kept for a few minutes in this process.
        """
        self.name = name
        self._connect = connect
        self._deadline = deadline
        self._densities: Expiring[Kind, Density | None] = Expiring(_DENSITY_SECONDS, len(Kind), clock)
        kept = _SPANS_KEPT if keep else 0
        self._spans: Expiring[tuple[Kind, Span, frozenset[Service]], list[Program]] = Expiring(
            _SPAN_SECONDS, kept, clock
        )

    @cached_property
    def _client(self) -> Any:
        return self._connect()

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_PARALLEL, thread_name_prefix="programs")

    def density(self, kind: Kind) -> Density | None:
        """How many programs of `kind` are where, as last imported; asked for once in ten minutes.

        Raises:
            StoreError: DynamoDB failed, refused or was too slow.
        """
        return self._densities.get(kind, lambda: self._density(kind))

    def _density(self, kind: Kind) -> Density | None:
        # From the index, like all else that a turn reads: the skill's role needs no other right.
        question = {
            "IndexName": NEARBY,
            "KeyConditionExpression": "cell = :cell",
            "ExpressionAttributeValues": {":cell": {"S": density_id(kind)}},
        }
        (answer,) = self._together([lambda: self.call("query", **question)])
        try:
            (item,) = answer["Items"]
            offers = {name: int(count["N"]) for name, count in item["offers"]["M"].items()}
            return Density.load(bytes(item["cells"]["B"]), offers)
        except (KeyError, TypeError, ValueError):
            return None  # it only steers; without it a search reads more

    def read(self, kind: Kind, spans: Sequence[Span], services: frozenset[Service]) -> list[Program]:
        """The programs of `kind` in `spans` that offer all of `services`, read in parallel.

        Raises:
            StoreError: DynamoDB failed, refused or was too slow.
        """
        found: dict[Span, list[Program]] = {}
        for span in spans:
            known = self._spans.peek((kind, span, services))
            if known is not None:
                found[span] = known
        missing = [span for span in spans if span not in found]
        answers = self._together([_bound(self._query, kind, span, services) for span in missing])
        for span, programs in zip(missing, answers, strict=True):
            found[span] = programs
            if len(programs) <= _PROGRAMS_WORTH_KEEPING:
                self._spans.put((kind, span, services), programs)
        return [program for span in spans for program in found[span]]

    def _query(self, kind: Kind, span: Span, services: frozenset[Service]) -> list[Program]:
        first, last = span
        values = {
            ":cell": {"S": cell_of(kind, first)},
            ":first": {"S": text_of(first)},
            # "$" comes after "#", which ends the code in every key.
            ":last": {"S": text_of(last) + "$"},
        }
        arguments: dict[str, Any] = {
            "IndexName": NEARBY,
            "KeyConditionExpression": "cell = :cell AND place BETWEEN :first AND :last",
            "ProjectionExpression": "listing",
        }
        if services:
            names = sorted(services)
            values |= {f":s{number}": {"S": str(name)} for number, name in enumerate(names)}
            tests = (f"contains(services, :s{number})" for number in range(len(names)))
            arguments["FilterExpression"] = " AND ".join(tests)
        pages = self.pages("query", ExpressionAttributeValues=values, **arguments)
        return [program for page in pages for program in _programs(page["Items"])]

    def get(self, program_id: str) -> Program | None:
        """The program of that id, or None.

        Raises:
            StoreError: DynamoDB failed, refused or was too slow.
        """
        (answer,) = self._together([lambda: self.call("get_item", Key={"id": {"S": program_id}})])
        return next(iter(_programs([answer["Item"]])), None) if "Item" in answer else None

    def pages(self, operation: str, **arguments: Any) -> Iterator[dict[str, Any]]:
        """The pages of a query or scan.

        Raises:
            StoreError: DynamoDB failed.
        """
        start: dict[str, Any] = {}
        while True:
            page = self.call(operation, **arguments, **start)
            if "Items" not in page:
                raise StoreError(f"the programs table gave a malformed answer to {operation}")
            yield page
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        """One operation on the table.

        Raises:
            StoreError: DynamoDB failed, refused or was too slow.
        """
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # slow; crises do without

        if not self.name:
            raise StoreError("no table of programs is set")
        if operation != "batch_write_item":
            arguments["TableName"] = self.name
        try:
            answered: dict[str, Any] = getattr(self._client, operation)(**arguments)
        except ClientError as error:
            # The error itself is left out of the chain: DynamoDB can quote what was asked for.
            code = error.response.get("Error", {}).get("Code", "")
            raise StoreError(f"the programs table refused {operation}: {code}") from None
        except BotoCoreError as error:
            raise StoreError(f"the programs table failed at {operation}: {type(error).__name__}") from None
        return answered

    def _together(self, works: Sequence[Callable[[], Any]]) -> list[Any]:
        """The results of `works`, done in parallel.

        Raises:
            StoreError: one failed, or they were not done within the deadline.
        """
        futures: list[Future[Any]] = [self._threads.submit(work) for work in works]
        done, late = wait(futures, timeout=self._deadline)
        if late:
            for future in late:
                future.cancel()
            raise StoreError("the programs table was too slow")
        del done
        return [future.result() for future in futures]


def _bound(query: Callable[..., list[Program]], *arguments: Any) -> Callable[[], list[Program]]:
    return lambda: query(*arguments)


def _programs(items: Sequence[dict[str, Any]]) -> Iterator[Program]:
    """The programs in items; an item that is no program (the density, something foreign) is passed over."""
    for item in items:
        try:
            yield program_of(item)
        except (KeyError, TypeError, ValueError):
            continue
