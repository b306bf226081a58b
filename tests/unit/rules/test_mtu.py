"""Senders that are told that their packets are too big."""
from pathlib import Path

import pytest
from scapy.layers.inet import ICMP, IP, TCP, UDP
from scapy.layers.inet6 import ICMPv6PacketTooBig, IPv6
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, opened, tcp

ETHER = Ether(src="02:00:00:00:00:09", dst="02:00:00:00:00:01")


def too_big(mtu: int = 1400, source: str = "10.0.0.1") -> Packet:
    quoted = IP(src=source, dst="10.0.0.2", flags="DF", len=1500) / TCP(sport=40_000, dport=9, seq=1001)
    return ETHER / IP(src="10.0.0.254", dst=source) / ICMP(type=3, code=4, nexthopmtu=mtu) / Raw(bytes(quoted)[:28])


def transfer(sizes: list[tuple[float, int]]) -> list[Timed]:
    """A connection, a segment of 1,460 bytes that a router refuses, and it or parts of it again."""
    frames = [*opened(0.0), (0.1, tcp(0, "A", 1001, 5001, bytes(1460))), (0.11, too_big())]
    return [*frames, *((at, tcp(0, "A", 1001, 5001, bytes(size))) for at, size in sizes)]


def test_a_sender_that_goes_on(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, transfer([(0.4, 1460), (1.5, 1460), (3.0, 1460), (6.0, 1460)])), "mtu.ignored")
    assert row.text == ("10.0.0.1 sent 3 more packets of over 1,400 bytes after a router said that the path takes no "
                        "bigger ones")
    assert list(row.packets) == [5, 7, 8, 9]


def test_the_same_over_ipv6(tmp_path: Path) -> None:
    flow = IPv6(src="2001:db8::1", dst="2001:db8::2") / UDP(sport=5000, dport=6000) / Raw(bytes(1400))
    told_so = (ETHER / IPv6(src="2001:db8::fe", dst="2001:db8::1") / ICMPv6PacketTooBig(mtu=1280)
               / Raw(bytes(flow)[:200]))
    frames = [(0.0, ETHER / flow), (0.1, told_so), (2.0, ETHER / flow), (3.0, ETHER / flow)]
    (row,) = told(analysed(tmp_path, frames), "mtu.ignored")
    assert list(row.packets) == [2, 3, 4]


@pytest.mark.parametrize("sizes", [
    [(0.3, 1460), (0.5, 1460), (0.9, 1460)],                    # was on its way
    [(1.5, 1360), (1.6, 100), (3.0, 1360)],                     # does as it is told
    [(1.5, 2 * 1360), (3.0, 4 * 1360), (4.0, 4 * 1360)],        # is cut by the interface, behind the capture
], ids=["on its way", "smaller", "offloaded"])
def test_senders_that_do_as_they_are_told(tmp_path: Path, sizes: list[tuple[float, int]]) -> None:
    assert not told(analysed(tmp_path, transfer(sizes)), "mtu")


def test_messages_that_are_cut_or_odd_are_no_matter(tmp_path: Path) -> None:
    whole = bytes(too_big())
    frames: list[Timed] = [(0.01 * size, whole[:size]) for size in range(14, len(whole))]
    assert not told(analysed(tmp_path, [*frames, (1.0, too_big(0)), (1.1, too_big(0))]), "mtu")
