"""Filters, completes and groups many sessions: `python -m tests.bench.asking FILE`, JSON out.

Sessions are grouped by every field and every attribute that they keep, and the values of each are completed, each in a
process of its own that did neither before: what only a first question needs, belongs to it.
"""
import json
import os
import sys
import time
from collections.abc import Callable

from netloupe_engine.analysis import Analysis
from netloupe_engine.filters.fields import session_fields

FILTERS = {
    "one of words": "app == tls", "number": "bytes > 10k and packets < 100", "network": "client in 10.0.0.0/9",
    "either": "either == 10.0.0.1 or port in {80, 443}", "duration": "duration > 1.5s", "text": "info contains example",
    "regular expression": 'info matches "^a.*7$"',
}
TYPED = ("", "s", "http.h", "app ", "app == t", "server == 10.1", "server.port == 4", "name == a", "info contains e")

Figures = dict[str, float]


def cpu_s(call: Callable[[], object]) -> float:
    """Processor time of a call."""
    begun_s = time.process_time()
    call()
    return time.process_time() - begun_s


def apart(work: Callable[[], list[float]]) -> list[float]:
    """What this answers in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        found: list[float] = json.loads(answer.read())
    os.waitpid(child, 0)
    return found


def names(analysis: Analysis) -> list[str]:
    """Everything that all sessions can be asked for, by the first of its names."""
    fields = {id(field): name for name, field in reversed(session_fields().items())}
    return [*reversed(fields.values()), *analysis.sessions.attributes]


def completed(analysis: Analysis, name: str) -> list[float]:
    """Processor time of the first answer, and of the one with all sessions counted."""
    text = f"{name} == "
    return [cpu_s(lambda: analysis.completions(text, len(text), soon=True)),
            cpu_s(lambda: analysis.completions(text, len(text)))]


def typed(analysis: Analysis) -> Figures:
    """Processor time of what can be written behind each text, once values are known."""
    for text in TYPED:
        analysis.completions(text, len(text))
    return {text: cpu_s(lambda text=text: analysis.completions(text, len(text), soon=True)) for text in TYPED}


def main(path: str) -> dict[str, object]:
    """Processor time of each question."""
    with Analysis(path) as analysis:
        analysis.run()
        first = {"group": apart(lambda: [cpu_s(lambda: analysis.group_by("app"))])[0],
                 "completion": apart(lambda: [cpu_s(lambda: analysis.completions("app == ", 7, soon=True))])[0]}
        analysis.filter("app == tls")           # what is loaded once is nobody's
        analysis.completions("app == ", 7)
        analysis.group_by("app")
        asked = names(analysis)
        completions = {name: apart(lambda name=name: completed(analysis, name)) for name in asked}
        return {
            "sessions": len(analysis.sessions), "first of all": first,
            "filters": {name: cpu_s(lambda text=text: analysis.filter(text)) for name, text in FILTERS.items()},
            "first completion": {name: took[0] for name, took in completions.items()},
            "whole completion": {name: took[1] for name, took in completions.items()},
            "group": {name: apart(lambda name=name: [cpu_s(lambda: analysis.group_by(name))])[0] for name in asked},
            "completion": typed(analysis),
            "groups of groups": {"app, server": cpu_s(lambda: analysis.group_by("app", "server"))},
        }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), indent=1 if sys.stdout.isatty() else None))
