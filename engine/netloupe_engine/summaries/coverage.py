"""What a capture holds that has no name: sessions in which something was said and nobody was recognised, by port of the
server and the first bytes of both ends."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import CancelledError
from ..handler.openings import openings
from ..handler.run import Run
from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..capture.source import CaptureSource

FIRST_BYTES = 8
_TRANSPORTS = ("tcp", "udp")


@record(frozen=True, slots=True)
class Gap:
    """Sessions that begin alike, of which nobody knows what they are."""

    transport: str
    port: int               # of the server
    client: bytes           # what both ends begin with, as far as they said anything
    server: bytes
    sessions: int
    bytes: int              # whole frames, both directions
    example: int            # one of the sessions


@record(frozen=True, slots=True)
class Coverage:
    """How much of a capture has a name."""

    sessions: int           # of TCP and UDP in which something was said
    bytes: int
    unknown_sessions: int
    unknown_bytes: int
    both_ways: int          # of the sessions, in which both ends said something ...
    unknown_both_ways: int  # ... and no application and no service is known
    gaps: tuple[Gap, ...]   # most bytes first


def coverage(run: Run, source: CaptureSource, cancelled: Callable[[], bool] = bool) -> Coverage:
    """See `Analysis.coverage`. Raises CancelledError."""
    import numpy as np

    def check() -> None:
        if cancelled():
            raise CancelledError("Looking for what has no name was called off.")

    store = run.store
    up, down = store.column("payload_bytes_up"), store.column("payload_bytes_down")
    size = store.column("bytes_up") + store.column("bytes_down")
    spoken = np.isin(store.column("protocol"), [run.registry.ids[name] for name in _TRANSPORTS]) & (up + down > 0)
    unknown = spoken & (store.column("application") == 0)
    both = (up > 0) & (down > 0)
    nameless = unknown & (run.served.column("service") == 0)
    rows = np.flatnonzero(unknown)
    said = openings(run, source, rows, FIRST_BYTES, check)
    return Coverage(
        int(spoken.sum()), int(size[spoken].sum()), len(rows), int(size[rows].sum()), int((spoken & both).sum()),
        int((nameless & both).sum()), _gaps(run, rows, size, said))


def _gaps(run: Run, rows: NDArray[np.int64], size: NDArray[np.uint64],
          said: dict[tuple[int, int], bytes]) -> tuple[Gap, ...]:
    found: dict[tuple[str, int, bytes, bytes], list[int]] = {}
    for row in rows.tolist():
        key = (run.registry.protocols[run.store.cell("protocol", row)].key, run.store.cell("responder_port", row),
               said.get((row, 0), b""), said.get((row, 1), b""))
        counted = found.setdefault(key, [0, 0, row + 1])
        counted[0] += 1
        counted[1] += int(size[row])
    gaps = [Gap(*key, *counted) for key, counted in found.items()]
    return tuple(sorted(gaps, key=_most_first))


def _most_first(gap: Gap) -> tuple[int, int, int]:
    return -gap.bytes, -gap.sessions, gap.example
