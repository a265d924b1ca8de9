"""`make safety`: the table of risk found and false alarms. The exit code is 1 where a bar is missed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from benchmarks.safety import alone, bars, end_to_end
from benchmarks.safety.corpus import read_accepted, read_benign, read_risk
from skill.crisis.detector import Detector, Level


def main() -> int:
    """Print the table; 0 if every bar is met, else 1."""
    parser = ArgumentParser(prog="python -m benchmarks.safety", description=__doc__)
    parser.add_argument("--alone", action="store_true", help="the detector only, which takes a second")
    parser.add_argument("--show", action="store_true", help="list what was missed and every false alarm")
    asked = parser.parse_args()
    met = _alone(show=asked.show)
    if not asked.alone:
        met &= _end_to_end(show=asked.show)
    print(f"\n{'Every bar is met.' if met else 'A bar is MISSED.'}")
    return 0 if met else 1


def _alone(*, show: bool) -> bool:
    detector = Detector.load()
    risk = alone.classify_risk(detector, read_risk())
    benign = alone.classify_benign(detector, read_benign())
    accepted = read_accepted()
    print("THE DETECTOR ALONE, on tests/corpus: share and 95 % interval")
    met = bars.report("Found, by family", alone.found_lines(risk))
    met &= bars.report("False alarms (full reply), by kind", alone.alarm_lines(benign))
    bars.report("Soft alarms (short reply), by kind; no bar", alone.soft_alarm_lines(benign))
    if show:
        for row, found in risk:
            if found.level is Level.NONE:
                print(f"missed {row.tier} {row.family}: {row.text}")
        for row, found in benign:
            if found.level is not Level.NONE:
                reason = accepted.get(row.text, "not accepted" if found.level is Level.FULL else "soft")
                print(f"alarm {found.pattern} on {row.kind}: {row.text} ({reason})")
    return met


def _end_to_end(*, show: bool) -> bool:
    risk, benign = read_risk(), read_benign()
    with end_to_end.listener() as hear:
        risk_heard = [(row, hear(row.text)) for row in risk]
        benign_heard = [(row, hear(row.text)) for row in benign]
    print("\nEND TO END, each row said to the simulator just after opening")
    met = bars.report("Crisis reply to risk, by family", end_to_end.found_lines(risk_heard))
    met &= bars.report("A number in every reply to risk", end_to_end.number_lines(risk_heard))
    met &= bars.report("Crisis reply to what is none, by kind", end_to_end.alarm_lines(benign_heard))
    if show:
        for row, heard in risk_heard:
            if not heard.crisis:
                number = "" if heard.number else "NO NUMBER "
                print(f"missed {number}{row.tier} {row.family}, {heard.stage} {heard.intent}: {row.text}")
        for row, heard in benign_heard:
            if heard.crisis:
                print(f"alarm on {row.kind}, {heard.stage} {heard.intent}: {row.text}")
    return met


if __name__ == "__main__":
    sys.exit(main())
