"""Learns the weights of a locale from its examples: development only.

    python -m skill.crisis.learning [locale]

A logistic regression, fitted by AdaGrad in a fixed order, in plain Python so that anyone can read and repeat
it. Sources of the method: Duchi, Hazan and Singer, "Adaptive Subgradient Methods", JMLR 12 (2011).
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from skill.crisis import compiling
from skill.crisis.detector import Detector
from skill.crisis.grammar import Vocabulary
from skill.crisis.weighing import UNIT, features

__all__ = ["NONE", "Example", "artefact", "digest", "examples", "learnt"]

NONE = "none"
EXAMPLES = Path(__file__).parent / "examples"
CORPUS = Path(__file__).parents[2] / "tests" / "corpus"

EPOCHS = 12
RATE = 0.3
SHRINK = 1e-3
"""How strongly weights are held near zero: what is seen once or twice shall not decide."""

RAREST = 2
"""A feature of fewer examples is not learnt."""

LIGHTEST = 0.06
"""A weight nearer to zero is not kept: it costs time to load and decides nothing."""

Example = tuple[str, str]
"""The family, or `none`; the text."""


def examples(locale: str) -> list[Example]:
    """Every example of a locale, in the order of its files; a text that stands twice counts once.

    The sentences beside the patterns and the corpus that the tests hold the detector to are learnt from, too: how it does on sentences that nobody
    learnt from is measured on others, and said in README.
    """
    found: dict[str, str] = {}
    for name in ("risk", "benign"):
        with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.setdefault(row["text"], row["family"] if name == "risk" else NONE)
    for family in compiling.FAMILIES:
        everyday = family == "everyday"
        for pattern in compiling.read(locale, family)["pattern"]:
            for text in pattern.get("catches", ()):
                found.setdefault(text, NONE if everyday else family)
            for text in () if everyday else pattern.get("spares", ()):
                found.setdefault(text, NONE)
    for path in sorted((EXAMPLES / locale).glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for family, text in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.setdefault(text, family)
    return [(family, text) for text, family in found.items()]


class Learner:
    """Turns texts into features, and features into weights."""

    def __init__(self, locale: str) -> None:
        """Reads the vocabulary of `locale`."""
        file = compiling.read(locale, "vocabulary")
        words = Vocabulary(file["classes"], file["irregular"], frozenset(file["boundaries"].split()))
        self.fillers = frozenset(file["fillers"].split())
        self.bases = {form: base for base, forms in file["irregular"].items() for form in forms.split()}
        self.classes: dict[str, str] = {}
        for name in file["classes"]:
            for word in words.words(f"<{name}>"):
                self.classes.setdefault(word, name)
        self._normaliser = Detector.load(locale).normaliser

    def features(self, text: str) -> list[str]:
        """The features of a text, sorted."""
        words = [word for word in self._normaliser.words(text).words if word not in self.fillers]
        return sorted(features(words, self.classes, self.bases))

    def fit(self, rows: Sequence[Example]) -> tuple[dict[str, float], float]:
        """The weight of each feature, and the bias."""
        read = [(self.features(text), family != NONE) for family, text in rows]
        counted = Counter(feature for found, _ in read for feature in found)
        kept = [([each for each in found if counted[each] >= RAREST], risk) for found, risk in read]
        risks = sum(risk for _, risk in kept)
        balance = {True: len(kept) / (2 * risks), False: len(kept) / (2 * (len(kept) - risks))}
        weights: dict[str, float] = dict.fromkeys(
            (each for each, count in sorted(counted.items()) if count >= RAREST), 0.0
        )
        pace = dict.fromkeys(weights, 1e-2)
        bias, order = 0.0, list(range(len(kept)))
        chance = random.Random(7)  # noqa: S311  # an order, not a secret
        for _ in range(EPOCHS):
            chance.shuffle(order)
            for index in order:
                found, risk = kept[index]
                total = bias + sum(weights[each] for each in found)
                error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - risk) * balance[risk]
                for each in found:
                    slope = error + SHRINK * weights[each]
                    pace[each] += slope * slope
                    weights[each] -= RATE * slope / math.sqrt(pace[each])
                bias -= 0.02 * error
        return weights, bias


def learnt(locale: str, rows: Sequence[Example]) -> dict[str, Any]:
    """The table that `skill.crisis.weighing` reads, learnt from `rows`."""
    learner = Learner(locale)
    weights, bias = learner.fit(rows)
    families = [family for family in compiling.FAMILIES if family != "everyday"]
    spoken_for = _families(learner, rows, families)
    stored = {
        each: [round(weight * UNIT), spoken_for.get(each, 0)]
        for each, weight in sorted(weights.items())
        if abs(weight) >= LIGHTEST
    }
    words = {word for each in stored for word in each.split()}
    used = {name.strip("<>") for name in words if name.startswith("<")}
    return {
        "weights": stored,
        "bias": round(bias * UNIT),
        "families": families,
        "classes": {word: name for word, name in sorted(learner.classes.items()) if name in used},
        "bases": dict(sorted(learner.bases.items())),
        "fillers": sorted(learner.fillers),
    }


def _families(learner: Learner, rows: Sequence[Example], families: Sequence[str]) -> dict[str, int]:
    """For each feature, the family in whose examples it is most over-represented."""
    sizes = Counter(family for family, _ in rows if family != NONE)
    counted: dict[str, Counter[str]] = {}
    for family, text in rows:
        if family != NONE:
            for each in learner.features(text):
                counted.setdefault(each, Counter())[family] += 1
    return {
        each: families.index(max(sorted(found), key=lambda family: found[family] / (sizes[family] + 20)))
        for each, found in counted.items()
    }


def artefact(locale: str) -> Path:
    """Where the learnt weights of a locale stand."""
    return Path(__file__).parent / "patterns" / f"{locale}.weights.json"


def digest(locale: str) -> str:
    """What the weights were learnt from, in a few letters: a test compares it."""
    told = hashlib.sha256(Path(__file__).read_bytes())
    for family, text in examples(locale):
        told.update(f"{family}\t{text}\n".encode())
    return told.hexdigest()[:16]


def main(locale: str = "en-US") -> None:
    """Learn the weights of a locale and write them."""
    rows = examples(locale)
    table = {"learnt_from": digest(locale), **learnt(locale, rows)}
    path = artefact(locale)
    path.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(rows)} examples, {len(table['weights'])} weights\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
