"""A wire of our own: a veth pair whose far end is in a network namespace, and traffic sent on it by tcpreplay."""
import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAMESPACE = "netloupe-bench"


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@dataclass(frozen=True)
class Wire:
    """`near` is here, `far` in the namespace; nothing else talks on it."""

    near: str = "nlbench0"
    far: str = "nlbench1"

    def send(self, capture: Path, packets_a_second: int, packets: int) -> "subprocess.Popen[str]":
        """Begin to send a capture's packets from the far end, over again if there are too few."""
        command = ["ip", "netns", "exec", NAMESPACE, "tcpreplay", "--quiet", "--preload-pcap", "--loop=0",
                   f"--intf1={self.far}", f"--pps={packets_a_second}", f"--limit={packets}", str(capture)]
        return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@contextlib.contextmanager
def wire() -> Iterator[Wire]:
    """A wire, taken away afterwards. Raises CalledProcessError where the system allows none: it takes root."""
    ends = Wire()
    _ip("netns", "add", NAMESPACE)
    try:
        _ip("link", "add", ends.near, "type", "veth", "peer", "name", ends.far)
        _ip("link", "set", ends.far, "netns", NAMESPACE)
        # No neighbour discovery of the system's own: what is received is what was sent.
        for end, inside in ((ends.near, ()), (ends.far, ("netns", "exec", NAMESPACE, "ip"))):
            _ip(*inside, "link", "set", end, "addrgenmode", "none", "up")
        yield ends
    finally:
        subprocess.run(["ip", "netns", "del", NAMESPACE], check=False, capture_output=True)
        subprocess.run(["ip", "link", "del", ends.near], check=False, capture_output=True)
