"""IEEE C37.118: commands, configurations and data."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.synphasor import SYNPHASOR
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("synphasor")


def frame(kind: int, body: bytes) -> bytes:
    head = struct.pack(">BBHHII", 0xAA, kind << 4 | 1, 16 + len(body), 7, 1_149_577_200, 0x0000_1234)
    return head + body + b"\xd4\x3f"


def name(text: str) -> bytes:
    return text.ljust(16).encode()


CONFIGURATION = frame(3, struct.pack(">IH", 1_000_000, 1) + name("Station A") + struct.pack(">5H", 7, 4, 1, 0, 1)
                      + name("VA") + name("BREAKER 1") * 16 + struct.pack(">IIHHh", 0x00DF0C11, 0xFFFF0000, 0, 22, 30))
ASK, START = frame(4, b"\0\5"), frame(4, b"\0\2")
SAMPLES = [[(0, ASK), (1, CONFIGURATION), (0, START), (1, frame(0, bytes(20)))]]


def test_a_stream_begins() -> None:
    fed = inspect.feed(TWIN, SYNPHASOR, *SAMPLES[0], datagram=False)
    assert values(fed, "type") + values(fed, "command") == [4, 3, 4, 0, 5, 2]
    assert [text.rstrip() for text in values(fed, "station_name") + values(fed, "phasor_name")] == ["Station A", "VA"]
    assert values(fed, "rate") + values(fed, "nominal_frequency") == [30, 0]
    assert len(values(fed, "digital_name")) == 16
    assert fed.findings == ["synphasor.control"]


def test_lookalikes_are_refused() -> None:
    for data in (b"\xab" + ASK[1:], b"\xaa\x71" + ASK[2:], b"\xaa\x47" + ASK[2:], ASK + b"\0"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
