"""Finds in the bytes of packets and in streams: `python -m tests.bench.finding FILE`, JSON out."""
import json
import sys
import time
from itertools import islice
from pathlib import Path

from netloupe_engine.analysis import Analysis
from tests.bench.measure import cost, tcpdump

PLACES = 100_000
# What is in no packet, what has to be asked of each by itself, and what is in many.
PATTERNS = {"text": ("opensesame", "text"), "expression": (r"user=\w+&pass=\w+", "regex"),
            "hex": ("16 03 01 ?? ?? 01 fe", "hex"), "beginning": (r"^\xfe\xfe\xfe", "regex"),
            "often": ("example", "text")}


def main(path: str) -> dict[str, object]:
    """Processor time for each pattern, and of reading the same file by tcpdump; places found, of at most 100,000."""
    reference = cost(tcpdump(Path(path)))
    with Analysis(path) as analysis:
        analysis.run()
        found: dict[str, object] = {"tcpdump": reference.cpu_s, "captured bytes": analysis.capture.captured_bytes}
        for name, (pattern, kind) in PATTERNS.items():
            begun_s = time.process_time()
            count = sum(1 for _ in islice(analysis.find(pattern, kind), PLACES))    # type: ignore[arg-type]
            found[name], found[f"{name} places"] = time.process_time() - begun_s, count
        begun_s = time.process_time()
        found["streams places"] = sum(1 for _ in analysis.find("opensesame", "text", "streams"))
        return found | {"streams": time.process_time() - begun_s}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
