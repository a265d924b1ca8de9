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

from skill.crisis import grammar
from skill.crisis.grammar import GrammarError, Line, Vocabulary
from skill.crisis.lines import automaton
from skill.crisis.packing import pages

PATTERNS = Path(__file__).parent / "patterns"
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
    patterns: list[list[str]] = []
    lines: list[tuple[int, Line]] = []
    for family in FAMILIES:
        for pattern in read(locale, family)["pattern"]:
            for line in dict.fromkeys(pattern["match"]):
                try:
                    lines.append((len(patterns), grammar.read(line, vocabulary)))
                except GrammarError as error:
                    raise GrammarError(f"{family}.{pattern['id']}: {error}: {line}") from error
            patterns.append(
                [
                    f"{family}.{pattern['id']}",
                    family,
                    pattern.get("level", "full"),
                    pattern.get("subject", "auto"),
                    pattern.get("past", "drop"),
                ]
            )
    context = read(locale, "context")
    return {
        "spelling": _spelling(read(locale, "spelling")),
        "context": {
            name: sorted(vocabulary.words("|".join(words.split())))
            for name, words in context["words"].items()
        },
        "markers": context["phrases"],
        "patterns": patterns,
        "automaton": automaton(lines, {name: vocabulary.named(name) for name in vocabulary_file["classes"]}),
        "cues": _cues(locale),
        "fillers": vocabulary_file["fillers"].split(),
        "boundaries": boundaries,
    }


_TELLING = 0.2
"""A cue that weighs more than this tells the family too."""
CUE_CLASSES = (
    *(
        "child",
        "partner",
        "family",
        "others",
        "pills",
        "poison",
        "gun",
        "blade",
        "rope",
        "height",
        "vehicle",
        "body",
    ),
    *(
        "batters",
        "killing",
        "cutting",
        "dying",
        "ingest",
        "voices",
        "food",
        "det",
        "auxs",
        "wishing",
        "number",
    ),
    "jumpoff",
)
"""The classes of words that count as cues."""


def cue_context(locale: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Form -> verb, and word -> the names of its classes."""
    vocabulary = read(locale, "vocabulary")
    words = Vocabulary(vocabulary["classes"], vocabulary["irregular"], frozenset())
    lemmas: dict[str, str] = {}
    for verb, forms in vocabulary["irregular"].items():
        for form in forms.split():
            lemmas.setdefault(form, verb)
    classes: dict[str, list[str]] = {}
    for name in CUE_CLASSES:
        for word in sorted(words.named(name)):
            classes.setdefault(word, []).append(f"<{name}>")
    return lemmas, classes


def _cues(locale: str) -> dict[str, Any]:
    """The table of cues by their last stems: weights in hundredths, and the families that heavy ones tell."""
    lemmas, classes = cue_context(locale)
    rows = (PATTERNS / locale / "cues.tsv").read_text(encoding="utf-8").splitlines()[1:]
    table = {cue: (float(weight), family) for weight, cue, family in (row.split("\t") for row in rows)}
    threshold, bias = table.pop("(threshold)")[0], table.pop("(bias)")[0]
    families = sorted(FAMILIES[:-1])
    named: dict[str, str] = {}
    endings: dict[str, list[str]] = {}
    for cue, (weight, family) in table.items():
        told = families.index(family) if family in families and weight > _TELLING else ""
        *before, last = cue.split(" ")
        if last.startswith("<"):
            named[last] = f"{round(weight * 100)} {told}"
        else:
            endings.setdefault(last, []).append(" ".join([*before, f"{round(weight * 100)} {told}"]))
    return {
        "threshold": round(threshold * 100),
        "bias": round(bias * 100),
        "families": families,
        "named": named,
        "endings": pages({last: ",".join(listed) for last, listed in endings.items()}),
        "lemmas": lemmas,
        "classes": pages({word: " ".join(names) for word, names in classes.items()}),
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
    {"id", "ill", "well", "were", "wed", "hell", "shell", "shed", "hows", "lets", "whore", "odd", "od", "ods"}
)


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
