"""Segments: the files a live capture is written into, one after the other.

Written by a recorder, read by `GrowingCapture`; the two meet nowhere else.
"""
from __future__ import annotations

import threading
from dataclasses import replace

from ...records import record


@record(frozen=True, slots=True)
class Segment:
    """One file: a pcap or pcapng of its own."""

    path: str
    complete: bool = False      # nothing more will be written to it
    dropped: bool = False       # the file is gone, or about to be: its packets have no bytes any more


class Segments:
    """An ordered, growing list of segments. Any thread may call anything."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._segments: list[Segment] = []
        self._ended = False
        self._changes = 0

    def __len__(self) -> int:
        return len(self._segments)

    def __getitem__(self, index: int) -> Segment:
        """One segment. Raises IndexError."""
        return self._segments[index]

    def all(self) -> tuple[Segment, ...]:
        """All segments so far, oldest first."""
        with self._changed:
            return tuple(self._segments)

    @property
    def changes(self) -> int:
        """How often something has changed: another number means that a look is worth it."""
        return self._changes

    @property
    def ended(self) -> bool:
        """Nothing more is coming, unless somebody calls `reopen`."""
        return self._ended

    def append(self, path: str) -> int:
        """A new file is being written; the ones before are complete. Answers its index."""
        with self._changed:
            self._complete_all()
            self._segments.append(Segment(path))
            self._tell()
            return len(self._segments) - 1

    def complete(self, index: int) -> None:
        """Nothing more will be written to this file."""
        self._set(index, self._segments[index].dropped)

    def drop(self, index: int) -> None:
        """This file is going to be deleted."""
        self._set(index, dropped=True)

    def _set(self, index: int, dropped: bool) -> None:
        with self._changed:
            self._segments[index] = replace(self._segments[index], complete=True, dropped=dropped)
            self._tell()

    def _complete_all(self) -> None:
        for index, segment in enumerate(self._segments):
            if not segment.complete:
                self._segments[index] = replace(segment, complete=True)

    def _tell(self) -> None:
        self._changes += 1
        self._changed.notify_all()

    def end(self) -> None:
        """The recorder has stopped."""
        with self._changed:
            self._complete_all()
            self._ended = True
            self._tell()

    def reopen(self) -> None:
        """A recorder goes on after `end`, in a new segment."""
        with self._changed:
            self._ended = False
            self._tell()

    def wait(self, seconds: float) -> None:
        """Until something changes, at most so long."""
        with self._changed:
            self._changed.wait(seconds)
