"""Learns the weights of the cues from the risk corpus and the examples, and writes them as a table.

    python -m skill.crisis.learning [locale]

A logistic regression, solved in its dual form one text after the other (Yu, Huang and Lin 2011, "Dual
coordinate descent methods for logistic regression and maximum entropy models") in a fixed order, so that the
same texts give the same table. It takes a minute or two. Used by developers; nothing of it is in the running
skill.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from skill.crisis.compiling import FAMILIES, PATTERNS, cue_context, examples, read, spelling
from skill.crisis.cues import NEAR, OVER, RUN, Kin, cues
from skill.crisis.normalise import Normaliser

CORPUS = Path("tests/corpus")
HARMLESS = "none"
MODEL = Path("interaction_model/interactionModels/custom")
ROUNDS = 25
COST = 2.0
"""How much a text that is weighed wrongly counts against large weights: more fits the texts more closely."""
RARE = 0.25
"""What is added to each count before the odds of a cue are reckoned: more trusts rare cues less."""
EVEN = 1.0
"""How freely a cue is weighed that is as common with risk as without, against one that e times as common."""
GRAVE = 5.0
"""How much more a missed text of risk counts than a harmless one that is taken for it."""
SEEN = 2
"""A cue counts if it is in at least so many texts."""
WORTH = 20
"""A cue that weighs less, in hundredths, is left out."""
SAMPLES = 1500
"""How many sample utterances of other intents are taken for harmless texts."""
GRAVE_TYPES = ("Days",)
"""Slot types whose values may tell of risk: the answers to when there was danger."""
_KINDS = (RUN, OVER, NEAR)


@dataclass(frozen=True, slots=True)
class Text:
    """One text to learn from: how often each cue is in it, over the root of its length; and its family."""

    cues: dict[str, float]
    family: str
    """Empty if it is harmless."""


def written(locale: str) -> list[tuple[str, str]]:
    """Every text that is learned from, in order, with its family, which is empty if it is harmless.

    The rows of the corpus, the sentences beside the patterns, the examples, and samples of the other intents.
    """
    rows: dict[str, str] = {}
    for row in _rows("benign") + _rows("risk"):
        rows[row["text"]] = row.get("family", "")
    for family in FAMILIES:
        for pattern in read(locale, family)["pattern"]:
            rows |= dict.fromkeys(pattern["spares"], "")
            rows |= dict.fromkeys(pattern["catches"], "" if family == "everyday" else family)
    for family, text in examples(locale):
        rows[text] = "" if family == HARMLESS else family
    for sample in _samples(locale):
        rows.setdefault(sample, "")
    return sorted(rows.items())


def texts(locale: str) -> list[Text]:
    """The same by their cues."""
    alike = cue_context(locale)
    kin = Kin(alike, alike["classes"])
    words = Normaliser(**spelling(locale)).words
    return [_text(words(text).words, family, kin) for text, family in written(locale)]


def _text(words: Sequence[str], family: str, kin: Kin) -> Text:
    root = math.sqrt(len(words))
    return Text({cue: count / root for cue, count in Counter(cues(words, kin)).items()}, family)


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _samples(locale: str) -> list[str]:
    """Every so many of the samples of intents that are not about a crisis, and the values of slot types.

    A value arrives alone: "daughter", "everything", "domestic violence hotline".
    """
    model = json.loads((MODEL / f"{locale}.json").read_text(encoding="utf-8"))
    language = model["interactionModel"]["languageModel"]
    found = [
        sample
        for intent in language["intents"]
        if not any(word in intent["name"] for word in ("Crisis", "Statement", "Risk", "Hotline"))
        for sample in intent.get("samples", ())
        if "{" not in sample
    ]
    values = [
        text
        for kind in language["types"]
        if kind["name"] not in GRAVE_TYPES
        for value in kind["values"]
        for text in (value["name"]["value"], *value["name"].get("synonyms", ()))
    ]
    return sorted(found)[:: max(1, len(found) // SAMPLES)] + sorted(values)


def learned(known: Sequence[Text]) -> dict[str, float]:
    """The weight of every cue, in log odds of risk.

    There is no constant beside the cues; the marks of the beginning and the end of a text serve as one.
    """
    scales = _scales(known)
    numbers = {cue: number for number, cue in enumerate(scales)}
    weights = [0.0] * len(numbers)
    rows: list[_Row] = []
    for text in known:
        held = [(numbers[cue], value * scales[cue]) for cue, value in text.cues.items() if cue in numbers]
        rows.append(_Row(held, 1.0, COST * GRAVE) if text.family else _Row(held, -1.0, COST))
    order = list(range(len(rows)))
    shuffle = Random(1).shuffle  # noqa: S311  # an order, not a secret
    for _ in range(ROUNDS):
        shuffle(order)
        for place in order:
            rows[place].improve(weights)
    return {cue: weights[number] * scales[cue] for cue, number in numbers.items()}


def _scales(known: Sequence[Text]) -> dict[str, float]:
    """How freely each cue is weighed: those freely that by themselves tell risk from what is harmless.

    The log of their odds, as in Wang and Manning 2012, "Baselines and bigrams: simple, good sentiment and
    topic classification", which let naive Bayes scale what a linear model then weighs.
    """
    risk = Counter(cue for text in known if text.family for cue in text.cues)
    harmless = Counter(cue for text in known if not text.family for cue in text.cues)
    grave = sum(1 for text in known if text.family) + 2 * RARE
    even = sum(1 for text in known if not text.family) + 2 * RARE
    return {
        cue: abs(math.log((risk[cue] + RARE) / grave / ((harmless[cue] + RARE) / even))) + EVEN
        for cue in dict.fromkeys([*risk, *harmless])
        if risk[cue] + harmless[cue] >= SEEN
    }


class _Row:
    """One text in the dual problem: how far its share of the weights is from the best."""

    __slots__ = ("_cost", "_cues", "_inner", "_sides", "_square")

    def __init__(self, held: list[tuple[int, float]], side: float, cost: float) -> None:
        self._cues = [(number, value * side) for number, value in held]
        self._square = sum(value * value for _, value in held)
        self._cost = cost
        self._sides = [1e-3 * cost, cost - 1e-3 * cost]
        self._inner = False

    def improve(self, weights: list[float]) -> None:
        """Move the weights to where this text, taken alone, wants them."""
        if not self._inner:  # its first share enters the weights when it is first met
            self._inner = True
            for number, value in self._cues:
                weights[number] += self._sides[0] * value
        margin = sum(weights[number] * value for number, value in self._cues)
        sides, square, cost = self._sides, self._square, self._cost
        first, sign = 0, 1.0
        if 0.5 * square * (sides[1] - sides[0]) + margin < 0:
            first, sign = 1, -1.0
        old = sides[first]
        new = old * 0.1 if cost - old < 0.5 * cost else old
        for _ in range(30):
            slope = square * (new - old) + sign * margin + math.log(new / (cost - new))
            if abs(slope) < _CLOSE:
                break
            step = new - slope / (square + cost / (cost - new) / new)
            new = step if 0 < step < cost else new * 0.1
        sides[first], sides[1 - first] = new, cost - new
        change = sign * (new - old)
        if change:
            for number, value in self._cues:
                weights[number] += change * value


_CLOSE = 1e-3


def weight_of(text: Text, weights: dict[str, float]) -> float:
    """What the cues of a text weigh together."""
    return sum(weights.get(cue, 0.0) * value for cue, value in text.cues.items())


def tells(known: Iterable[Text]) -> dict[str, str]:
    """For each word of risk, how strongly it speaks of each family: `a` the least, two letters for e."""
    counts: dict[str, Counter[str]] = {}
    sizes: Counter[str] = Counter()
    for text in known:
        if text.family:
            sizes[text.family] += 1
            for cue in text.cues:
                if not any(kind in cue for kind in _KINDS):
                    counts.setdefault(cue, Counter())[text.family] += 1
    found: dict[str, str] = {}
    for cue, shares in sorted(counts.items()):
        if shares.total() >= SEEN:
            odds = [math.log((shares[family] + 0.3) / (sizes[family] + 30)) for family in FAMILIES[:-1]]
            found[cue] = "".join(chr(ord("a") + min(25, round(2 * (each - min(odds))))) for each in odds)
    return found


def table(weights: dict[str, float]) -> dict[str, str]:
    """The rows by the last word of a cue: its own weight, then what ends in it: runs, over a word, near."""
    singles: dict[str, int] = {}
    columns: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for cue, weight in sorted(weights.items()):
        hundredths = round(weight * 100)
        if abs(hundredths) < WORTH:
            continue
        kind = next((place for place in (2, 1, 0) if _KINDS[place] in cue), None)
        if kind is None:
            singles[cue] = hundredths
        else:
            before, last = cue.split(_KINDS[kind])
            columns.setdefault(last, ([], [], []))[kind].extend((before, str(hundredths)))
    return {
        word: "|".join((str(singles.get(word, 0)), *map(" ".join, columns.get(word, ([], [], [])))))
        for word in sorted({*singles, *columns})
    }


def main(locale: str = "en-US") -> None:
    """Write the table."""
    known = texts(locale)
    weights = learned(known)
    speaks, rows = tells(known), table(weights)
    lines = [f"{word}\t{speaks.get(word, '')}\t{row}" for word, row in rows.items()]
    path = PATTERNS / locale / "cues.tsv"
    path.write_text("word\tfamilies\tweights\n" + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} words from {len(known)} texts, {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
