"""Why sessions are there: each kind of relation where it is and where it is not; names as another program has them."""
import shutil
import subprocess
from pathlib import Path

import pytest
from scapy.layers.inet import GRE, IP, UDP
from scapy.layers.l2 import Ether

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.summaries import relations as module
from netloupe_engine.summaries import web
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer, ftp, reply
from tests.unit.traffic import CLIENT, SERVER, Timed

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def told(analysis: Analysis, session: int | None = None) -> list[tuple[int, int, str, int, str]]:
    found = analysis.relations(session)
    return [tuple(document.values()) for document in found.documents()]      # type: ignore[misc]


def lines(analysis: Analysis, session: int | None = None) -> list[tuple[int, int, bool]]:
    return [(branch.depth, branch.session, branch.is_again) for branch in analysis.relations(session).branches()]


def page(path: str, at: float, port: int, *fields: str, status: str = "200 OK", location: str = "") -> list[Timed]:
    """A connection that asks for one page of a.example."""
    request = "\r\n".join((f"GET {path} HTTP/1.1", "Host: a.example", *fields, "", "")).encode()
    place = f"Location: {location}\r\n" if location else ""
    return traffic.conversation([(0, request), (1, f"HTTP/1.1 {status}\r\n{place}Content-Length: 0\r\n\r\n".encode())],
                                at=at, ports=(port, 80))


def test_a_dns_answer_names_the_host_of_a_connection(tmp_path: Path) -> None:
    frames = [(0.0, traffic.udp(1, answer("www.example.com", SERVER), ports=(40000, 53))),
              *traffic.conversation([(0, b"hello")], at=1, ports=(40001, 9))]
    assert told(traffic.analysed(tmp_path, frames)) == [(1, 2, "named", 1, f"www.example.com is {SERVER}")]
    late = [(0.0, frames[0][1]), *traffic.conversation([(0, b"hello")], at=1000, ports=(40001, 9))]
    assert told(traffic.analysed(tmp_path, late)) == []


@pytest.mark.parametrize("handlers", [1, 3])
def test_the_packet_that_announced_a_session_is_told(tmp_path: Path, handlers: int) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50000)))
    data = traffic.conversation([(1, b"a list\r\n")], at=1, ports=(40001, 50000))
    with analyze(traffic.capture(tmp_path, [*frames, *data]), handlers) as analysis:
        (cause, effect, kind, packet, why), = told(analysis)
        assert (cause, effect, kind, why) == (1, 2, "announced", "FTP PASV")
        assert "227" in analysis.packet_info(packet)


def test_what_is_tunnelled_is_carried(tmp_path: Path) -> None:
    inner = IP(src="10.8.0.1", dst="10.8.0.2") / UDP(sport=1000, dport=2000) / b"hello"
    frame = Ether() / IP(src=CLIENT, dst=SERVER) / GRE() / inner
    analysis = traffic.analysed(tmp_path, [(0.0, frame)])
    (cause, effect, kind, packet, why), = told(analysis)
    assert analysis.session(effect).parent == cause
    assert (kind, packet, why) == ("carried", 1, "inside eth / ip / gre")


def test_a_redirect_leads_to_the_first_request_for_its_goal(tmp_path: Path) -> None:
    frames = [*page("/new", 0.0, 40000), *page("/old", 1.0, 40001, status="301 Moved", location="/new"),
              *page("/new", 2.0, 40002), *page("/new", 3.0, 40003)]
    analysis = traffic.analysed(tmp_path, frames)
    (cause, effect, kind, packet, why), = told(analysis)
    assert (cause, effect, kind, why) == (2, 3, "redirected", "301 → http://a.example/new")
    assert analysis.packet_info(packet).startswith("301")
    late = [*page("/old", 1.0, 40001, status="301 Moved", location="/new"), *page("/new", 70.0, 40002)]
    assert told(traffic.analysed(tmp_path, late)) == []
    other = [*page("/old", 1.0, 40001, status="200 OK", location="/new"), *page("/new", 2.0, 40002)]
    assert told(traffic.analysed(tmp_path, other)) == []


def test_a_referer_leads_back_to_the_page_of_the_same_client(tmp_path: Path) -> None:
    frames = [*page("/index", 0.0, 40000), *page("/style.css", 1.0, 40001, "Referer: http://a.example/index"),
              *page("/other", 2.0, 40002, "Referer: http://a.example/unseen")]
    analysis = traffic.analysed(tmp_path, frames)
    assert [row[:3] for row in told(analysis)] == [(1, 2, "referred")]
    assert told(analysis)[0][4] == "Referer: http://a.example/index"
    before = [*page("/style.css", 0.0, 40001, "Referer: http://a.example/index"), *page("/index", 1.0, 40000)]
    assert told(traffic.analysed(tmp_path, before)) == []       # the page was asked for later
    strangers = [(time, traffic.loose(bytes(frame))) for time, frame
                 in page("/style.css", 1.0, 40001, "Referer: http://a.example/index")]
    for _time, frame in strangers:
        for side in ("src", "dst"):
            if getattr(frame["IP"], side) == CLIENT:
                setattr(frame["IP"], side, "10.7.7.7")
    assert told(traffic.analysed(tmp_path, [*page("/index", 0.0, 40000), *strangers])) == []


