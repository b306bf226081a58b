"""HTTP/1.x: the examples of RFC 9112, dialogues, tshark's reading of captures, and broken ones."""
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _http
from netloupe_engine.protocols.application.http import HTTP
from netloupe_engine.protocols.define import key_of_text
from tests.unit.protocols.application.tcp_streams import rows_of

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
GET = b"GET /where?q=now HTTP/1.1\r\nHost: www.example.org\r\n\r\n"


def feed(*pieces: tuple[int, bytes | int]) -> Any:
    return inspect.feed(_http.TWIN, HTTP, *pieces)


def probe(data: bytes) -> str:
    guess: str = inspect.probe(_http.TWIN, data)
    return guess


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def notes(fed: Any) -> set[Note]:
    return {Note(attribute.note) for attribute in fed.attributes if attribute.note}


def shape(fed: Any) -> list[tuple[str, Any, int, int, int]]:
    return [(item.name, item.value, item.at, item.depth, item.way) for item in fed.attributes]


def get(path: str, method: str = "GET") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: a.example\r\n\r\n".encode()


def test_a_request_and_its_response() -> None:               # RFC 9112 section 2.1, RFC 9110 section 3.9
    request = (b"GET /hello.txt HTTP/1.1\r\nUser-Agent: curl/7.64.1\r\nHost: www.example.com\r\n"
               b"Accept-Language: en, mi\r\n\r\n")
    response = (b"HTTP/1.1 200 OK\r\nDate: Mon, 27 Jul 2009 12:28:53 GMT\r\nServer: Apache\r\nContent-Length: 51\r\n"
                b"Vary: Accept-Encoding\r\nContent-Type: text/plain\r\n\r\n"
                b"Hello World! My content includes a trailing CRLF.\r\n")
    fed = feed((0, request), (1, response))
    for name, expected in (("method", ["GET"]), ("uri", ["/hello.txt"]), ("version", ["1.1", "1.1"]),
                           ("user_agent", ["curl/7.64.1"]), ("host", ["www.example.com"]), ("status_code", [200]),
                           ("reason", ["OK"]), ("server", ["Apache"]), ("content_type", ["text/plain"]),
                           ("content_length", [51]), ("body_size", [51])):
        assert values(fed, name) == expected, name
    assert values(fed, "header_name") == ["User-Agent", "Host", "Accept-Language", "Date", "Server", "Content-Length",
                                          "Vary", "Content-Type"]
    assert values(fed, "header_value")[2] == "en, mi"
    assert all(isinstance(answer, int) for answer in fed.answers)


def test_byte_ranges() -> None:
    for item in feed((0, GET)).attributes:
        if isinstance(item.value, str):
            assert GET[item.at:item.at + item.size].decode() == item.value
    header = next(item for item in feed((0, GET)).attributes if item.name == "header")
    assert GET[header.at:header.at + header.size] == b"Host: www.example.org"
    assert {item.depth for item in feed((0, GET)).attributes if item.name.startswith("header_")} == {1}


def test_every_field_says_what_it_means() -> None:
    assert all(field.says for field in HTTP.fields)


def test_offsets_count_in_the_whole_stream() -> None:
    fed = feed((0, GET), (0, GET))
    assert [item.at for item in fed.attributes if item.name == "method"] == [0, len(GET)]


def test_pipelined_requests_and_responses() -> None:
    fed = feed((0, get("/1") + get("/2", "HEAD") + get("/3")), (1, OK + OK[:-5] + OK))
    assert values(fed, "uri") == ["/1", "/2", "/3"]
    assert values(fed, "status_code") == [200, 200, 200]     # the second has a length, but answers a HEAD
    assert values(fed, "body_size") == [5, 5]


@pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"])
def test_responses_without_body(status: bytes) -> None:
    fed = feed((0, GET + GET), (1, b"HTTP/1.1 " + status + b"\r\nContent-Length: 99\r\n\r\n" + OK))
    assert values(fed, "status_code") == [int(status[:3]), 200]


def test_interim_responses_answer_nothing() -> None:
    fed = feed((0, get("/", "HEAD") + GET), (1, b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK[:-5] + OK))
    assert values(fed, "status_code") == [103, 200, 200]


