"""What HTTP and DNS say that deserves a look."""
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR
from scapy.packet import Packet

from netloupe_engine.model import Settings
from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, conversation, udp


def fetched(uri: bytes, kind: bytes, host: bytes = b"a.example") -> list[Timed]:
    return conversation([(0, b"GET %s HTTP/1.1\r\nHost: %s\r\n\r\n" % (uri, host)),
                         (1, b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: 2\r\n\r\nMZ" % kind)])


@pytest.mark.parametrize(("uri", "kind", "packet"), [
    (b"/setup", b"application/x-msdownload", 5), (b"/a/setup.EXE?x=1", b"application/octet-stream", 4),
    (b"/app.apk", b"x/y", 4), (b"/", b"application/vnd.microsoft.portable-executable; x=1", 5)])
def test_programs_in_clear(tmp_path: Path, uri: bytes, kind: bytes, packet: int) -> None:
    (row,) = told(analysed(tmp_path, fetched(uri, kind)), "http.program")
    assert (row.session, row.packet) == (1, packet)


@pytest.mark.parametrize(("uri", "kind"), [
    (b"/", b"text/html"), (b"/exe", b"application/octet-stream"), (b"/?file=setup.exe", b"application/json"),
    (b"/a.exe/b", b"image/png"), (b"/cgi/search.exe", b"text/html; charset=utf-8"),
    (b"/rpc/rpcproxy.dll", b"application/rpc"), (b"/setup.executable", b"text/plain")])
def test_what_is_no_program(tmp_path: Path, uri: bytes, kind: bytes) -> None:
    assert not told(analysed(tmp_path, fetched(uri, kind)), "http.program")


@pytest.mark.parametrize(("host", "is_numeric"), [
    (b"8.8.8.8", True), (b"93.184.216.34:8080", True), (b"[2606:4700::1111]:80", True), (b"10.1.2.3", False),
    (b"a.example", False),
    (b"1.2.3.4.nip.example", False), (b"1234.example:80", False), (b"localhost", False)])
def test_hosts_without_a_name(tmp_path: Path, host: bytes, is_numeric: bool) -> None:
    assert bool(told(analysed(tmp_path, fetched(b"/", b"a/b", host)), "http.numeric_host")) == is_numeric


def dns(number: int, name: str, code: int | None = None) -> Packet:
    """A query, or with a code its answer."""
    message = DNS(id=number, rd=1, qd=DNSQR(qname=name), qr=code is not None, rcode=code or 0)
    return udp(1 if code is not None else 0, bytes(message), ports=(20_000 + number, 53))


def asked(count: int, name: str, code: int = 0, apart: float = 0.5) -> list[Timed]:
    frames: list[Timed] = []
    for number in range(count):
        frames += [(number * apart, dns(number, name.format(number))), (number * apart + 0.01, dns(
            number, name.format(number), code))]
    return frames


LONG = "{:03}" + "k7q2m" * 11 + ".t.tunnel.example"


def test_many_long_names_under_one_domain(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, asked(12, LONG)), "dns.long_names")
    assert row.text == "12 different names of 60 to 75 characters under tunnel.example were asked for"
    assert len(row.sessions) == 12


@pytest.mark.parametrize(("count", "name"), [
    (5, LONG), (30, "k7q2m" * 11 + ".t.tunnel.example"), (30, "host{}.example.com"),
    (30, "{:x}." + ".".join("0" * 31) + ".ip6.arpa")], ids=["few", "one name", "short", "reverse"])
def test_names_that_are_usual(tmp_path: Path, count: int, name: str) -> None:
    assert not told(analysed(tmp_path, asked(count, name)), "dns.long_names")


def test_a_name_server_that_answers_with_errors(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, asked(25, "host{}.wrong.example", 3)), "dns.many_errors")
    assert row.text == "10.0.0.2 answered 10.0.0.1 25 of 25 times with an error: 25 NXDOMAIN"


def test_a_name_server_that_mostly_answers(tmp_path: Path) -> None:
    frames = asked(25, "host{}.wrong.example", 3)
    frames += [(20 + at, frame) for at, frame in asked(60, "host{}.example")]
    assert not told(analysed(tmp_path, frames), "dns.many_errors")


def test_a_flood_of_questions(tmp_path: Path) -> None:
    limits = Settings(thresholds={"dns.flood.least": 50})
    (row,) = told(analysed(tmp_path, asked(80, "a.example", apart=0.1), limits), "dns.flood")
    assert row.text == "10.0.0.1 began 80 sessions of DNS with 10.0.0.2 within 10 s"
    assert not told(analysed(tmp_path, asked(80, "a.example", apart=0.5), limits), "dns.flood")
