"""`make safety`: the table of risk found and false alarms. The exit code is 1 where the corpus misses a bar.

What was never learned from is shown beside it and does not count for that: one row of ninety is over 1 %.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from benchmarks.safety import alone, bars, end_to_end
from benchmarks.safety.corpus import CORPUS, MIXED, PLAIN, VOICES, read_accepted, read_benign, read_risk
from skill.crisis.detector import Detector, Level

UNSEEN = {"Plain sentences": PLAIN, "Indirect sentences": VOICES, "Sentences of both kinds": MIXED}


def main() -> int:
    """Print the table; 0 if every bar is met, else 1."""
    parser = ArgumentParser(prog="python -m benchmarks.safety", description=__doc__)
    parser.add_argument("--alone", action="store_true", help="the detector only, which takes a second")
    parser.add_argument("--show", action="store_true", help="list what was missed and every false alarm")
    asked = parser.parse_args()
    detector = Detector.load()
    print("THE DETECTOR ALONE: share and 95 % interval")
    print("\nThe corpus, on which it was built")
    met = _alone(detector, CORPUS, show=asked.show)
    for title, folder in UNSEEN.items():
        print(f"\n{title} that it was not built on")
        _alone(detector, folder, barred=folder == PLAIN)  # the others are harder than the bars were set for
    if not asked.alone:
        with end_to_end.listener() as hear:
            print("\nEND TO END, each row said to the simulator just after opening")
            print("\nThe corpus")
            met &= _end_to_end(hear, CORPUS, show=asked.show)
            for title, folder in UNSEEN.items():
                print(f"\n{title} that it was not built on; the bars are the corpus's")
                _end_to_end(hear, folder, barred=False)
    print(f"\n{'The corpus meets every bar.' if met else 'A bar is MISSED on the corpus.'}")
    return 0 if met else 1


def _alone(detector: Detector, folder: Path, *, show: bool = False, barred: bool = True) -> bool:
    risk = alone.classify_risk(detector, read_risk(folder))
    benign = alone.classify_benign(detector, read_benign(folder))
    kept = list if barred else bars.without
    met = bars.report("Found, by family", kept(alone.found_lines(risk)))
    met &= bars.report("False alarms (full reply), by kind", kept(alone.alarm_lines(benign)))
    bars.report("Soft alarms (short reply), by kind; no bar", alone.soft_alarm_lines(benign))
    if show:
        accepted = read_accepted()
        for row, found in risk:
            if found.level is Level.NONE:
                print(f"missed {row.tier} {row.family}: {row.text}")
        for row, found in benign:
            if found.level is not Level.NONE:
                reason = accepted.get(row.text, "not accepted" if found.level is Level.FULL else "soft")
                print(f"alarm {found.pattern} on {row.kind}: {row.text} ({reason})")
    return met


def _end_to_end(
    hear: Callable[[str], end_to_end.Heard], folder: Path, *, show: bool = False, barred: bool = True
) -> bool:
    risk = [(row, hear(row.text)) for row in read_risk(folder)]
    benign = [(row, hear(row.text)) for row in read_benign(folder)]
    kept = list if barred else bars.without
    met = bars.report("Crisis reply to risk, by family", kept(end_to_end.found_lines(risk)))
    met &= bars.report("A number in every reply to risk", kept(end_to_end.number_lines(risk)))
    met &= bars.report("Crisis reply to what is none, by kind", kept(end_to_end.alarm_lines(benign)))
    if show:
        for row, heard in risk:
            if not heard.crisis:
                number = "" if heard.number else "NO NUMBER "
                print(f"missed {number}{row.tier} {row.family}, {heard.stage} {heard.intent}: {row.text}")
        for row, heard in benign:
            if heard.crisis:
                print(f"alarm on {row.kind}, {heard.stage} {heard.intent}: {row.text}")
    return met


if __name__ == "__main__":
    sys.exit(main())
