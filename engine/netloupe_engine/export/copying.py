"""Copying chosen packets in slices, with progress and a way out."""
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from ..capture.source import CaptureSource
from ..errors import CancelledError, ExportError
from ._copier import Copier

SLICE_PACKETS = 32_768


class Offsets(Protocol):
    """`PacketRecord.at` of each packet: an array, or something that makes slices of one when they are needed."""

    def __len__(self) -> int: ...
    def __getitem__(self, which: slice, /) -> NDArray[np.uint64]: ...


ReportProgress = Callable[[int, int], None]     # (packets written, packets in all)
Comments = Mapping[int, Sequence[str]]          # of the packets at these offsets
AskCancelled = Callable[[], bool]


def copy_packets(source: CaptureSource, at: Offsets, target: BinaryIO, *, pcapng: bool, snap: int,
                 progress: ReportProgress | None, cancelled: AskCancelled | None,
                 comments: Comments | None = None) -> int:
    """Write the packets of `source` at the offsets `at` to `target`, behind what it has; answers how many.

    Packets whose bytes are no longer kept are left out. Those at the offsets in `comments` have these and no others.

    Raises:
        ExportError: see `Copier.copy`; or the capture is not what it was when it was read.
        CancelledError: `cancelled` said so.
        OSError: writing failed.
    """
    copier = Copier(source, target.fileno(), pcapng, snap, comments)
    written, count = 0, len(at)
    for start in range(0, count, SLICE_PACKETS):
        if cancelled is not None and cancelled():
            raise CancelledError("The export was cancelled.")
        written += copier.copy(np.ascontiguousarray(at[start:start + SLICE_PACKETS], dtype=np.uint64))
        if reason := source.changed():
            raise ExportError(reason)
        if progress is not None:
            progress(min(start + SLICE_PACKETS, count), count)
    return written
