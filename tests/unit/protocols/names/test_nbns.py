"""NetBIOS names: scapy's messages, the encoding of RFC 1001, a status answer, what is broken."""
from scapy.layers import netbios

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.nbns import NBNS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nbns")
# RFC 1001 section 14.1: "FRED" filled up with spaces, use 0x20.
FRED = b"\x20EGFCEFEECACACACACACACACACACACACA\0"
HEADER = bytes(netbios.NBNSHeader(NAME_TRN_ID=7, NM_FLAGS=17, QDCOUNT=1))
QUERY = HEADER + FRED + b"\0\x20\0\1"
ANSWER = (bytes(netbios.NBNSHeader(NAME_TRN_ID=7, RESPONSE=1, NM_FLAGS=0x50, ANCOUNT=1)) + FRED
          + bytes.fromhex("00200001 000493e0 0006 6000 c0000207"))
REGISTRATION = (bytes(netbios.NBNSHeader(NAME_TRN_ID=8, OPCODE=5, NM_FLAGS=0x11, QDCOUNT=1, ARCOUNT=1)) + FRED
                + b"\0\x20\0\1" + b"\xc0\x0c" + bytes.fromhex("00200001 00000000 0006 e000 c0000208"))
STATUS = (bytes(netbios.NBNSHeader(NAME_TRN_ID=9, RESPONSE=1, ANCOUNT=1)) + FRED
          + bytes.fromhex("00210001 00000000 0047") + b"\1" + b"FRED           \x20\x04\0"
          + bytes.fromhex("020000000001") + bytes(46))
SAMPLES = [[(0, QUERY), (1, ANSWER)], [(0, REGISTRATION)], [(1, STATUS)]]


def feed(message: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, NBNS, (0, message), datagram=True)


def test_question_and_answer() -> None:
    assert values(feed(QUERY), "query_name") == ["FRED<20>"]
    fed = feed(ANSWER)
    assert [values(fed, name) for name in ("name", "address", "ttl", "group", "node_type", "rcode")] == [
        ["FRED<20>"], ["192.0.2.7"], [300_000], [False], [3], [0]]


def test_a_name_by_a_pointer() -> None:
    fed = feed(REGISTRATION)
    assert (values(fed, "opcode"), values(fed, "name"), values(fed, "group")) == ([5], ["FRED<20>"], [True])


def test_a_host_tells_its_names() -> None:
    fed = feed(STATUS)
    assert [values(fed, name) for name in ("own_name_text", "suffix", "active", "unit")] == [
        ["FRED           "], [0x20], [True], ["02:00:00:00:00:01"]]


def test_a_broken_name_is_malformed() -> None:
    """Its header leaves no doubt what it was meant to be."""
    for broken in (QUERY[:20], HEADER + b"\xc0\x0c\0\x20\0\1", HEADER + b"\x60" + FRED[1:] + b"\0\x20\0\1"):
        fed = feed(broken)
        assert (fed.answers, fed.findings) == ([len(broken)], ["packet.malformed"])


def test_other_names_stay_as_they_are() -> None:
    """A label that is no 32 letters from A to P."""
    assert values(feed(HEADER + b"\3abc\0\0\x20\0\1"), "query_name") == ["abc"]


def test_lookalikes_are_refused() -> None:
    for data in (b"", QUERY[:11], QUERY[:2] + b"\x0a" + QUERY[3:], QUERY[:4] + b"\0\7" + QUERY[6:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"


def test_a_request_that_names_nothing_is_none() -> None:
    assert inspect.probe(TWIN, bytes(60), datagram=True) == "REFUTED"
