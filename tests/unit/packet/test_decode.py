"""From a packet's bytes to its layers: fragments, tunnels, depth, padding, what nobody knows."""
from pathlib import Path

import pytest
from scapy.layers.inet import ICMP, IP, TCP, UDP, IPerror, IPOption, UDPerror, fragment
from scapy.layers.inet6 import (
    HAO,
    ICMPv6ND_RA,
    ICMPv6NDOptPrefixInfo,
    IPv6,
    IPv6ExtHdrDestOpt,
    IPv6ExtHdrFragment,
    IPv6ExtHdrHopByHop,
    IPv6ExtHdrSegmentRouting,
    Jumbo,
    PadN,
    fragment6,
)
from scapy.layers.l2 import ARP, LLC, SNAP, Dot1Q, Dot3, Ether
from scapy.packet import Packet, Raw

from netloupe_engine import Analysis
from tests.unit.capture.builders import Packet as Record
from tests.unit.capture.builders import pcap
from tests.unit.traffic import CLIENT, SERVER, START, Timed, analysed, capture, udp, unruled

ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
PAYLOAD = bytes(range(256)) * 12


def frames(*packets: Packet) -> list[Timed]:
    return [(number / 10, packet) for number, packet in enumerate(packets)]


def paths(analysis: Analysis) -> list[str]:
    return [analysis.path_name(path) for path in analysis.packets.column("path").tolist()]


def fragments(version: int, source: str = CLIENT, size: int = 800) -> list[Packet]:
    """A datagram of 3,072 bytes in four fragments."""
    if version == 4:
        whole = IP(src=source, dst=SERVER, id=77) / UDP(sport=40000, dport=9) / Raw(PAYLOAD)
        return [ETHER / part for part in fragment(whole, size)]
    whole = (IPv6(src="2001:db8::1", dst="2001:db8::2") / IPv6ExtHdrFragment(id=77) / UDP(sport=40000, dport=9)
             / Raw(PAYLOAD))
    return [ETHER / part for part in fragment6(whole, size + 48)]


@pytest.mark.parametrize("version", [4, 6])
@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("order", ["in order", "backwards", "last first"])
def test_fragments_are_credited_to_their_session(tmp_path: Path, version: int, handlers: int, order: str) -> None:
    parts = fragments(version)
    assert len(parts) >= 4
    if order == "backwards":
        parts.reverse()
    elif order == "last first":
        parts = [parts[-1], *parts[:-1]]
    between = udp(ports=(1, 2), client="10.9.9.9")
    analysis = analysed(tmp_path, frames(*parts[:-1], between, parts[-1]), handlers=handlers)
    numbers = analysis.packets.column("session").tolist()
    own = numbers[0]
    assert numbers == [own] * (len(parts) - 1) + [3 - own, own]
    session = analysis.session(own)
    assert session.packets == (len(parts), 0)
    assert session.bytes == (sum(len(part) for part in parts), 0)
    assert session.payload_bytes == (len(PAYLOAD), 0)
    assert (session.start_ns, session.first_packet, session.states[0].packet) == (START, 1, 1)
    assert session.initiator_port == 40000


@pytest.mark.parametrize("version", [4, 6])
def test_the_tree_shows_the_datagram_put_together(tmp_path: Path, version: int) -> None:
    parts = fragments(version)
    packet = analysed(tmp_path, frames(*parts)).packet(len(parts))
    datagram = bytes(UDP(sport=40000, dport=9, len=8 + len(PAYLOAD))) + PAYLOAD
    assert packet.reassembled[:6] == datagram[:6]
    assert packet.reassembled[8:] == PAYLOAD
    layer = next(node for node in packet.nodes if node.name == "udp")
    assert (layer.buffer, layer.at, layer.size) == (1, 0, 8)
    assert [(node.value, node.at, node.buffer) for node in layer.children if node.name == "udp.source_port"] == [
        (40000, 0, 1)]
    waiting = analysed(tmp_path, frames(*parts[:-1])).packet(1)
    assert waiting.reassembled == b""
    assert waiting.session == 0


def test_fragments_of_two_senders_with_one_identifier_are_not_mixed(tmp_path: Path) -> None:
    one, two = fragments(4), fragments(4, source="10.0.0.77")
    mixed = [part for pair in zip(one, two, strict=True) for part in pair]
    analysis = analysed(tmp_path, frames(*mixed))
    assert [analysis.session(number).packets for number in (1, 2)] == [(len(one), 0)] * 2


