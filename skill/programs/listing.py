"""A program as it lies in the table: a few key attributes, and all that is spoken in one.

All of a listing is one JSON attribute because botocore reads an attribute of its own in about eight
microseconds: seventeen of them for each of fifty programs would cost more than the request.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from skill.programs.geo import PARTITION_BITS, code_of, text_of
from skill.programs.model import Kind, Point, Program, Service

__all__ = ["cell_of", "digest_of", "item_of", "program_of"]

_TEXTS = (
    "id",
    "name",
    "street",
    "city",
    "state",
    "zip",
    "phone",
    "extension",
    "source",
    "edition",
    "as_of",
    "clinic",
    "branch",
    "website",
    "located_by",
)
_KNOWN = {str(service): service for service in Service}


def cell_of(kind: Kind, code: int) -> str:
    """The partition of the index in which programs of `kind` at `code` lie, e.g. `iop#9q5`."""
    return f"{kind}#{text_of(code, PARTITION_BITS)}"


def item_of(program: Program) -> dict[str, Any]:
    """The DynamoDB item of a program, in DynamoDB's own JSON."""
    code = code_of(program.point)
    services = sorted(str(service) for service in program.services)
    listing: dict[str, Any] = {name: getattr(program, name) for name in _TEXTS if getattr(program, name)}
    listing |= {
        "kind": str(program.kind),
        "at": [program.point.latitude, program.point.longitude],
        "services": services,
    }
    text = json.dumps(listing, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    item: dict[str, Any] = {
        "id": {"S": program.id},
        "cell": {"S": cell_of(program.kind, code)},
        "place": {"S": f"{text_of(code)}#{program.id}"},
        "listing": {"S": text},
        "source": {"S": program.source},
        "digest": {"S": blake2b(text.encode(), digest_size=9).hexdigest()},
    }
    if services:
        item["services"] = {"SS": services}
    return item


def digest_of(item: dict[str, Any]) -> str:
    """What changes when anything of an item changes."""
    digest: str = item["digest"]["S"]
    return digest


def program_of(item: dict[str, Any]) -> Program:
    """The program in an item that holds at least `listing`.

    Raises:
        KeyError, ValueError: the item holds no listing.
    """
    listing = json.loads(item["listing"]["S"])
    latitude, longitude = listing["at"]
    texts = {name: listing.get(name, "") for name in _TEXTS}
    return Program(
        kind=Kind(listing["kind"]),
        point=Point(latitude, longitude),
        # A service that a newer importer knew and this code does not is no reason to lose the program.
        services=frozenset([_KNOWN[name] for name in listing["services"] if name in _KNOWN]),
        **texts,
    )
