"""A live analysis under a test's hands: what is written when, and what time it is."""
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from netloupe_engine import Analysis, Settings
from netloupe_engine.cli.documents import write_analysis
from tests.unit.recording import FakeRecorder

PATIENCE_S = 20.0


class Clock:
    """A monotonic clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now_ns = 1_000

    def __call__(self) -> int:
        return self.now_ns

    def pass_(self, seconds: float) -> None:
        self.now_ns += round(seconds * 1e9)


def soon(what: Callable[[], object]) -> None:
    """Wait until something is so; a test that waits long has failed."""
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.001)


def document(analysis: Analysis) -> str:
    """All the command line says of it."""
    out = io.StringIO()
    write_analysis(out, analysis)
    return out.getvalue()


class Live:
    """A recorder, and the analysis of what it records."""

    def __init__(self, folder: Path, settings: Settings | None = None, watched: bool = True) -> None:
        self.clock, self.recorder = Clock(), FakeRecorder(folder)
        self.analysis = Analysis.live(self.recorder.segments, settings, self.clock)
        self.analysis.start(watched)

    def write(self, data: bytes, packets: int) -> None:
        """Write on, and wait until there are so many packets in all."""
        self.recorder.write(data)
        self.reach(packets)

    def reach(self, packets: int) -> None:
        soon(lambda: len(self.analysis.packets) >= packets)
        assert len(self.analysis.packets) == packets

    def rest(self) -> None:
        self.recorder.stop()
        assert self.analysis.wait(PATIENCE_S)
        assert self.analysis.progress.error == ""

    def go_on(self, data: bytes = b"") -> Path:
        self.recorder.start()
        path = self.recorder.begin(data)
        soon(lambda: not self.analysis.progress.finished)
        return path


@contextmanager
def living(folder: Path, settings: Settings | None = None, watched: bool = True) -> Iterator[Live]:
    live = Live(folder, settings, watched)
    try:
        yield live
    finally:
        live.recorder.close()
        live.analysis.close()
