"""S1AP: base stations, phones and the messages that are carried between them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.s1ap import S1AP
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.signalling.elementary import length, message

TWIN = REGISTRY.twin("s1ap")
ATTACH = bytes.fromhex("07 41 71 08 0910101032547698 02e060")
FIRST = message(12, (8, b"\0\x2a"), (26, length(len(ATTACH)) + ATTACH))
DOWN = message(11, (0, b"\x40\x01\x02"), (8, b"\0\x2a"))
SAMPLES = [[(0, message(17, (60, b"\x03\x80enb-one"))), (0, FIRST), (1, DOWN), (1, message(17, (2, b"\x40\0"), pdu=2))]]


def test_a_phone_comes() -> None:
    fed = inspect.feed(TWIN, S1AP, *SAMPLES[0], datagram=True)
    assert values(fed, "procedure") + values(fed, "node_name") == [17, 12, 11, 17, "enb-one"]
    assert values(fed, "enb_ue_id") + values(fed, "mme_ue_id") == [42, 42, 0x102]
    assert values(fed, "cause_group") == [4]
    assert fed.findings == ["s1ap.rejected"]


def test_lookalikes_are_refused() -> None:
    for other in (b"\x60" + FIRST[1:], b"\x01" + FIRST[1:], FIRST[:2] + b"\x41" + FIRST[3:]):
        assert inspect.probe(TWIN, other, datagram=True) == "REFUTED"
