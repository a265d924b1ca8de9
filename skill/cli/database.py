"""Which DynamoDB a command works on: the same rule for every command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from skill.simulator.local_cloud import KEYS, local_cloud

__all__ = ["Connection", "connection", "database_options"]

_ENDPOINTS = ("IOP_ENDPOINT_URL", "AWS_ENDPOINT_URL")


@dataclass(frozen=True, slots=True)
class Connection:
    """A DynamoDB to work on, and the tables in it."""

    client: Any
    programs_table: str
    callbacks_table: str
    own_cloud: bool
    """Whether it is a local cloud that ends with the command."""


def database_options(command: Any) -> Any:
    """The options by which a command's database is chosen: `aws` and `data_dir`."""
    command = click.option(
        "--data-dir",
        type=click.Path(file_okay=False, path_type=Path),
        help="Where the command's own local cloud keeps its data from one run to the next.",
    )(command)
    return click.option("--aws", is_flag=True, help="Work on the AWS account of the environment.")(command)


@contextmanager
def connection(*, aws: bool, data_dir: Path | None = None, **options: Any) -> Iterator[Connection]:
    """The database that the environment and the options name.

    `IOP_ENDPOINT_URL` or `AWS_ENDPOINT_URL` if set; else the real account if `aws`; else a local cloud of the
    command's own, which is announced on standard error and stopped at the end.

    Args:
        aws: whether to work on the real account.
        data_dir: where the command's own local cloud keeps its data.
        options: of the boto3 client.

    Raises:
        LocalCloudError: the local cloud did not start.
        click.UsageError: the real account is meant, but no table is named.
    """
    import boto3  # noqa: PLC0415  # half a second that help and wrong options need not wait for

    endpoint = next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), None)
    client = partial(boto3.client, "dynamodb", **options)
    tables = os.environ.get("IOP_PROGRAMS_TABLE", ""), os.environ.get("IOP_CALLBACKS_TABLE", "")
    if endpoint:
        found = client(endpoint_url=endpoint, **_keys())
        yield Connection(found, *_named(found, tables), own_cloud=False)
    elif aws:
        yield Connection(client(), *tables, own_cloud=False)
    else:
        click.echo("no IOP_ENDPOINT_URL and no --aws: using a local cloud of my own", err=True)
        with local_cloud(data_dir=data_dir, progress=_say) as cloud:
            found = cloud.client("dynamodb", **options)
            yield Connection(found, cloud.programs_table, cloud.callbacks_table, own_cloud=True)


def _say(step: str) -> None:
    click.echo(step, err=True)


def _keys() -> dict[str, str]:
    """The local cloud's keys, unless the environment has keys of its own."""
    if os.environ.get("AWS_ACCESS_KEY_ID") or os.environ.get("AWS_PROFILE"):
        return {} if os.environ.get("AWS_DEFAULT_REGION") else {"region_name": KEYS["AWS_DEFAULT_REGION"]}
    return {
        "aws_access_key_id": KEYS["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"],
        "region_name": KEYS["AWS_DEFAULT_REGION"],
    }


def _named(client: Any, tables: tuple[str, str]) -> tuple[str, str]:
    """The tables by their names in the environment, else those at the endpoint that the stack made."""
    if all(tables):
        return tables
    names = [name for page in client.get_paginator("list_tables").paginate() for name in page["TableNames"]]
    found = []
    for named, part in zip(tables, ("ProgramsTable", "CallbacksTable"), strict=True):
        found.append(named or next((name for name in names if part in name), ""))
    return found[0], found[1]
