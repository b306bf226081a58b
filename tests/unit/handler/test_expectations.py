"""Sessions that others announce: found, read by who was announced, and joined whatever the number of handlers."""
import json
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR, DNSRR

from netloupe_engine import Analysis, analyze
from netloupe_engine.model import Confidence, Decision
from tests.unit.traffic import SERVER, Timed, analysed, capture, conversation, tcp, udp

GREETING = [(1, b"220 FTP ready\r\n"), (0, b"USER joe\r\n"), (1, b"331 password\r\n")]


def relations(analysis: Analysis) -> list[tuple[int, str, int, str, str, str]]:
    """(id, application, who announced it, why, how it was recognised, how surely) of each session."""
    found = []
    for id in range(1, len(analysis.sessions) + 1):
        session = analysis.session(id)
        by = [(relation.to, relation.why) for relation in session.relations if relation.kind == "announced_by"]
        found.append((id, session.application, *(by[0] if by else (0, "")), session.decided_by.name,
                      session.confidence.name))
    return found


def ftp(*said: tuple[int, bytes]) -> list[Timed]:
    return conversation([*GREETING, *said], ports=(40000, 21))


def reply(address: str, port: int) -> bytes:
    """The reply to PASV."""
    return f"227 Entering Passive Mode ({address.replace('.', ',')},{port >> 8},{port & 255}).\r\n".encode()


def test_passive_ftp(tmp_path: Path) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123)), (0, b"RETR x\r\n"))
    data = conversation([(1, b"GET / HTTP/1.1\r\nHost: not.http\r\n\r\n")], at=1, ports=(40001, 50123))
    analysis = analysed(tmp_path, [*frames, *data])
    assert relations(analysis) == [(1, "ftp", 0, "", "PAYLOAD", "CERTAIN"),
                                   (2, "ftp_data", 1, "FTP PASV", "CORRELATION", "CERTAIN")]
    assert analysis.session(2).path == "eth.ip.tcp.ftp_data"
    assert [(relation.to, relation.kind, relation.packet) for relation in analysis.session(1).relations] == [
        (2, "announced", len(frames) + 1)]


def test_passive_ftp_behind_a_translator_that_left_the_reply_alone(tmp_path: Path) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply("192.168.7.7", 50123)))
    data = conversation([(1, b"text")], at=1, ports=(40001, 50123))
    assert relations(analysed(tmp_path, [*frames, *data]))[1][1:4] == ("ftp_data", 1, "FTP PASV")


def test_active_ftp_begins_at_the_server(tmp_path: Path) -> None:
    frames = ftp((0, b"PORT 10,0,0,1,200,1\r\n"), (1, b"200 ok\r\n"))
    ports = (51201, 20)
    data: list[Timed] = [(1, tcp(1, "S", 100, ports=ports)), (1.1, tcp(0, "SA", 900, 101, ports=ports)),
                         (1.2, tcp(1, "A", 101, 901, ports=ports)),
                         (1.3, tcp(1, "PA", 101, 901, b"listing", ports=ports))]
    analysis = analysed(tmp_path, [*frames, *data])
    session = analysis.session(2)
    assert (session.application, session.initiator, session.initiator_port) == ("ftp_data", SERVER, 20)
    assert relations(analysis)[1][2:4] == (1, "FTP PORT")


@pytest.mark.parametrize(("said", "why"), [
    ((1, b"229 Entering Extended Passive Mode (|||50123|)\r\n"), "FTP EPSV"),
    ((0, b"EPRT |1|10.0.0.1|40001|\r\n"), "FTP EPRT")])
def test_extended_ftp(tmp_path: Path, said: tuple[int, bytes], why: str) -> None:
    data = conversation([(1, b"text")], at=1, ports=(40001, 50123))
    assert relations(analysed(tmp_path, [*ftp(said), *data]))[1][1:4] == ("ftp_data", 1, why)


def test_another_port_or_a_later_time_is_not_what_was_announced(tmp_path: Path) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123)))
    other = conversation([(1, b"text")], at=1, ports=(40001, 50124))
    late = conversation([(1, b"text")], at=500, ports=(40002, 50123))
    assert [found[1:4] for found in relations(analysed(tmp_path, [*frames, *other, *late]))[1:]] == [("", 0, "")] * 2


def test_who_cannot_read_what_was_announced_makes_room(tmp_path: Path) -> None:
    request = b"\0\1boot.img\0octet\0"
    answer = b"\x12\x34\x81\x80\0\1\0\1\0\0\0\0\1a\2de\0\0\1\0\1\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"
    frames: list[Timed] = [(0, udp(0, request, ports=(40000, 69))), (1, udp(1, answer, ports=(40000, 53)))]
    session = analysed(tmp_path, frames).session(2)
    assert (session.application, session.decided_by) == ("dns", Decision.PAYLOAD)


