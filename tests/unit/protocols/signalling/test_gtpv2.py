"""GTP version 2: a session is made, as scapy writes it, and refused."""
from scapy.contrib.gtp import GTP_U_Header
from scapy.contrib.gtp_v2 import (
    IE_APN,
    IE_FTEID,
    IE_IMSI,
    IE_RAT,
    GTPHeader,
    GTPV2CreateSessionRequest,
    IE_BearerContext,
    IE_EPSBearerID,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.gtpv2 import GTPV2
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("gtpv2")
CREATE = bytes(GTPHeader(gtp_type=32, teid=0, seq=7) / GTPV2CreateSessionRequest(IE_list=[
    IE_IMSI(IMSI=b"001010123456789"), IE_RAT(RAT_type=6), IE_APN(APN=b"internet.mnc001"),
    IE_FTEID(ipv4_present=1, InterfaceType=10, GRE_Key=0x1234, ipv4="10.0.0.5"),
    IE_BearerContext(IE_list=[IE_EPSBearerID(EBI=5)])]))
REFUSED = bytes.fromhex("4821000e 00001234 00000700 02000200 4900")
ECHO = bytes.fromhex("40010009 00000100 0300010005")
TWO = bytes([CREATE[0] | 0x10]) + CREATE[1:] + bytes.fromhex("48230008 00001234 00000800")
SAMPLES = [[(0, ECHO), (0, CREATE), (1, REFUSED), (0, TWO)]]


def feed(*data: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, GTPV2, *((0, message) for message in data), datagram=True)


def test_a_session_is_asked_for() -> None:
    fed = feed(CREATE)
    assert values(fed, "message") + values(fed, "sequence") + values(fed, "radio") == [32, 7, 6]
    assert values(fed, "imsi") + values(fed, "access_point") == ["001010123456789", "internet.mnc001"]
    assert values(fed, "endpoint") + values(fed, "interface") + values(fed, "bearer") == [0x1234, 10, 5]
    assert [item.note for item in fed.attributes if item.note] == []


def test_a_refusal_and_two_in_one() -> None:
    fed = feed(REFUSED)
    assert (values(fed, "cause"), values(fed, "teid"), fed.findings) == ([73], [0x1234], ["gtpv2.rejected"])
    assert values(feed(TWO), "message") == [32, 35]


def test_lookalikes_are_refused() -> None:
    user = bytes(GTP_U_Header(teid=7)) + bytes(20)
    for data in (user, b"\x49" + CREATE[1:], CREATE[:1] + b"\xff" + CREATE[2:], CREATE + b"\0"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
