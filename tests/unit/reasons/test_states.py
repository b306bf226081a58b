"""Why a session is in a state: the packets and flags that RFC 9293 and RFC 9260 say lead there."""
import subprocess
from pathlib import Path

import pytest
from scapy.layers.inet import IP
from scapy.layers.l2 import Ether
from scapy.layers.sctp import (
    SCTP,
    SCTPChunkCookieAck,
    SCTPChunkCookieEcho,
    SCTPChunkInit,
    SCTPChunkInitAck,
    SCTPChunkShutdown,
)

from netloupe_engine import Settings, analyze
from netloupe_engine.model import State
from tests.unit import traffic
from tests.unit.reasons.told import about, meant
from tests.unit.traffic import CLIENT, SERVER, tcp

FIN, SYN, RST, ACK = 1, 2, 4, 16


def flags_of(analysis, reason) -> list[int]:
    """TCP's flags as they stand in the bytes that are meant."""
    return [meant(analysis, one)[-1] for one in reason.evidence if one.at >= 0 and one.size == 2]


def test_a_connection_from_its_first_packet_to_its_release(tmp_path: Path) -> None:
    frames = [*traffic.conversation([(0, b"hello"), (1, b"hi")]), (400.0, traffic.udp())]
    analysis = traffic.analysed(tmp_path, frames)
    told = about(analysis, 1, "state")
    assert list(told) == ["NEW", "ESTABLISHED", "ACTIVE", "CLOSING", "CLOSED", "CLEANUP"]
    assert [one.packet for one in told["ESTABLISHED"].evidence] == [1, 2, 3]
    assert flags_of(analysis, told["ESTABLISHED"]) == [SYN, SYN | ACK, ACK]
    assert told["ESTABLISHED"].source == "RFC 9293, section 3.5"
    assert meant(analysis, told["ACTIVE"].evidence[0]) == b"hello"
    assert flags_of(analysis, told["CLOSING"]) == [FIN | ACK]
    assert flags_of(analysis, told["CLOSED"]) == [FIN | ACK, FIN | ACK]
    assert meant(analysis, told["CLOSED"].evidence[-1]) == (5004).to_bytes(4)      # 5001 + "hi" + the FIN
    assert "240 s" in told["CLEANUP"].rule


def test_a_refused_and_a_broken_connection(tmp_path: Path) -> None:
    refused = [(0.0, tcp(0, "S", 100)), (0.1, tcp(1, "RA", 0, 101))]
    told = about(analysis := traffic.analysed(tmp_path, refused), 1, "state")
    assert list(told) == ["NEW", "CLOSING", "CLOSED"]
    assert "answered the SYN" in told["CLOSED"].rule
    assert flags_of(analysis, told["CLOSED"]) == [SYN, RST | ACK]
    broken = [*traffic.opened(0.0), (0.1, tcp(1, "R", 5001))]
    told = about(analysis := traffic.analysed(tmp_path, broken), 1, "state")
    assert (told["CLOSED"].method, told["CLOSED"].evidence[0].packet) == ("RST", 4)
    assert flags_of(analysis, told["CLOSED"]) == [RST]
    half = [*traffic.opened(0.0), (0.1, tcp(0, "FA", 1001, 5001)), (0.2, tcp(1, "R", 5001))]
    told = about(analysis := traffic.analysed(tmp_path, half), 1, "state")
    assert (told["CLOSING"].method, told["CLOSED"].method) == ("FIN", "RST")


def test_a_connection_whose_opening_is_missing(tmp_path: Path) -> None:
    frames = [(0.0, tcp(0, "PA", 100, 200, b"a")), (0.1, tcp(1, "PA", 200, 101, b"b"))]
    told = about(traffic.analysed(tmp_path, frames), 1, "state")
    assert told["ESTABLISHED"].method == "both directions"
    assert [one.packet for one in told["ESTABLISHED"].evidence] == [1, 2]
    assert told["ACTIVE"].rule.endswith("The capture ends in this state.")


@pytest.mark.parametrize(("settings", "limit"), [(Settings(), "180 s"),
                                                 (Settings(udp_idle_timeout_s=7), "7 s")])
