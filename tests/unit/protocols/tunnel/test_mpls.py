"""MPLS: label stacks and what follows them."""
from pathlib import Path

import pytest
from scapy.contrib.mpls import MPLS as SCAPY_MPLS
from scapy.layers.inet import IP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether
from scapy.packet import Packet

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load
from tests.unit.traffic import analysed, udp

MPLS = load("tunnel.mpls")
STATION = Ether(src="02:00:00:00:00:01", dst="00:1b:21:00:00:02")


def labels(*numbers: int) -> bytes:
    return b"".join(bytes(SCAPY_MPLS(label=label, cos=3, s=place == len(numbers) - 1, ttl=60 + place))
                    for place, label in enumerate(numbers))


def test_the_stack_is_one_layer() -> None:
    packet = labels(16, 17, 18) + bytes(IP() / b"x")
    assert (MPLS.classify(packet)["header"], MPLS.child(packet)) == (12, ("ethertype", 0x0800))
    assert MPLS.values(packet, "label", "ttl") == [16, 60, 17, 61, 18, 62]
    assert MPLS.values(packet, "traffic_class", "bottom") == [3, 0, 3, 0, 3, 1]
    assert MPLS.values(packet, "depth") == [3]


@pytest.mark.parametrize(("stack", "payload", "child"), [
    ((16,), IP() / b"x", ("ethertype", 0x0800)), ((16,), IPv6() / b"x", ("ethertype", 0x86DD)),
    ((0,), IP() / b"x", ("ethertype", 0x0800)), ((2,), IPv6() / b"x", ("ethertype", 0x86DD)),
    ((16,), STATION / IP() / b"x", ("ethertype", 0x6558)),
    ((16,), b"\0\0\0\0" + bytes(STATION / IP() / b"x"), ("mpls.pseudowire", 0)),
    ((16,), b"\0\0\0\7" + bytes(STATION / IPv6() / b"x"), ("mpls.pseudowire", 0)),
    ((16, 13), b"\x10\0\0\7" + bytes(30), ("mpls.pseudowire", 1)), ((16,), b"\x10\0\0\x21abcd", ("mpls.pseudowire", 1)),
    ((16,), b"\xff" * 40, ("ethertype", 0))])
def test_what_follows_is_told_by_its_first_bits(stack: tuple[int, ...], payload: Packet | bytes,
                                                child: tuple[str, int]) -> None:
    assert MPLS.child(labels(*stack) + bytes(payload)) == child


def test_a_stack_without_end_is_malformed() -> None:
    assert MPLS.verdict(bytes(4) * 5) == ("MALFORMED", Note.TRUNCATED)
    assert MPLS.verdict(bytes(4) * 500) == ("MALFORMED", Note.DEPTH_LIMIT)


WHOLE = bytes(IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=1, dport=2) / b"abcdefgh")
WHOLE_6 = bytes(IPv6(src="2001:db8::1", dst="2001:db8::2") / UDP(sport=1, dport=2) / b"abcdefgh")


@pytest.mark.parametrize(("packet", "is_mpls"), [
    (labels(16) + WHOLE, True), (labels(16, 17) + WHOLE_6, True), (labels(0) + WHOLE, True),
    (labels(16) + WHOLE + bytes(18), True), (labels(16) + bytes(STATION / IP() / b"x"), True),
    (labels(16) + bytes(4) + bytes(STATION / IP() / b"x"), True), (labels(16, 13) + b"\x10\0\0\7" + bytes(30), True),
    (labels(16) + WHOLE[:-1], False), (labels(16) + WHOLE + bytes(60), False), (labels(16) + WHOLE_6[:-1], False),
    (labels(16), False), (labels(16) + b"\xff" * 40, False), (labels(16) + b"\x12" * 40, False),
    (labels(3) + WHOLE, False), (labels(5) + WHOLE, False), (labels(16, 7) + WHOLE, False),
    (labels(16)[:3] + b"\0" + WHOLE, False), (bytes(4) * 5, False)])
def test_behind_a_port_the_stack_and_what_it_carries_are_looked_at(tmp_path: Path, packet: bytes,
                                                                   is_mpls: bool) -> None:
    """RFC 7510: the port alone says little. Labels 3 to 6 are never sent, and what 7 announces follows it."""
    (outer, *_) = analysed(tmp_path, [(0.0, udp(0, packet, ports=(50000, 6635)))]).each_session()
    assert (".udp.mpls" in outer.path) == is_mpls
    assert (outer.application == "mpls") == is_mpls
