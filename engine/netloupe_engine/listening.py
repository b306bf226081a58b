"""Listening: a live capture and its analysis, as the window and the command line use them.

    listening = listen(CaptureOptions(("eth0",), filter="tcp"))
    listening.start()                           # packets go to a file from the first one; raises if it may not
    listening.status, listening.analysis        # any thread, any time
    listening.stop()                            # now it is an open capture like any other
    listening.start()                           # ... and goes on in the same capture
    listening.save("kept.pcapng")
    listening.close()

The recorder, in a process of its own, fills files; the analysis reads them as they grow. The two share nothing else,
so that neither a slow analysis nor the end of this process loses a packet.
"""
from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from .analysis import Analysis
from .capture.live.recorder import Recorder
from .model import CaptureOptions, LiveStatus, Phase, RemoteOptions, Settings, StreamOptions

LiveOptions = CaptureOptions | RemoteOptions | StreamOptions
UNSAVED_PREFIX = "netloupe-"


def captures_folder() -> Path:
    """Where captures that have no name yet are kept. It survives this program, and a restart of the system."""
    import platformdirs
    folder = platformdirs.user_state_path("netloupe") / "captures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Listening:
    """One live capture. Any thread may call anything; `start`, `stop` and `save` take a moment."""

    def __init__(self, options: LiveOptions, settings: Settings | None = None,
                 output: str | os.PathLike[str] | None = None, recorder: Recorder | None = None) -> None:
        """Nothing is captured before `start`. `output`: where the packets go; None: a folder of our own, see `save`."""
        self.options, self.settings = options, settings or Settings()
        self.output = Path(output) if output is not None else None
        self.folder = Path(tempfile.mkdtemp(prefix=UNSAVED_PREFIX, dir=captures_folder())) if output is None else None
        self._recorder = recorder or _recorder(options, self.output, self.folder)
        self._lock = threading.Lock()
        self._analysis: Analysis | None = None
        self.saved_as = self.output         # None: closing loses it
