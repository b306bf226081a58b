"""What was asked and answered in a session: pairs, waits, what nobody answered."""
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR, DNSRR

from netloupe_engine import Analysis, Settings, analyze
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.streams.exchange import EXCHANGES, HANDSHAKE
from netloupe_engine.streams.spans import protocols_of
from tests.unit import traffic
from tests.unit.streams.test_multiplexed import Talk

MS = 1_000_000
CAPTURES = Path(__file__).parents[1] / "protocols" / "application" / "captures"
SAMPLE = "resources/captures/sample.pcapng"


def told(found: Analysis, session: int = 1) -> list[tuple[str, str]]:
    return [(span.title, span.answer if span.is_answered else "-") for span in found.spans(session)]


def response(status: bytes, body: bytes = b"") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body


def request(path: bytes) -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\nHost: a.example\r\n\r\n"


def test_requests_have_the_first_and_the_last_byte_of_their_answers(tmp_path: Path) -> None:
    long = response(b"200 OK", b"x" * 2000)
    found = traffic.analysed(tmp_path, traffic.conversation(
        [(0, request(b"/a")), (1, long[:1000]), (1, long[1000:]), (0, request(b"/b")), (1, response(b"404 Not Found"))],
        step=0.1))
    first, second = found.spans(1)
    assert (first.protocol, first.title, first.answer, first.way) == ("http", "GET /a", "200 OK", 0)
    assert (first.packet, first.answer_packet, first.end_packet) == (4, 5, 6)
    assert (first.wait_ns, first.end_ns - first.time_ns) == (100 * MS, 200 * MS)
    assert (second.title, second.answer, second.packet, second.end_packet) == ("GET /b", "404 Not Found", 7, 8)


def test_the_end_of_an_answer_is_its_own(tmp_path: Path) -> None:
    whole = response(b"200 OK", b"x" * 100)
    found = traffic.analysed(tmp_path, traffic.conversation([(0, request(b"/a")), (1, whole), (0, request(b"/b")),
                                                             (1, whole), (0, request(b"/c")), (1, whole)]))
    assert [(span.answer_packet, span.end_packet) for span in found.spans(1)] == [(5, 5), (7, 7), (9, 9)]


def test_pipelined_requests_are_answered_in_their_order_and_the_last_by_nobody(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, traffic.conversation(
        [(0, request(b"/a") + request(b"/b")), (0, request(b"/c")),
         (1, b"HTTP/1.1 100 Continue\r\n\r\n"), (1, response(b"200 OK") + response(b"301 Moved Permanently"))]))
    assert told(found) == [("GET /a", "200 OK"), ("GET /b", "301 Moved Permanently"), ("GET /c", "-")]
    last = found.spans(1)[2]
    assert (last.answer_packet, last.wait_ns, last.end_packet) == (0, None, last.packet)


def dns(way: int, id: int, name: str, answer: str = "") -> bytes:
    record = [DNSRR(rrname=name, rdata=answer)] if answer else []
    return bytes(DNS(id=id, qr=way, rd=1, qd=[DNSQR(qname=name)], an=record))


def test_dns_is_matched_by_its_number_and_asked_again_is_answered_once(tmp_path: Path) -> None:
    ports = (40000, 53)
    frames = [(0.0, traffic.udp(0, dns(0, 7, "one.example"), ports=ports)),
              (0.1, traffic.udp(0, dns(0, 8, "two.example"), ports=ports)),
              (0.2, traffic.udp(0, dns(0, 7, "one.example"), ports=ports)),
              (0.3, traffic.udp(1, dns(1, 8, "two.example", "10.0.0.8"), ports=ports)),
              (0.4, traffic.udp(1, dns(1, 7, "one.example", "10.0.0.7"), ports=ports)),
              (0.5, traffic.udp(0, dns(0, 9, "three.example"), ports=ports))]
    found = traffic.analysed(tmp_path, frames)
    spans = found.spans(1)
    assert [(span.title, span.answer_packet) for span in spans] == [
        ("A (1) one.example", 5), ("A (1) two.example", 4), ("A (1) one.example", 5), ("A (1) three.example", 0)]
    assert spans[1].answer == "NOERROR (0) 10.0.0.8"
    assert spans[0].wait_ns == 400 * MS


def test_a_tls_handshake_lasts_to_the_first_data_of_the_client() -> None:
    found = analyze(SAMPLE)
    session = next(id for id in range(1, len(found.sessions) + 1) if found.session(id).application == "tls")
    span = found.spans(session)[0]
    assert (span.protocol, span.title, span.way) == ("tls", "handshake www.example.test", 0)
    assert span.answer.startswith("TLS 1.3")
    assert span.packet < span.answer_packet < span.end_packet


