"""Compiles the pattern files of a locale to one JSON file that loads in a few milliseconds.

    python -m skill.crisis.compiling [locale]

The JSON is committed; a test checks that it is current.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from skill.crisis.grammar import GrammarError, Vocabulary, sequences

PATTERNS = Path(__file__).parent / "patterns"
_DENIALS = frozenset("not never no nobody nothing without".split())
"""A sequence with one of these says what it denies; a negation before it does not take it back."""
FAMILIES = (
    "suicide",
    "self-harm",
    "overdose",
    "medical",
    "eating",
    "violence",
    "abuse",
    "psychosis",
    "method",
    "everyday",
)
"""One file each; `everyday` holds what only sounds like risk and hides it from the others."""


def read(locale: str, name: str) -> dict[str, Any]:
    """One pattern file as it is written."""
    return tomllib.loads((PATTERNS / locale / f"{name}.toml").read_text(encoding="utf-8"))


def compiled(locale: str) -> dict[str, Any]:
    """Everything that the detector needs, as plain JSON values.

    Raises:
        GrammarError: if a pattern cannot be read; its id is in the message.
    """
    vocabulary_file = read(locale, "vocabulary")
    vocabulary = Vocabulary(vocabulary_file["classes"], vocabulary_file["irregular"])
    boundaries = vocabulary_file["boundaries"].split()
    numbered = _Numbering()
    patterns: list[list[Any]] = []
    classes: list[int] = []
    skips: list[int] = []
    owners: list[tuple[int, int, int, bool]] = []
    for family in FAMILIES:
        for pattern in read(locale, family)["pattern"]:
            lines = {}
            for line in pattern["match"]:
                try:
                    lines.update(dict.fromkeys(sequences(line, vocabulary, boundaries)))
                except GrammarError as error:
                    raise GrammarError(f"{pattern['id']}: {error}") from error
            for sequence in lines:
                first = len(classes)
                for step in sequence:
                    classes.append(numbered.number(step.words))
                    skips.append(step.skip if isinstance(step.skip, int) else numbered.number(step.skip))
                denies = any(not step.words.isdisjoint(_DENIALS) for step in sequence)
                owners.append((len(patterns), first, len(classes) - 1, denies))
            patterns.append(
                [
                    f"{family}.{pattern['id']}",
                    family,
                    pattern.get("level", "full"),
                    pattern.get("subject", "auto"),
                    pattern.get("past", "drop"),
                ]
            )
    return {
        "spelling": _spelling(read(locale, "spelling")),
        "context": {
            name: sorted(vocabulary.words("|".join(words.split())))
            for name, words in read(locale, "context")["words"].items()
        },
        "markers": {name: sorted(phrases) for name, phrases in read(locale, "context")["phrases"].items()},
        "patterns": patterns,
        "words": numbered.by_word(),
        "classes": classes,
        "skips": skips,
        "owners": owners,
        "fillers": vocabulary_file["fillers"].split(),
        "boundaries": boundaries,
    }


def _spelling(rules: dict[str, dict[str, str]]) -> dict[str, Any]:
    openings = {word: meaning.split() for word, meaning in rules["openings"].items()}
    for word in list(openings):
        bare = word.replace("'", "")
        if bare != word and bare not in _WORDS_OF_THEIR_OWN:
            openings.setdefault(bare, openings[word])
    rewrites: dict[str, list[tuple[list[str], list[str]]]] = {}
    for phrase, meaning in rules["rewrites"].items():
        first, *tail = phrase.split()
        rewrites.setdefault(first, []).append((tail, meaning.split()))
    for choices in rewrites.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return {"openings": openings, "rewrites": rewrites}


_WORDS_OF_THEIR_OWN = frozenset(
    {"id", "ill", "well", "were", "wed", "hell", "shell", "shed", "hows", "lets", "whore"}
)


class _Numbering:
    """Gives each class of words a number."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}

    def number(self, words: frozenset[str]) -> int:
        if not words:
            raise GrammarError("a pattern may not begin with what may be passed over")
        return self._numbers.setdefault(words, len(self._numbers))

    def by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for words, number in self._numbers.items():
            for word in words:
                found.setdefault(word, []).append(number)
        return dict(sorted(found.items()))


def artefact(locale: str) -> Path:
    """Where the compiled patterns of a locale stand."""
    return PATTERNS / f"{locale}.json"


def text(locale: str) -> str:
    """The compiled patterns as they are written to the file."""
    return json.dumps(compiled(locale), separators=(",", ":"), sort_keys=True) + "\n"


def main(locale: str = "en-US") -> None:
    """Write the compiled patterns of a locale."""
    artefact(locale).write_text(text(locale), encoding="utf-8")
    sys.stdout.write(f"{artefact(locale).name}: {artefact(locale).stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
