"""Layers that a layout reads, wherever in a packet: OSPF in IP, LLDP in Ethernet, PTP in both."""
from pathlib import Path

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import LLC, Dot3, Ether
from scapy.packet import Raw

from netloupe_engine import Analysis, analyze
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
