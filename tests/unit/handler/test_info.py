"""One line about a packet or a session, as a person would say it."""
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import ARP, Ether
from scapy.packet import Packet

from netloupe_engine import Analysis
from tests.unit.traffic import CLIENT, SERVER, analysed, conversation, udp


def query(name: str) -> Packet:
    return (Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP(src=CLIENT, dst=SERVER)
            / UDP(sport=50_000, dport=53) / DNS(id=1, rd=1, qd=DNSQR(qname=name)))


@pytest.fixture
def analysis(tmp_path: Path) -> Analysis:
    request = b"GET /index.html HTTP/1.1\r\nHost: www.example.org\r\n\r\n"
    answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    arp = Ether(dst="ff:ff:ff:ff:ff:ff") / ARP(psrc=CLIENT, pdst=SERVER)
    return analysed(tmp_path, [(0, query("example.com")), (1, udp()), (2, arp),
                               *conversation([(0, request), (1, answer)], at=3)])


def test_a_packet_says_what_its_application_says(analysis: Analysis) -> None:
    assert "example.com" in analysis.packet_info(1)
    assert "GET" in analysis.packet_info(7)
    assert "/index.html" in analysis.packet_info(7)
    assert "Not Found" in analysis.packet_info(8)


def test_a_packet_without_application_says_what_its_headers_say(analysis: Analysis) -> None:
    assert "40000" in analysis.packet_info(2)
    assert SERVER in analysis.packet_info(3)
    assert analysis.packet_info(4) == "40000 → 80 [SYN] · seq 0 · ack 0 · win 8192 · 0 bytes"


def test_sequence_numbers_count_from_the_beginning_of_the_session(analysis: Analysis) -> None:
    session = analysis.packet(4).session
    up, down = analysis.sequence_bases(session)
    assert up == analysis.packet(4).nodes[-1].children[2].value         # the SYN's own number
    assert "seq 0 · ack 1" in analysis.packet_info(5)                   # SYN-ACK
    assert "seq 1 · ack 1" in analysis.packet_info(6)
    assert down == analysis.packet(5).nodes[-1].children[2].value
    assert analysis.sequence_bases(0) == analysis.sequence_bases(99) == (None, None)


def test_a_status_is_known_by_its_number(analysis: Analysis) -> None:
    assert "404 Not Found" in analysis.packet_info(8)
    assert "404 Not Found" in analysis.session_info(3)


def test_the_tree_says_the_same(analysis: Analysis) -> None:
    for number in range(1, len(analysis.packets) + 1):
        assert analysis.packet(number).info == analysis.packet_info(number)


def test_a_session_says_what_it_is_about(analysis: Analysis) -> None:
    assert "example.com" in analysis.session_info(1)
    assert "www.example.org" in analysis.session_info(3)
    assert analysis.session_info(2) == ""


def test_there_is_nothing_to_say_of_what_is_not_there(analysis: Analysis) -> None:
    assert analysis.packet_info(0) == ""
    assert analysis.packet_info(99) == ""


def test_a_packet_says_its_own_values_though_its_session_does_not_keep_them(tmp_path: Path) -> None:
    """TFTP's blocks, in the session that was announced (RFC 1350 section 4); a topic that was there before."""
    content = b"x" * 512
    data = [(2 + at / 10, udp(1 - at % 2, bytes([0, 3 + at % 2]) + (1 + at // 2).to_bytes(2) + content * (1 - at % 2),
                              ports=(40000, 2048))) for at in range(600)]
    transfer = analysed(tmp_path, [(0, udp(payload=b"\0\1boot.img\0octet\0", ports=(40000, 69))), *data])
    assert transfer.packet_info(1) == "read request · boot.img"
    assert transfer.packet_info(2) == "data · block 1"
    assert transfer.packet_info(3) == "acknowledgment · block 1"
    assert transfer.packet_info(500) == "data · block 250"

    told = bytes.fromhex("3004 0001 74 21")
    broker = analysed(tmp_path, conversation([(0, bytes.fromhex("100f 0004 4d515454 04 02 003c 0003 616263")),
                                              (1, b"\x20\x02\0\0"), (0, told), (0, told)], ports=(40000, 1883)))
    assert "publish · t" in broker.packet_info(6).lower()
    assert broker.packet_info(7) == broker.packet_info(6)
