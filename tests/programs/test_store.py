"""The table, on the local cloud's DynamoDB and on AWS's own DynamoDB Local."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from skill.errors import StoreError
from skill.programs.directory.reading import Reading
from skill.programs.loading import Loaded, load
from skill.programs.model import DEMO, Kind, Point, Program, Service
from skill.programs.search import nearest
from skill.programs.store import ProgramTable
from skill.simulator.demo import load_demo
from tests.databases import Database
from tests.programs.data import program
from tests.programs.memory import brute_force


class Counting:
    """A client that counts the requests that pass through it."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(**arguments: Any) -> Any:
            self.calls.append(name)
            return getattr(self.client, name)(**arguments)

        return call


@pytest.fixture
def client(database: Database) -> Counting:
    return Counting(database.client())


@pytest.fixture
def table(database: Database, client: Counting) -> ProgramTable:
    return ProgramTable(database.table("ProgramsTable"), lambda: client)


@pytest.fixture
def fresh(client: Counting) -> Callable[[ProgramTable], ProgramTable]:
    """Another process's view of the same table: nothing is remembered."""
    return lambda table: ProgramTable(table.name, lambda: client)


Fresh = Callable[[ProgramTable], ProgramTable]


def by_id(programs: Iterable[Program]) -> dict[str, Program]:
    return {one.id: one for one in programs}


def around_denver(count: int, source: str = "test") -> dict[str, Program]:
    dice = random.Random(count)
    points = [
        Point(round(39.7 + dice.gauss(0, 0.3), 5), round(-105 + dice.gauss(0, 0.3), 5)) for _ in range(count)
    ]
    offers = [Service.MEDICAID, Service.TEENS, Service.SUBSTANCE]
    return by_id(
        program(number, point, *dice.sample(offers, dice.randint(0, 3)), source=source)
        for number, point in enumerate(points)
    )


def test_what_is_stored_comes_back_whole(table: ProgramTable, fresh: Fresh) -> None:
    one = replace(
        program(7, Point(13.4757, 144.7489), Service.SPANISH),
        name="Hagåtña O'Neill's \"Lamp\" & Co",
        extension="12",
        branch="Second Floor",
        website="https://example.test/?a=1&b=2",
        as_of="2026-01-02",
        kind=Kind.DAY,
    )
    load(table, {one.id: one}, {"test"})
    assert fresh(table).get(one.id) == one
    found = nearest(fresh(table), one.point, limit=1, radius=1, kind=Kind.DAY)
    assert found.programs == [(0.0, one)]
    assert nearest(fresh(table), one.point, limit=1, radius=1, kind=Kind.IOP).programs == []
    assert fresh(table).get("density#iop") is None
    assert fresh(table).get("nothing") is None


@pytest.mark.parametrize("wanted", [set(), {Service.MEDICAID}, {Service.MEDICAID, Service.TEENS}])
def test_a_search_in_the_table_equals_measuring_everything(
    table: ProgramTable, fresh: Fresh, wanted: set[Service]
) -> None:
    programs = around_denver(150)
    load(table, programs, {"test"})
    dice = random.Random(3)
    for radius in (1, 10, 60):
        centre = Point(39.7 + dice.gauss(0, 0.2), -105 + dice.gauss(0, 0.2))
        found = nearest(fresh(table), centre, limit=5, radius=radius, services=wanted)
        expected = brute_force(programs.values(), centre, 5, radius, frozenset(wanted))
        assert [(miles, one.id) for miles, one in found.programs] == expected


def test_the_second_load_changes_nothing(table: ProgramTable, client: Counting) -> None:
    programs = around_denver(60)
    assert load(table, programs, {"test"}) == Loaded(60, 0, 0, 0)
    client.calls.clear()
    assert load(table, programs, {"test"}) == Loaded(0, 60, 0, 0)
    assert set(client.calls) == {"scan"}


def test_a_new_edition_replaces_the_old_and_leaves_other_lists_alone(
    table: ProgramTable, fresh: Fresh
) -> None:
    old = around_denver(40)
    other = by_id(
        replace(one, id=f"x{one.id}", clinic=f"x{one.id}", source="other")
        for one in around_denver(5).values()
    )
    load(table, old, {"test"})
    load(table, other, {"other"})
    new = {name: replace(one, edition="2027") for name, one in old.items() if int(name, 16) % 2}
    assert load(table, new, {"test"}) == Loaded(20, 0, 20, 0)
    found = nearest(fresh(table), Point(39.7, -105), limit=100, radius=200)
    assert {one.id for _, one in found.programs} == new.keys() | other.keys()
    assert {one.edition for _, one in found.programs if one.source == "test"} == {"2027"}


