"""Captures live while a filter is asked as often as the window asks, JSON out:
`python -m tests.bench.listening asked|unasked RATE SECONDS`.

A pair of virtual devices in a namespace of their own, on which so many packets of 300 bytes a second are sent, of
50,000 sessions in turn. What was sent, received, lost and analysed, what the analysis' threads and the recorder took of
the processor, and what who asked took.
"""
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy  # noqa: F401 - loaded before anything is measured, as in every program that reads the answers

from netloupe_engine.listening import Listening
from netloupe_engine.model import CaptureOptions
from tests.bench.ceiling import INSIDE, children_cpu_s, pair, recorder
from tests.bench.following import ASKED_EVERY_S

SIZE, SESSIONS = 300, 50_000
QUESTION = "client.port < 40000 and bytes > 90"
SETTLE_S = 0.5


def listen(is_asked: bool, rate: int, seconds: int) -> dict[str, float]:
    """Capture what is sent. Takes root."""
    with tempfile.TemporaryDirectory() as name, pair(Path(name)) as flood:
        path = Path(name) / "live.pcapng"
        options = CaptureOptions(("c0",), filter="udp", process_names=False)
        before_s = children_cpu_s()
        with Listening(options, output=path, recorder=recorder("helper", path)) as live:
            analysis = live.analysis
            analysis.filter(QUESTION)                   # what is loaded once is nobody's
            begun_s, own_s = time.process_time(), time.thread_time()
            live.start()
            time.sleep(SETTLE_S)
            told: list[str] = []
            sender_s = children_cpu_s()
            command = [*INSIDE, str(flood), "c1", str(rate), str(seconds), str(SIZE), str(SESSIONS)]
            sender = subprocess.Popen(command, text=True, stdout=subprocess.PIPE)
            waiting = threading.Thread(target=lambda: told.append(sender.communicate()[0]))
            waiting.start()
            asked = 0
            while waiting.is_alive():
                waiting.join(ASKED_EVERY_S)
                if is_asked:
                    analysis.filter(QUESTION)
                    asked += 1
            sender_s = children_cpu_s() - sender_s
            own_s = time.thread_time() - own_s
            time.sleep(SETTLE_S)
            live.stop()
            cpu_s = time.process_time() - begun_s - own_s
            status, packets = live.status, len(analysis.packets)
        return {"cpu_s": cpu_s, "recorder_s": children_cpu_s() - before_s - sender_s, "asking_s": own_s, "asked": asked,
                "sent": int(told[0].split()[0]), "kept": status.packets, "dropped": status.dropped, "packets": packets}


if __name__ == "__main__":
    print(json.dumps(listen(sys.argv[1] == "asked", int(sys.argv[2]), int(sys.argv[3]))))
