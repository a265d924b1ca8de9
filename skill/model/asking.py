"""The table by which the skill reads what a statement asks, computed from the samples of the model.

Each intent that answers a question is a class, and so is each that answers nothing ("what's the weather"), so
that the table knows what is not asked. A word counts as much as its share in an intent, and the more, the
fewer intents use it (naive Bayes, with the words weighed by inverse document frequency).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from math import log
from pathlib import Path
from typing import Any

from skill.education.asked import FOLDER, features, is_pair, words

__all__ = ["render", "table_path"]

RELATIVE, OTHER_SLOT = "{relative}", re.compile(r"\{[^}]*\}")

LEFT_OUT = re.compile(r"AMAZON\.\w+|\w*(?:Crisis|Statement)Intent|Mostly\w+|HotlineIntent")
"""Risk is the gate's to hear, and answers need their question."""

PAIR, SMOOTH, RARE = 0.5, 0.001, 20
"""What two words count beside one, what an unseen word counts, and how many samples are added to an intent's,
so that a word of a small one does not count for too much."""

LEAST = 5
"""Tenths below which a pair is not worth its place."""


def table_path(locale: str) -> Path:
    """Where the table of a locale is."""
    return FOLDER / f"{locale}.tsv"


def render(model: Mapping[str, Any]) -> str:
    """The table of an interaction model, as text."""
    language = model["interactionModel"]["languageModel"]
    people = sorted(_people(language))
    acronyms = sorted(_acronyms(language), key=lambda each: (-len(each), each))
    counts: dict[str, Counter[str]] = {}
    sizes: Counter[str] = Counter()
    for intent in language["intents"]:
        name = intent["name"]
        if not LEFT_OUT.fullmatch(name):
            said = (OTHER_SLOT.sub(" ", sample.replace(RELATIVE, "son")) for sample in intent["samples"])
            found = [features(words(each, people, acronyms)) for each in said]
            sizes[name] = sum(map(bool, found))
            counts[name] = Counter(chain.from_iterable(found))
    lines = [" ".join(people), " ".join(acronyms), " ".join(counts), *_entries(counts, sizes)]
    return "\n".join(lines) + "\n"


def _entries(counts: Mapping[str, Counter[str]], sizes: Mapping[str, int]) -> Iterator[str]:
    """A line a feature: how much it speaks for which intents, by their places."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    for name, counted in counts.items():
        for feature in counted:
            used[feature].append(name)
    places = {name: place for place, name in enumerate(counts)}
    for feature in sorted(used):
        if is_pair(feature) and sum(counts[name][feature] for name in used[feature]) == 1:
            continue
        rarity = log((len(counts) + 1) / len(used[feature])) * (PAIR if is_pair(feature) else 1)
        entry = []
        for name in used[feature]:
            share = counts[name][feature] / (sizes[name] + RARE)
            weight = round(10 * rarity * log((share + SMOOTH) / SMOOTH))
            if weight >= LEAST:
                entry.append(f"{places[name]} {weight}")
        if entry:
            yield f"{feature}\t{' '.join(entry)}"


def _people(language: Mapping[str, Any]) -> set[str]:
    """The people of one's life, in one word."""
    return {
        text
        for kind in language["types"]
        if kind["name"] == "Relative"
        for value in kind["values"]
        for text in (value["name"]["value"], *value["name"]["synonyms"])
        if " " not in text and "'" not in text
    }


def _acronyms(language: Mapping[str, Any]) -> set[str]:
    """What the samples spell letter by letter."""
    spelled = re.compile(r"\b((?:[a-z]\.\s?){2,})")
    return {
        "".join(filter(str.isalpha, found))
        for intent in language["intents"]
        for sample in intent["samples"]
        for found in spelled.findall(sample)
    }