def test_a_part_of_a_list_removes_nothing(table: ProgramTable) -> None:
    programs = around_denver(10)
    load(table, programs, {"test"})
    some = dict(list(programs.items())[:2])
    assert load(table, some, {"test"}, complete=False) == Loaded(0, 2, 0, 0)


def test_a_load_that_was_stopped_is_finished_by_the_next(
    table: ProgramTable, client: Counting, fresh: Fresh
) -> None:
    old = around_denver(30)
    load(table, old, {"test"})
    new = by_id(replace(one, id=f"n{one.id}", clinic=f"n{one.id}") for one in around_denver(80).values())

    class Stopping(Counting):
        def __getattr__(self, name: str) -> Callable[..., Any]:
            if name == "batch_write_item" and self.calls.count(name) >= 2:
                raise KeyboardInterrupt
            return super().__getattr__(name)

    with pytest.raises(KeyboardInterrupt):
        load(ProgramTable(table.name, lambda: Stopping(client.client)), new, {"test"})
    between = nearest(fresh(table), Point(39.7, -105), limit=200, radius=300)
    assert {one.id for _, one in between.programs} >= old.keys()
    done = load(fresh(table), new, {"test"})
    assert done.imported + done.unchanged == 80
    assert done.removed == 30
    after = nearest(fresh(table), Point(39.7, -105), limit=200, radius=300)
    assert {one.id for _, one in after.programs} == new.keys()


def test_made_up_programs_never_stand_beside_real_ones(
    table: ProgramTable, client: Counting, fresh: Fresh
) -> None:
    assert load_demo(table.name, lambda: client) > 30
    beverly_hills = Point(34.1005, -118.4146)
    shown = nearest(fresh(table), beverly_hills, limit=3, radius=25).programs
    assert {one.source for _, one in shown} == {DEMO}
    loaded = load(fresh(table), around_denver(3), {"test"})
    assert (loaded.imported, loaded.removed) == (3, 0)
    assert loaded.replaced > 30
    assert nearest(fresh(table), beverly_hills, limit=3, radius=25).programs == []
    assert load_demo(table.name, lambda: client) == 0


def test_what_was_read_a_moment_ago_is_not_read_again(
    table: ProgramTable, client: Counting, fresh: Fresh
) -> None:
    load(table, around_denver(20), {"test"})
    now = 0.0
    process = ProgramTable(table.name, lambda: client, clock=lambda: now)
    first = nearest(process, Point(39.7, -105), limit=3, radius=25)
    client.calls.clear()
    assert nearest(process, Point(39.7, -105), limit=3, radius=25) == first
    assert client.calls == []
    now = 3600.0
    nearest(process, Point(39.7, -105), limit=3, radius=25)
    assert client.calls


def test_an_item_that_is_no_program_is_passed_over(
    table: ProgramTable, client: Counting, fresh: Fresh
) -> None:
    programs = around_denver(3)
    load(table, programs, {"test"})
    one = next(iter(programs.values()))
    stored = client.client.get_item(TableName=table.name, Key={"id": {"S": one.id}})["Item"]
    for number, listing in enumerate(("", "{}", "[1]", '{"kind":"spa","at":[1,2],"services":[]}')):
        foreign = stored | {"id": {"S": f"f{number}"}, "listing": {"S": listing or "-"}}
        client.client.put_item(
            TableName=table.name, Item=foreign | {"place": {"S": stored["place"]["S"] + f"f{number}"}}
        )
    found = nearest(fresh(table), Point(39.7, -105), limit=9, radius=200)
    assert {one.id for _, one in found.programs} == programs.keys()


def test_a_table_that_is_not_there_is_an_error_of_ours(database: Database) -> None:
    table = ProgramTable("no-such-table", database.client)
    with pytest.raises(StoreError, match="ResourceNotFoundException"):
        nearest(table, Point(39.7, -105), limit=3, radius=25)
    with pytest.raises(StoreError, match="no table"):
        nearest(ProgramTable("", database.client), Point(39.7, -105), limit=3, radius=25)


def test_the_nation_in_the_table(
    table: ProgramTable, client: Counting, fresh: Fresh, national: Reading
) -> None:
    programs = list(national.programs.values())
    assert load(table, national.programs, national.sources) == Loaded(5525, 0, 0, 0)
    process = fresh(table)
    process.density(Kind.IOP)
    counted = []
    for one in random.Random(1).sample(programs, 60):
        client.calls.clear()
        found = nearest(process, one.point, limit=3, radius=25, services={Service.MEDICAID})
        expected = brute_force(programs, one.point, 3, 25, frozenset({Service.MEDICAID}))
        assert [(miles, near.id) for miles, near in found.programs] == expected
        counted.append(len(client.calls))
    counted.sort()
    assert counted[30] <= 2
    assert counted[57] <= 9
