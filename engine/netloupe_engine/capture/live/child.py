"""The helper as a process: started by one of several ways, talked with over a socket that is its standard input.

Standard input, because sudo and pkexec close every other descriptor.
"""
from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Sequence
from typing import IO

from ...errors import CaptureError
from . import messages

STDERR_BYTES_MAX = 4096


class Child:
    """A running helper. Any thread may call anything; one thread receives."""

    def __init__(self, command: Sequence[str], own_session: bool = False) -> None:
        """Start it. `own_session`: away from the terminal, so that nobody is asked for a password there.

        Ctrl+C on the terminal is for this program, which then tells the helper. Raises CaptureError.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        self.helper_pid = 0                     # known once it has said hello; behind sudo it is not the child's
        try:
            with theirs:
                self._process: subprocess.Popen[bytes] = subprocess.Popen(
                    command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                    start_new_session=own_session, process_group=-1 if own_session else 0)
        except OSError as problem:
            ours.close()
            raise CaptureError(f"{command[0]} could not be started: {problem.strerror}.") from problem
        self._said = b""
        stderr = self._process.stderr
        assert stderr is not None
        self._listener = threading.Thread(target=self._listen, args=(stderr,), name="capture helper's words",
                                          daemon=True)
        self._listener.start()

    def _listen(self, stderr: IO[bytes]) -> None:
        """Keep the end of what sudo, pkexec or the helper complain about."""
        with stderr:
            while part := os.read(stderr.fileno(), STDERR_BYTES_MAX):
                self._said = (self._said + part)[-STDERR_BYTES_MAX:]

    @property
    def complaint(self) -> str:
        """The last line it wrote to standard error."""
        lines = self._said.decode(errors="replace").strip().splitlines()
        return lines[-1].strip() if lines else ""

    def receive(self, timeout_s: float | None) -> tuple[str, str] | None:
        """The next message as (word, rest); ("", "") when it has ended; None when nothing came."""
        self._socket.settimeout(timeout_s)
        try:
            data = self._socket.recv(messages.MESSAGE_BYTES_MAX)
        except TimeoutError:
            return None
        except OSError:
            return "", ""
        word, _, rest = data.decode(errors="replace").partition(" ")
        if word == "hello":
            version, _, pid = rest.partition(" ")
            if version != str(messages.VERSION):
                raise CaptureError(f"The capture helper is of another version ({version}); install it again.")
            self.helper_pid = int(pid)
        return word, rest

    def give_file(self, fd: int) -> None:
        """Hand over the next output file; the descriptor here is closed."""
        with contextlib.suppress(OSError):
            socket.send_fds(self._socket, [messages.FILE], [fd])
        os.close(fd)

    def ask_to_stop(self) -> None:
        """It writes what it has, and ends."""
        with contextlib.suppress(OSError):
            self._socket.send(messages.STOP)

    def wait(self, timeout_s: float) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def close(self, timeout_s: float = 2.0) -> int | None:
        """End it: the closed channel is enough, and if not, signals. May be called again."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.wait(timeout_s) is not None:
                break
            for pid in {self.helper_pid, self._process.pid} - {0}:
                with contextlib.suppress(OSError):
                    os.kill(pid, number)
        status = self.wait(timeout_s)
        self._listener.join(timeout_s)
        self._socket.close()
        return status
