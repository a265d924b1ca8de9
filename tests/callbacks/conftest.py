from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from botocore.config import Config

from skill.simulator.local_cloud import LocalCloud
from tests.callbacks.conversation import SETTINGS, Talk
from tests.callbacks.requests import Table
from tests.databases import Database


@pytest.fixture
def table(database: Database) -> Table:
    """A new, empty table of callback requests, as the template defines it, on both DynamoDBs."""
    client = database.client(config=Config(max_pool_connections=60, retries={"total_max_attempts": 2}))
    return Table(database.table("CallbacksTable"), client)


@pytest.fixture(scope="session")
def own_database(local_cloud: LocalCloud) -> Database:
    """The local cloud's DynamoDB."""
    return Database(local_cloud.endpoint_url)


@pytest.fixture
def kept(own_database: Database) -> Table:
    """A new, empty table on the local cloud."""
    client = own_database.client(config=Config(max_pool_connections=60, retries={"total_max_attempts": 2}))
    return Table(own_database.table("CallbacksTable"), client)


@pytest.fixture
def talk(kept: Table, own_database: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Talk]:
    """Begins a conversation with the skill on the table `kept`."""
    for name, value in own_database.environment.items():
        monkeypatch.setenv(name, value)

    def begin(**options: Any) -> Talk:
        settings = replace(SETTINGS, callbacks_table=kept.name, endpoint_url=own_database.endpoint_url)
        return Talk(settings, kept, **options)

    return begin
