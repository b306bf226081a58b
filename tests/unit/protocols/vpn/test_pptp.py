"""PPTP: what scapy makes of its messages."""
import pytest
from scapy.layers.pptp import (
    PPTPOutgoingCallReply,
    PPTPOutgoingCallRequest,
    PPTPStartControlConnectionReply,
    PPTPStartControlConnectionRequest,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.vpn.pptp import PPTP
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("pptp")
START = bytes(PPTPStartControlConnectionRequest(host_name=b"here", vendor_string=b"maker"))
STARTED = bytes(PPTPStartControlConnectionReply(host_name=b"there", vendor_string=b"other", result_code=1))
CALL = bytes(PPTPOutgoingCallRequest(call_id=7))
REFUSED = bytes(PPTPOutgoingCallReply(call_id=8, peer_call_id=7, result_code=4))
SAMPLES = [[(0, START), (1, STARTED), (0, CALL), (1, REFUSED)]]


def test_a_tunnel() -> None:
    fed = inspect.feed(TWIN, PPTP, *SAMPLES[0], datagram=False)
    assert values(fed, "message") == [1, 2, 7, 8]
    assert (values(fed, "host"), values(fed, "vendor")) == (["here", "there"], ["maker", "other"])
    assert (values(fed, "call"), values(fed, "peer_call"), values(fed, "result")) == ([7, 8], [7], [1, 4])
    assert fed.findings == ["pptp.refused"]
    assert inspect.probe(TWIN, START) == "CERTAIN"


@pytest.mark.parametrize("data", [START[:4] + b"\x1a\x2b\x3c\x4e" + START[8:], b"\0\x05" + START[2:], bytes(160)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
