"""RTP: a packet made by hand after RFC 3550 section 5."""
from typing import Any

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.rtp import RTP
from tests.unit.protocols.dialogue import values

PACKET = bytes.fromhex("92e0000100000010deadbeef00000001 00000002 bede0001 10ff0000".replace(" ", "")) + b"media"
SAMPLES = [[(0, bytes.fromhex("80 80 0001 00000010 deadbeef") + bytes(160))]]


def test_header_with_sources_and_extension() -> None:
    fed = inspect.feed(REGISTRY.twin("rtp"), RTP, (0, PACKET))
    expected: dict[str, list[Any]] = {
        "version": [2], "csrc_count": [2], "marker": [True], "payload_type": [96], "sequence": [1],
        "timestamp": [16], "ssrc": [0xDEADBEEF], "csrc": [1, 2], "extension_profile": [0xBEDE],
        "extension_data": [bytes.fromhex("10ff0000")], "payload": [b"media"], "payload_size": [5]}
    assert {name: values(fed, name) for name in expected} == expected


def test_a_source_is_one_when_two_of_its_packets_are_in_sequence() -> None:
    """RFC 3550 appendix A.1."""
    following = PACKET[:2] + b"\0\2" + PACKET[4:]
    assert values(inspect.feed(REGISTRY.twin("rtp"), RTP, (0, PACKET)), "source") == []
    fed = inspect.feed(REGISTRY.twin("rtp"), RTP, (0, PACKET), (0, following))
    assert (values(fed, "source"), values(fed, "codec")) == ([0xDEADBEEF], [96])
