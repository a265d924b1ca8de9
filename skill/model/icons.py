"""Draws the skill's icons: a speech bubble with three steps that lead up, on a calm disc.

Run `python -m skill.model.icons` after a change; the files in the repository are what this draws.
"""

from __future__ import annotations

import struct
import zlib
from math import hypot
from pathlib import Path

from skill.model.build import FOLDER

__all__ = ["SIZES", "draw"]

SIZES = {"small": 108, "large": 512}
"""Pixels a side."""

ROOM = (0xE8, 0xF1, 0xF2)
DISC = (0x17, 0x6B, 0x73)
BUBBLE = (0xFF, 0xFF, 0xFF)
STEPS = (0xF2, 0xA6, 0x5A)

CORNER = 0.09
"""The radius of the bubble's corners."""

SAMPLES = 3
"""Points a pixel and direction, so that edges are smooth."""


def draw(side: int) -> bytes:
    """A PNG of `side` by `side` pixels."""
    rows = []
    for y in range(side):
        pixels = (_pixel(x, y, side) for x in range(side))
        rows.append(b"\0" + b"".join(pixels))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixel(x: int, y: int, side: int) -> bytes:
    offsets = [(step + 0.5) / SAMPLES for step in range(SAMPLES)]
    colours = [_colour((x + dx) / side, (y + dy) / side) for dx in offsets for dy in offsets]
    return bytes(round(sum(channel) / len(colours)) for channel in zip(*colours, strict=True))


def _colour(x: float, y: float) -> tuple[int, int, int]:
    """The colour at a point; both coordinates run from zero to one, from the upper left."""
    if hypot(x - 0.5, y - 0.5) > 0.49:  # noqa: PLR2004  # a drawing is made of figures
        return ROOM
    for left, top in ((0.34, 0.50), (0.46, 0.42), (0.58, 0.34)):
        if left <= x <= left + 0.09 and top <= y <= 0.58:  # noqa: PLR2004
            return STEPS
    tail = 0.66 <= y <= 0.80 and 0.32 <= x <= 0.32 + (0.80 - y)  # noqa: PLR2004
    if tail or _in_bubble(x, y):
        return BUBBLE
    return DISC


def _in_bubble(x: float, y: float) -> bool:
    """Whether a point lies in the rectangle with round corners."""
    beside_x = max(0.22 + CORNER - x, 0.0, x - 0.78 + CORNER)
    beside_y = max(0.25 + CORNER - y, 0.0, y - 0.67 + CORNER)
    return hypot(beside_x, beside_y) <= CORNER


def main(folder: Path = FOLDER / "assets" / "images") -> None:
    """Write the icons of the skill package."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, side in SIZES.items():
        (folder / f"en-US_{name}Icon.png").write_bytes(draw(side))


if __name__ == "__main__":
    main()