def test_fragments_within_a_reassembled_datagram_stay_fragments(tmp_path: Path) -> None:
    inner = fragment(IP(src="172.16.0.1", dst="172.16.0.2", id=5) / UDP(sport=1, dport=2) / Raw(PAYLOAD), 1600)
    packets = [ETHER / part for number, whole in enumerate(inner)
               for part in fragment(IP(src=CLIENT, dst=SERVER, id=number) / whole, 800)]
    analysis = analysed(tmp_path, frames(*packets))
    assert {analysis.session(number + 1).protocol for number in range(len(analysis.sessions))} == {"ip"}
    for number in range(1, len(packets) + 1):
        packet = analysis.packet(number)
        for layer in packet.nodes:
            data = packet.reassembled if layer.buffer else packet.data
            assert 0 <= layer.at <= layer.at + layer.size <= len(data)


def test_forty_vlan_tags_are_too_deep_and_nothing_else(tmp_path: Path) -> None:
    deep: Packet = ETHER
    for number in range(40):
        deep = deep / Dot1Q(vlan=number + 1)
    analysis = analysed(tmp_path, frames(udp(), deep / IP(src=CLIENT, dst=SERVER) / UDP() / Raw(b"1234"), udp(1)))
    assert paths(analysis)[0] == "eth.ip.udp.unknown"
    assert paths(analysis)[1] == "eth" + ".vlan" * 31
    assert analysis.session(1).packets == (1, 1)
    assert len(analysis.packet(2).nodes) == 33
    assert analysis.packets.column("flags")[1] & 1


def test_tunnels_in_tunnels_end_somewhere(tmp_path: Path) -> None:
    deep: Packet = ETHER
    for number in range(12):
        deep = deep / IP(src=f"10.{number}.0.1", dst=f"10.{number}.0.2")
    analysis = analysed(tmp_path, frames(deep / UDP(sport=1, dport=2) / Raw(b"abcd")))
    assert len(analysis.sessions) == 4
    assert [analysis.session(number).parent for number in range(1, 5)] == [0, 1, 2, 3]
    assert analysis.packet(1).sessions == (1, 2, 3, 4)
    assert analysis.packets_of([1]).tolist() == [1]


def test_padding_is_not_payload(tmp_path: Path) -> None:
    padded = bytes(ETHER / IP(src=CLIENT, dst=SERVER) / TCP(sport=1, dport=2, flags="A")) + bytes(6)
    session = analysed(tmp_path, [(0, padded)]).session(1)
    assert (session.payload_bytes, session.bytes) == ((0, 0), (60, 0))


def test_what_the_snap_length_cut_still_counts(tmp_path: Path) -> None:
    whole = bytes(ETHER / IP(src=CLIENT, dst=SERVER) / UDP(sport=1, dport=2) / Raw(bytes(1000)))
    path = tmp_path / "cut.pcap"
    path.write_bytes(pcap([Record(whole[:60], START, length=len(whole)), Record(whole[:20], START, length=len(whole))]))
    with Analysis(path) as analysis:
        analysis.run()
        session = analysis.session(1)
        assert (session.packets, session.bytes, session.payload_bytes) == ((1, 0), (len(whole), 0), (1000, 0))
        assert analysis.capture.malformed_packets == 0
        assert (analysis.capture.bytes, analysis.capture.captured_bytes) == (2 * len(whole), 80)


def test_unknown_link_types_are_counted(tmp_path: Path) -> None:
    with Analysis(capture(tmp_path, [(0, b"whatever it is")], network=12345)) as analysis:
        analysis.run()
        assert paths(analysis) == ["unknown"]
        assert (analysis.capture.unprocessed_packets, analysis.capture.malformed_packets) == (1, 0)
        assert analysis.packet(1).nodes[1].children[0].value == b"whatever it is"


def test_a_broken_header_is_a_finding_of_its_packet(tmp_path: Path) -> None:
    broken = bytearray(bytes(udp()))
    broken[14] = 0x43          # a header of 12 bytes
    analysis = analysed(tmp_path, [(0, udp()), (1, bytes(broken)), (2, udp(1))])
    assert analysis.session(1).packets == (1, 1)
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("packet.malformed", 2)]
    assert analysis.capture.malformed_packets == 1


def offloaded(kind: str, size: int) -> bytes:
    """A segment of `size` bytes of payload whose packet does not say how long it is."""
    segment = TCP(sport=40000, dport=9, seq=1, ack=1, flags="PA") / Raw(b"\xfe" * size)
    if kind == "IPv4":
        return bytes(ETHER / IP(src=CLIENT, dst=SERVER, len=0) / segment)
    if kind == "IPv6":
        return bytes(ETHER / IPv6(src="2001:db8::1", dst="2001:db8::2", plen=0) / segment)
    options = IPv6ExtHdrHopByHop(options=[Jumbo(jumboplen=8 + 20 + size)])
    return bytes(ETHER / IPv6(src="2001:db8::1", dst="2001:db8::2", plen=0) / options / segment)


