"""Whose service a session is, how that is known, and all the ways in which it is told."""
import json
from pathlib import Path

import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.classify.services import book
from netloupe_engine.errors import UnknownNameError
from netloupe_engine.model import Confidence, ServiceDecision, ServiceWay
from netloupe_engine.sessions.columns import DERIVED_TYPES
from tests.unit.handler.test_expectations import answer
from tests.unit.protocols.application.tls_messages import client_hello, handshake, record, server_name
from tests.unit.traffic import Timed, analysed, capture, conversation, udp

HEATING = '''category = "house"
[[service]]
name = "heating"
addresses = ["10.0.0.0/8"]
ports = ["udp/9"]
[[service]]
name = "cellar"
ports = ["udp/10"]
'''


def request(host: str) -> list[tuple[int, bytes]]:
    return [(0, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()), (1, b"HTTP/1.1 204 No Content\r\n\r\n")]


def hello(name: str) -> bytes:
    return record(handshake(1, client_hello((0x1301,), [server_name(name.encode())])))


def told(analysis: Analysis) -> list[tuple[str, str, ServiceDecision | None]]:
    return [(one.service, one.category, one.service_decided) for one in analysis.each_session()]


def decision(by: ServiceWay, packet: int, rule: str, other: str = "") -> ServiceDecision:
    sure = by in (ServiceWay.TOLD, ServiceWay.SERVER_NAME, ServiceWay.HOST)
    return ServiceDecision(by, Confidence.CERTAIN if sure else Confidence.LIKELY, packet, rule, other)


def test_by_the_host_that_is_asked_for(tmp_path: Path) -> None:
    assert told(analysed(tmp_path, conversation(request("www.netflix.com:8080"), ports=(40000, 8080)))) == [
        ("netflix", "video", decision(ServiceWay.HOST, 4, "netflix.com"))]


def test_by_the_server_name_of_tls(tmp_path: Path) -> None:
    assert told(analysed(tmp_path, conversation([(0, hello("edge.whatsapp.net"))], ports=(40000, 443)))) == [
        ("whatsapp", "messaging", decision(ServiceWay.SERVER_NAME, 4, "whatsapp.net"))]


def test_of_several_hosts_the_first_that_says_something(tmp_path: Path) -> None:
    said = [*request("printer.example"), *request("github.com"), *request("wikipedia.org")]
    assert told(analysed(tmp_path, conversation(said, ports=(40000, 80))))[0][0] == "github"


@pytest.mark.parametrize("handlers", [1, 2, 4])
def test_by_what_dns_told_before_and_by_the_address(tmp_path: Path, handlers: int) -> None:
    frames: list[Timed] = [
        (0, udp(1, answer("rr1.googlevideo.com", "203.0.113.7"), ports=(40000, 53))),
        (1, udp(0, ports=(41000, 9999), server="203.0.113.7")),
        (2, udp(1, answer("www.example.com", "149.154.167.50"), ports=(40001, 53))),
        (3, udp(0, ports=(41000, 9999), server="149.154.167.50")), (4, udp(0, ports=(41001, 9999), server="8.8.8.8")),
        (5, udp(1, answer("netflix.com", "8.8.4.4"), ports=(40002, 53))),
        (6, udp(0, ports=(41003, 9999), server="8.8.4.4"))]
    analysis = analyze(capture(tmp_path, frames), handlers)
    assert [one for one in told(analysis) if one[0]] == [
        ("youtube", "video", decision(ServiceWay.DNS, 1, "googlevideo.com")),
        ("telegram", "messaging", decision(ServiceWay.ADDRESS, 0, "149.154.160.0/20")),
        ("googledns", "names", decision(ServiceWay.ADDRESS, 0, "8.8.8.0/24")),
        ("netflix", "video", decision(ServiceWay.DNS, 6, "netflix.com", "googledns"))]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of services of a user's own, which this test alone knows of."""
    folder = tmp_path / "services"
    folder.mkdir()
    monkeypatch.setattr("netloupe_engine.classify.services.own.own_folder", lambda: folder)
    yield folder
    for path in folder.glob("*"):
        path.unlink()
    book.BOOK.reread()


def test_a_user_s_file_counts_at_once_and_for_what_is_open(tmp_path: Path, own: Path) -> None:
    analysis = analysed(tmp_path, [(0, udp(0, ports=(40000, 9))), (1, udp(0, ports=(40000, 10), server="192.0.2.1"))])
    assert told(analysis) == [("", "", None), ("", "", None)]
    (own / "mine.toml").write_text(HEATING)
    book.BOOK.reread()
    assert told(analysis) == [("heating", "house", decision(ServiceWay.ADDRESS, 0, "10.0.0.0/8")),
                              ("cellar", "house", decision(ServiceWay.PORT, 0, "udp/10"))]


def test_what_a_person_says_goes_before_all(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, conversation(request("www.netflix.com"), ports=(40000, 80)))
    analysis.treat_as(1, "zoom")
    assert told(analysis) == [("zoom", "meetings", decision(ServiceWay.TOLD, 0, "", "netflix"))]
    assert analysis.filter("service == zoom").tolist() == [1]
    assert analysis.treated == {1: "zoom"}
    analysis.treat_as(1, "")
    assert told(analysis)[0][0] == "netflix"
    with pytest.raises(UnknownNameError, match="is netflix meant"):
        analysis.treat_as(1, "netflx")
    with pytest.raises(UnknownNameError, match="no session 7"):
        analysis.treat_as(7, "zoom")


def test_all_ways_to_ask_say_the_same(tmp_path: Path) -> None:
    frames = [*conversation(request("www.netflix.com"), ports=(40000, 80)),
              *conversation(request("printer.example"), at=1, ports=(40001, 80))]
    analysis = analysed(tmp_path, frames)
    table = analysis.sessions
    words = table.words("services")
    assert [words[number] for number in table.column("service").tolist()] == ["netflix", None]
    for name in DERIVED_TYPES:
        whole = table.column(name)
        assert whole.tolist() == [table.cell(name, row) for row in range(2)] == table.values(name)
        assert table.take(name, [1, 0]).tolist() == whole[::-1].tolist()
    lines = [json.loads(line) for line in b"".join(analysis.written_sessions("jsonl")).splitlines()]
    assert [(line["service"], line["category"], line["service_decided"]) for line in lines] == [
        ("netflix", "video", {"by": "host", "packet": 4, "confidence": "certain", "rule": "netflix.com",
                              "runner_up": None}), (None, None, None)]
    for question in ("service == netflix", "category == video", "service_by == host", "service_confidence == certain",
                     "service_rule == netflix.com", "service_packet == 4", "netflix"):
        assert analysis.filter(question).tolist() == [1], question
    assert analysis.filter("not service").tolist() == [2]
    assert {label for label, _ in analysis.group_by("service", "category")} == {("netflix", "video"), (None, None)}
