"""Copying chosen packets in slices, with progress and a way out."""
from collections.abc import Callable
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..capture.file import CaptureFile
from ..errors import CancelledError
from ._copier import Copier

SLICE_PACKETS = 32_768

Offsets = NDArray[np.uint64]
ReportProgress = Callable[[int, int], None]     # (packets written, packets in all)
AskCancelled = Callable[[], bool]


def copy_packets(source: CaptureFile, at: Offsets, target: BinaryIO, *, pcapng: bool, snap: int,
                 progress: ReportProgress | None, cancelled: AskCancelled | None) -> int:
    """Write the packets of `source` at the offsets `at` to `target`, behind what it has; answers how many.

    Raises:
        ExportError: see `Copier.copy`.
        CancelledError: `cancelled` said so.
        OSError: writing failed.
    """
    offsets = np.ascontiguousarray(at, dtype=np.uint64)
    copier = Copier(source, target.fileno(), pcapng, snap)
    for start in range(0, len(offsets), SLICE_PACKETS):
        if cancelled is not None and cancelled():
            raise CancelledError("The export was cancelled.")
        copier.copy(offsets[start:start + SLICE_PACKETS])
        if progress is not None:
            progress(min(start + SLICE_PACKETS, len(offsets)), len(offsets))
    return len(offsets)
