"""EtherCAT datagrams: several accesses in a frame, as scapy writes them."""
from pathlib import Path

from scapy.contrib.ethercat import EtherCat, EtherCatBRD, EtherCatLRW
from scapy.layers.l2 import Ether

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.ecat import ECAT
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import FOREVER, capture

FRAME = Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff") / EtherCat() / EtherCatBRD(
    adp=0, ado=0x130, data=[0, 0], wkc=3) / EtherCatLRW(adr=0x10000, data=[1, 2, 3, 4], wkc=1)
SAMPLES = [[(0, bytes(FRAME[EtherCat])[2:32])]]


def test_two_accesses() -> None:
    fed = inspect.feed(REGISTRY.twin("ecat"), ECAT, *SAMPLES[0], datagram=True)
    assert values(fed, "command") + values(fed, "offset") + values(fed, "logical_address") == [7, 12, 0x130, 0x10000]
    assert values(fed, "working_counter") + values(fed, "data") == [3, 1, b"\0\0", b"\1\2\3\4"]


def test_on_the_wire(tmp_path: Path) -> None:
    analysis = analyze(capture(tmp_path, [(0, FRAME)]), 1, FOREVER)
    assert analysis.packet(1).path == "eth.ecatf.ecat"
