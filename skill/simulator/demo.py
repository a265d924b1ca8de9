"""The demonstration directory: made-up programs, so that a fresh local cloud has something to find."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from skill import programs
from skill.programs.directory import open_directory
from skill.programs.directory.reading import read_programs
from skill.programs.loading import holds_more_than_demo, load
from skill.programs.places import places
from skill.programs.store import ProgramTable

__all__ = ["DEMO_DIRECTORY", "load_demo"]

DEMO_DIRECTORY = Path(programs.__file__).with_name("demo.csv")


def load_demo(table_name: str, connect: Callable[[], Any]) -> int:
    """Fill a table of programs with the demonstration directory, unless it holds a real one.

    Returns:
        How many made-up programs it holds now.

    Raises:
        StoreError: DynamoDB failed.
    """
    table = ProgramTable(table_name, connect)
    if holds_more_than_demo(table):
        return 0
    *_, reading = read_programs(open_directory(DEMO_DIRECTORY), places())
    load(table, reading.programs, reading.sources)
    return len(reading.programs)
