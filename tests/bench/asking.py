"""Filters, completes and groups many sessions: `python -m tests.bench.asking FILE`, JSON out."""
import json
import sys
import time
from collections.abc import Callable

from netloupe_engine.analysis import Analysis

FILTERS = {
    "one of words": "app == tls", "number": "bytes > 10k and packets < 100", "network": "client in 10.0.0.0/9",
    "either": "either == 10.0.0.1 or port in {80, 443}", "duration": "duration > 1.5s", "text": "info contains example",
    "regular expression": 'info matches "^a.*7$"',
}
GROUPS = ("app", "server", "client", "either", "server.port", "name", "state", "path", "finding", "vlan", "duration",
          "bytes")
TYPED = ("", "s", "http.h", "app ", "app == ", "app == t", "server == ", "server == 10.1", "server.port == 4",
         "name == a", "info contains e", "bytes > ", "finding == ")


def cpu_s(call: Callable[[], object]) -> float:
    """Processor time of a call."""
    begun_s = time.process_time()
    call()
    return time.process_time() - begun_s


def completed(analysis: Analysis) -> dict[str, float]:
    """Processor time of what can be written behind each text."""
    return {text: cpu_s(lambda text=text: analysis.completions(text, len(text))) for text in TYPED}


def main(path: str) -> dict[str, object]:
    """Processor time of filters, of completion the first time and again, of groups by one thing and by two."""
    with Analysis(path) as analysis:
        analysis.run()
        analysis.filter("app == tls")           # what is loaded once is nobody's
        analysis.completions("", 0)
        return {
            "sessions": len(analysis.sessions),
            "filters": {name: cpu_s(lambda text=text: analysis.filter(text)) for name, text in FILTERS.items()},
            "first completion": completed(analysis), "completion": completed(analysis),
            "groups": {name: cpu_s(lambda name=name: analysis.group_by(name)) for name in GROUPS},
            "groups of groups": cpu_s(lambda: analysis.group_by("app", "server")),
        }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), indent=1 if sys.stdout.isatty() else None))
