"""Recorder: what every way of capturing has in common."""
from __future__ import annotations

from typing import Protocol

from ...model import LiveStatus
from .segments import Segments


class Recorder(Protocol):
    """Puts packets into segment files until it is told to stop. Any thread may call anything.

    It works in another process, or in threads of its own. When it ends, for whatever reason, it has said so in
    `status` and called `segments.end()`.
    """

    @property
    def segments(self) -> Segments:
        """The files."""

    @property
    def status(self) -> LiveStatus:
        """How it is."""

    def start(self) -> None:
        """Begin, or begin again after the end, in a new segment.

        Returns once packets can arrive. Raises PermissionDeniedError, FilterError, CaptureError.
        """

    def stop(self) -> None:
        """End; returns when everything captured is in the files, within two seconds."""

    def close(self) -> None:
        """Stop, and give all resources back; the files stay."""
