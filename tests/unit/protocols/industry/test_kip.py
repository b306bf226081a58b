"""KNXnet/IP: searching, tunnels and what is said on the bus."""
from scapy.contrib.knx import HPAI, KNX, KNXConnectRequest, KNXSearchRequest
from scapy.packet import Raw

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.kip import KIP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("kip")
SEARCH = bytes.fromhex("0610 0201 000e 0801 0a000005 0e57")
CONNECT = bytes.fromhex("0610 0205 001a 0801 0a000005 0e57 0801 0a000005 0e57 04040200")
CONNECTED = bytes.fromhex("0610 0206 0014 15 00 0801 0a000009 0e57 04041103")
WRITE = bytes.fromhex("0610 0420 0015 04150000 2900bce0 1103 0a01 01 0081")
INDICATION = bytes.fromhex("0610 0530 0011 2900bce0 1103 0a01 01 0000")
REFUSED = bytes.fromhex("0610 0206 0008 00 24")
SAMPLES = [[(0, SEARCH), (0, CONNECT), (1, CONNECTED), (0, WRITE), (0, INDICATION), (1, REFUSED)]]


def test_as_scapy_writes_them() -> None:
    """A search, whose endpoint is that of `SEARCH`."""
    made = bytes(KNX(service_identifier=0x0201) / KNXSearchRequest(
        discovery_endpoint=HPAI(ip_address="10.0.0.5", port=3671)))
    assert made == SEARCH
    assert Raw in KNX(SEARCH + b"more") or KNXConnectRequest in KNX(CONNECT)


def test_a_tunnel() -> None:
    fed = inspect.feed(TWIN, KIP, *SAMPLES[0], datagram=True)
    assert values(fed, "service") == [0x0201, 0x0205, 0x0206, 0x0420, 0x0530, 0x0206]
    assert values(fed, "connection") + values(fed, "channel") == [4, 0x15, 0x15, 0]
    assert fed.findings == ["kip.error"]


def test_lookalikes_are_refused() -> None:
    for data in (b"\x07" + SEARCH[1:], SEARCH + b"\0", SEARCH[:2] + b"\x09\x99" + SEARCH[4:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
