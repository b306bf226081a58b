"""Bytes that mean nothing are nobody's: first payloads of every size up to 64 bytes, from hosts that never met."""
import struct
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.capture.builders import Packet as Record
from tests.unit.capture.builders import pcap
from tests.unit.traffic import FOREVER, START

COUNT = 20_000
TCP, UDP = 6, 17


def registered(transport: int) -> list[int]:
    space = "tcp.port" if transport == TCP else "udp.port"
    found: set[int | str] = set()
    for protocol in REGISTRY.freeze().protocols:
        keys = protocol.rides_on.get(space, ())
        found |= {*(keys if isinstance(keys, tuple) else (keys,))}
    return sorted(key for key in found if isinstance(key, int))


def frame(number: int, transport: int, ports: tuple[int, int], payload: bytes) -> bytes:
    header = (struct.pack("!HHIIBBHHH", *ports, 1000, 1, 0x50, 0x18, 8192, 0, 0) if transport == TCP
              else struct.pack("!HHHH", *ports, 8 + len(payload), 0))
    packet = struct.pack("!BBHHHBBHI4s", 0x45, 0, 20 + len(header) + len(payload), number & 0xFFFF, 0, 64, transport, 0,
                         0x0A000000 + number, bytes([192, 168, 0, 1]))
    return bytes(12) + b"\x08\x00" + packet + header + payload


def played(folder: Path, transport: int, given: list[int]) -> Analysis:
    """One packet of each of many hosts to one of these ports."""
    random, path = Random(7510), folder / "made.pcap"
    strangers = sorted({*range(1024, 0x10000)} - {*registered(transport)})
    path.write_bytes(pcap(
        Record(frame(number, transport, (random.choice(strangers), random.choice(given or strangers)),
                     random.randbytes(random.randint(1, 64))), START + number * 10**6) for number in range(COUNT)))
    return analyze(path, 1, FOREVER)


def named(analysis: Analysis) -> Counter[str]:
    return Counter(last for session in analysis.each_session()
                   if (last := session.path.split(".")[-1]) not in ("tcp", "udp", "unknown"))


@pytest.mark.parametrize("transport", [TCP, UDP])
def test_on_ports_of_nobody_they_are_nobodys(tmp_path: Path, transport: int) -> None:
    """But for one in 10,000."""
    analysis = played(tmp_path, transport, [])
    assert sum(named(analysis).values()) <= COUNT // 10_000
    assert analysis.findings() == []


@pytest.mark.parametrize("transport", [TCP, UDP])
def test_on_a_protocols_port_they_are_its_own_where_they_are_a_message_of_it(tmp_path: Path, transport: int) -> None:
    """Whole words that begin with a number above 255 are ESP on port 4500 (RFC 3948); others meet hardly ever."""
    analysis = played(tmp_path, transport, registered(transport))
    found = named(analysis)
    assert found.pop("esp", 0) + found.pop("udpencap", 0) < COUNT // 100
    assert sum(found.values()) <= COUNT // 5_000
    assert not {finding.kind for finding in analysis.findings()} & {"packet.malformed", "packet.odd"}