def test_a_redirect_to_tls_leads_to_its_handshake(captures: Path) -> None:
    with analyze(captures / "mix_many_protocols_cdp_vlan_http_dns_tls.pcap") as analysis:
        found = [row for row in told(analysis) if row[2] == "redirected" and "https://" in row[4]]
        assert found
        for cause, effect, _kind, packet, why in found:
            session, goal = analysis.session(cause), analysis.session(effect)
            assert goal.initiator == session.initiator
            assert goal.first_packet > packet
            host = why.split("https://")[1].split("/")[0]
            assert [value.value for value in goal.attributes if value.name == "tls.server_name"] == [host]


def test_trees_go_from_causes_to_effects_and_tell_each_once(tmp_path: Path) -> None:
    dns = (0.0, traffic.udp(1, answer("a.example", SERVER), ports=(50000, 53)))
    frames = [dns, *page("/index", 1.0, 40000), *page("/frame", 2.0, 40001, "Referer: http://a.example/index"),
              *page("/image", 3.0, 40002, "Referer: http://a.example/frame"), (9.0, traffic.udp(0, b"x", ports=(1, 2)))]
    analysis = traffic.analysed(tmp_path, frames)
    assert {row[:3] for row in told(analysis)} == {(1, 2, "named"), (1, 3, "named"), (1, 4, "named"), (1, 5, "named"),
                                                   (2, 3, "referred"), (3, 4, "referred")}
    assert lines(analysis) == [(0, 1, False), (1, 2, False), (2, 3, False), (3, 4, False), (1, 3, True), (1, 4, False),
                               (1, 5, False)]
    assert {row[:3] for row in told(analysis, 3)} == {(1, 2, "named"), (1, 3, "named"), (2, 3, "referred"),
                                                      (3, 4, "referred")}
    assert analysis.relations(5).causes.tolist() == [1]
    assert "Referer" in analysis.relations(4).rule(len(analysis.relations(4)) - 1)


def test_sessions_that_led_to_each_other_are_a_tree_all_the_same(tmp_path: Path) -> None:
    def asks(path: str, of: str) -> tuple[int, bytes]:
        return 0, f"GET {path} HTTP/1.1\r\nHost: a.example\r\nReferer: http://a.example{of}\r\n\r\n".encode()
    one = traffic.conversation([asks("/a", "/none"), (1, OK), asks("/c", "/b"), (1, OK)], ports=(40000, 80), step=1.0)
    two = traffic.conversation([asks("/b", "/a"), (1, OK)], at=1.5, ports=(40001, 80), step=0.2)
    frames = sorted([*one, *two], key=lambda frame: frame[0])
    assert lines(traffic.analysed(tmp_path, frames)) == [(0, 1, False), (1, 2, False), (2, 1, True)]


def test_it_is_bounded_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dns = (0.0, traffic.udp(1, answer("a.example", SERVER), ports=(50000, 53)))
    frames = [dns, *(frame for at in range(10) for frame in page(f"/{at}", 1.0 + at, 40000 + at,
                                                                   f"Referer: http://a.example/{at - 1}"))]
    analysis = traffic.analysed(tmp_path, frames)
    assert len(analysis.relations()) == 19
    monkeypatch.setattr(module, "RELATIONS_MAX", 5)
    monkeypatch.setattr(web, "READ_MAX", 4)
    monkeypatch.setattr(web, "NEAR_MAX", 3)
    found = analysis.relations()
    assert (len(found), found.left_out, found.unread) == (5, 8, 6)
    found = analysis.relations(7)
    assert found.unread == 7
    assert (7, 1) in zip(found.effects.tolist(), found.causes.tolist(), strict=True)     # what led to it comes first


def test_it_is_refused_and_called_off(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, page("/", 0.0, 40000))
    for wrong in (0, -1, 9):
        with pytest.raises(UnknownNameError):
            analysis.relations(wrong)
    with pytest.raises(CancelledError):
        analysis.relations(cancelled=lambda: True)


@pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark")
def test_every_name_of_the_sample_is_in_the_answer_that_tshark_reads() -> None:
    sample = Path("resources/captures/sample.pcapng")
    fields = ("frame.number", "dns.qry.name", "dns.a", "dns.aaaa", "ip.dst")
    said = subprocess.run(["tshark", "-r", sample, "-Y", "dns.flags.response == 1", "-T", "fields",
                           *(word for name in fields for word in ("-e", name))],
                          capture_output=True, text=True, check=True).stdout
    answers = {int(line.split("\t")[0]): line.split("\t")[1:] for line in said.splitlines()}
    with analyze(sample) as analysis:
        named = [row for row in told(analysis) if row[2] == "named"]
        assert len(named) > 20
        for _cause, effect, _kind, packet, why in named:
            name, _is, server = why.partition(" is ")
            asked, v4, v6, client = answers[packet]
            assert asked == name
            assert server in (*v4.split(","), *v6.split(","))
            assert analysis.session(effect).responder == server
            assert client in ("", analysis.session(effect).initiator)
            assert packet < analysis.session(effect).first_packet
