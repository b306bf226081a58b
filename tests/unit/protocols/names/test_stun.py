"""STUN: the test vectors of RFC 5769, relays, what shares the port, and the first version."""
import struct
from pathlib import Path

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.stun import STUN
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.application.test_dtls import FIRST as DTLS_HELLO
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.test_kinds import FOREVER, analyze, frames, written

TWIN = REGISTRY.twin("stun")
# RFC 5769 sections 2.1 to 2.3
REQUEST = bytes.fromhex(
    "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b1"
    "51263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf")
RESPONSE = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599"
    "fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96")
RESPONSE_IPV6 = bytes.fromhex(
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5"
    "bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c")


def message(kind: int, attributes: bytes, magic: bytes = b"\x21\x12\xa4\x42") -> bytes:
    return struct.pack("!HH", kind, len(attributes)) + magic + b"transaction!" + attributes


def attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


REFUSED = message(0x0113, attribute(9, b"\0\0\x04\x01Unauthorized") + attribute(0x14, b"example.org"))
CHANNEL = b"\x40\x01\0\5hello"
SAMPLES = [[(0, REQUEST), (1, RESPONSE), (0, REQUEST), (1, RESPONSE_IPV6)],
           [(0, message(3, attribute(0x19, b"\x11\0\0\0"))), (1, REFUSED)]]


def feed(*pieces: tuple[int, bytes], datagram: bool = True) -> inspect.Fed:
    return inspect.feed(TWIN, STUN, *pieces, datagram=datagram)


def test_the_vectors_of_rfc_5769() -> None:
    fed = feed(*SAMPLES[0])
    assert values(fed, "type") == [0x0001, 0x0101, 0x0001, 0x0101]
    assert values(fed, "username") == ["evtj:h6vY"] * 2
    assert (values(fed, "mapped_address"), values(fed, "mapped_port")) == (["192.0.2.1"], [32853, 32853])
    assert values(fed, "software") == ["STUN test client", "test vector"] * 2
    assert values(fed, "controlled") == [0x932FF9B151263B36] * 2
    assert fed.findings == []
    assert inspect.probe(TWIN, REQUEST, datagram=True) == "CERTAIN"


def test_a_relay_refuses() -> None:
    fed = feed(*SAMPLES[1])
    assert (values(fed, "transport"), values(fed, "error_code")) == ([17], [401])
    assert (values(fed, "reason"), values(fed, "realm")) == (["Unauthorized"], ["example.org"])
    assert fed.findings == ["stun.error"]


def test_channels_between_messages_of_a_stream() -> None:
    """What is relayed over TCP is filled up to words (RFC 8656 section 12.5)."""
    fed = feed((0, REQUEST + CHANNEL + bytes(3) + REQUEST), datagram=False)
    assert (values(fed, "channel"), values(fed, "type")) == ([0x4001], [1, 1])
    assert values(feed((0, REQUEST), (0, CHANNEL)), "channel_length") == [5]


def test_what_shares_the_port(tmp_path: Path) -> None:
    """ICE checks, then DTLS on the same ports (RFC 7983)."""
    talk = [(0, REQUEST), (1, RESPONSE), (0, DTLS_HELLO), (0, REQUEST), (1, RESPONSE)]
    packets = frames(talk, 40001, True, client="10.0.0.7", server="10.0.0.8")
    analysis = analyze(written(tmp_path, [(bytes(packet), len(packet)) for packet in packets]), 1, FOREVER)
    (session,) = analysis.each_session()
    told = {value.name for value in session.attributes}
    assert {"stun.username", "dtls.server_name"} <= told
    assert session.application == "stun"


def test_the_first_version_has_no_cookie() -> None:
    old = message(1, attribute(3, bytes(4)), b"old!")
    assert inspect.probe(TWIN, old, datagram=True) == "LIKELY"
    assert values(feed((0, old)), "long_transaction") == [b"old!transaction!"]
    assert inspect.probe(TWIN, old + b"more", datagram=True) == "REFUTED"


@pytest.mark.parametrize("data", [REQUEST[:4] + b"\x21\x12\xa4\x43" + REQUEST[8:] + b"more", b"\x40" + REQUEST[1:],
                                  REQUEST[:3] + b"\x59" + REQUEST[4:], bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
