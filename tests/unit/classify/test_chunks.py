"""What SCTP carries: streams of an association, in order, with chunks repeated and lost."""
from pathlib import Path

import pytest
from scapy.layers.inet import IP
from scapy.layers.l2 import Ether
from scapy.layers.sctp import SCTP, SCTPChunkData
from scapy.packet import Packet

from netloupe_engine import Analysis, analyze
from tests.unit.traffic import CLIENT, SERVER, analysed

GET = b"GET /%d HTTP/1.1\r\nHost: one.example\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome text"


def data(number: int, content: bytes, stream: int = 0, first: bool = True, last: bool = True, kind: int = 0) -> Packet:
    return SCTPChunkData(beginning=first, ending=last, tsn=number, stream_id=stream, stream_seq=number, proto_id=kind,
                         data=content)


def packet(way: int, *chunks: Packet, port: int = 80) -> Packet:
    ends = ((CLIENT, 40000), (SERVER, port))
    (source, source_port), (target, target_port) = ends if way == 0 else ends[::-1]
    made = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP(src=source, dst=target, proto=132) / SCTP(
        sport=source_port, dport=target_port, tag=7 + way)
    for chunk in chunks:
        made /= chunk
    return made


def said(folder: Path, *packets: Packet) -> Analysis:
    return analysed(folder, [(number / 10, made) for number, made in enumerate(packets)])


def values(analysis: Analysis, name: str) -> list[tuple[int, object]]:
    return [(value.packet, value.value) for value in analysis.session_attributes(1) if value.name == name]


@pytest.mark.parametrize("port", [80, 4711])
def test_http_in_a_stream_of_an_association(tmp_path: Path, port: int) -> None:
    analysis = said(tmp_path, packet(0, data(1, GET % 1), port=port), packet(1, data(9, OK), port=port))
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.sctp.http", "http")
    assert (values(analysis, "http.uri"), values(analysis, "http.status_code")) == ([(1, "/1")], [(2, 200)])
    assert [analysis.packet(number).path for number in (1, 2)] == ["eth.ip.sctp.http"] * 2
    uri = next(node for top in analysis.packet(1).nodes for node in top.children if node.name == "http.uri")
    assert analysis.packet(1).data[uri.at:uri.at + uri.size] == b"/1"
    assert not list(analysis.findings())


def test_streams_are_told_apart_and_fragments_joined(tmp_path: Path) -> None:
    one, two = GET % 1, GET % 2
    analysis = said(tmp_path, packet(0, data(1, one[:9], 0, last=False), data(2, two[:20], 1, last=False)),
                    packet(0, data(3, one[9:], 0, first=False)), packet(0, data(4, two[20:], 1, first=False)))
    assert values(analysis, "http.uri") == [(2, "/1"), (3, "/2")]


def test_what_is_sent_again_is_read_once_and_what_is_lost_is_found_again(tmp_path: Path) -> None:
    first = packet(0, data(1, GET % 1))
    analysis = said(tmp_path, first, first, packet(0, data(2, (GET % 2)[:9], last=False)),
                    packet(0, data(4, GET % 3)), packet(0, data(3, (GET % 2)[9:], first=False)))
    assert [uri for _, uri in values(analysis, "http.uri")] == ["/1", "/3"]


def test_the_capture_of_a_web_server(captures: Path) -> None:
    analysis = analyze(captures / "sctp_www.pcap")
    found = [(number, value.value) for number in (1, 2) for value in analysis.session_attributes(number)
             if value.name == "http.uri"]
    assert found == [(1, "/"), (1, "/images/CPL@KOREN_logo_menu.gif"), (2, "/images/protocols_small.gif")]
    assert [analysis.session(number).application for number in (1, 2)] == ["http", "http"]
