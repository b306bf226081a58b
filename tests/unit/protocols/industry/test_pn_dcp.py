"""PROFINET DCP: devices are found and named."""
from pathlib import Path

from scapy.contrib.pnio import ProfinetIO
from scapy.layers.l2 import Ether

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.pn_dcp import PN_DCP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import FOREVER, capture

TWIN = REGISTRY.twin("pn_dcp")
ASK = bytes.fromhex("05 00 00000007 0001 0004 ffff 0000")
ANSWER = bytes.fromhex("05 01 00000007 0000 0028 0202 0007 0000") + b"pump1\0" + bytes.fromhex(
    "0203 0006 0000 002a 0101 0102 000e 0001 0a000005 ffffff00 00000000")
SAMPLES = [[(0, ASK), (1, ANSWER)]]


def test_a_device_says_who_it_is() -> None:
    fed = inspect.feed(TWIN, PN_DCP, *SAMPLES[0], datagram=True)
    assert values(fed, "service") + values(fed, "type") == [5, 5, 0, 1]
    assert values(fed, "station_name") + values(fed, "address") == ["pump1", "10.0.0.5"]
    assert values(fed, "vendor_id") + values(fed, "device_id") == [0x2A, 0x101]


def test_a_device_is_named(tmp_path: Path) -> None:
    block = bytes.fromhex("04 00 00000009 0000 000c 0202 0007 0001") + b"pump2\0"
    assert inspect.feed(TWIN, PN_DCP, (0, block), datagram=True).findings == ["pn_dcp.write"]
    frame = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02", type=0x8892) / ProfinetIO(frameID=0xFEFD) / block
    analysis = analyze(capture(tmp_path, [(0, frame)]), 1, FOREVER)
    assert [found.kind for found in analysis.findings()] == ["pn_dcp.write"]
