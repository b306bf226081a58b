"""Processes: which local program has which socket, looked at while a capture runs.

The system tells whose a socket is only as long as it is open, and an ordinary user only of their own programs. So the
sockets are looked at twice a second, and at once when new sessions have shown up, but never for more than a twentieth
of the time. What is briefer than that stays without a name.
"""
from __future__ import annotations

import contextlib
import functools
import socket
import threading
import time
from collections.abc import Callable

import psutil  # type: ignore[import-untyped]

from ..owner_blocks import append
from ..owners import Flow, Owner, Owners, packed
from .segments import Segments

LOOK_SECONDS = 0.5
_NEW_SESSIONS_SECONDS = 0.1     # between two questions whether there are new ones
_IDLE_FACTOR = 20               # so many times as long as a look took is the next one not made
_ADDRESSES_SECONDS = 10.0       # this computer's own change rarely
_TCP, _UDP = 6, 17

_packed = functools.lru_cache(maxsize=4096)(packed)


class KeptNames:
    """The names of one live capture: found while it runs, then put into its newest file. Any thread."""

    def __init__(self, owners: Owners, segments: Segments, sessions: Callable[[], int]) -> None:
        self._owners, self._segments = owners, segments
        self._watch = ProcessWatch(owners, sessions, self._ended)
        self._kept = 0              # files there were when the names were last put into one
        self._lock = threading.Lock()

    def _ended(self) -> bool:
        return self._segments.ended

    def start(self) -> None:
        """The capture begins, or goes on."""
        self._watch.start()

    def keep(self) -> None:
        """The capture has ended and nobody reads its files any more as they grow: the newest gets the names."""
        with self._lock:
            self._watch.stop()
            files = self._segments.all()
            if len(files) > self._kept and files[-1].complete and not files[-1].dropped:
                self._kept = len(files)
                # A file that cannot hold them, or a disk that is full: the packets are what matters.
                with contextlib.suppress(OSError):
                    append(files[-1].path, self._owners)


class ProcessWatch:
    """Fills `owners` between `start` and `stop`, in a thread of its own. Any thread may call anything."""

    def __init__(self, owners: Owners, sessions: Callable[[], int], ended: Callable[[], bool]) -> None:
        """`sessions` answers how many there are so far, `ended` whether no more will come."""
        self._owners, self._sessions, self._ended = owners, sessions, ended
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._looking = threading.Lock()

    def start(self) -> None:
        """Begin, or go on."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stopped.clear()
        self._thread = threading.Thread(target=self._watch, name="processes", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """The end, after a last look."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        seen, asked = -1, -_ADDRESSES_SECONDS
        due = allowed = 0.0
        while not self._stopped.wait(_NEW_SESSIONS_SECONDS) and not self._ended():
            now, count = time.monotonic(), self._sessions()
            if now < allowed or (now < due and count == seen):
                continue
            if now - asked >= _ADDRESSES_SECONDS:
                asked = now
                self._owners.add_local(_own_addresses())
            self.look()
            seen, due = count, now + LOOK_SECONDS
            allowed = now + _IDLE_FACTOR * (time.monotonic() - now)
        self.look()

    def look(self) -> None:
        """Remember whose sockets are whose right now."""
        with self._looking:
            now_ns = time.time_ns()
            known: dict[int, Owner | None] = {}
            for protocol, local, remote, pid in _sockets():
                if pid not in known:
                    known[pid] = _owner(pid)
                owner = known[pid]
                if owner is not None:
                    self._owners.add(_flow(protocol, local, remote), owner, now_ns, now_ns)


Place = tuple[str, int]     # address and port


def _sockets() -> list[tuple[int, Place, Place | None, int]]:
    """(protocol, local end, remote end, process id) of every socket whose process may be known."""
    try:
        rows = psutil.net_connections("inet")
    except (psutil.Error, OSError):         # not even that is allowed here: then there are no names
        return []
    return [(_TCP if row.type == socket.SOCK_STREAM else _UDP, tuple(row.laddr), tuple(row.raddr) or None, row.pid)
            for row in rows if row.pid and row.laddr]


def _flow(protocol: int, local: Place, remote: Place | None) -> Flow:
    if remote is None:
        return Flow(protocol, _packed(local[0]), local[1])
    return Flow(protocol, _packed(local[0]), local[1], _packed(remote[0]), remote[1])


def _owner(pid: int) -> Owner | None:
    """A process by its number; None if it has just ended."""
    try:
        process = psutil.Process(pid)
        name = process.name()
    except (psutil.Error, OSError):
        return None
    try:
        command = process.exe()
    except (psutil.Error, OSError):         # somebody else's
        command = ""
    return Owner(pid, name, command)


def _own_addresses() -> list[bytes]:
    try:
        devices = psutil.net_if_addrs()
    except (psutil.Error, OSError):
        return []
    return [_packed(row.address) for rows in devices.values() for row in rows
            if row.family in (socket.AF_INET, socket.AF_INET6)]