@pytest.mark.parametrize("snap", [128, 1 << 18])
@pytest.mark.parametrize(("kind", "size"), [
    ("IPv4", 4000), ("IPv6", 4000), ("jumbogram", 4000), ("IPv4", 70_000), ("IPv6", 70_000), ("jumbogram", 70_000)])
def test_a_length_left_to_the_card_is_the_frames_own(tmp_path: Path, kind: str, size: int, snap: int) -> None:
    # What is not said in the packet (segmentation offload) or in an option (RFC 2675) is what was on the wire.
    frame = offloaded(kind, size)
    path = tmp_path / "made.pcap"
    path.write_bytes(pcap([Record(frame[:snap], START, len(frame))]))
    with Analysis(path) as analysis:
        analysis.run()
        assert analysis.session(1).payload_bytes == (size, 0)
        assert analysis.findings() == []
        assert analysis.capture.malformed_packets == 0


def test_what_the_capture_did_not_cut_is_malformed_though_the_frame_was_cut(tmp_path: Path) -> None:
    """The IP packet is all there, the capture cut the padding: the UDP header is too short all the same."""
    frame = bytes(ETHER / IP(src=CLIENT, dst=SERVER, proto=17, len=24) / Raw(b"\x01\x02\x03\x04")) + bytes(100)
    path = tmp_path / "made.pcap"
    path.write_bytes(pcap([Record(frame[:40], START, len(frame))]))
    with Analysis(path) as analysis:
        analysis.run()
        assert [finding.kind for finding in analysis.findings()] == ["packet.malformed"]


BODY = Raw(PAYLOAD[:40])
WHOLE = {
    "options of IPv4": IP(src=CLIENT, dst=SERVER, options=[IPOption(b"\x07\x07\x04\0\0\0\0\0")]) / UDP() / BODY,
    "options of TCP": IP(src=CLIENT, dst=SERVER) / TCP(flags="S", options=[
        ("MSS", 1460), ("SAckOK", b""), ("Timestamp", (1, 2)), ("NOP", None), ("WScale", 7)]) / BODY,
    "extension headers": (IPv6(src="2001:db8::1", dst="2001:db8::2") / IPv6ExtHdrHopByHop(options=[PadN(optdata=b"12")])
                          / IPv6ExtHdrSegmentRouting(addresses=["::5", "::6"], segleft=1, lastentry=1)
                          / IPv6ExtHdrDestOpt(options=[HAO(hoa="::7")]) / UDP() / BODY),
    "fragment": IPv6(src="2001:db8::1", dst="2001:db8::2") / IPv6ExtHdrFragment(id=5, m=1) / Raw(PAYLOAD[:48]),
    "fragment of IPv4": IP(src=CLIENT, dst=SERVER, flags="MF", proto=17) / Raw(PAYLOAD[:48]),
    "tunnel": IP(src="192.0.2.1", dst="192.0.2.2") / IP(src=CLIENT, dst=SERVER) / TCP(flags="A") / BODY,
    "ICMP": IP(src=SERVER, dst=CLIENT) / ICMP(type=3, code=3) / IPerror(src=CLIENT, dst=SERVER) / UDPerror(sport=5),
    "ICMPv6": IPv6(src="fe80::1", dst="ff02::1") / ICMPv6ND_RA() / ICMPv6NDOptPrefixInfo(prefix="2001:db8::"),
    "ARP": ARP(psrc=CLIENT, pdst=SERVER),
    "tags": Dot1Q(vlan=5) / Dot1Q(vlan=6) / IP(src=CLIENT, dst=SERVER) / UDP() / BODY,
    "802.3": LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(code=0x0800) / IP(src=CLIENT, dst=SERVER) / UDP() / BODY,
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_a_packet_that_the_capture_cut_is_cut_and_not_malformed(tmp_path: Path, content: Packet) -> None:
    ether = Dot3(src=ETHER.src, dst=ETHER.dst) if LLC in content else ETHER
    frame = bytes(ether / content)
    path = tmp_path / "cut.pcap"
    path.write_bytes(pcap([Record(frame[:size], START, len(frame)) for size in range(1, len(frame) + 1)]))
    with Analysis(path) as analysis:
        analysis.run()
        assert analysis.capture.malformed_packets == 0
        assert [finding.kind for finding in unruled(analysis)] == []
