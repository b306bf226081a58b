"""What recognition costs with so many protocols registered: `python -m tests.bench.recognition COUNT` prints JSON.

Every datagram of the capture is a session of its own that nobody knows, on a port of nobody: all are asked who may be.
"""
import json
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from netloupe_engine import analysis
from netloupe_engine.protocols.define import Field, Protocol, number, text
from netloupe_engine.protocols.registry import Registry, discover
from tests.unit.capture.builders import Packet, pcap
from tests.unit.classify import parcels
from tests.unit.traffic import udp

DATAGRAMS = 30_000
FIELDS = (Field("text", text), Field("key", number))


def registry_of(count: int) -> Registry:
    """The usual protocols, and so many that begin with four bytes of their own or with one of a few."""
    registry = discover()
    for each in range(count):
        protocol = Protocol(key=f"line{each}", title="Line", reference="-", layer=7, fields=FIELDS)
        twin = parcels.line(protocol.numbers, guesses=True)
        twin.starts = (b"L%03d" % each,)
        registry.register(protocol, twin)
    return registry


def strangers(count: int) -> Iterator[Packet]:
    """Datagrams of as many sessions that begin with `L`, as all those protocols do, and are none of theirs."""
    frame = bytearray(bytes(udp(0, b"L\xff\xfe\xfd stranger " * 8, ports=(40000, 9))))
    for each in range(count):
        struct.pack_into("!HH", frame, 26, each >> 16, each & 0xFFFF)       # the source address
        yield Packet(bytes(frame), 1_700_000_000_000_000_000 + each * 1000)


def cost_s(count: int) -> float:
    """Processor time of an analysis with so many protocols more than usual."""
    analysis.REGISTRY = registry_of(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "strangers.pcap"
        path.write_bytes(pcap(strangers(DATAGRAMS)))
        analysis.REGISTRY.freeze()
        begun = time.process_time()
        analysis.analyze(path).close()
        return time.process_time() - begun


if __name__ == "__main__":
    print(json.dumps({"cpu_s": cost_s(int(sys.argv[1]))}))
