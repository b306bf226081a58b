"""Comments of packets: those that a capture has, and those that what a person said of it makes."""
from __future__ import annotations

from collections.abc import Iterator

from ..capture.packet_bytes import having_options
from ..capture.source import CaptureSource
from ..remarks import Remarks
from .run import Run


def read_comments(remarks: Remarks, source: CaptureSource, run: Run) -> None:
    """Learn what the capture says, once."""
    if not remarks.was_read:
        remarks.take_comments(_comments_in(source, run))


def comments_at(remarks: Remarks, source: CaptureSource, run: Run) -> dict[int, list[str]]:
    """The comments that packets have now, by where they are: of those about which, or about whose session, anything
    was said."""
    if not remarks.changes:
        return {}
    read_comments(remarks, source, run)

    def first_packet(id: int) -> int:
        return int(run.store.cell("first_packet", id - 1))
    return {run.index.cell("at", number - 1): lines for number, lines in remarks.comments(first_packet).items()}


def _comments_in(source: CaptureSource, run: Run) -> Iterator[tuple[int, int, list[str]]]:
    """Of each packet with comments: its number, the session that begins with it or 0, the comments."""
    places = run.index.column("at")
    for row in having_options(source, places):
        if comments := source.comments_of(int(places[row])):
            session = run.index.cell("session", row)
            begins = 1 <= session <= len(run.store) and run.store.cell("first_packet", session - 1) == row + 1
            yield row + 1, session if begins else 0, comments
