"""Networks of a test's own: a namespace with a pair of connected devices, and frames sent into it.

Nothing leaves the namespace, and nothing of the machine's own traffic comes in.
"""
import contextlib
import ctypes
import itertools
import os
import shutil
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netloupe_engine.capture.live import locate
from netloupe_engine.capture.live.launch import Way

CLONE_NEWNET = 0x40000000
PIDFD_GETFD = 438               # linux/unistd.h
ETHER_TYPE = 0x88B5             # for local experiments (IEEE 802)
FRAME_BYTES = 100
FILTER = f"ether proto {ETHER_TYPE:#x}"
_numbers = itertools.count()


def needs_network() -> None:
    """Skip the calling test where no network can be made."""
    if os.geteuid() != 0:
        pytest.skip("only root can make network namespaces")
    if shutil.which("ip") is None:
        pytest.skip("the command ip (iproute2) is not installed")
    made = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this system allows no network namespaces")


class Network:
    """A namespace with the devices a0 -- a1 and b0 -- b1, all up. What is sent into a1 arrives at a0."""

    def __init__(self) -> None:
        self.name = f"netloupe-{os.getpid()}-{next(_numbers)}"
        self._run("ip", "netns", "add", self.name)
        self.ip("link set lo up")
        for pair in "ab":
            self.add_pair(pair)

    def add_pair(self, pair: str) -> None:
        self.ip(f"link add {pair}0 type veth peer name {pair}1")
        for end in "01":
            self.ip(f"link set {pair}{end} addrgenmode none")       # no IPv6: nothing is sent but by the test
            self.ip(f"link set {pair}{end} up")

    @staticmethod
    def _run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True)

    def ip(self, words: str) -> None:
        self._run("ip", "-n", self.name, *words.split())

    def way(self) -> Way:
        """The helper, started in the namespace."""
        helper = locate.bundled()
        assert helper is not None
        return Way("helper", ("ip", "netns", "exec", self.name, str(helper)))

    def inside(self, work: Callable[[], object]) -> None:
        """Do something in the namespace: in a thread of its own, which never comes back out of it."""
        problems: list[BaseException] = []

        def enter() -> None:
            try:
                with open(f"/run/netns/{self.name}") as place:
                    if ctypes.CDLL(None, use_errno=True).setns(place.fileno(), CLONE_NEWNET):
                        raise OSError(ctypes.get_errno(), "setns")
                work()
            except BaseException as problem:    # noqa: BLE001
                problems.append(problem)

        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        if problems:
            raise problems[0]

    def send(self, count: int, device: str = "a1", first: int = 0, size: int = FRAME_BYTES) -> None:
        """Frames with running numbers."""
        def work() -> None:
            with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as out:
                out.bind((device, ETHER_TYPE))
                for number in range(first, first + count):
                    out.send(frame(number, size))
                    if number % 500 == 499:
                        time.sleep(0.001)       # veth has short queues
        self.inside(work)

    def close(self) -> None:
        self._run("ip", "netns", "del", self.name)


def frame(number: int, size: int = FRAME_BYTES) -> bytes:
    head = b"\x02\0\0\0\0\1\x02\0\0\0\0\2" + struct.pack(">HI", ETHER_TYPE, number)
    return head + bytes(size - len(head))


def frame_number(data: bytes) -> int:
    return int(struct.unpack_from(">I", data, 14)[0])


@contextlib.contextmanager
def network() -> Iterator[Network]:
    """A network, gone afterwards."""
    needs_network()
    if locate.bundled() is None:
        pytest.skip("the capture helper is not built")
    made = Network()
    try:
        yield made
    finally:
        made.close()


def of_packet_sockets(pid: int, level: int, option: int) -> list[int]:
    """An option of another process's packet sockets: root may look at copies of them."""
    handle, found = os.pidfd_open(pid), []
    system = ctypes.CDLL(None, use_errno=True)
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        if os.readlink(entry).startswith("socket:"):
            copy = system.syscall(PIDFD_GETFD, handle, int(entry.name), 0)
            assert copy >= 0, os.strerror(ctypes.get_errno())
            with socket.socket(fileno=copy) as one:
                if one.family == socket.AF_PACKET:
                    found.append(one.getsockopt(level, option))
    os.close(handle)
    return found


def wait_until(true: Callable[[], bool], timeout_s: float = 30.0) -> bool:
    """Look again and again; answers what it was at last."""
    end = time.monotonic() + timeout_s
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


