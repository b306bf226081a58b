"""Connection: one ssh process with a tcpdump behind it, and what the two say."""
from __future__ import annotations

import contextlib
import os
import re
import subprocess
import threading
from collections import deque
from collections.abc import Sequence

from ...errors import CaptureError, FilterError, NetloupeError, PermissionDeniedError

_LINES_MAX, _LINE_BYTES_MAX = 50, 500
_END_SECONDS = 0.5
_SSH_FAILED, _NOT_FOUND, _NOT_EXECUTABLE = 255, 127, 126
_COUNTED = re.compile(r"(\d{1,19}) packets? (received by filter|dropped by kernel|dropped by interface)")
_REFUSED = ("Permission denied", "Host key verification failed", "Too many authentication failures")
_NO_RIGHT = ("You don't have permission", "Operation not permitted", "a password is required")
_BAD_FILTER = ("syntax error", "parse filter", "expression rejects all packets", "unknown host", "unknown port")


class Connection:
    """From its making to `close` there is a process. Used by one thread; `quiet` may be called by any."""

    def __init__(self, command: Sequence[str], host: str) -> None:
        """Raises CaptureError if ssh is not there."""
        self._host = host
        try:
            # A session of its own: Ctrl+C in our terminal is for us, who then end it in order.
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                             stderr=subprocess.PIPE, bufsize=0, start_new_session=True)
        except OSError as error:
            raise CaptureError(f"{command[0]} cannot be run: {error.strerror}.") from None
        self._said: deque[str] = deque(maxlen=_LINES_MAX)
        self._listener = threading.Thread(target=self._listen, name="ssh-said", daemon=True)
        self._listener.start()

    @property
    def output(self) -> int:
        """Where the packets come."""
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with open(os.dup(self._process.stderr.fileno()), "rb") as said:
            while line := said.readline(_LINE_BYTES_MAX):
                text = line.decode("utf-8", "replace").strip()
                if text and not text.startswith("Warning: Permanently added"):
                    self._said.append(text)

    def quiet(self) -> None:
        """Ask tcpdump to finish: the rest of its packets and its counts still come."""
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()

    def close(self) -> int:
        """End it, in order if it can be; answers the exit status."""
        self.quiet()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        try:
            status = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._listener.join(_END_SECONDS)
        self._process.stdout.close()
        self._process.stderr.close()
        return status

    def counts(self) -> tuple[int, int, int]:
        """Packets received, dropped by the kernel, dropped by the interface, as tcpdump said in the end."""
        found = {what: int(count) for line in self._said for count, what in _COUNTED.findall(line)}
        return (found.get("received by filter", 0), found.get("dropped by kernel", 0),
                found.get("dropped by interface", 0))

    def reason(self) -> str:
        """The last thing that was said and is no count."""
        said = [line for line in self._said if not _COUNTED.search(line) and not line.startswith("tcpdump: listening")
                and "packets captured" not in line]
        return said[-1] if said else ""

    def failure(self, status: int) -> tuple[NetloupeError, bool]:
        """Why it ended with this exit status, and whether another try is pointless."""
        said = self.reason()
        sentence = f"{self._host}: {said or f'the connection ended with status {status}'}"
        if status in (_NOT_FOUND, _NOT_EXECUTABLE):
            return CaptureError(f"{sentence}. Is tcpdump installed there?"), True
        if any(words in said for words in _NO_RIGHT):
            fix = "sudo setcap cap_net_raw,cap_net_admin+ep $(command -v tcpdump)"
            return PermissionDeniedError(f"{sentence}. On that host, {fix!r} gives tcpdump the right.", fix), True
        if status == _SSH_FAILED:
            return CaptureError(sentence), any(words in said for words in _REFUSED)
        if any(words in said for words in _BAD_FILTER):
            return FilterError(sentence), True
        return CaptureError(sentence), False