def test_chunked_body_with_extensions_and_trailers() -> None:
    body = b"4;name=value\r\nWiki\r\n5 ; x\r\npedia\r\nE\r\n in\r\n\r\nchunks.\r\n0\r\nExpires: never\r\n\r\n"
    fed = feed((1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\nContent-Length: 3\r\n\r\n" + body + OK))
    assert values(fed, "status_code") == [200, 200]
    assert values(fed, "body_size") == [23, 5]
    assert "Expires" in values(fed, "header_name")
    assert values(fed, "transfer_encoding") == ["gzip, Chunked"]


def test_chunked_request() -> None:
    post = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    assert values(feed((0, post + GET)), "method") == ["POST", "GET"]


def test_a_body_may_last_until_the_connection_closes() -> None:
    fed = feed((1, b"HTTP/1.0 200 OK\r\n\r\n" + OK), (1, OK))
    assert values(fed, "status_code") == [200]
    assert fed.answers == [19 + len(OK), len(OK)]


def test_long_bodies_are_hopped_over() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"
    fed = feed((1, head), *((1, b"x" * 1448) for _ in range(3)))
    assert fed.answers == [len(head), 1448, 1448, 1448]


def test_bare_line_feeds_and_folded_values() -> None:
    fed = feed((0, b"GET / HTTP/1.1\nHost: a.example\nCookie: one;\r\n two;\n\tthree\nAccept:*/*  \n\n" + GET))
    assert values(fed, "host") == ["a.example", "www.example.org"]
    assert re.sub(r"\s+", " ", values(fed, "cookie")[0]) == "one; two; three"
    assert "\n" not in values(fed, "cookie")[0]
    assert values(fed, "accept") == ["*/*"]


def test_repeated_headers_are_all_kept() -> None:
    fed = feed((1, b"HTTP/1.1 304 Not Modified\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nSET-COOKIE:c=3\r\n\r\n"))
    assert values(fed, "set_cookie") == ["a=1", "b=2", "c=3"]
    assert values(fed, "header_name") == ["Set-Cookie", "set-cookie", "SET-COOKIE"]


def test_empty_lines_before_a_message_are_nothing() -> None:
    assert values(feed((0, b"\r\n\r\n" + GET + b"\r\n" + GET)), "method") == ["GET", "GET"]


def test_unknown_methods_are_kept() -> None:
    assert values(feed((0, get("/", "BREW") + get("/", "X-Odd.1"))), "method") == ["BREW", "X-Odd.1"]


@pytest.mark.parametrize(("header", "scheme", "findings"), [
    (b"Authorization: Basic dTpw", "Basic", ["clear_text_credentials"]),
    (b"proxy-authorization: basic dTpw", "basic", ["clear_text_credentials"]),
    (b"Authorization: Bearer abc", "Bearer", []), (b"Authorization: Digest username=x", "Digest", [])])
def test_credentials(header: bytes, scheme: str, findings: list[str]) -> None:
    fed = feed((0, b"GET / HTTP/1.1\r\n" + header + b"\r\n\r\n"))
    assert values(fed, "authorization_scheme") == [scheme]
    assert fed.findings == findings


def test_after_an_upgrade_another_protocol_speaks() -> None:
    fed = feed((0, b"GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
               (1, b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x05hello"),
               (0, b"\x81\x85????" + GET), (1, OK))
    assert fed.asked == [("switch", "http.upgrade", key_of_text("websocket"), 3)]
    assert fed.answers[1:] == [56, 0, 0]
    assert values(fed, "upgrade") == ["websocket", "websocket"]
    assert values(fed, "status_code") == [101]


def test_connect_makes_a_tunnel_only_if_it_succeeds() -> None:
    connect = b"CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n"
    refused = feed((0, connect), (1, b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
                   (0, connect), (1, b"HTTP/1.1 200 Connection established\r\n\r\n"), (0, b"\x16\x03\x01"))
    assert values(refused, "status_code") == [407, 200]
    assert values(refused, "uri") == ["a.example:443"] * 2
    assert values(refused, "upgrade") == ["tunnel"]
    assert refused.asked == [("switch", "probe", 443, 3)]
    assert refused.answers[-2:] == [39, 0]


def test_http_0_9() -> None:                                 # RFC 1945 section 4.1
    fed = feed((0, b"GET /old\r\n"), (1, b"<html>"))
    assert values(fed, "uri") == ["/old"]
    assert fed.answers == ["DONE", "DONE"]


def test_lost_bytes_of_a_body_do_not_matter() -> None:
    fed = feed((1, OK.replace(b"5", b"5000") + b"x" * 95), (1, 4000), (1, b"x" * 900 + OK))
    assert values(fed, "status_code") == [200, 200]
    assert values(fed, "body_size") == [5000, 5]


def test_behind_a_loss_the_next_message_is_found() -> None:
    rest = b"X-Rest: of a lost head\r\n\r\nbody with HTTP/1.1 in it, GET /not/this\nHTTP/1.1 or this\n"
    fed = feed((0, get("/1") + get("/2", "HEAD")), (1, OK), (1, 2000), (1, rest), (0, get("/3")), (1, b"...\r\n" + OK))
    assert values(fed, "uri") == ["/1", "/2", "/3"]
    assert values(fed, "status_code") == [200, 200]
    assert values(fed, "body_size") == [5, 5]                # it answers /3, not the HEAD of /2


def test_a_response_is_found_right_behind_the_rest_of_a_body() -> None:
    fed = feed((1, OK), (1, 2000), (1, b"\x00\xffH HTTP/ HTTP/1.1\nHTT" + OK), (1, OK))
    assert values(fed, "status_code") == [200, 200, 200]


def test_a_lost_request_leaves_the_others_readable() -> None:
    fed = feed((0, get("/1")), (1, OK), (0, 300), (1, OK), (0, get("/3", "HEAD")), (1, OK[:-5]), (0, GET), (1, OK))
    assert values(fed, "method") == ["GET", "HEAD", "GET"]
    assert values(fed, "status_code") == [200] * 4


def test_a_capture_may_begin_in_the_middle() -> None:
    fed = feed((0, GET), (1, b"\x9a\x00 rest of an image"), (1, b"\xff more"), (0, GET), (1, OK))
    assert values(fed, "method") == ["GET", "GET"]
    assert values(fed, "status_code") == [200]


@pytest.mark.parametrize("length", [b"abc", b"-5", b"5, 6\r\nContent-Length: 6", b"99999999999999999999"])
def test_impossible_lengths_are_noted_and_survived(length: bytes) -> None:
    fed = feed((1, b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nwhatever\n" + OK))
    assert values(fed, "status_code") == [200, 200]
    assert any(item.note == Note.BAD_LENGTH for item in fed.attributes)


def test_broken_chunks_are_noted_and_survived() -> None:
    fed = feed((1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n" + OK))
    assert values(fed, "status_code") == [200, 200]
    assert any(item.note == Note.BAD_VALUE for item in fed.attributes)


def test_heads_too_long_to_keep_are_read_line_by_line() -> None:
    """They are said to be so, and the next message is read as ever."""
    line = b"X-Filler: " + b"x" * 1000 + b"\r\n"
    fed = feed((0, b"GET / HTTP/1.1\r\n" + line * 60 + b"\r\n"))
    assert len(values(fed, "header")) == 60
    assert not notes(fed)
    head = [b"POST /long HTTP/1.1\r\n", *[line] * 80, b"Host: long.example\r\n", b"Content-Length: 4\r\n", b"\r\n",
            b"body", get("/b")]
    for pieces in (head, [b"".join(head)]):
        fed = feed(*((0, piece) for piece in pieces))
        assert fed.answers[-1] != "GIVE_UP"
        assert values(fed, "uri") == ["/long", "/b"]
        assert values(fed, "host") == ["long.example", "a.example"]
        assert values(fed, "body_size") == [4]
        assert len(values(fed, "header_value")) == 80 + 2 + 1
        assert notes(fed) == {Note.BUFFER_LIMIT}


def test_a_line_too_long_to_keep_is_passed_over() -> None:
    """Only that line is lost."""
    request = b"GET /long HTTP/1.1\r\nX-Long: " + b"a" * 500_000 + b"\r\nHost: long.example\r\n\r\n" + get("/b")
    fed = feed(*((0, request[at:at + 1460]) for at in range(0, len(request), 1460)))
    assert values(fed, "uri") == ["/long", "/b"]
    assert values(fed, "host") == ["long.example", "a.example"]
    assert notes(fed) == {Note.BUFFER_LIMIT}


CUT = b"GET /cut HTTP/1.1\r\nHost: cut.example\r\nAccept: everything\r\n\r\n"


@pytest.mark.parametrize("size", range(1, len(CUT)))
def test_of_a_head_that_the_capture_cut_the_complete_lines_are_read(size: int) -> None:
    fed = feed((0, CUT[:size]), (0, len(CUT) - size), (0, get("/b")))
    method, line, host = size >= 4, size >= CUT.index(b"\n") + 1, size >= CUT.index(b"\nAccept") + 1
    assert values(fed, "method") == ["GET"] * method + ["GET"]
    assert values(fed, "uri") == ["/cut"] * line + ["/b"]
    assert values(fed, "host") == ["cut.example"] * host + ["a.example"]
    assert notes(fed) <= {Note.TRUNCATED}
    assert not fed.findings


def test_responses_that_the_capture_cut() -> None:
    """Status lines are read, and each belongs to its request: the one to HEAD has no body."""
    cut = b"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Le"
    fed = feed((0, CUT), (1, cut), (1, 500), (0, get("/b", "HEAD")),
               (1, b"HTTP/1.1 204 No Content\r\nX: y\r\n\r\n"), (1, b"HTTP/1.1 2"), (1, 30), (1, cut[:14]), (1, 30))
    assert values(fed, "status_code") == [200, 204, 200]
    assert values(fed, "server") == ["x"]
    assert not fed.findings


@pytest.mark.parametrize("line", [b"GET  /a  HTTP/1.1", b"GET\t/a\tHTTP/1.1", b"GET \t /a HTTP/1.1  ",
                                  b"GET /a\x0b\x0cHTTP/1.1"])
def test_any_white_space_parts_a_request_line(line: bytes) -> None:
    """RFC 9112 section 3."""
    fed = feed((0, line + b"\r\nHost: one.example\r\n\r\n"))
    assert (values(fed, "method"), values(fed, "uri"), values(fed, "version")) == (["GET"], ["/a"], ["1.1"])
    assert probe(line + b"\r\n") == "CERTAIN"


def test_any_white_space_parts_a_status_line() -> None:
    fed = feed((0, GET), (1, b"HTTP/1.1  404 \t Not Found\r\nContent-Length: 0\r\n\r\n"))
    assert (values(fed, "status_code"), values(fed, "reason")) == ([404], ["Not Found"])


@pytest.mark.parametrize(("size", "body"), [(b"0" * 40 + b"5", 5), (b"5", 5), (b"00000000000000000000", 0)])
def test_leading_zeros_of_a_chunk_size(size: bytes, body: int) -> None:
    """RFC 9112 section 7.1: any number of digits; only the value can be too large."""
    rest = b"hello\r\n0\r\n\r\n" if body else b"\r\n"
    fed = feed((0, GET), (1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size + b"\r\n" + rest + OK))
    assert values(fed, "body_size")[0] == body
    assert values(fed, "status_code") == [200, 200]


@pytest.mark.parametrize(("data", "guess"), [
    (GET, "CERTAIN"), (OK, "CERTAIN"), (b"BREW /pot HTTP/1.0\r\n", "CERTAIN"), (b"HTTP/1.1 404\r\n", "CERTAIN"),
    (b"GET /a/very/long/path", "LIKELY"), (b"GET /\r\n", "LIKELY"), (b"G", "NEED_MORE_BYTES"), (b"", "NEED_MORE_BYTES"),
    (b"GE", "NEED_MORE_BYTES"), (b"HTTP/1", "NEED_MORE_BYTES"), (b"BREW /pot", "NEED_MORE_BYTES"),
    (b"GETTING STARTED\r\n", "REFUTED"), (b"GET\r\n", "REFUTED"), (b"OPTIONS rtsp://a RTSP/1.0\r\n", "REFUTED"),
    (b"REGISTER sip:a SIP/2.0\r\n", "REFUTED"), (b"PRI * HTTP/2.0\r\n", "REFUTED"), (b"HTTP/1.1 OK\r\n", "REFUTED"),
    (b"220 smtp.example ESMTP\r\n", "REFUTED"), (b"SSH-2.0-OpenSSH\r\n", "REFUTED"), (b"\x16\x03\x01\0\xc4", "REFUTED"),
    (b"GET nothing special\n", "REFUTED"), (b" GET / HTTP/1.1\r\n", "REFUTED"), (b"HTTP/1.1 2000 x\r\n", "REFUTED"),
])
def test_probe(data: bytes, guess: str) -> None:
    assert probe(data) == guess


CONVERSATION = (
    get("/1") + b"POST /2 HTTP/1.1\r\nHost: b\r\n folded\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\n"
    b"A: b\r\n\r\n" + get("/3", "HEAD") + b"\r\nPUT /4 HTTP/1.1\nContent-Length: 3\n\nxyz" + get("/5"))
ANSWERS = (OK + b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
           b"a\r\n0123456789\r\n0\r\n\r\n" + OK[:-5] + OK + b"HTTP/1.1 204 No Content\r\n\r\n")


def without_place_of_body(fed: Any) -> list[Any]:
    """One in a single packet has its place there, another one in what was gathered; up to the connection's end it comes
    in pieces."""
    return [row for row in shape(fed) if row[0] != "body"]


def test_every_cut_of_a_conversation_gives_the_same() -> None:
    whole = feed((0, CONVERSATION), (1, ANSWERS))
    assert values(whole, "uri") == ["/1", "/2", "/3", "/4", "/5"]
    assert values(whole, "status_code") == [200, 100, 201, 200, 200, 204]
    for size in (1, 2, 3, 7, 50):
        cut = feed(*((way, text[at:at + size]) for way, text in ((0, CONVERSATION), (1, ANSWERS))
                     for at in range(0, len(text), size)))
        assert without_place_of_body(cut) == without_place_of_body(whole)


def test_truncation_at_every_byte() -> None:
    for size in range(len(CONVERSATION)):
        fed = feed((0, CONVERSATION[:size]))
        assert "GIVE_UP" not in fed.answers
        assert values(fed, "uri") == values(feed((0, CONVERSATION)), "uri")[:len(values(fed, "uri"))]


@given(st.data())
def test_damaged_conversations_are_survived_and_cuts_do_not_matter(data: st.DataObject) -> None:
    for text in (CONVERSATION, ANSWERS):
        damaged = bytearray(text)
        for at in data.draw(st.lists(st.integers(0, len(text) - 1), max_size=8)):
            damaged[at] = data.draw(st.integers(0, 255))
        size = data.draw(st.integers(1, 100))
        whole = feed((0, bytes(damaged)))
        cut = feed(*((0, bytes(damaged[at:at + size])) for at in range(0, len(damaged), size)))
        if not any(item.note for item in whole.attributes):      # lost, it looks where segments begin
            assert without_place_of_body(cut) == without_place_of_body(whole)


@given(st.binary(max_size=300))
def test_random_bytes_are_nobodys_http(data: bytes) -> None:
    assume(not re.match(rb"[A-Z]+ ", data))     # Hypothesis knows the words of our tables
    assert probe(data) in ("REFUTED", "NEED_MORE_BYTES")


FIELDS = {"method": "http.request.method", "host": "http.host", "uri": "http.request.uri", "server": "http.server",
          "user_agent": "http.user_agent", "status_code": "http.response.code", "content_type": "http.content_type"}


def printable(text: str | int) -> str:
    """Text as far as both tools write it alike."""
    return re.sub(r"(\\x[0-9a-f]{2}|[^\x20-\x7e])+", "?", str(text))


@pytest.mark.parametrize("name", ["http_pipelined_requests.pcap", "vlan_qinq_http.pcap", "fmt_ns_be.pcap",
                                  "dlt_sll_rip_mdns_http.pcap", "mix_mmtdpi_sample.pcap", "mpls_vlan_mixed.pcap",
                                  "mix_arkime_synthetic.pcap", "tcp_missing_syn_midstream.pcap",
                                  "tcp_zero_window.pcap"])
def test_captures_say_what_tshark_says(captures: Path, name: str) -> None:
    talks = rows_of(captures, name, "http")
    assert talks
    for talk, rows in talks:
        fed = feed(*talk.pieces)
        for ours, theirs in FIELDS.items():
            expected = [printable(value) for row in rows for value in row.get(theirs, [])]
            assert sorted(map(printable, values(fed, ours))) == sorted(expected)


def test_a_thousand_requests_with_a_lost_reply(captures: Path) -> None:
    (talk, _), = rows_of(captures, "http_1000_requests_one_lost_reply.pcap.gz", "http")
    assert [at for at, (_, piece) in enumerate(talk.pieces) if isinstance(piece, int)] == [1]
    fed = feed(*talk.pieces[:600])                           # request, head and body of the response, 200 times
    assert len(values(fed, "method")) == 200
    assert values(fed, "status_code") == [200] * 199
    assert values(fed, "body_size") == [615] * 199
