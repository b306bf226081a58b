"""Who speaks on a session: payload decides, ports only hint, trying ends."""
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

from netloupe_engine import Analysis, analyze, running
from netloupe_engine.model import Confidence, Decision
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.registry import discover
from tests.unit.capture.builders import NANOSECONDS, pcap
from tests.unit.capture.builders import Packet as Record
from tests.unit.classify import parcels
from tests.unit.classify.stacks import LINE
from tests.unit.traffic import CLIENT, SERVER, START, Timed, analysed, conversation

GET = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def query(port: int) -> Packet:
    message = DNS(id=9, rd=1, qd=DNSQR(qname="www.example.com"))
    return Ether() / IP(src=CLIENT, dst=SERVER) / UDP(sport=50_000, dport=port) / message


@pytest.mark.parametrize("port", [80, 8080, 5555])
def test_payload_decides_whatever_the_port(tmp_path: Path, port: int) -> None:
    session = analysed(tmp_path, conversation([(0, GET), (1, OK)], ports=(40000, port))).session(1)
    assert (session.application, session.path) == ("http", "eth.ip.tcp.http")
    assert (session.decided_by, session.decided_packet, session.confidence) == (Decision.PAYLOAD, 4, Confidence.CERTAIN)


@pytest.mark.parametrize("port", [80, 443, 53])
def test_a_port_alone_decides_nothing(tmp_path: Path, port: int) -> None:
    noise = conversation([(0, b"\xfe\xfd\xfc nonsense \x00\x01" * 3)], ports=(40000, port))
    session = analysed(tmp_path, noise).session(1)
    assert (session.application, session.decided_by) == ("", Decision.NONE)
    assert session.path == "eth.ip.tcp.unknown"


def test_datagrams_are_recognised_where_their_port_agrees(tmp_path: Path) -> None:
    session = analysed(tmp_path, [(0, query(53))]).session(1)
    assert (session.application, session.decided_packet) == ("dns", 1)


@pytest.mark.parametrize("size", [1, 2, 5, 17])
def test_a_first_line_in_pieces_is_recognised(tmp_path: Path, size: int) -> None:
    pieces = [(0, GET[at:at + size]) for at in range(0, len(GET), size)]
    analysis = analysed(tmp_path, conversation([*pieces, (1, OK)]))
    session = analysis.session(1)
    assert session.application == "http"
    assert [value.value for value in session.attributes if value.name == "http.host"] == ["one.example"]


def test_trying_ends_after_some_messages(tmp_path: Path) -> None:
    noise = [(0, bytes([0xFE, number, 0xFD, 0xFC] * 5)) for number in range(40)]
    session = analysed(tmp_path, conversation([*noise, (0, GET)])).session(1)
    assert session.application == ""


def test_one_strange_datagram_does_not_end_it(tmp_path: Path) -> None:
    strange = Ether() / IP(src=CLIENT, dst=SERVER) / UDP(sport=50_000, dport=53) / Raw(b"\xff\xff\xff")
    session = analysed(tmp_path, [(0, strange), (1, query(53))]).session(1)
    assert (session.application, session.decided_packet) == ("dns", 2)


def test_a_datagram_its_protocol_gives_up_on_is_told(tmp_path: Path) -> None:
    """What was understood before it still counts, and what comes after it too."""
    strange = Ether() / IP(src=CLIENT, dst=SERVER) / UDP(sport=50_000, dport=53) / Raw(b"\xff\xff\xff")
    analysis = analysed(tmp_path, [(0, query(53)), (1, strange), (2, query(53))])
    assert analysis.session(1).application == "dns"
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("packet.malformed", 2)]
    assert [value.packet for value in analysis.session_attributes(1) if value.name == "dns.query_name"] == [1, 3]


def snapped(folder: Path, frames: list[Timed], snap: int) -> Analysis:
    """The frames, of each no more than `snap` bytes captured."""
    path = folder / "snapped.pcap"
    path.write_bytes(pcap((Record(bytes(frame)[:snap], START + round(at * 10**9), len(frame)) for at, frame in frames),
                          magic=NANOSECONDS))
    return analyze(path)


@pytest.mark.parametrize("snap", range(46, 75))
def test_a_datagram_that_the_capture_cut_is_recognised(tmp_path: Path, snap: int) -> None:
    analysis = snapped(tmp_path, [(0, query(53))], snap)
    assert analysis.session(1).application == "dns"
    assert not list(analysis.findings())
    assert not list(analysis.session_attributes(1))         # its name is not whole


def test_heads_that_the_capture_cut_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    request = b"GET /a HTTP/1.1\r\nHost: one.example\r\nUser-Agent: somebody\r\n\r\n"
    frames = conversation([(0, request), (1, OK)] * 3)
    analysis = snapped(tmp_path, frames, 54 + 45)
    values = [(value.name, value.value) for value in analysis.session_attributes(1)]
    assert values.count(("http.host", "one.example")) == values.count(("http.status_code", 200)) == 3
    assert {row.kind for row in analysis.findings()} <= {"stream.gap"}
    http = next(layer for layer in analysis.packet(4).nodes if layer.name == "http")
    host = next(node for node in http.children if node.name == "http.host")
    assert (host.at, host.size) == (54 + request.index(b"one"), 11)


def test_a_head_that_the_end_of_the_capture_cuts_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    frames = conversation([(0, GET[:30])])[:4]
    analysis = analysed(tmp_path, frames)
    assert [value.value for value in analysis.session_attributes(1) if value.name == "http.uri"] == ["/a"]
    assert not list(analysis.findings())


def test_segments_out_of_order_are_read_in_order(tmp_path: Path) -> None:
    messages = [(0, GET[at:at + 9]) for at in range(0, len(GET), 9)]
    frames = conversation(messages)
    data = slice(3, 3 + len(messages))
    frames[data] = [(moment, frame) for (moment, _), (_, frame) in
                    zip(frames[data], [frames[3], *frames[data][:0:-1]], strict=True)]
    analysis = analysed(tmp_path, frames)
    assert [value.value for value in analysis.session_attributes(1) if value.name == "http.host"] == ["one.example"]


def test_what_was_said_before_a_loss_is_kept_and_the_gap_is_told(tmp_path: Path) -> None:
    frames = conversation([(0, GET), (1, OK)] * 5)
    analysis = analysed(tmp_path, frames[:6] + frames[7:])      # the second response
    assert [row.kind for row in analysis.findings()] == ["stream.gap"]
    values = [value.name for value in analysis.session_attributes(1)]
    assert (values.count("http.host"), values.count("http.status_code")) == (5, 4)


def test_many_protocols_that_begin_alike_are_told_apart_without_asking_all(tmp_path: Path,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two hundred that begin with four bytes of their own, only who begins so is asked."""
    registry = discover()
    for each in range(200):
        exact = Protocol(key=f"exact{each}", title="Exact", reference="-", layer=7, rides_on={"tcp.port": 7000 + each},
                         fields=LINE.fields)
        twin = parcels.line(exact.numbers, guesses=True)
        twin.starts = (b"l%03d" % each,)
        registry.register(exact, twin)
    monkeypatch.setattr(running, "REGISTRY", registry)
    for each in (0, 17, 199):
        session = analysed(tmp_path, conversation([(0, b"l%03d\n" % each)], ports=(40000, 7000 + each))).session(1)
        assert session.application == f"exact{each}"
    assert analysed(tmp_path, conversation([(0, GET), (1, OK)], ports=(40000, 5555))).session(1).application == "http"
