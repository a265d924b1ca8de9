"""Compiles the words of a locale to one JSON file, for a first answer that waits for no TOML to be parsed.

    python -m skill.content.compiling [locale]

The JSON is committed; a test checks that it is current. The topics stay out of it: there are a hundred of
them, and a turn tells one.
"""

from __future__ import annotations

import json
import sys
import tomllib
from binascii import crc32
from datetime import date

from skill.content import FOLDER, LOCALES, compiled_file

__all__ = ["text"]


def text(locale: str) -> str:
    """The compiled words of a locale as they are written to the file: a file a line."""
    lines = []
    for path in sorted((FOLDER / locale).glob("*.toml")):
        source = path.read_bytes()
        compiled = [crc32(source), tomllib.loads(source.decode())]
        spelled = json.dumps(compiled, default=_date, ensure_ascii=False, separators=(",", ":"))
        lines.append(f'"{path.stem}":{spelled}')
    return "{" + ",\n".join(lines) + "}\n"


def _date(value: date) -> dict[str, str]:
    """What JSON has no spelling for."""
    return {"date": value.isoformat()}


def main(locale: str = LOCALES[0]) -> None:
    """Write the compiled words of a locale."""
    written = compiled_file(FOLDER / locale)
    written.write_text(text(locale), encoding="utf-8")
    sys.stdout.write(f"{written.name}: {written.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
