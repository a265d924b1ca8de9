"""Speed of the crisis detector: per utterance, loading, and growth with the length of the input.

python -m benchmarks.risk
"""

from __future__ import annotations

import statistics
import time

from skill.crisis.compiling import FAMILIES, read
from skill.crisis.detector import Detector

ROUNDS = 25


def utterances() -> list[str]:
    """The sentences beside the patterns: what people say, with and without risk."""
    return [
        sentence
        for family in FAMILIES
        for pattern in read("en-US", family)["pattern"]
        for sentence in (*pattern["catches"], *pattern["spares"])
    ]


def milliseconds(work) -> float:
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / 1e6


def loading() -> float:
    return min(milliseconds(Detector.load) for _ in range(ROUNDS))


def again(detector: Detector, texts: list[str]) -> list[float]:
    """The best of a few rounds for each text, in microseconds, each said just before: the machine is shared.

    The rounds of a text lie apart, so that no text is measured only while others had the machine.
    """
    return _best(detector, texts, detector.classify)


def mixed(detector: Detector, texts: list[str]) -> list[float]:
    """The same where each text is said after all the others, so that the processor has forgotten it."""
    return _best(detector, texts, lambda text: None)


def _best(detector: Detector, texts: list[str], before) -> list[float]:
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for text in texts:
            before(text)
            times.append(milliseconds(lambda text=text: detector.classify(text)) * 1000)
        rounds.append(times)
    return sorted(map(min, zip(*rounds, strict=True)))


def growth(detector: Detector, text: str) -> float:
    """Time for 8 times the length, over 8 times the time: 1 is linear."""
    short, long = text * 20, text * 160
    one = min(milliseconds(lambda: detector.classify(short)) for _ in range(5))
    eight = min(milliseconds(lambda: detector.classify(long)) for _ in range(5))
    return eight / one / 8


def spread(times: list[float]) -> str:
    """Median and 99th percentile of sorted microseconds."""
    return f"p50 {statistics.median(times):6.1f} us  p99 {times[int(len(times) * 0.99)]:6.1f} us"


def main() -> None:
    print(f"loading            {loading():8.2f} ms    (budget 15)")
    detector = Detector.load()
    texts = utterances()
    first = sorted(milliseconds(lambda text=text: detector.classify(text)) * 1000 for text in texts)
    print(f"first time said    {spread(first)}")
    print(f"one utterance      {spread(again(detector, texts))}  (budget p99 100; {len(texts)} texts)")
    print(f"  after the others {spread(mixed(detector, texts))}")
    for name, text in (
        ("ordinary words", "how much does an intensive outpatient program cost in ohio "),
        ("only findings", "kill myself "),
        ("only fillers", "like just really "),
        ("beginnings of findings", "i do not want to "),
        ("denials", "i will not never not kill myself "),
        ("idioms and findings", "i was killing myself laughing and want to die "),
        ("no blanks", "iwanttodie"),
        ("brackets", "<"),
    ):
        print(f"growth, {name:<24} {growth(detector, text):5.2f} x linear")


if __name__ == "__main__":
    main()
