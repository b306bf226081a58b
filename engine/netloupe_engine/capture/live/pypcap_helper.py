"""A helper for want of the compiled one: pypcap in a process of its own, for a user who is privileged already.

`python -m netloupe_engine.capture.live.pypcap_helper --device=eth0 ...` takes the words of `netloupe-capture` and talks
as it does (helper/channel.c). Python is never given rights: this serves root where the helper was not built.

What pypcap cannot do: it does not tell how long a packet was on the wire, so that cut packets look whole; it goes on to
another interface of the same name no more than libpcap does; its numbers wrap at 2^32. It is used by the one pattern
that neither hangs nor crashes: a timeout, non-blocking, wait by poll, close once.
"""
from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import platform
import select
import signal
import socket
import sys
import time
from typing import Any

from ...model import CaptureOptions
from . import blocks, messages

FLUSH_S, COUNT_S, TIMEOUT_MS = 0.05, 0.12, 25
FLUSH_BYTES = 1 << 20
DISPATCH_MAX = 4096     # packets of one device before the others get a turn
READY, FAILED, USAGE, NOT_PERMITTED = 0, 1, 2, 3        # exit statuses, as helper/main.c has them
RAW, RAW_IN_FILES = 12, 101                             # DLT_RAW has another number in files
PR_SET_NO_NEW_PRIVS = 38


class End(Exception):   # noqa: N818
    """The capture is over; the text is the reason the parent is told."""


def read_options(words: list[str]) -> tuple[CaptureOptions, str | None]:
    """The options, and the device to probe. Raises SystemExit, CaptureError."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ("snap-length", "buffer-bytes", "stop-packets", "stop-bytes", "stop-ms", "file-bytes", "file-ms"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--device", action="append", default=[])
    parser.add_argument("--filter", default="")
    parser.add_argument("--direction", default="both")
    for flag in ("not-promiscuous", "immediate", "microseconds"):
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("--probe")
    given = parser.parse_args(words)
    options = CaptureOptions(
        tuple(given.device), given.filter, not given.not_promiscuous, given.snap_length or messages.SNAP_LENGTH_MAX,
        given.buffer_bytes or 32 << 20, given.immediate, not given.microseconds, given.direction, given.stop_packets,
        given.stop_bytes, given.stop_ms / 1000, 0, given.file_bytes, given.file_ms / 1000)
    if given.probe is None:
        messages.check_options(options)
    return options, given.probe


def open_device(name: str, options: CaptureOptions) -> Any:
    """A device by the safe pattern. Raises OSError, with libpcap's text."""
    import pcap
    device = pcap.pcap(name, snaplen=options.snap_length, promisc=options.promiscuous and name != "any",
                       timeout_ms=TIMEOUT_MS, immediate=options.immediate, timestamp_in_ns=True,
                       buffer_size=options.buffer_bytes)
    if options.direction != "both":
        device.setdirection(pcap.PCAP_D_IN if options.direction == "in" else pcap.PCAP_D_OUT)
    device.setnonblock(True)
    return device


