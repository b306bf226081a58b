"""What opening, cancelling and closing a capture do beside the event loop: each may have to wait for a disk, or for a
worker thread that is in the middle of something."""
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netloupe_gui.bridge.jobs import Job

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Opener = Callable[..., "Analysis"]      # paths, and behind them whether nobody waits for it any more


class OpenJob(Job):
    """Opens a file; `result` is the Analysis, None when it was called off or is a pipe."""

    def __init__(self, opener: Opener, *paths: str) -> None:
        """`opener` makes an analysis of a path, or of several as one; raises NetloupeError or OSError."""
        super().__init__()
        self.path, self.paths = paths[0], paths
        self.is_pipe = self.is_folder = False
        self.is_beside = False      # what is shown is to stay open
        self._opener = opener

    def work(self) -> "Analysis | None":
        """Look what it is, and open it."""
        self.is_pipe = len(self.paths) == 1 and _is_pipe(self.path)
        self.is_folder = len(self.paths) == 1 and Path(self.path).is_dir()
        if self.is_pipe or self.is_folder or self.is_cancelled():
            return None
        return self._opener(*self.paths, self.is_cancelled)


def _is_pipe(path: str) -> bool:
    try:
        return path == "-" or stat.S_ISFIFO(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False                # whoever opens it says what is wrong


HALT_S = 0.5            # a reading that does not come to a halt within this is broken off


class CancelJob(Job):
    """Stops reading, so that it can go on if possible; what was read stays usable."""

    def __init__(self, analysis: "Analysis") -> None:
        """Of this analysis."""
        super().__init__()
        self._analysis = analysis

    def work(self) -> None:
        """Stop, and wait for the worker threads."""
        if not self._analysis.halt(HALT_S):
            self._analysis.cancel()


class CloseAnalysisJob(Job):
    """Ends everything of an analysis; `let_go` then says what has to be freed."""

    def __init__(self, analysis: "Analysis") -> None:
        """Nobody may use it any more."""
        super().__init__()
        self._analysis = analysis

    def work(self) -> None:
        """Stop what reads, and close."""
        self._analysis.close()

    def let_go(self) -> "LetGoJob":
        """What frees the analysis, when all who had it have let go of it in the GUI thread. GUI thread only."""
        job = LetGoJob(self._analysis)
        del self._analysis
        return job


class LetGoJob(Job):
    """Lets go of something big in its own thread: a gigabyte takes a tenth of a second to be freed."""

    def __init__(self, what: object) -> None:
        """Nobody else has this."""
        super().__init__()
        self._held = [what]

    def work(self) -> None:
        """Let go of it."""
        self._held.clear()
