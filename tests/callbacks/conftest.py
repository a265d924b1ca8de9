from __future__ import annotations

import pytest
from botocore.config import Config

from tests.callbacks.requests import Table
from tests.databases import Database


@pytest.fixture
def table(database: Database) -> Table:
    """A new, empty table of callback requests, as the template defines it, on both DynamoDBs."""
    client = database.client(config=Config(max_pool_connections=60, retries={"total_max_attempts": 2}))
    return Table(database.table("CallbacksTable"), client)
