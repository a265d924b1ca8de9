"""Run every benchmark, or those that are named: `python -m benchmarks [name ...]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks

NOT_SPEEDS = {"__main__", "geo_library", "hello_query", "hello_world", "measure", "safety"}


def main() -> int:
    """Print each benchmark's figures; the exit code is 1 if a budget was missed."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    names = sys.argv[1:] or [name for name in found if name not in NOT_SPEEDS]
    missed = 0
    for name in names:
        print(f"\n{name}")
        missed += importlib.import_module(f"benchmarks.{name}").main() or 0
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
