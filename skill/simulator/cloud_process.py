"""The local cloud's own process: MiniStack, which ends when whoever started it is gone.

It runs as `python -m skill.simulator.cloud_process` with a pipe as its standard input. The pipe closes when
the starter closes it or dies in any way, so that no process is left behind, not even after a kill.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

GRACE = 10.0
"""Seconds to write state and stop workers before the process ends by force."""


def _end_with_the_starter(starters_pipe: int) -> None:
    # MiniStack and its workers must not read from the pipe themselves.
    with open(os.devnull) as nothing:  # noqa: PTH123  # a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
    while os.read(starters_pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def main() -> None:
    """Serve until the starter is gone."""
    from ministack.app import main as serve  # noqa: PLC0415  # reads its environment when it is imported

    threading.Thread(target=_end_with_the_starter, args=(os.dup(0),), daemon=True).start()
    sys.argv = [Path(sys.argv[0]).name]
    serve()


if __name__ == "__main__":
    main()
