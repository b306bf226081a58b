"""The capture helper from outside: the words it is started with, and what comes over its channel.

Whatever it is told, it ends by itself, with a status of its own and not by a signal.
"""
import contextlib
import os
import signal
import socket
import tempfile
from collections.abc import Hashable

from netloupe_engine.capture.live import locate, messages
from netloupe_engine.capture.live.child import Child
from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import CaptureOptions
from tests.fuzz.driver import Harness, digest

WORDS = (b"--device=lo", b"--device=", b"--filter=tcp port 80", b"--filter=", b"--snap-length=96",
         b"--buffer-bytes=65536", b"--timeout-ms=10", b"--direction=in", b"--not-promiscuous", b"--immediate",
         b"--microseconds", b"--stop-packets=1", b"--stop-bytes=1000000", b"--stop-ms=1", b"--file-bytes=1000000",
         b"--file-ms=1000", b"--probe=lo")
WORD_MAX = 10_000                   # bytes of a word: the system takes more, the helper does not
SAID = (b"file", b"stop", b"", b"files", b"file " * 900, b"stop now", b"\0", b"hello 1 2")


def _command(words: list[bytes]) -> Child | None:
    helper = locate.bundled()
    if helper is None:
        return None
    given = [word.replace(b"\0", b"")[:WORD_MAX] for word in words]
    return Child([str(helper), *(os.fsdecode(word) for word in given)])


def options(data: bytes) -> Hashable:
    """Words, parted by zero bytes. Without a file for its packets the helper ends when nobody listens any more."""
    child = _command(data.split(b"\0")[:40])
    if child is None:
        return None
    said = []
    with contextlib.suppress(NetloupeError):
        while (message := child.receive(2)) and message[0]:
            said.append(message[0])
            if message[0] == "ready":
                break
    status = child.close()
    assert status is None or status in (0, 1, 2), f"status {status} of {data!r}"
    return digest(said[-2:], status)


def channel(data: bytes) -> Hashable:
    """Messages, parted by zero bytes, to a helper that is ready; one that begins with F brings a descriptor."""
    child = _command([os.fsencode(word) for word in messages.command_line(CaptureOptions(("lo",), filter="port 1"))])
    if child is None:
        return None
    said = []
    try:
        while (message := child.receive(2)) and message[0] and message[0] != "ready":
            said.append(message[0])
        ours = child._socket
        with tempfile.TemporaryFile() as file, contextlib.suppress(OSError):
            for text in data.split(b"\0")[:40]:
                if text.startswith(b"F"):
                    socket.send_fds(ours, [text[1:] or b"file"], [file.fileno()] * (1 + len(text) % 3))
                else:
                    ours.send(text[:60_000] or b"\0")
    finally:
        status = child.close()
    assert status is None or status in (0, 1, 2, -signal.SIGPIPE), f"status {status} of {data!r}"
    return digest(said, status)


def counts(data: bytes) -> Hashable:
    """What a helper that was taken over may say to the window."""
    try:
        return digest(messages.counts(data.decode(errors="replace"), ("lo", "eth0")))
    except ValueError as error:
        return type(error).__name__


def _options() -> list[bytes]:
    return [b"\0".join(WORDS), b"\0".join(WORDS[:3]), *WORDS, b"--device=lo\0--filter=" + b"(" * 4000]


def _channel() -> list[bytes]:
    return [b"\0".join(SAID), b"Ffile\0stop", b"F\0F\0F\0stop", b"Ffile\0" + b"x" * 5000]


def _counts() -> list[bytes]:
    return [b"1 4096 10 1000 up 10 0 0 down 0 0 0", b"2 0 0 0 gone 1 2 3", b"1 99999999999999999999 -1 0"]


HARNESSES = (
    Harness("helper-options", options, _options),
    Harness("helper-channel", channel, _channel),
    Harness("helper-messages", counts, _counts),
)
