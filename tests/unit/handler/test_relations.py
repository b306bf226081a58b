"""Relations: what a session says itself counts for more than what others said of it; names that were asked for."""
import struct
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR, DNSRR

from netloupe_engine import analyze
from tests.unit.handler.test_announcements import invite, kinds
from tests.unit.handler.test_expectations import answer, ftp, names, relations, reply
from tests.unit.traffic import CLIENT, SERVER, Timed, analysed, capture, conversation, loose, tcp, udp

REQUEST = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
DISCOVER = b"\1\1\6\0" + bytes(232) + b"\x63\x82\x53\x63\x35\1\1\xff"


def question(name: str = "www.example.com", id: int = 7) -> bytes:
    return bytes(DNS(id=id, rd=1, qd=DNSQR(qname=name)))


def test_http_on_the_port_of_http_is_no_file_transfer(tmp_path: Path) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 80)))
    data = conversation([(0, REQUEST)], at=1, ports=(40001, 80))
    assert relations(analysed(tmp_path, [*frames, *data]))[1] == (2, "http", 0, "", "PAYLOAD", "CERTAIN")


@pytest.mark.parametrize("said", [(1, b"a list\r\n"), (0, b"a picture\r\n"), (1, b"G")])
def test_on_the_port_of_http_a_file_is_a_file(tmp_path: Path, said: tuple[int, bytes]) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 80)))
    data = conversation([said], at=1, ports=(40001, 80))
    assert relations(analysed(tmp_path, [*frames, *data]))[1][1:4] == ("ftp_data", 1, "FTP PASV")


@pytest.mark.parametrize("handlers", [1, 2, 3, 4])
@pytest.mark.parametrize(("address", "port", "client", "payload", "spoken"), [
    (SERVER, 53, "10.0.0.1", question(), "dns"), (SERVER, 53, "10.0.0.1", question(id=0x8001), "dns"),
    ("8.8.8.8", 53, "10.7.1.1", question(), "dns"), ("255.255.255.255", 67, "0.0.0.0", DISCOVER, "dhcp")])
def test_what_is_recognised_is_not_what_was_announced(tmp_path: Path, handlers: int, address: str, port: int,
                                                      client: str, payload: bytes, spoken: str) -> None:
    frames: list[Timed] = [(0, udp(0, invite(address, port), ports=(5060, 5060))),
                           (1, udp(0, payload, ports=(68, port), client=client, server=address))]
    assert relations(analyze(capture(tmp_path, frames), handlers))[1][1:4] == (spoken, 0, "")


def test_a_third_host_s_web_server_is_nobody_s_file_transfer(tmp_path: Path) -> None:
    frames = ftp((0, b"PORT 203,0,113,5,0,80\r\n"))
    data = [(1 + n / 10, loose(frame)) for n, (_, frame) in enumerate(conversation([(0, REQUEST)], ports=(41000, 80)))]
    for _, frame in data:
        frame["IP"].dst, frame["IP"].src = (
            ("203.0.113.5", "10.9.9.9") if frame["TCP"].dport == 80 else ("10.9.9.9", "203.0.113.5"))
    assert relations(analysed(tmp_path, [*frames, *data]))[1][1:4] == ("http", 0, "")


@pytest.mark.parametrize(("seconds", "joined"), [(200, True), (400, False)])
def test_media_begins_within_minutes(tmp_path: Path, seconds: int, joined: bool) -> None:
    media = b"\x80\0\0\1" + bytes(4) + b"\0\0\0\1" + bytes(160)
    frames: list[Timed] = [(0, udp(0, invite("10.0.0.1", 4000), ports=(5060, 5060))),
                           (seconds, udp(1, media, ports=(4000, 6000)))]
    assert bool(relations(analysed(tmp_path, frames))[1][2]) == joined


def test_who_describes_a_call_anew_is_waited_for_anew(tmp_path: Path) -> None:
    media = b"\x80\0\0\1" + bytes(4) + b"\0\0\0\1" + bytes(160)
    frames: list[Timed] = [(at, udp(0, invite("10.0.0.1", 4000), ports=(5060, 5060))) for at in (0, 150, 280)]
    frames.append((500, udp(1, media, ports=(4000, 6000))))
    assert relations(analysed(tmp_path, frames))[-1][1] == "rtp"


