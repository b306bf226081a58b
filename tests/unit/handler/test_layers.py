"""Layers that a layout reads, wherever in a packet: OSPF in IP, LLDP in Ethernet, PTP in both."""
from pathlib import Path

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import LLC, Dot3, Ether
from scapy.packet import Raw

from netloupe_engine import Analysis, analyze
from netloupe_engine.links import link_title
from netloupe_engine.model import Node
from tests.unit.capture.builders import Packet, pcap
from tests.unit.protocols.lan import test_lldp, test_ptp, test_stp
from tests.unit.protocols.routing import test_ospf, test_pim

PATHS = ["eth.lldp", "eth.ip.ospf", "eth.ip.ospf", "eth.ptp", "eth.ip.udp.ptp", "eth.llc.stp",
         "eth.ip.pim.raw.ip.udp", "eth.ip.ospf"]


def frames() -> list[bytes]:
    def ip(source: str, protocol: int, data: bytes) -> bytes:
        return bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
                     / IP(src=source, dst="10.0.0.9", proto=protocol) / Raw(data))

    there, back = "10.0.0.1", "10.0.0.2"
    return [
        bytes(Ether(type=0x88CC) / Raw(test_lldp.SWITCH)),
        ip(there, 89, test_ospf.HELLO), ip(back, 89, test_ospf.REQUEST),
        bytes(Ether(type=0x88F7) / Raw(test_ptp.SYNC)),
        ip(there, 17, bytes(UDP(sport=319, dport=319) / Raw(test_ptp.REQUEST))),
        bytes(Dot3(dst="01:80:c2:00:00:00") / LLC(dsap=0x42, ssap=0x42, ctrl=3) / Raw(test_stp.CHANGE)),
        ip(there, 103, test_pim.REGISTER), ip(there, 89, test_ospf.HELLO[:30])]


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "layers.pcap"
    path.write_bytes(pcap(Packet(data, number * 10**9) for number, data in enumerate(frames())))
    return path


@pytest.fixture
def analysis(capture: Path) -> Analysis:
    return analyze(capture)


def named(analysis: Analysis, number: int, name: str) -> Node:
    """The only attribute of this name in a packet."""
    def walk(nodes: tuple[Node, ...]) -> list[Node]:
        return [found for node in nodes for found in ([node] if node.name == name else walk(node.children))]

    (found,) = walk(analysis.packet(number).nodes)
    return found


def test_paths(analysis: Analysis) -> None:
    found = [".".join(node.name for node in analysis.packet(number).nodes if node.kind == "layer" and node.name not in (
        "frame", "unknown")) for number in range(1, len(PATHS) + 1)]
    assert found == PATHS


def test_values_are_where_they_stand_in_the_packet(analysis: Analysis) -> None:
    assert (named(analysis, 1, "lldp.system_name").value, named(analysis, 1, "lldp.system_name").at) == ("sw1", 40)
    assert (named(analysis, 2, "ospf.router").value, named(analysis, 2, "ospf.router").at) == ("1.1.1.1", 38)
    assert named(analysis, 4, "ptp.sequence").value == 42


def test_each_packet_has_its_line(analysis: Analysis) -> None:
    assert analysis.packet_info(1).startswith("sw1 · chassis 02:00:00:00:00:01 · port ge-0/0/1")
    assert analysis.packet_info(2) == "hello · router 1.1.1.1 · area 0.0.0.0"
    assert analysis.packet_info(3) == "link state request · router 1.1.1.1 · area 0.0.0.0"
    assert analysis.packet_info(4) == analysis.packet_info(5).replace("delay request", "sync") == "sync · sequence 42"


def test_what_is_said_is_kept_with_the_session(analysis: Analysis) -> None:
    (session, *_) = [session for session in analysis.each_session() if session.initiator == "10.0.0.1"]
    assert (session.path, session.application) == ("eth.ip.ospf", "ospf")
    kept = [(value.name, value.value) for value in session.attributes]
    assert ("ospf.router", "1.1.1.1") in kept
    assert ("ospf.neighbour", "2.2.2.2") in kept


def test_findings_are_told_with_and_without_a_session(analysis: Analysis) -> None:
    assert {(found.kind, found.packet, not found.session) for found in analysis.findings()} == {
        ("clear_text_credentials", 2, False), ("clear_text_credentials", 8, False),
        ("stp.topology_change", 6, True), ("packet.malformed", 8, False)}


def test_any_number_of_handlers_says_the_same(capture: Path, analysis: Analysis) -> None:
    with analyze(capture, handlers=3) as other:
        assert list(other.each_session()) == list(analysis.each_session())
        assert list(other.findings()) == list(analysis.findings())


PACKET = bytes(IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=40000, dport=53) / Raw(
    bytes.fromhex("1234 0100 0001 0000 0000 0000 07 6578616d706c65 03 6e6574 00 0001 0001")))