def test_tftp_answers_from_a_port_of_its_own(tmp_path: Path) -> None:
    frames: list[Timed] = [(0, udp(0, b"\0\1boot.img\0octet\0", ports=(40000, 69)))]
    frames += [(0.1 * n, udp(n % 2, bytes([0, 3 if n % 2 else 4, 0, (n + 1) // 2]) + b"data" * (n % 2),
                             ports=(40000, 33000))) for n in range(1, 5)]
    analysis = analysed(tmp_path, frames)
    assert relations(analysis) == [(1, "tftp", 0, "", "PAYLOAD", analysis.session(1).confidence.name),
                                   (2, "tftp", 1, "TFTP request", "CORRELATION", Confidence.CERTAIN.name)]
    assert [value.value for value in analysis.session(2).attributes if value.name == "tftp.opcode"] == [3, 4, 3, 4]


def test_a_packet_of_an_announced_session_is_shown_as_who_was_announced_reads_it(tmp_path: Path) -> None:
    frames: list[Timed] = [(0, udp(0, b"\0\1boot.img\0octet\0", ports=(40000, 69))),
                           (1, udp(1, b"\0\3\0\1data", ports=(40000, 33000)))]
    assert [node.name for node in analysed(tmp_path, frames).packet(2).nodes][-1] == "tftp"


def test_relations_as_json(tmp_path: Path) -> None:
    frames = [*ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123))), *conversation([(1, b"text")], 1, ports=(40001, 50123))]
    analysis = analysed(tmp_path, frames)
    first, second = (json.loads(line) for line in b"".join(analysis.written_sessions("jsonl")).splitlines())
    assert (first["expected_by"], first["expected_reason"]) == (None, None)
    assert first["relations"] == [{"to": 2, "kind": "announced", "why": "FTP PASV"}]
    assert (second["expected_by"], second["expected_reason"], second["relations"]) == (1, "FTP PASV", [])
    assert second["decided"] == {"by": "correlation", "packet": second["decided"]["packet"], "confidence": "certain"}


@pytest.mark.parametrize("handlers", [2, 3, 4])
def test_relations_do_not_depend_on_the_number_of_handlers(tmp_path: Path, handlers: int) -> None:
    frames: list[Timed] = []
    for at in range(12):
        here, there = f"10.0.{at}.1", f"10.0.{at}.2"
        frames.append((at, udp(0, b"\0\1f\0octet\0", ports=(40000 + at, 69), client=here, server=there)))
        frames.append((at + 0.5, udp(1, b"\0\3\0\1data", ports=(40000 + at, 33000), client=here, server=there)))
    path = capture(tmp_path, frames)
    assert relations(analyze(path, handlers)) == relations(analyze(path, 1))
    joined = [found[2] for found in relations(analyze(path, handlers))]
    assert joined == [id - 1 if id % 2 == 0 else 0 for id in range(1, 25)]


def answer(name: str, address: str, seconds: int = 60, alias: str = "") -> bytes:
    """A response of DNS with one address, behind an alias if there is one."""
    message = DNS(id=7, qr=1, rd=1, ra=1, qd=DNSQR(qname=name))
    if alias:
        message.an = [DNSRR(rrname=name, type="CNAME", ttl=5, rdata=alias),
                      DNSRR(rrname=alias, ttl=seconds, rdata=address)]
    else:
        message.an = DNSRR(rrname=name, ttl=seconds, rdata=address)
    return bytes(message)


def names(analysis: Analysis) -> list[str]:
    return [session.responder_name for session in analysis.each_session()]


@pytest.mark.parametrize("handlers", [1, 2, 3, 4])
def test_names_that_dns_told_the_client(tmp_path: Path, handlers: int) -> None:
    frames: list[Timed] = [
        (0, udp(1, answer("www.example.com", "192.0.2.7", alias="edge.example.net"), ports=(40000, 53))),
        (1, udp(1, answer("other.example.com", "192.0.2.8"), ports=(40001, 53))),
        (2, udp(0, ports=(41000, 9999), server="192.0.2.7")), (3, udp(0, ports=(41000, 9999), server="192.0.2.8")),
        (4, udp(0, ports=(41001, 9999), client="10.0.0.9", server="192.0.2.7")),
        (5, udp(1, answer("new.example.com", "192.0.2.7"), ports=(40002, 53))),
        (6, udp(0, ports=(41002, 9999), server="192.0.2.7")), (200, udp(0, ports=(41003, 9999), server="192.0.2.8")),
        (2000, udp(0, ports=(41004, 9999), server="192.0.2.8"))]
    analysis = analyze(capture(tmp_path, frames), handlers)
    assert names(analysis) == ["", "", "www.example.com", "other.example.com", "", "", "new.example.com",
                               "other.example.com", ""]
    second = [json.loads(line)["responder_name"] for line in b"".join(analysis.written_sessions("jsonl")).splitlines()]
    assert second == [name or None for name in names(analysis)]


def test_names_hold_as_long_as_dns_says(tmp_path: Path) -> None:
    frames: list[Timed] = [(0, udp(1, answer("a.example", "192.0.2.7", 3000), ports=(40000, 53))),
                           (2900, udp(0, server="192.0.2.7")), (3100, udp(0, ports=(40009, 9), server="192.0.2.7"))]
    assert names(analysed(tmp_path, frames)) == ["", "a.example", ""]