@pytest.mark.parametrize("handlers", [1, 2, 3, 4])
def test_an_answer_that_nobody_asked_for_names_nobody(tmp_path: Path, handlers: int) -> None:
    """RFC 5452 section 9.1: where queries are captured, by another id, of another session, from the asker itself."""
    told = answer("www.example.com", "192.0.2.7")
    evil = answer("evil.example.com", "192.0.2.8")
    other = bytes([0, 9]) + evil[2:]
    frames: list[Timed] = [
        (0, udp(0, question(), ports=(40000, 53))), (0.1, udp(1, other, ports=(40000, 53))),
        (0.2, udp(1, told, ports=(40000, 53))), (1, udp(1, evil, ports=(12345, 53), server="203.0.113.66")),
        (1.1, udp(1, question(id=7), ports=(12346, 53), server="203.0.113.66")),
        (1.2, udp(1, evil, ports=(12346, 53), server="203.0.113.66")),
        (2, udp(0, ports=(41000, 9999), server="192.0.2.7")), (3, udp(0, ports=(41000, 9999), server="192.0.2.8"))]
    assert names(analyze(capture(tmp_path, frames), handlers))[-2:] == ["www.example.com", ""]


@pytest.mark.parametrize(("count", "told"), [(40, False), (300, True)])
def test_all_addresses_of_an_answer_are_named_and_too_many_are_said(tmp_path: Path, count: int, told: bool) -> None:
    message = DNS(id=7, qr=1, rd=1, ra=1, qd=DNSQR(qname="www.example.com"))
    message.an = [DNSRR(rrname="www.example.com", ttl=60, rdata=f"192.0.{n >> 8}.{n & 255}") for n in range(count)]
    response = bytes(message)
    frames: list[Timed] = [(0, udp(0, question(), ports=(40000, 53))), (0.1, udp(1, response, ports=(40000, 53)))]
    frames += [(1 + n / 10, udp(0, ports=(41000, 9999), server=f"192.0.0.{n}")) for n in range(1, 40)]
    analysis = analysed(tmp_path, frames)
    assert names(analysis)[1:] == ["www.example.com"] * 39
    assert ("limit.names" in kinds(analysis)) == told


def many(first: int, count: int, seconds: int) -> bytes:
    """An answer with so many addresses, from this one on."""
    record = b"\xc0\x0c\0\1\0\1" + struct.pack("!I", seconds) + b"\0\4"
    return (struct.pack("!6H", 1, 0x8180, 1, count, 0, 0) + b"\1w\7example\0\0\1\0\1"
            + b"".join(record + struct.pack("!I", first + at) for at in range(count)))


def test_too_many_names_are_forgotten_alike_by_any_number_of_handlers(tmp_path: Path) -> None:
    """More than 65,536, some of which hold no more when others are told."""
    frames: list[Timed] = [
        (at * 1.2, udp(1, many((11 << 24) + 250 * at, 250, (60, 900)[at % 2]), ports=(33333, 53),
                       client=f"10.1.{at % 3}.1", server=f"192.0.2.{1 + at % 2}")) for at in range(340)]
    frames += [(410 + at / 10, udp(0, ports=(40000 + at, 9999), client=f"10.1.{at % 3}.1",
                                   server=f"11.{(at * 250) >> 16}.{(at * 250) >> 8 & 255}.{at * 250 & 255}"))
               for at in range(300)]
    path = capture(tmp_path, frames)
    answers = []
    for handlers in (1, 2, 3):
        analysis = analyze(path, handlers)
        answers.append((names(analysis), kinds(analysis)))
    assert answers[0] == answers[1] == answers[2]
    assert "limit.names" in answers[0][1]
    assert answers[0][0].count("w.example") > 150


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("asker", [CLIENT, SERVER])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("ports", [(6666, 5555), (5555, 6666), (80, 5555), (5555, 22)])
def test_the_name_is_of_who_is_the_responder_at_last(tmp_path: Path, handlers: int, asker: str, first: int,
                                                     ports: tuple[int, int]) -> None:
    """Recorded from its middle on, it is what is said that tells who opened a connection."""
    asked = SERVER if asker == CLIENT else CLIENT
    frames: list[Timed] = [
        (0, udp(1, answer("www.example.com", asked), client=asker, server="8.8.8.8", ports=(40000, 53))),
        (1, tcp(first, "A", 1001 + 4000 * first, 5001 - 4000 * first, ports=ports)),
        (2, tcp(0, "PA", 1001, 5001, REQUEST, ports=ports)),
        (3, tcp(1, "PA", 5001, 1001 + len(REQUEST), b"HTTP/1.1 204 No Content\r\n\r\n", ports=ports))]
    session = analyze(capture(tmp_path, frames), handlers).session(2)
    assert (str(session.initiator), str(session.responder), session.application) == (CLIENT, SERVER, "http")
    assert session.responder_name == ("www.example.com" if asker == CLIENT else "")
