"""Why one protocol follows another in a path: numbers in headers, ports, switches, what is carried, announcements."""
from pathlib import Path

import pytest
from scapy.layers.inet import GRE, IP, UDP
from scapy.layers.l2 import Dot1Q, Ether
from scapy.layers.vxlan import VXLAN
from scapy.packet import Raw

from netloupe_engine import analyze
from netloupe_engine.model import Confidence
from tests.unit import traffic
from tests.unit.handler.test_expectations import ftp, reply
from tests.unit.reasons.told import about, meant
from tests.unit.traffic import CLIENT, SERVER


def test_numbers_in_headers_name_what_follows(tmp_path: Path) -> None:
    frame = Ether() / Dot1Q(vlan=7) / IP(src=CLIENT, dst=SERVER) / UDP(sport=1000, dport=2000) / Raw(b"x" * 8)
    analysis = traffic.analysed(tmp_path, [(0.0, frame)])
    told = about(analysis, 1, "path")
    assert list(told) == ["eth", "vlan", "ip", "udp"]
    assert [meant(analysis, told[key].evidence[0]) for key in ("vlan", "ip", "udp")] == [
        b"\x81\x00", b"\x08\x00", b"\x11"]      # IEEE 802.1Q, RFC 894, RFC 768
    assert "EN10MB" in told["eth"].rule
    assert told["udp"].source == "RFC 768"


def test_what_is_tunnelled(tmp_path: Path) -> None:
    inner = IP(src="10.8.0.1", dst="10.8.0.2") / UDP(sport=1000, dport=2000) / Raw(b"hello")
    analysis = traffic.analysed(tmp_path, [(0.0, Ether() / IP(src=CLIENT, dst=SERVER) / GRE() / inner)])
    told = about(analysis, 1, "path")
    assert meant(analysis, told["gre"].evidence[0]) == b"\x2f"      # protocol 47: RFC 2784, section 3
    reason, = about(analysis, 1, "application").values()
    assert (reason.subject, reason.confidence) == ("gre", Confidence.CERTAIN)
    overlay = Ether() / IP(src=CLIENT, dst=SERVER) / UDP(sport=1000, dport=4789) / VXLAN(vni=5) / Ether() / inner
    analysis = traffic.analysed(tmp_path, [(0.0, overlay)])
    reason, = about(analysis, 1, "application").values()
    assert (reason.subject, reason.method) == ("vxlan", "port, header")
    assert meant(analysis, reason.evidence[0]) == (4789).to_bytes(2)        # RFC 7348, section 5


def test_an_announced_session_names_who_announced_it(tmp_path: Path) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123)), (0, b"RETR x\r\n"))
    data = traffic.conversation([(1, b"some data\r\n")], at=1, ports=(40001, 50123))
    analysis = traffic.analysed(tmp_path, [*frames, *data])
    reason, = about(analysis, 2, "application").values()
    assert (reason.subject, reason.method) == ("ftp_data", "expectation")
    assert "Session 1" in reason.rule
    assert "FTP PASV" in reason.rule
    assert b"227 " in analysis.packet_bytes(reason.evidence[0].packet)
    assert about(analysis, 2, "path")["ftp_data"].rule == reason.rule


def test_icmp_is_named_by_its_number(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, [(0.0, traffic.echo(0, 5))])
    reason, = about(analysis, 1, "application").values()
    assert (reason.subject, reason.method) == ("icmp", "table")
    assert meant(analysis, reason.evidence[0]) == b"\x01"


@pytest.mark.foreign
def test_who_reads_in_whose_place_and_who_carries_whom(captures: Path) -> None:
    with analyze(captures / "tls_smtp_starttls.pcap") as analysis:
        told = about(analysis, 1, "path")["tls"]
        assert told.method == "switch"
        assert "220" in analysis.packet_info(told.evidence[0].packet)     # the answer to STARTTLS: RFC 3207, section 4
    with analyze(captures / "sip_rtp_call.pcap") as analysis:
        told = about(analysis, 1, "path")["sdp"]
        assert told.method == "carry"
        assert meant(analysis, told.evidence[0]).startswith(b"v=0\r\n")     # RFC 8866, section 5
    with analyze(captures / "smb1_smb2.pcap") as analysis:
        told = next(reason for reason in analysis.why(1, "path") if reason.subject.startswith("smb"))
        assert told.method == "carry"
        assert meant(analysis, told.evidence[0])[1:4] == b"SMB"
