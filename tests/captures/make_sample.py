"""Makes resources/captures/sample.pcapng: `python -m tests.captures.make_sample OUT.pcapng`, as root on Linux.

Needs nginx, dnsmasq, openssh-server, chrony, curl, dnsutils, busybox, ntpdate, iputils-ping, ethtool, tcpdump and
openssl. Takes about two minutes; everything happens in network namespaces of its own.
"""
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.captures.maker.network import CLIENT, WIRE, inside, network
from tests.captures.maker.servers import servers

COMMENT = "Netloupe sample: a laptop's two minutes in a made-up network, real programs at both ends"
INTERFACE = "client"


def _option(code: int, value: bytes) -> bytes:
    return struct.pack("<HH", code, len(value)) + value + bytes(-len(value) % 4)


def _block(kind: int, body: bytes) -> bytes:
    size = len(body) + 12
    return struct.pack("<II", kind, size) + body + struct.pack("<I", size)


def to_pcapng(pcap: bytes) -> bytes:
    """A nanosecond pcap of tcpdump's as pcapng that says what it is and nothing of the machine it was made on."""
    magic, _, _, _, _, snap_length, link_type = struct.unpack("<IHHiIII", pcap[:24])
    if magic != 0xA1B23C4D:
        raise ValueError("not a little-endian pcap with nanoseconds")
    end = struct.pack("<HH", 0, 0)
    out = [_block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + _option(1, COMMENT.encode()) + end),
           _block(1, struct.pack("<HHI", link_type, 0, snap_length) + _option(2, INTERFACE.encode())
                  + _option(3, b"the client's end of the wire") + _option(9, b"\x09") + end)]
    at = 24
    while at < len(pcap):
        seconds, nanoseconds, captured, length = struct.unpack_from("<IIII", pcap, at)
        at += 16
        time_ns = seconds * 1_000_000_000 + nanoseconds
        data = pcap[at:at + captured]
        at += captured
        out.append(_block(6, struct.pack("<IIIII", 0, time_ns >> 32, time_ns & 0xFFFFFFFF, captured, length)
                          + data + bytes(-captured % 4)))
    return b"".join(out)


def record(pcap: Path, work: Path) -> None:
    """Captures at the client's end of the wire while the client lives."""
    wire = subprocess.Popen(inside(WIRE, sys.executable, "-m", "tests.captures.maker.wire", "client", "server"))
    tcpdump = subprocess.Popen(inside(WIRE, "tcpdump", "-q", "-i", INTERFACE, "--time-stamp-precision=nano", "-U", "-Z",
                                      "root", "-w", str(pcap)), stderr=subprocess.DEVNULL)
    try:
        with servers(work):
            subprocess.run(inside(CLIENT, sys.executable, "-m", "tests.captures.maker.life", str(work)), check=True)
            time.sleep(1)
    finally:
        for process in (tcpdump, wire):
            process.terminate()
            process.wait()


def main() -> None:
    """Makes the file named on the command line."""
    with tempfile.TemporaryDirectory(prefix="netloupe-sample-") as folder, network():
        pcap = Path(folder) / "sample.pcap"
        record(pcap, Path(folder))
        Path(sys.argv[1]).write_bytes(to_pcapng(pcap.read_bytes()))


if __name__ == "__main__":
    main()