FACTS = [       # read by hand: capture, session, the first requests and answers
    ("smtp.pcap", 2, [("EHLO GP", "250 xc90.websitewelcome.com Hello GP [122.162.143.157]"),
                      ("AUTH", "235 Authentication succeeded"), ("MAIL gurpartap@patriots.in", "250 OK")]),
    ("ftp_ipv4_data.pcap", 1, [
        ("USER anonymous", "331 Guest login ok, type your name as password."),
        ("PASS", "230 Guest login ok, access restrictions apply.")]),
    ("imap_pop3_mail.pcap", 1, [("CAPABILITY", "OK CAPABILITY completed"), ("LOGIN", "OK LOGIN completed")]),
    ("sip_rtp_call.pcap", 1, [("REGISTER sip:sip.cybercity.dk", "401 Unauthorized"),
                              ("REGISTER sip:sip.cybercity.dk", "403 Forbidden Wrong password")]),
    ("snmpv2_getbulk.pcap", 1, [("get bulk request (165)", "response (162) none (0)")]),
    ("modbus_small.pcap", 1, [("write coils (15) 0 3", "write coils (15)")]),
]


@pytest.mark.parametrize(("name", "session", "fact"), FACTS)
def test_commands_and_answers_of_others(captures: Path, name: str, session: int, fact: list[tuple[str, str]]) -> None:
    assert told(analyze(captures / name), session)[:len(fact)] == fact


def test_every_span_is_in_its_session_and_in_order(captures: Path) -> None:
    for name in ("mix_many_protocols_cdp_vlan_http_dns_tls.pcap", "http_pipelined_requests.pcap"):
        found = analyze(captures / name)
        for session in range(1, min(len(found.sessions), 60) + 1):
            spans = found.spans(session)
            assert list(spans) == sorted(spans, key=lambda span: (span.time_ns, span.packet))
            for span in spans:
                for packet in filter(None, (span.packet, span.answer_packet, span.end_packet)):
                    assert found.packets.cell("session", packet - 1) == session


def test_nobody_asks_in_other_protocols_nor_in_sessions_that_are_not_there(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, [(0.0, traffic.udp(0, b"x"))])
    assert found.spans(1) == ()
    with pytest.raises(UnknownNameError):
        found.spans(2)
    http = traffic.analysed(tmp_path, traffic.conversation([(0, request(b"/a"))]))
    with pytest.raises(CancelledError):
        http.spans(1, lambda: True)


def test_the_table_names_attributes_that_there_are() -> None:
    from netloupe_engine.analysis import known_protocols
    known = {protocol.key: {field.name for field in protocol.fields} for protocol in known_protocols()}
    for exchange in EXCHANGES:
        named = {exchange.ask, exchange.answer, *exchange.told, *exchange.said, *exchange.key, exchange.is_answer}
        assert named - {""} <= known[exchange.protocol], exchange.protocol
    assert protocols_of("eth.ip.tcp.smtp.tls") == ("smtp", HANDSHAKE)


def test_streams_of_http2_take_turns_and_each_has_its_answer(tmp_path: Path) -> None:
    talk = Talk()
    for stream in (1, 3):
        talk.ask(stream, f"/{stream}")
    talk.answer(3)
    talk.answer(1)
    talk.body(1, 1, b"x" * 100)
    talk.body(1, 3, b"x" * 100, True)
    talk.ask(5, "/5")
    found = traffic.analysed(tmp_path, traffic.conversation(talk.said))
    first, second, third = found.spans(1)
    assert [(span.protocol, span.title, span.answer) for span in (first, second)] == [
        ("http2", "GET /1", "200 OK"), ("http2", "GET /3", "200 OK")]
    assert second.answer_packet < first.answer_packet < first.end_packet < second.end_packet
    assert (third.title, third.is_answered) == ("GET /5", False)


def test_streams_of_http3() -> None:
    given = Settings(key_logs=(str(CAPTURES / "http3.keys"),))
    found = analyze(str(CAPTURES / "http3.pcap"), settings=given)
    assert [(span.title, span.answer, span.packet, span.answer_packet, span.end_packet) for span in found.spans(1)] == [
        ("GET /numbers.json", "200 OK", 7, 10, 10), ("GET /picture.png", "200 OK", 8, 11, 13),
        ("POST /names", "201 Created", 9, 14, 14), ("GET /numbers.json", "200 OK", 18, 19, 19),
        ("GET /nowhere", "404 Not Found", 21, 22, 22)]
