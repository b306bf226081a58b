"""What panes ask of one session and of a whole capture: `python -m tests.bench.seeing CAPTURE BULK`, JSON out.

Of BULK, a capture of few sessions with very many bytes, the first one is followed: where its bytes are, a page of them,
its segments. Of CAPTURE, with very many sessions, all is asked: ladder, relations, files; of a session in its middle
what selecting it asks for.
"""
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from netloupe_engine.analysis import Analysis

FILES = 10_000              # that are listed at most


def _private_bytes() -> int:
    """Memory that is this process's alone: the capture is mapped, and counts for nothing."""
    text = Path("/proc/self/status").read_text()
    return 1024 * int(next(line for line in text.splitlines() if line.startswith("RssAnon")).split()[1])


class Figures:
    """Processor time of each thing that was asked, in milliseconds."""

    def __init__(self) -> None:
        self.told: dict[str, float] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        begun_s = time.process_time()
        yield
        self.told[name] = 1e3 * (time.process_time() - begun_s)

    def ask(self, name: str, question: Callable[[], object]) -> None:
        with self.of(name):
            question()


def bulk(path: str, found: Figures) -> None:
    """A session of many bytes."""
    with Analysis(path) as analysis:
        analysis.run()
        analysis.stream(len(analysis.sessions))             # modules and tables that all of them need
        before = _private_bytes()
        with found.of("stream"):
            said = analysis.stream(1)
        found.told["stream bytes"] = said.size()
        pages = said.pages()
        found.ask("first page", lambda: said.page(0))
        found.ask("last page", lambda: said.page(pages - 1))
        for number in range(0, pages, max(1, pages // 50)):
            said.page(number)
        found.told["stream memory"] = _private_bytes() - before
        with found.of("series"):
            series = analysis.tcp_series(1)
        found.told["segments"] = len(series.times_ns)


def many(path: str, found: Figures) -> None:
    """Very many sessions."""
    with Analysis(path) as analysis:
        analysis.run()
        found.told["sessions"] = len(analysis.sessions)
        middle = len(analysis.sessions) // 2
        analysis.spans(1)
        found.ask("spans", lambda: analysis.spans(middle))
        found.ask("stream of one", lambda: analysis.stream(middle).page(0))
        found.ask("ladder of one", lambda: analysis.ladder([middle]))
        found.ask("ladder", analysis.ladder)
        found.ask("relations", analysis.relations)
        found.ask("relations of one", lambda: analysis.relations(middle))
        with found.of("files"):
            found.told["files found"] = sum(1 for _ in islice(analysis.files(), FILES))


def main(capture: str, large: str) -> dict[str, float]:
    """All of it."""
    found = Figures()
    bulk(large, found)
    many(capture, found)
    return found.told


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
