"""Looks at an analysis from beside it, in a process of its own: `python -m tests.bench.probe WHAT FILE`, JSON out."""
import importlib.util
import json
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy  # noqa: F401 - loaded before anything is measured, as in every program that reads the answers

from netloupe_engine.analysis import Analysis
from netloupe_engine.model import Settings

COUNTING_S = 1.0
GLANCE_S = 0.001
ASKED_EVERY_S = 0.5
SPILL_BYTES = 32 << 20


def own_memory() -> int:
    """Bytes of this process that no file is behind: a mapped capture does not count, whatever of it is resident."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return (int(rows["RssAnon"].split()[0]) + int(rows["RssShmem"].split()[0])) * 1024


def memory(path: str) -> dict[str, float]:
    """Bytes the analysis of a file holds at its peak, above the same process before it."""
    before, peak = own_memory(), 0
    with Analysis(path) as analysis:
        analysis.start(watched=False)       # as `netloupe analyze` does
        while not analysis.wait(0.01):
            peak = max(peak, own_memory())
        peak = max(peak, own_memory())
        return {"bytes": peak - before, "sessions": len(analysis.sessions), "packets": len(analysis.packets)}


def spilled(path: str) -> dict[str, float]:
    """Bytes held once all stores past SPILL_BYTES are on disk, and the longest time without progress on the way."""
    before = own_memory()
    with Analysis(path, Settings(spill_bytes=SPILL_BYTES)) as analysis:
        longest_s = _longest_standstill(analysis)
        return {"bytes": own_memory() - before, "spilled": analysis.memory.spilled, "longest_s": longest_s}


def export(path: str) -> dict[str, float]:
    """Seconds of the processor, and bytes of memory, that writing all sessions takes once they are analysed."""
    found: dict[str, float] = {}
    with Analysis(path) as analysis:
        analysis.run()
        found["sessions"] = len(analysis.sessions)
        for form in ("csv", "jsonl", "parquet"):
            before, begun_s = _peak(), time.process_time()
            with tempfile.TemporaryDirectory() as folder:
                if form == "parquet":
                    if importlib.util.find_spec("duckdb") is None:
                        continue
                    from netloupe_engine.export.parquet import write_parquet
                    write_parquet(analysis.sessions, Path(folder, form))
                else:
                    with Path(folder, form).open("wb") as out:
                        out.writelines(analysis.written_sessions(form))
            found[f"{form}_s"], found[f"{form}_bytes"] = time.process_time() - begun_s, max(_peak() - before, 0)
        begun_s = time.process_time()
        for name in analysis.sessions.attributes:
            analysis.sessions.attribute(name)
        found["attributes_s"] = time.process_time() - begun_s
    return found


def _peak() -> int:
    """The most memory this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def pause(path: str) -> dict[str, float]:
    """The longest time without progress, seen a thousand times a second."""
    with Analysis(path) as analysis:
        return {"longest_s": _longest_standstill(analysis)}


def _longest_standstill(analysis: Analysis) -> float:
    """Run it, and look at it a thousand times a second."""
    analysis.start(watched=False)       # as `netloupe analyze` does
    last_s, packets, longest_s = time.perf_counter(), 0, 0.0
    while not analysis.wait(GLANCE_S):
        now = analysis.progress.packets
        if now != packets:
            here_s = time.perf_counter()
            longest_s, last_s, packets = max(longest_s, here_s - last_s if packets else 0.0), here_s, now
    return longest_s


def _count(until: Callable[[], bool]) -> float:
    """How many turns a second a Python loop makes until told to end."""
    turns, start = 0, time.perf_counter()
    while not until():
        for _ in range(10_000):
            turns += 1
    return turns / (time.perf_counter() - start)


def gil(path: str) -> dict[str, float]:
    """Speed of a counting Python thread beside an analysis, over its speed alone before and after."""
    def alone() -> float:
        end = time.perf_counter() + COUNTING_S
        return _count(lambda: time.perf_counter() > end)

    first = alone()
    beside: list[float] = []
    with Analysis(path) as analysis:
        counter = threading.Thread(target=lambda: beside.append(_count(lambda: analysis.progress.finished)))
        analysis.start(watched=False)       # as `netloupe analyze` does
        counter.start()
        analysis.wait()
        counter.join()
    return {"share": beside[0] / ((first + alone()) / 2)}


def asked(path: str) -> dict[str, float]:
    """Processor time of an analysis' own threads while somebody asks a filter twice a second."""
    return _beside(path, lambda analysis: analysis.filter("app == dns and bytes > 90"))


def unasked(path: str) -> dict[str, float]:
    """The same while nobody does."""
    return _beside(path, lambda analysis: len(analysis.sessions))


def _beside(path: str, ask: Callable[[Analysis], object]) -> dict[str, float]:
    with Analysis(path) as analysis:
        ask(analysis)                   # what is loaded once is nobody's
        begun_s, own_s = time.process_time(), time.thread_time()
        analysis.start(watched=False)
        while not analysis.wait(ASKED_EVERY_S):
            ask(analysis)
        return {"cpu_s": time.process_time() - begun_s - (time.thread_time() - own_s)}


if __name__ == "__main__":
    probes = {"memory": memory, "spilled": spilled, "pause": pause, "gil": gil, "export": export, "asked": asked,
              "unasked": unasked}
    print(json.dumps(probes[sys.argv[1]](sys.argv[2])))
