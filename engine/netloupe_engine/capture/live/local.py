"""Local captures: which recorder takes packets from this computer's devices."""
from __future__ import annotations

from pathlib import Path

from ...model import CaptureOptions
from . import dumpcap, dumpcap_program, launch
from .helper import HelperRecorder
from .recorder import Recorder


def local_recorder(options: CaptureOptions, output: Path | None = None, folder: Path | None = None) -> Recorder:
    """The one that can begin without asking anybody, else the helper: its `start` asks, or says what is missing.

    `output`: the file, or the pattern of a ring's names; else files are made in `folder`. Raises CaptureError for
    options that make no sense.
    """
    if launch.direct() is None and dumpcap.can(options) and dumpcap_program.is_permitted():
        return dumpcap.DumpcapRecorder(options, output, folder)
    return HelperRecorder(options, output, folder)
