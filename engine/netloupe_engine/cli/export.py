"""`netloupe export`: chosen sessions, as a new capture of their packets or as a table."""
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from .asking import FilterOption, filter_of
from .running import CaptureArgument, HandlersOption, IdleTimeoutOption, analysed, settings_of, status_of
from .tables import number_of
from .terminal import refuse_inputs, say

FORMATS = {".pcap": "pcap", ".pcapng": "pcapng", ".csv": "csv", ".jsonl": "jsonl"}
TABLES = (".csv", ".jsonl")     # of sessions; the others have packets


class Way(StrEnum):
    """Which direction's packets."""

    BOTH = "both"
    UP = "up"
    DOWN = "down"


def session_ids(text: str, option: str = "--sessions") -> Iterator[range]:
    """Ranges of ids written like "1,5-9". Raises typer.BadParameter."""
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or not 0 < int(first) <= int(last or first):
            raise typer.BadParameter(f"{option} wants ids such as 1,5-9, not {text!r}")
        yield range(int(first), int(last or first) + 1)


def chosen(text: str | None, count: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """The ids that exist of those written; all without any."""
    wanted = np.zeros(count + 1, dtype=bool)
    for ids in session_ids(text) if text else [range(1, count + 1)]:
        wanted[ids.start:ids.stop] = True
    wanted[0] = False
    return np.flatnonzero(wanted).astype(np.uint32)


def export(
    captures: CaptureArgument,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.pcapng|.pcap|.csv|.jsonl", show_default=False,
                                      help="The file to write; its suffix says the format.")],
    sessions: Annotated[str | None, typer.Option("--sessions", metavar="IDS", show_default=False,
                                                 help="Ids of sessions, such as 1,5-9. All by default.")] = None,
    expression: FilterOption = None,
    direction: Annotated[Way, typer.Option("--direction", help="up: what initiators sent.")] = Way.BOTH,
    snap: Annotated[int | None, typer.Option("--snap", min=1, metavar="N", show_default=False,
                                             help="Cut packets to N bytes.")] = None,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
) -> None:
    """Write the packets of sessions to a capture file, or the sessions to a table."""
    if out.suffix not in FORMATS:
        raise typer.BadParameter(f"the output's name must end in {' or '.join(FORMATS)}, not {out.name!r}")
    if out.suffix in TABLES and (snap or direction is not Way.BOTH):
        raise typer.BadParameter("--direction and --snap are for packets: a table has sessions")
    wanted = filter_of(expression)
    refuse_inputs(out, captures)
    with analysed(captures, settings_of(handlers, idle_timeout)) as analysis:
        ids = chosen(sessions, len(analysis.sessions))
        if not len(ids) and len(analysis.sessions):
            raise typer.BadParameter(f"none of the sessions {sessions} exists; there are {len(analysis.sessions):,}")
        packets = None
        if wanted is not None:
            ids = np.intersect1d(ids, wanted.sessions(analysis))
            packets = wanted.packets(analysis) if wanted.chooses_packets and out.suffix not in TABLES else None
        written = analysis.export(ids.tolist(), out, FORMATS[out.suffix], direction.value, snap_length=snap or 0,
                                  among=packets)
        what = "" if out.suffix in TABLES else f"{number_of(written, 'packet')} of "
        say(f"{what}{number_of(len(ids), 'session')} written to {out}")
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)
