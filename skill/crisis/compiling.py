"""Compiles the pattern files of a locale to one JSON file that loads in a few milliseconds.

    python -m skill.crisis.compiling [locale]

The JSON is committed; a test checks that it is current.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from skill.crisis import grammar
from skill.crisis.grammar import GrammarError, Line, Vocabulary
from skill.crisis.lines import automaton
from skill.crisis.normalise import Normaliser
from skill.crisis.packing import file_of, pages
from skill.crisis.reading import Pattern

PATTERNS = Path(__file__).parent / "patterns"
EXAMPLES = Path(__file__).parent / "examples"
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
    boundaries = vocabulary_file["boundaries"].split()
    vocabulary = Vocabulary(vocabulary_file["classes"], vocabulary_file["irregular"], frozenset(boundaries))
    patterns = _patterns(locale)
    lines: list[tuple[int, Line]] = []
    for number, (columns, written) in enumerate(patterns):
        for line in written:
            try:
                lines.append((number, grammar.read(line, vocabulary)))
            except GrammarError as error:
                raise GrammarError(f"{columns[0]}: {error}: {line}") from error
    context = read(locale, "context")
    return {
        "spelling": spelling(locale),
        "context": {
            name: sorted(vocabulary.words("|".join(words.split())))
            for name, words in context["words"].items()
        },
        "markers": context["phrases"],
        "patterns": [columns for columns, _ in patterns],
        "automaton": automaton(
            lines, {name: vocabulary.named(name) for name in vocabulary_file["classes"]}, _said(locale)
        ),
        "cues": _cues(locale),
        "fillers": vocabulary_file["fillers"].split(),
        "boundaries": boundaries,
    }


def _patterns(locale: str) -> list[tuple[list[str], list[str]]]:
    """What `Pattern` takes of each pattern, and its lines; those first whose findings are told first."""
    patterns = [
        (
            [
                f"{family}.{pattern['id']}",
                family,
                pattern.get("level", "full"),
                pattern.get("subject", "auto"),
                pattern.get("past", "drop"),
                pattern.get("doubt", "some"),
            ],
            list(dict.fromkeys(pattern["match"])),
        )
        for family in FAMILIES
        for pattern in read(locale, family)["pattern"]
    ]
    return sorted(patterns, key=lambda each: Pattern(*each[0]).rank)


def cue_context(locale: str) -> dict[str, Any]:
    """What is alike to the cues, as `skill.crisis.cues.Kin` takes it."""
    vocabulary = read(locale, "vocabulary")
    words = Vocabulary(vocabulary["classes"], vocabulary["irregular"], frozenset())
    lemmas: dict[str, str] = {}
    for verb, forms in vocabulary["irregular"].items():
        for form in forms.split():
            lemmas.setdefault(form, verb)
    rules = vocabulary["cues"]
    classes: dict[str, str] = {}
    for name in rules["classes"].split():
        for word in words.named(name):
            classes[word] = f"{classes.get(word, '')} <{name}>".lstrip()
    stands = {word: name for name, listed in rules["stands"].items() for word in listed.split()}
    return {"lemmas": lemmas, "classes": classes, "stands": stands, "light": rules["light"].split()}


def _cues(locale: str) -> dict[str, Any]:
    """The table of cues, and what is alike to them."""
    rows = (PATTERNS / locale / "cues.tsv").read_text(encoding="utf-8").splitlines()[1:]
    kin = cue_context(locale)
    table, tells = {}, {}
    for word, letters, weights in (row.split("\t") for row in rows):
        table[word] = weights
        if letters:
            tells[word] = letters
    return {
        "families": FAMILIES[:-1],
        **kin,
        "table": pages(table),
        "tells": pages(tells),
        "classes": pages(kin["classes"]),
    }


def spelling(locale: str) -> dict[str, Any]:
    """The rules of spelling, as `skill.crisis.normalise.Normaliser` takes them."""
    rules = read(locale, "spelling")
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
    {"id", "ill", "well", "were", "wed", "hell", "shell", "shed", "hows", "lets", "whore", "odd", "od", "ods"}
)


def examples(locale: str) -> list[tuple[str, str]]:
    """The family and text of every example, in the order of the files."""
    lines = [
        line
        for path in sorted((EXAMPLES / locale).glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(family, text) for family, text in (line.split("\t") for line in lines)]


def _said(locale: str) -> Counter[str]:
    """How often each normal word is said in the examples."""
    words = Normaliser(**spelling(locale)).words
    return Counter(word for _, said in examples(locale) for word in words(said).words)


def artefact(locale: str) -> Path:
    """Where the compiled patterns of a locale stand."""
    return PATTERNS / f"{locale}.txt"


def text(locale: str) -> str:
    """The compiled patterns as they are written to the file."""
    return file_of(compiled(locale))


def main(locale: str = "en-US") -> None:
    """Write the compiled patterns of a locale."""
    artefact(locale).write_text(text(locale), encoding="utf-8")
    sys.stdout.write(f"{artefact(locale).name}: {artefact(locale).stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
