"""IEC 60870-5-104: frames of all three formats."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.iec60870_104 import IEC60870_104
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("iec60870_104")
START, STARTED = bytes.fromhex("680407000000"), bytes.fromhex("68040b000000")
INTERROGATION = bytes.fromhex("680e 0000 0000 64010600 0100 000000 14")
POINTS = bytes.fromhex("6810 0200 0200 01830314 0100 010000 010081")
SEEN = bytes.fromhex("6804 0100 0400")
SAMPLES = [[(0, START), (1, STARTED), (0, INTERROGATION), (1, POINTS), (0, SEEN)]]


def test_frames() -> None:
    fed = inspect.feed(TWIN, IEC60870_104, *SAMPLES[0], datagram=False)
    assert values(fed, "format") == [3, 3, 0, 2, 1]
    assert values(fed, "control") == [7, 11]
    assert values(fed, "send_sequence") + values(fed, "receive_sequence") == [0, 1, 0, 1, 2]


def test_lookalikes_are_refused() -> None:
    for data in ("680408000000", "680407000001", "6804010100 00", "6803070000",
                 "680e 0000 0000 ff010600 0100 000000 14"):
        assert inspect.probe(TWIN, bytes.fromhex(data)) != "LIKELY"
        assert inspect.probe(TWIN, bytes.fromhex(data) + START) == "REFUTED"
