"""Follows a capture that another process writes: `python -m tests.bench.following FILE asked|unasked SECONDS`.

Prints JSON. The file is written evenly over so many seconds; "asked" puts a filter to the analysis as often as the
window does. What the analysis' own threads took of the processor, what who asked took, what the writer took, and how
many packets were read.
"""
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy  # noqa: F401 - loaded before anything is measured, as in every program that reads the answers

from netloupe_engine.analysis import Analysis
from netloupe_engine.capture.live.segments import Segments

ASKED_EVERY_S = 0.7             # as the window asks while sessions come
QUESTION = "app == dns and bytes > 90"
PIECES_A_SECOND = 50


def write(source: str, target: str, seconds: float) -> None:
    """Copy a file in pieces, evenly over so long."""
    size, pieces = Path(source).stat().st_size, max(int(seconds * PIECES_A_SECOND), 1)
    begun_s = time.perf_counter()
    with open(source, "rb") as whole, open(target, "ab", buffering=0) as out:
        for number in range(pieces):
            out.write(whole.read(size * (number + 1) // pieces - whole.tell()))
            time.sleep(max(begun_s + (number + 1) / PIECES_A_SECOND - time.perf_counter(), 0))


def follow(source: str, is_asked: bool, seconds: float) -> dict[str, float]:
    """Follow what is written."""
    segments = Segments()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        target = Path(folder, "growing")
        target.touch()
        segments.append(str(target))
        with Analysis.live(segments) as analysis:
            analysis.filter(QUESTION)               # what is loaded once is nobody's
            begun_s, own_s = time.process_time(), time.thread_time()
            analysis.start(watched=False)
            command = [sys.executable, "-m", "tests.bench.following", "write", source, str(target), f"{seconds}"]
            writer = subprocess.Popen(command)

            def end() -> None:
                writer.wait()
                segments.end()
            waiting = threading.Thread(target=end)
            waiting.start()
            asked = 0
            while not analysis.wait(ASKED_EVERY_S):
                if is_asked:
                    analysis.filter(QUESTION)
                    asked += 1
            waiting.join()
            own_s = time.thread_time() - own_s
            cpu_s = time.process_time() - begun_s - own_s
            written = resource.getrusage(resource.RUSAGE_CHILDREN)
            return {"cpu_s": cpu_s, "asking_s": own_s, "asked": asked, "packets": len(analysis.packets),
                    "sessions": len(analysis.sessions), "writer_s": written.ru_utime + written.ru_stime}


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3], float(sys.argv[4]))
    else:
        print(json.dumps(follow(sys.argv[1], sys.argv[2] == "asked", float(sys.argv[3]))))