def test_the_limit_that_ended_a_session_is_the_one_that_was_set(tmp_path: Path, settings: Settings, limit: str) -> None:
    frames = [(0.0, traffic.udp()), (0.1, traffic.udp(1)), (0.2, traffic.udp()),
              (1000.0, traffic.udp(ports=(41000, 9)))]
    told = about(traffic.analysed(tmp_path, frames, settings), 1, "state")
    assert list(told) == ["NEW", "ESTABLISHED", "ACTIVE", "TIMEOUT", "CLEANUP"]
    assert told["ESTABLISHED"].evidence[0].packet == 2
    assert limit in told["TIMEOUT"].rule
    assert told["TIMEOUT"].evidence[0].packet == 3


def test_a_syn_that_nobody_answered(tmp_path: Path) -> None:
    frames = [(0.0, tcp(0, "S", 100)), (1000.0, traffic.udp())]
    told = about(traffic.analysed(tmp_path, frames), 1, "state")
    assert "130 s" in told["TIMEOUT"].rule
    assert "answered" in told["TIMEOUT"].rule


def test_an_association(tmp_path: Path) -> None:
    def packet(way: int, tag: int, chunk: object) -> bytes:
        ends, ports = ((CLIENT, SERVER), (4000, 4001)) if way == 0 else ((SERVER, CLIENT), (4001, 4000))
        return bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP(src=ends[0], dst=ends[1])
                     / SCTP(sport=ports[0], dport=ports[1], tag=tag) / chunk)

    frames = [(0.0, packet(0, 0, SCTPChunkInit(init_tag=7))), (0.1, packet(1, 7, SCTPChunkInitAck(init_tag=9))),
              (0.2, packet(0, 9, SCTPChunkCookieEcho(cookie=b"abcd"))), (0.3, packet(1, 7, SCTPChunkCookieAck())),
              (0.4, packet(0, 9, SCTPChunkShutdown()))]
    analysis = traffic.analysed(tmp_path, frames)
    told = about(analysis, 1, "state")
    assert [(state, reason.evidence[0].packet) for state, reason in told.items()] == [
        ("NEW", 1), ("ESTABLISHED", 4), ("CLOSING", 5)]
    assert meant(analysis, told["ESTABLISHED"].evidence[0]) == b"\x0b"      # COOKIE ACK: RFC 9260, section 3.2
    assert meant(analysis, told["CLOSING"].evidence[0]) == b"\x07"
    assert told["ESTABLISHED"].source == "RFC 9260, section 5.1"


@pytest.mark.foreign
@pytest.mark.parametrize("name", ["http_pipelined_requests.pcap", "tls_smtp_starttls.pcap",
                                  "tcp_syn_scan_half_open_rst.pcap", "tcp_missing_syn_midstream.pcap"])
def test_flags_are_those_that_another_program_reads(captures: Path, name: str) -> None:
    """The packets that tshark says have the flags."""
    said = subprocess.run(["tshark", "-r", captures / name, "-T", "fields", "-e", "frame.number", "-e", "tcp.flags"],
                          capture_output=True, text=True, check=True).stdout
    flags = {int(number): int(value, 16) for number, value in (
        line.split("\t")[:2] for line in said.splitlines()) if value}
    seen = 0
    with analyze(captures / name) as analysis:
        for session in range(1, min(len(analysis.sessions), 20) + 1):
            if analysis.session(session).protocol != "tcp":
                continue
            for reason in analysis.why(session, "state"):
                packets = [one.packet for one in reason.evidence]
                if reason.method == "handshake":
                    seen_flags = [flags[number] & (SYN | ACK) for number in packets]
                    assert seen_flags == [SYN, SYN | ACK, ACK][-len(packets):]
                    assert len(packets) == 3 or "Not all of them were captured" in reason.rule
                elif reason.method == "RST":
                    assert flags[packets[-1]] & RST
                elif reason.method == "FIN":
                    assert all(flags[number] & FIN for number in packets[:2 if reason.subject == "CLOSED" else 1])
                seen += reason.method in ("handshake", "RST", "FIN")
                assert reason.subject in State.__members__
    assert seen or "midstream" in name
