"""A packet's attribute tree: every value with the bytes that say it."""
import ipaddress
from collections.abc import Iterator
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR
from scapy.layers.inet import ICMP, IP, TCP, UDP, IPerror, UDPerror
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Dot1Q, Ether

from netloupe_engine import Analysis, Settings
from netloupe_engine.errors import UnknownNameError
from netloupe_engine.model import Node, Note, Packet
from tests.unit.traffic import CLIENT, SERVER, START, analysed, capture, conversation, echo, tcp, udp

ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def said(packet: Packet, node: Node) -> bytes:
    """The bytes a node points at."""
    return (packet.reassembled if node.buffer else packet.data)[node.at:node.at + node.size]


def value(packet: Packet, name: str) -> tuple[object, bytes]:
    """An attribute's value, and its bytes."""
    node = next(node for node in walk(packet.nodes) if node.name == name)
    return node.value, said(packet, node)


def test_a_number_whose_bits_are_all_1_is_one(tmp_path: Path) -> None:
    """NTP with a precision of -1, the logarithm of half a second (RFC 5905 section 7.3)."""
    analysis = analysed(tmp_path, [(0, udp(0, bytes([0x23, 0, 6, 0xFF]) + bytes(44), ports=(123, 123)))])
    assert value(analysis.packet(1), "ntp.precision") == (-1, b"\xff")


def test_fields_of_the_headers_are_where_their_specifications_say(tmp_path: Path) -> None:
    segment = (ETHER / Dot1Q(vlan=291, prio=5) / IP(src=CLIENT, dst=SERVER, ttl=33, id=0x1234, tos=0x2C, flags="DF")
               / TCP(sport=40000, dport=443, flags="SA", seq=0x01020304, ack=0x05060708, window=4096,
                     options=[("MSS", 1460), ("WScale", 7)]))
    packet = analysed(tmp_path, [(0, segment)]).packet(1)
    ip, transport = 18, 38
    expected = {
        "eth.destination": ("02:00:00:00:00:02", 0, 6), "eth.source": ("02:00:00:00:00:01", 6, 6),
        "ip.ttl": (33, ip + 8, 1), "ip.id": (0x1234, ip + 4, 2), "ip.source": (CLIENT, ip + 12, 4),
        "ip.destination": (SERVER, ip + 16, 4), "tcp.source_port": (40000, transport, 2),
        "tcp.destination_port": (443, transport + 2, 2), "tcp.sequence": (0x01020304, transport + 4, 4),
        "tcp.acknowledgement": (0x05060708, transport + 8, 4), "tcp.window": (4096, transport + 14, 2)}
    found = {node.name: (node.value, node.at, node.size) for node in walk(packet.nodes) if node.name in expected}
    assert found == expected
    assert [node.name for node in packet.nodes] == ["frame", "eth", "vlan", "ip", "tcp"]
    assert [(node.at, node.size) for node in packet.nodes[1:]] == [(0, 14), (14, 4), (ip, 20), (transport, 28)]
    names = {node.name: node.value for node in walk(packet.nodes)}
    assert names["vlan.id"] == 291
    assert 1460 in [node.value for node in walk(packet.nodes) if node.name == "tcp.mss"]


def encoded(kind: str, given: object) -> bytes | None:
    """How a value of a kind with only one encoding is written on the wire."""
    if kind == "mac":
        return bytes.fromhex(str(given).replace(":", ""))
    if kind in ("ipv4", "ipv6"):
        return ipaddress.ip_address(str(given)).packed
    return None


def test_bytes_encode_their_values(sample: Path) -> None:
    judged = 0
    with Analysis(sample) as analysis:
        analysis.run()
        for number in range(1, len(analysis.packets) + 1, 3):
            packet = analysis.packet(number)
            for node in walk(packet.nodes):
                size = len(packet.buffers[node.buffer].data)
                assert node.at == -1 or 0 <= node.at <= node.at + node.size <= size, (number, node.name)
                wanted = encoded(node.kind, node.value)
                if wanted is not None and node.at >= 0:
                    assert said(packet, node) == wanted, (number, node.name)
                    judged += 1
    assert judged > 1000


def test_texts_of_a_message_are_in_its_bytes(tmp_path: Path) -> None:
    request = b"POST /upload?x=1 HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: probe/2\r\nContent-Length: 0\r\n\r\n"
    packet = analysed(tmp_path, conversation([(0, request)])).packet(4)
    for name in ("http.method", "http.uri", "http.host", "http.user_agent"):
        given, data = value(packet, name)
        assert str(given).encode() in data
    assert packet.nodes[-1].name == "http"
    assert said(packet, packet.nodes[-1]) == request


def test_what_began_in_an_earlier_packet_has_no_place_in_this_one(tmp_path: Path) -> None:
    request = b"GET /a HTTP/1.1\r\nHost: www.exam", b"ple.org\r\nAccept: x\r\n\r\n"
    analysis = analysed(tmp_path, conversation([(0, request[0]), (0, request[1])]))
    nodes = [node for number in (4, 5) for node in walk(analysis.packet(number).nodes) if node.name == "http.host"]
    assert [node.value for node in nodes] == ["www.example.org"]
    assert nodes[0].at == -1
    last = analysis.packet(5)
    for node in walk(last.nodes):
        assert node.at == -1 or node.at + node.size <= len(last.data)


