"""Requests with the page they came from and where they were sent; addresses that mean the same are written the same."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.streams import visits as module
from netloupe_engine.streams.visits import Visits, address, plain, resolved
from tests.unit import traffic


def visits_of(analysis: Analysis, session: int = 1) -> list[tuple[str, str, str, str]]:
    found = module.visits(analysis._run, analysis.reading, session, bool)
    return [(visit.url, visit.referer, visit.status, visit.location) for visit in found]


def test_requests_with_their_answers(tmp_path: Path) -> None:
    talk = [(0, b"GET /a?x=1 HTTP/1.1\r\nHost: A.example:80\r\nReferer: http://b.example/#top\r\n\r\n"),
            (1, b"HTTP/1.1 302 Found\r\nLocation: ../c\r\nContent-Length: 0\r\n\r\n"),
            (0, b"GET /plain HTTP/1.1\r\nHost: a.example\r\n\r\n"),
            (1, b"HTTP/1.1 200 OK\r\nLocation: /ignored\r\nContent-Length: 0\r\n\r\n"),
            (0, b"OPTIONS * HTTP/1.1\r\nHost: a.example\r\n\r\n")]
    assert visits_of(traffic.analysed(tmp_path, traffic.conversation(talk))) == [
        ("http://a.example/a?x=1", "http://b.example/", "302", "http://a.example/c"),
        ("http://a.example/plain", "", "200", ""), ("", "", "", "")]


def test_of_provisional_answers_the_final_one_counts(tmp_path: Path) -> None:
    talk = [(0, b"POST /a HTTP/1.1\r\nHost: a.example\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"),
            (1, b"HTTP/1.1 100 Continue\r\n\r\n"), (0, b"x"),
            (1, b"HTTP/1.1 303 See Other\r\nLocation: https://c.example\r\nContent-Length: 0\r\n\r\n")]
    assert visits_of(traffic.analysed(tmp_path, traffic.conversation(talk))) == [
        ("http://a.example/a", "", "303", "https://c.example/")]


@pytest.mark.parametrize(("written", "meant"), [
    ("HTTP://Example.COM:80/Path?q#part", "http://example.com/Path?q"),
    ("https://user:pw@e.example.:443", "https://e.example/"),
    ("http://e.example:8080/", "http://e.example:8080/"), ("http://[2001:DB8::1]/x", "http://[2001:db8::1]/x"),
    ("ftp://e.example/", ""), ("about:blank", ""), ("http://", ""), ("http://[::1/", ""), ("http://e:99999/", ""),
    ("", "")])
def test_addresses_are_compared_as_the_rfc_says(written: str, meant: str) -> None:
    assert plain(written) == meant


def test_where_a_location_leads_and_what_a_request_is_for() -> None:
    assert resolved("http://a.example/x/y", "../z") == "http://a.example/z"         # RFC 3986, section 5.4
    assert resolved("http://a.example/x/y", "//b.example") == "http://b.example/"
    assert resolved("http://a.example/", "http://[bad") == ""
    assert address("a.example", "/x") == "http://a.example/x"
    assert address("a.example", "http://b.example/x") == "http://b.example/x"       # RFC 9112, section 3.2.2
    assert address("a.example", "b.example:443") == ""                              # of CONNECT
    assert address("", "/x") == ""


def test_what_was_read_is_kept_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = [(0, b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n")]
    frames = [*traffic.conversation(talk), *traffic.conversation(talk, at=1, ports=(40001, 80))]
    analysis = traffic.analysed(tmp_path, frames)
    kept = Visits(analysis._run, analysis.reading)
    assert kept.of(1, bool) is kept.of(1, bool)
    monkeypatch.setattr(module, "KEPT_MAX", 3)
    first = kept.of(1, bool)
    kept.of(2, bool)
    assert kept.of(1, bool) == first
    assert kept.of(1, bool) is not first
