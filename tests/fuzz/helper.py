"""The capture helper from outside: the words it is started with, and what comes over its channel.

Whatever it is told, it ends by itself, with a status of its own and not by a signal.
"""
import contextlib
import os
import signal
import socket
import tempfile
from collections.abc import Hashable
from pathlib import Path

from netloupe_engine.capture.file import CaptureFile
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
FILLED = b"what was there"
QUIET_S = 0.1                       # nothing said for so long: nothing more is said
ANSWERS_MAX = 40


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


def _gifts(folder: Path) -> dict[bytes, int]:
    """Descriptors that may come with a message, by the letter it begins with: F is as it should be."""
    filled = folder / "filled"
    filled.write_bytes(FILLED)
    reading, writing = os.pipe()
    os.close(reading)
    return {b"F": os.open(folder / "first", os.O_CREAT | os.O_RDWR),
            b"G": os.open(folder / "second", os.O_CREAT | os.O_RDWR),
            b"A": os.open(folder / "third", os.O_CREAT | os.O_WRONLY | os.O_APPEND),
            b"N": os.open(filled, os.O_RDWR), b"R": os.open(folder / "read", os.O_CREAT | os.O_RDONLY),
            b"D": os.open(folder, os.O_RDONLY), b"P": writing}


def _ask(ours: socket.socket, text: bytes, gifts: dict[bytes, int]) -> None:
    if text[:1] == b"T":            # packets to capture
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for _ in range(1 + len(text) % 64):
                sender.sendto(text[:1400], ("127.0.0.1", 1))
    elif gift := gifts.get(text[:1]):
        socket.send_fds(ours, [text[1:60_000] or b"file"], [gift] * (1 + text.count(b"+") % 5))
    else:
        ours.send(text[:60_000] or b"\0")


def _answers(child: Child) -> list[str]:
    """What it says to all of it, until it is silent: without what differs from run to run."""
    said: set[str] = set()
    for _ in range(ANSWERS_MAX):
        message = child.receive(QUIET_S)
        if message is None or not message[0]:
            break
        word, rest = message
        said.add(f"{word} {rest.split(' ')[0] if word == 'count' else rest}")
    return sorted(said)


def channel(data: bytes) -> Hashable:
    """Messages, parted by zero bytes, to a helper that is ready; the first letter says what descriptor one brings.

    What was in a file stays, and what comes into an empty one is whole blocks of pcapng.
    """
    options = CaptureOptions(("lo",), filter="udp port 1", file_bytes=4096, immediate=True)
    child = _command([os.fsencode(word) for word in messages.command_line(options)])
    if child is None:
        return None
    said: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gifts = _gifts(folder)
        try:
            while (message := child.receive(2)) and message[0] and message[0] != "ready":
                said.append(message[0])
            with contextlib.suppress(OSError):
                for text in data.split(b"\0")[:40]:
                    _ask(child._socket, text, gifts)
            said += _answers(child)
        finally:
            status = child.close()
            for gift in gifts.values():
                os.close(gift)
        assert status is None or status in (0, 1, 2, -signal.SIGPIPE), f"status {status} of {data!r}"
        assert (folder / "filled").read_bytes() == FILLED
        assert not (folder / "read").read_bytes()
        written = [_packets_in(folder / file) for file in ("first", "second", "third")]
    return digest(said, status, [min(count, 2) for count in written])


def _packets_in(path: Path) -> int:
    """Packets of a file that the helper wrote, which is whole; -1: it wrote nothing."""
    if not path.stat().st_size:
        return -1
    with CaptureFile(path) as file:
        count = len(list(file.packets()))
        assert file.damage is None, file.damage
        return count


def counts(data: bytes) -> Hashable:
    """What a helper that was taken over may say to the window."""
    try:
        return digest(messages.counts(data.decode(errors="replace"), ("lo", "eth0")))
    except ValueError as error:
        return type(error).__name__


def _options() -> list[bytes]:
    return [b"\0".join(WORDS), b"\0".join(WORDS[:3]), *WORDS, b"--device=lo\0--filter=" + b"(" * 4000]


def _channel() -> list[bytes]:
    return [b"\0".join(SAID), b"Ffile\0stop", b"F\0G\0A\0stop", b"Ffile\0" + b"x" * 5000,
            b"F\0T" + b"x" * 500 + b"\0G\0T\0stop", b"N\0R\0D\0P\0A\0T", b"F\0G\0A\0T\0T\0Ffile",
            b"Ffile+\0Gfile++++\0stop", *(letter + b"file" for letter in (b"F", b"N", b"R", b"D", b"P", b"A"))]


def _counts() -> list[bytes]:
    return [b"1 4096 10 1000 up 10 0 0 down 0 0 0", b"2 0 0 0 gone 1 2 3", b"1 99999999999999999999 -1 0"]


HARNESSES = (
    Harness("helper-options", options, _options),
    Harness("helper-channel", channel, _channel),
    Harness("helper-messages", counts, _counts),
)