def test_the_frame_says_what_the_file_says(tmp_path: Path) -> None:
    packet = analysed(tmp_path, [(0, udp()), (2, udp(1))]).packet(2)
    assert (packet.number, packet.time_ns, packet.captured, packet.length) == (2, START + 2_000_000_000, 46, 46)
    assert (packet.link_type, packet.interface) == ("EN10MB", 0)
    assert (packet.way, packet.session, packet.sessions) == (1, 1, (1,))
    frame = {node.name: node.text for node in packet.nodes[0].children}
    assert frame["frame.number"] == "2"
    assert frame["frame.time"] == "2023-11-14 22:13:22.000000000 UTC"
    assert frame["frame.path"] == packet.path == "eth.ip.udp.unknown"


def test_payload_nobody_knows_is_shown_as_bytes(tmp_path: Path) -> None:
    packet = analysed(tmp_path, [(0, udp(payload=b"\xfe\xfemystery"))]).packet(1)
    given, data = value(packet, "unknown.data")
    assert given == data == b"\xfe\xfemystery"


def test_nested_attributes_hold_their_parts(tmp_path: Path) -> None:
    message = DNS(id=7, rd=1, qd=DNSQR(qname="a.example"))
    packet = analysed(tmp_path, [(0, ETHER / IP(dst=SERVER) / UDP(sport=50000, dport=53) / message)]).packet(1)
    parents = [node for node in walk(packet.nodes[-1:]) if node.kind == "nested"]
    assert parents
    for parent in parents:
        for child in parent.children:
            assert parent.at <= child.at
            assert child.at + child.size <= parent.at + parent.size or child.size == 0


def test_a_packet_late_in_a_long_session_is_read_with_what_came_before(tmp_path: Path) -> None:
    messages = [(0, b"GET /%d HTTP/1.1\r\nHost: x\r\n\r\n" % number) for number in range(3000)]
    analysis = analysed(tmp_path, conversation(messages, step=0.001))
    assert value(analysis.packet(3003), "http.uri")[0] == "/2999"
    assert analysis.packet(3003).path == "eth.ip.tcp.http"


@pytest.mark.parametrize("number", [0, 3, 2**31])
def test_packets_that_are_not_there_are_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(UnknownNameError, match=f"no packet {number}"):
        analysed(tmp_path, [(0, udp()), (1, tcp(0, "S", 1))]).packet(number)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation([(0, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")]))
    with Analysis(path, Settings(handlers=2)) as analysis:
        analysis.run()
        before = list(analysis.each_session())
        trees = [analysis.packet(number) for number in range(1, 8)]
        assert [analysis.packet(number) for number in range(7, 0, -1)] == trees[::-1]
        assert list(analysis.each_session()) == before


def test_what_a_message_of_icmp_carries_is_shown_once(tmp_path: Path) -> None:
    quote = IPerror(src=CLIENT, dst=SERVER) / UDPerror(sport=40000, dport=9)
    error = ETHER / IP(src=SERVER, dst=CLIENT) / ICMP(type=3, code=3) / quote
    strange = ETHER / IP(src=SERVER, dst=CLIENT) / ICMP(type=200) / (b"abc")
    analysis = analysed(tmp_path, [(0, error), (1, echo(0, 1)), (2, strange)])
    assert [[layer.name for layer in analysis.packet(number).nodes] for number in (1, 2, 3)] == [
        ["frame", "eth", "ip", "icmp"], ["frame", "eth", "ip", "icmp"], ["frame", "eth", "ip", "icmp", "unknown"]]
    assert value(analysis.packet(1), "icmp.quoted_destination_port")[0] == 9
    assert value(analysis.packet(3), "unknown.data")[1] == b"abc"


def test_mapped_addresses_have_one_notation(tmp_path: Path) -> None:
    # RFC 5952, section 5: mixed notation for addresses of a well-known prefix.
    frame = ETHER / IPv6(src="::ffff:192.0.2.10", dst="::ffff:192.0.2.80") / UDP(sport=40000, dport=9) / b"abcd"
    analysis = analysed(tmp_path, [(0, frame)])
    assert analysis.session(1).initiator == "::ffff:192.0.2.10"
    assert value(analysis.packet(1), "ipv6.destination")[0] == "::ffff:192.0.2.80"


def test_what_does_not_fit_is_the_fault_of_the_field_that_does_not_fit(tmp_path: Path) -> None:
    """MQTT: a topic that says 32 bytes, in a message of four (MQTT 3.1.1 section 3.3.2)."""
    hello = bytes.fromhex("100f 0004 4d515454 04 02 003c 0003 616263")
    wrong = bytes.fromhex("3004 0020 6162")
    frames = conversation([(0, hello), (1, b"\x20\x02\0\0"), (0, wrong)], ports=(40000, 1883))
    packet = analysed(tmp_path, frames).packet(6)
    marked = [node for node in walk(packet.nodes) if node.note]
    assert [(node.name, node.note, node.value, node.text) for node in marked] == [
        ("mqtt.topic", Note.BAD_LENGTH, None, "")]
    assert said(packet, marked[0]) == b"ab"


def test_a_text_without_its_end_is_the_field_that_is_marked(tmp_path: Path) -> None:
    right, wrong = (udp(payload=b"\0\1boot.img\0" + mode, ports=(40000, 69)) for mode in (b"octet\0", b"oct"))
    packet = analysed(tmp_path, [(0, right), (1, wrong)]).packet(2)
    marked = [node for node in walk(packet.nodes) if node.name.startswith("tftp") and node.note]
    assert [(node.name, node.note, node.value) for node in marked] == [("tftp.mode", Note.BAD_LENGTH, None)]
    assert said(packet, marked[0]) == b"oct"
