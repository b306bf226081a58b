"""How long each question keeps the interpreter's lock in one go: `python -m tests.bench.lock FILE`, JSON out.

A window asks in threads beside its own, which wants the lock back for each cell it draws: what keeps it, holds the
event loop up by as much. Here one thread asks, and another gives the lock away and takes it again all the time; told is
the longest that it was without, less what it waited for a processor, in milliseconds, of three times the least.
"""
import json
import os
import sys
import threading
import time
from collections.abc import Callable

import numpy as np

from netloupe_engine.analysis import Analysis, statistics_of
from netloupe_gui.bridge.jobs import SWITCH_S
from tests.bench.asking import FILTERS, TYPED, names
from tests.bench.asking_window import WORD, waited_s

TIMES = 3


def kept_ms(call: Callable[[], object], schedstat: int) -> float:
    """The longest that a call in another thread keeps the lock, in milliseconds."""
    asking = threading.Thread(target=call)
    asking.start()
    longest_s, last_s = 0.0, time.perf_counter() - waited_s(schedstat)
    while asking.is_alive():
        time.sleep(0)
        now_s = time.perf_counter() - waited_s(schedstat)
        longest_s, last_s = max(longest_s, now_s - last_s), now_s
    return longest_s * 1e3


def questions(analysis: Analysis) -> dict[str, Callable[[], object]]:
    """By name: filters, groups, statistics of all and of every second session, completions."""
    half = np.arange(1, len(analysis.sessions) + 1, 2, dtype=np.uint32)
    asked: dict[str, Callable[[], object]] = {
        f"filter {text}": lambda text=text: analysis.filter(text) for text in (*FILTERS.values(), WORD)}
    asked |= {f"group by {by}": lambda by=by: analysis.group_by(by) for by in names(analysis)}
    for kind in statistics_of(analysis):
        asked[f"statistic {kind.name}"] = lambda name=kind.name: analysis.statistics(name)
        asked[f"statistic {kind.name} of half"] = lambda name=kind.name: analysis.statistics(name, half)
    return asked | {f"completion of {text}": lambda text=text: analysis.completions(text, len(text)) for text in TYPED}


def main(path: str) -> dict[str, float]:
    """Milliseconds of each question."""
    sys.setswitchinterval(SWITCH_S)
    schedstat = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
    with Analysis(path) as analysis:
        analysis.run()
        asked = questions(analysis)
        for call in asked.values():         # what is loaded once is nobody's
            call()
        return {name: min(kept_ms(call, schedstat) for _ in range(TIMES)) for name, call in asked.items()}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), indent=1 if sys.stdout.isatty() else None))
