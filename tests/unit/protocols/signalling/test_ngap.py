"""NGAP: base stations, phones and the messages that are carried between them."""
from pathlib import Path

from scapy.layers.inet import IP
from scapy.layers.l2 import Ether
from scapy.layers.sctp import SCTP, SCTPChunkData

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.ngap import NGAP
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.signalling.elementary import length, message
from tests.unit.traffic import FOREVER, capture

TWIN = REGISTRY.twin("ngap")
REGISTRATION = bytes.fromhex("7e 00 41 79 000d 01 02f8390000000000000000f1 2e04f0f0f0f0")
SETUP = message(21, (27, bytes.fromhex("0002f839100000001b00")[:8]), (82, b"\x05\x80" + b"gnb-test-one"))
FIRST = message(15, (85, b"\0\1"), (38, length(len(REGISTRATION)) + REGISTRATION), (90, b"\x18"))
REFUSED = message(21, (15, bytes.fromhex("0500")), pdu=2)
SAMPLES = [[(0, SETUP), (1, REFUSED), (0, FIRST)]]


def test_a_phone_comes() -> None:
    fed = inspect.feed(TWIN, NGAP, *SAMPLES[0], datagram=True)
    assert values(fed, "procedure") + values(fed, "element") == [21, 21, 15, 27, 82, 15, 85, 38, 90]
    assert values(fed, "node_name") + values(fed, "ran_ue_id") == ["gnb-test-one", 1]
    assert values(fed, "cause_group") == [0]
    assert fed.findings == ["ngap.rejected"]


def test_over_sctp_with_what_is_carried(tmp_path: Path) -> None:
    frame = (Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP(src="10.0.0.1", dst="10.0.0.2")
             / SCTP(sport=40000, dport=38412, tag=7) / SCTPChunkData(
                 beginning=1, ending=1, tsn=1, stream_id=0, stream_seq=0, proto_id=60, data=FIRST))
    (session,) = analyze(capture(tmp_path, [(0, frame)]), 1, FOREVER).each_session()
    assert session.path == "eth.ip.sctp.ngap.nas_5gs"
    said = {value.name: value.value for value in session.attributes}
    assert (said["ngap.procedure"], said["nas_5gs.message"], said["nas_5gs.identity"]) == (15, 0x41, 1)


def test_lookalikes_are_refused() -> None:
    for other in (b"\x60" + FIRST[1:], b"\x01" + FIRST[1:], FIRST[:2] + b"\x41" + FIRST[3:]):
        assert inspect.probe(TWIN, other, datagram=True) == "REFUTED"