def drop_privileges() -> None:
    """Become who called sudo or pkexec, and never more than that again. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    user = int(os.environ.get("SUDO_UID") or os.environ.get("PKEXEC_UID") or os.getuid())
    group = int(os.environ.get("SUDO_GID") or os.getgid())
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(group, group, group)
        os.setresuid(user, user, user)
    head, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()      # capset(2), version 3
    if libc.capset(head, none) or libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "The capabilities could not be given up.")


def said(problem: BaseException) -> str:
    """An error's text; pypcap's are bytes."""
    text = problem.args[-1] if problem.args else ""
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)


class Capture:
    """Devices into files, until End."""

    def __init__(self, options: CaptureOptions, channel: socket.socket) -> None:
        """The channel is standard input's socket."""
        self.options, self.channel = options, channel
        self.devices: list[Any] = []
        self._links: list[int] = []
        self._is_signalled = False
        self._file = self._next = -1
        self._number = self._size = self._packets = self._bytes = self._seen = self._seen_bytes = 0
        self._waiting: list[tuple[int, bytes]] = []             # time, block
        self._waiting_bytes = 0
        self._since = self._file_since = self._started = time.monotonic()

    def say(self, text: str) -> None:
        """Tell the parent; never waits for it."""
        with contextlib.suppress(OSError):
            self.channel.send(text.encode(), socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)

    def end_soon(self, *_: object) -> None:
        """Called by signals: nothing is broken off."""
        self._is_signalled = True

    def add(self, name: str) -> None:
        """Open one more device. Raises OSError."""
        device = open_device(name, self.options)
        self.devices.append(device)
        self._links.append(RAW_IN_FILES if device.datalink() == RAW else device.datalink())

    def announce(self) -> None:
        """All devices are open."""
        for number, name in enumerate(self.options.devices):
            self.say(f"device {number} {self._links[number]} {self.options.snap_length} 1 {name}")
        self.say("ready")

    # ---- files

    def _write(self, rows: list[bytes]) -> None:
        """Whole blocks. Raises End when the disk is full; the file then ends with the last block that fits."""
        data = memoryview(b"".join(rows))
        done = 0
        try:
            while done < len(data):
                done += os.write(self._file, data[done:])
        except OSError as problem:
            while rows and sum(map(len, rows)) > done:
                rows.pop()
            os.ftruncate(self._file, self._size + sum(map(len, rows)))
            self.say(f"error disk {'The disk is full.' if problem.errno == 28 else problem.strerror}")
            raise End("disk") from problem
        finally:
            self._size += sum(map(len, rows))
            kinds = [row for row in rows if int.from_bytes(row[:4], sys.byteorder) == blocks.PACKET]
            self._packets += len(kinds)
            self._bytes += sum(int.from_bytes(row[20:24], sys.byteorder) for row in kinds)

    def flush(self) -> None:
        """Packets that wait go to the disk, those of several devices in the order of time. Raises End."""
        if not self._waiting:
            return
        if len(self.devices) > 1:
            self._waiting.sort(key=lambda row: row[0])
        rows, self._waiting, self._waiting_bytes = [row[1] for row in self._waiting], [], 0
        self._write(rows)

    def _begin_file(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._file, self._next = self._next, -1
        self._number, self._size, self._file_since = self._number + 1, 0, time.monotonic()
        system = f"{platform.system()} {platform.release()}"
        rows = [blocks.section(platform.machine(), system, "Netloupe, pypcap")]
        for name, link in zip(self.options.devices, self._links, strict=True):
            rows.append(blocks.interface(name, link, self.options.snap_length, self.options.filter))
        self._write(rows)
        self.count()

    def end_file(self) -> None:
        """All that waits, and what the kernel has counted. Raises End."""
        self.flush()
        rows = []
        for number, device in enumerate(self.devices):
            received, dropped, interface_dropped = device.stats()
            rows.append(blocks.statistics(number, time.time_ns(), received, dropped, interface_dropped))
        self._write(rows)

    def _rotate_if_due(self) -> None:
        full = self.options.file_bytes and self._size + self._waiting_bytes >= self.options.file_bytes
        old = self.options.file_seconds and time.monotonic() - self._file_since >= self.options.file_seconds
        if self._next >= 0 and (full or old):
            self.end_file()
            self._begin_file()

    def count(self) -> None:
        """The counters, for the parent."""
        rows = ["up {} {} {}".format(*device.stats()) for device in self.devices]
        self.say(f"count {self._number} {self._size} {self._packets} {self._bytes} {' '.join(rows)}")

    # ---- packets

    def _put(self, time_ns: int, data: Any, number: int) -> None:
        options = self.options
        if (options.stop_packets and self._seen >= options.stop_packets) or (
                options.stop_bytes and self._seen_bytes >= options.stop_bytes):
            return
        block = blocks.packet(number, time_ns, bytes(data), len(data))      # pypcap knows no other length
        self._seen += 1
        self._seen_bytes += len(data)
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((time_ns, block))
        self._waiting_bytes += len(block)

    def receive(self) -> None:
        """What has arrived at each device. Raises End."""
        for number, device in enumerate(self.devices):
            device.dispatch(DISPATCH_MAX, self._put, number)
            if self._waiting_bytes >= FLUSH_BYTES:
                self.flush()
        if self.options.stop_packets and self._seen >= self.options.stop_packets:
            raise End("packets")
        if self.options.stop_bytes and self._seen_bytes >= self.options.stop_bytes:
            raise End("bytes")

    def _hear(self) -> None:
        try:
            data, files, _, _ = socket.recv_fds(self.channel, 16, 4, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            raise End("parent") from None
        for file in files[1:] if data == b"file" and self._next < 0 else files:
            os.close(file)
        if data == b"file" and files and self._next < 0:
            self._next = files[0]
            if self._number == 0:
                self._begin_file()
        elif data == b"stop" or not data:
            raise End("asked" if data else "parent")

    def run(self) -> None:
        """Raises End, always."""
        waiting = select.poll()
        waiting.register(self.channel, select.POLLIN)
        for device in self.devices:
            waiting.register(device.fd, select.POLLIN)
        count_at = 0.0
        while True:
            ready = waiting.poll(TIMEOUT_MS)
            if any(fd == self.channel.fileno() for fd, _ in ready):
                self._hear()
            if self._is_signalled:
                raise End("signal")
            now = time.monotonic()
            if self.options.stop_seconds and now - self._started >= self.options.stop_seconds:
                raise End("seconds")
            if not self._number:
                continue
            self.receive()
            if self._waiting and (self.options.immediate or now - self._since >= FLUSH_S):
                self.flush()
            self._rotate_if_due()
            if now >= count_at:
                self.count()
                count_at = now + COUNT_S


def probe(name: str, options: CaptureOptions) -> int:
    """As `netloupe-capture --probe`."""
    try:
        if name == "-":
            socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close()
        else:
            open_device(name, options).close()
    except OSError as problem:
        sys.stdout.write(said(problem) + "\n")
        return NOT_PERMITTED if isinstance(problem, PermissionError) or "permi" in said(problem).lower() else FAILED
    sys.stdout.write("ready\n")
    return READY


def main(words: list[str]) -> int:
    """See the module. Answers the exit status."""
    options, asked = read_options(words)
    if asked is not None:
        return probe(asked, options)
    capture = Capture(options, socket.socket(fileno=0))
    capture.say(f"hello {messages.VERSION} {os.getpid()}")
    kind = "device"
    try:
        for name in options.devices:
            capture.add(name)
        kind = "system"
        drop_privileges()
        kind = "filter"
        for device in capture.devices:
            device.setfilter(options.filter)
    except OSError as problem:
        kind = "permission" if "permi" in said(problem).lower() else kind
        capture.say(f"error {kind} {said(problem)}")
        capture.say("stopped error")
        return NOT_PERMITTED if kind == "permission" else FAILED
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, capture.end_soon)
    reason = ""
    try:
        capture.announce()
        capture.run()
    except End as end:
        reason = str(end)
    try:
        if reason in ("asked", "parent", "signal", "seconds") and capture.devices:
            time.sleep((TIMEOUT_MS + 10) / 1000)                # the kernel may still be gathering
            capture.receive()
        if reason != "disk":
            capture.end_file()
        capture.count()
    except End as end:
        reason = str(end) if str(end) == "disk" else reason
    capture.say(f"stopped {reason}")
    return READY


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
