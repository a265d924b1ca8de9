"""What tests of several capabilities share.

Each test process (pytest-xdist starts several) has a local cloud and a DynamoDB Local of its own, on free
ports, and only if a test asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
from hypothesis import settings

from skill.app import Skill
from skill.simulator.local_cloud import LocalCloud
from skill.simulator.local_cloud import local_cloud as run_local_cloud
from tests import databases
from tests.databases import Database
from tests.driver import Talk, a_skill

# How long an example takes is no test: machines are shared.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


# How long an example takes says how busy the machine is; speeds are measured by the benchmarks.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="module")
def skill() -> Skill:
    """The skill without a table."""
    return a_skill()


@pytest.fixture
def talk(skill: Skill) -> Talk:
    """A session, just opened."""
    talk = Talk(skill)
    talk.launch()
    return talk


@pytest.fixture(scope="session")
def local_cloud() -> Iterator[LocalCloud]:
    """The local cloud with `template.yaml` deployed: tables, functions, streams, topics, roles."""
    with run_local_cloud() as cloud:
        yield cloud


@pytest.fixture(scope="session")
def dynamodb_local() -> Iterator[Database]:
    """AWS's own DynamoDB Local; the test is skipped where it cannot run."""
    if reason := databases.why_no_dynamodb_local():
        pytest.skip(reason)
    with databases.dynamodb_local() as database:
        yield database


@pytest.fixture(scope="session", params=["local cloud", "DynamoDB Local"])
def database(request: pytest.FixtureRequest) -> Database:
    """Both DynamoDBs, one after the other; `database.table("ProgramsTable")` gives a new, empty table."""
    if request.param == "local cloud":
        return Database(request.getfixturevalue("local_cloud").endpoint_url)
    found: Database = request.getfixturevalue("dynamodb_local")
    return found