SNAP = "aaaa03 000000 0800"
# Link types: what stands before an IP packet, and behind it; tshark 4.0 says the same of those that it reads.
LINKS = [
    (104, "0f00 0800", "", "chdlc"), (205, "01 0f00 0800", "", "chdlc"), (104, "ff03 0021", "", "chdlc.ppp"),
    (204, "01 ff03 0021", "", "ppp"), (107, "1841 03cc", "", "fr"), (206, "00 1841 03cc", "", "fr"),
    (107, "1841 0300 80 000000 0800", "", "fr"), (107, "1841 0800", "", "fr"),
    (107, "1841 0300 80 0080c2 0007 020000000002 020000000001 0800", "", "fr.eth"),
    (10, "50 020000000002 020000000001" + SNAP, "", "fddi.llc"),
    (6, "1040 020000000002 020000000001" + SNAP, "", "tr.llc"),
    (6, "1040 020000000002 820000000001 0630 0011 0020" + SNAP, "", "tr.llc"),
    (242, "0800 0000", "", "ipoib"), (242, "00" * 40 + "0800 0000", "", "ipoib"),
    (239, "02000005 0800010008000100 3d000900", "000000", "nflog"), (239, "02000005 003d0009", "000000", "nflog"),
    (258, "6c000000 01000000 01000000" + "00" * 96 + "020000000002 020000000001 0800", "", "pktap.eth"),
    (258, "6c000000 01000000 0c000000" + "00" * 96, "", "pktap.raw"),
    (226, "0102 0001 00000039 00000003 00000000 00000000 00000001", "", "ipnet"),
    (197, "00" * 8 + "16 04 0049 0000 0039", "", "erf"),
    (197, "00" * 8 + "01 04 0049 0000 0039 0f00 0800", "", "erf.chdlc"),
    (197, "00" * 8 + "82 04 0049 0000 0039 03" + "00" * 9 + "020000000002 020000000001 0800", "", "erf.eth"),
    (117, "3d020100" + "00" * 57 + "000000", "", "pflog"), (109, "02000000 00001234 000c0000", "", "enc"),
    (100, SNAP, "", "llc"), (122, "00" * 16 + SNAP, "", "ipfc.llc"), (219, "00010140", "", "mpls"),
    (51, "1100 0001 003b 0021", "", "pppoe.ppp"),
    (143, "0000 0047 1234 020000000002 020000000001 0800", "", "docsis.eth"),
]


@pytest.mark.parametrize(("link", "before", "behind", "path"), LINKS)
def test_links(tmp_path: Path, link: int, before: str, behind: str, path: str) -> None:
    file = tmp_path / "link.pcap"
    file.write_bytes(pcap([Packet(bytes.fromhex(before) + PACKET + bytes.fromhex(behind))], network=link))
    with analyze(file) as found:
        (session,) = found.each_session()
        assert session.path == f"{path}.ip.udp.dns"
        assert not found.findings()
        assert found.capture.unprocessed_packets == 0


@pytest.mark.parametrize(("link", "data", "path"), [
    (187, "02 0120 0700 0300 0400 0a 0100", "bluetooth.hci_h4.bthci_acl.btl2cap.btatt"),
    (201, "00000001 04 0e 04 01 030c 00", "bluetooth.hci_h4.bthci_evt"),
    (165, "55ff 06 ff 04 0008 11 0120ffff00ff1008 0000", "mstp.bacnet"),
    (140, "81823f 85 01800030 0100 01 00 60 00 0a", "mtp2.mtp3.isup"),
    (142, "09 01 03050902420102420203616263", "sccp"),
    (140, "818200", "mtp2"), (227, "00000123 03 00 0000 616263", "can"), (230, "6188 07 aa1a 0000 3412 70", "wpan"),
    (104, "8f00 8035 00000002 00000007 00000006 ffff 00000000", "chdlc.slarp"),
    (253, "0004 0338" + "00" * 12 + "00000010 0010 0000 00000001 00000000", "netlink")])
def test_links_that_carry_no_ip(tmp_path: Path, link: int, data: str, path: str) -> None:
    file = tmp_path / "link.pcap"
    file.write_bytes(pcap([Packet(bytes.fromhex(data))], network=link))
    with analyze(file) as found:
        assert [node.name for node in found.packet(1).nodes if node.kind == "layer" and node.name != "frame"] == (
            path.split("."))
        assert found.packet_info(1)


def test_a_link_that_nobody_reads_is_named_and_its_packets_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "link.pcap"
    file.write_bytes(pcap([Packet(b"abc"), Packet(b"defg")], network=212))
    with analyze(file) as found:
        assert (found.capture.packets, found.capture.unprocessed_packets, found.capture.link_types) == (2, 2, ("LIN",))
        assert link_title("LIN") == "LIN bus"
        assert found.packet_bytes(2) == b"defg"
