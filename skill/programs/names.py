"""City names, folded so that every way to write or say one is the same key."""

from __future__ import annotations

import re
import unicodedata
import zlib

__all__ = ["city_hash", "city_key"]

_WORD = re.compile(r"[a-z]+")
_APOSTROPHE = re.compile("['`\u2019\u00b4]")

# Said in full by people, written short in lists, and the other way round.
_SHORT = {
    "saint": "st",
    "sainte": "st",
    "ste": "st",
    "mount": "mt",
    "fort": "ft",
    "point": "pt",
    "port": "prt",
    "heights": "hts",
    "height": "hts",
    "springs": "spgs",
    "spring": "spg",
    "junction": "jct",
    "village": "vlg",
    "township": "twp",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
}


def city_key(name: str) -> str:
    """One key for all spellings of a city: `Saint Louis`, `St. Louis`, `st louis`; `O'Fallon`, `o fallon`.

    Accents, case, points, hyphens and spaces are dropped, and words that lists shorten are shortened.
    """
    plain = name.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", plain)).encode("ascii", "ignore").decode()
    words = _WORD.findall(plain.replace("'", "").replace("`", ""))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(_SHORT.get(word, word) for word in words)


def city_hash(key: str) -> int:
    """64 bits that stand for a folded name; the builder of the table checks that no two names share them."""
    raw = key.encode()
    return zlib.crc32(raw) << 32 | zlib.adler32(raw)
