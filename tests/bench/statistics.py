"""What each statistic takes, without a window: `python -m tests.bench.statistics FILE`, JSON out."""
import json
import sys
import time

import numpy as np

from netloupe_engine.analysis import Analysis, statistics_of


def main(path: str) -> dict[str, object]:
    """Processor seconds of each statistic, of all sessions and of every second one in half of the time."""
    with Analysis(path) as analysis:
        analysis.run()
        capture = analysis.capture
        start_ns, end_ns = capture.start_ns or 0, capture.end_ns or 0
        half = np.arange(1, len(analysis.sessions) + 1, 2, dtype=np.uint32)
        begun_s = time.process_time()
        kinds = statistics_of(analysis)
        found: dict[str, object] = {"sessions": len(analysis.sessions), "packets": len(analysis.packets),
                                    "which have data": time.process_time() - begun_s}
        for kind in kinds:
            took = []
            for asked in ((None, None), (half, (start_ns, (start_ns + end_ns) // 2))):
                begun_s = time.process_time()
                analysis.statistics(kind.name, *asked)
                took.append(round(time.process_time() - begun_s, 4))
            found[kind.name] = took
        return found


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), indent=1 if sys.stdout.isatty() else None))
