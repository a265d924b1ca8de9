"""Learns the weights of the cues from the risk corpus, and writes them as a table that can be read.

    python -m skill.crisis.learning [locale]

A logistic regression, trained by plain gradient steps in a fixed order, so that the same corpus gives the
same table. The threshold is set on texts that the weights under it were not learned from (five folds): at
most `ALARMS` of the harmless ones reach it. Used by developers; nothing of it is in the running skill.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from pathlib import Path

from skill.crisis.compiling import FAMILIES, PATTERNS, cue_context, read
from skill.crisis.cues import cues
from skill.crisis.detector import Detector

CORPUS = Path("tests/corpus")
EXAMPLES = Path("skill/crisis/examples")
HARMLESS = "none"
MODEL = Path("interaction_model/interactionModels/custom")
ALARMS = 0.05
FOLDS = 5
STEPS = 12
RATE = 0.15
DECAY = 1e-3
SEEN = 2
"""A cue counts if it is in at least so many texts."""
WORTH = 0.12
"""A cue that weighs less is left out."""

Text = tuple[frozenset[str], str]
"""The cues of a text, and its family, empty if it is harmless."""


def corpus(locale: str) -> list[Text]:
    """The rows of the corpus, the sentences beside the patterns, and what people say to the other intents."""
    rows: dict[str, str] = {}
    for row in _rows("benign") + _rows("risk"):
        rows[row["text"]] = row.get("family", "")
    for family in FAMILIES:
        for pattern in read(locale, family)["pattern"]:
            rows |= dict.fromkeys(pattern["spares"], "")
            rows |= dict.fromkeys(pattern["catches"], "" if family == "everyday" else family)
    for path in sorted((EXAMPLES / locale).glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            family, text = line.split("\t")
            rows[text] = "" if family == HARMLESS else family
    for sample in _samples(locale):
        rows.setdefault(sample, "")
    lemmas, classes = cue_context(locale)
    words = Detector.load(locale).words
    return [(frozenset(cues(words(text), lemmas, classes)), family) for text, family in sorted(rows.items())]


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _samples(locale: str) -> list[str]:
    """Every so many of the sample utterances of intents that are not about a crisis."""
    model = json.loads((MODEL / f"{locale}.json").read_text(encoding="utf-8"))
    found = [
        sample
        for intent in model["interactionModel"]["languageModel"]["intents"]
        if not any(word in intent["name"] for word in ("Crisis", "Statement", "Risk", "Hotline"))
        for sample in intent.get("samples", ())
        if "{" not in sample
    ]
    return sorted(found)[:: max(1, len(found) // 1500)]


def learned(texts: list[Text], known: frozenset[str]) -> tuple[dict[str, float], float]:
    """The weight of every cue, and that of saying nothing."""
    weights = dict.fromkeys(known, 0.0)
    bias = 0.0
    order = sorted(range(len(texts)), key=lambda place: (place * 7919) % 10007)
    for step in range(STEPS):
        rate = RATE / (1 + 0.2 * step)
        for place in order:
            found, family = texts[place]
            present = [cue for cue in found if cue in weights]
            total = bias + sum(weights[cue] for cue in present)
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            slope = ((1.0 if family else 0.0) - chance) * rate / math.sqrt(len(present) or 1)
            bias += slope
            for cue in present:
                weights[cue] += slope - rate * DECAY * weights[cue]
    return {cue: weight for cue, weight in weights.items() if abs(weight) >= WORTH}, bias


def threshold(texts: list[Text], known: frozenset[str]) -> float:
    """What `ALARMS` of the harmless texts reach when they were not learned from."""
    totals: list[float] = []
    for fold in range(FOLDS):
        weights, bias = learned([text for place, text in enumerate(texts) if place % FOLDS != fold], known)
        totals.extend(
            bias + sum(weights.get(cue, 0.0) for cue in found)
            for place, (found, family) in enumerate(texts)
            if place % FOLDS == fold and not family
        )
    totals.sort(reverse=True)
    return totals[int(len(totals) * ALARMS)]


def main(locale: str = "en-US") -> None:
    """Write the table."""
    texts = corpus(locale)
    seen = Counter(cue for found, _ in texts for cue in found)
    known = frozenset(cue for cue, count in seen.items() if count >= SEEN)
    weights, bias = learned(texts, known)
    families: dict[str, Counter[str]] = {}
    for found, family in texts:
        for cue in found & known if family else ():
            families.setdefault(cue, Counter())[family] += 1
    sizes = Counter(family for _, family in texts)
    lines = [f"{threshold(texts, known):.2f}\t(threshold)\t-", f"{bias:.2f}\t(bias)\t-"]
    for cue, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight:
            shares = families.get(cue, Counter())
            family = max(shares, key=lambda name: (shares[name] / sizes[name], name), default="-")
            lines.append(f"{weight:.2f}\t{cue}\t{family}")
    table = PATTERNS / locale / "cues.tsv"
    table.write_text("weight\tcue\tfamily\n" + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} cues from {len(texts)} texts\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
