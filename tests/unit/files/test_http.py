"""Files in HTTP: bodies of any size, both ways, whole or not (RFC 9110, RFC 9112, RFC 6266, RFC 7578)."""
import gzip
import hashlib
import random
import zlib
from pathlib import Path

import pytest
import zstandard

from netloupe_engine import Analysis
from tests.unit import traffic

GET = b"GET /pictures/cat.png?size=3 HTTP/1.1\r\nHost: example.org\r\n\r\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)
LARGE = random.Random(1).randbytes(400_000)         # twice what a message keeps of a body


def answer(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    return b"\r\n".join([b"HTTP/1.1 " + status, *headers, b"Content-Length: %d" % len(body), b"", body])


def segments(way: int, data: bytes, size: int = 1400) -> list[tuple[int, bytes]]:
    return [(way, data[at:at + size]) for at in range(0, len(data), size)]


def analysed(folder: Path, *said: tuple[int, bytes]) -> Analysis:
    pieces = [piece for way, data in said for piece in segments(way, data)]
    return traffic.analysed(folder, traffic.conversation(pieces, step=0.001))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def saved(analysis: Analysis, folder: Path) -> dict[str, bytes]:
    return {Path(one.path).name: Path(one.path).read_bytes() for one in analysis.save_files(analysis.files(), folder)}


def test_a_large_body_is_a_file_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    found = analysed(tmp_path, (0, GET), (1, answer(LARGE, b"Content-Type: image/png; q=1")))
    one, = found.files()
    assert (one.name, one.origin) == ("cat.png", "http://example.org/pictures/cat.png?size=3")
    assert (one.kind, one.declared) == ("application/octet-stream", "image/png")
    assert (one.size, one.sha256, one.missing, one.is_whole, one.note) == (len(LARGE), sha256(LARGE), (), True, "")
    assert (one.session, one.way, one.number, one.packet) == (1, 1, 1, 5)
    assert one.last_packet == 5 + len(answer(LARGE, b"Content-Type: image/png; q=1")) // 1400
    assert (one.sender, one.receiver) == (traffic.SERVER, traffic.CLIENT)
    assert one.time_ns == found.packet(5).time_ns
    assert saved(found, tmp_path / "out") == {"cat.png": LARGE}


@pytest.mark.parametrize(("coding", "made"), [
    (b"gzip", gzip.compress), (b"deflate", zlib.compress), (b"deflate", lambda data: zlib.compress(data, wbits=-15)),
    (b"zstd", zstandard.compress),
    (b"gzip", lambda data: gzip.compress(data[:200_000]) + gzip.compress(data[200_000:])),
    (b"deflate, gzip", lambda data: gzip.compress(zlib.compress(data)))])
def test_what_was_compressed_is_saved_as_it_was_before(tmp_path: Path, coding: bytes, made: object) -> None:
    body = made(LARGE)                                                  # type: ignore[operator]
    one, = analysed(tmp_path, (0, GET), (1, answer(body, b"Content-Encoding: " + coding))).files()
    assert (one.size, one.sha256, one.is_whole) == (len(LARGE), sha256(LARGE), True)
    assert "decompressed" in one.note


def test_chunks_are_joined_and_their_trailer_is_none_of_it(tmp_path: Path) -> None:
    body = b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for _, part in segments(1, LARGE, 4321))
    body += b"0\r\nX: y\r\n\r\n"
    found = analysed(tmp_path, (0, GET), (1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body), (0, GET),
                     (1, answer(PNG)))
    assert [one.sha256 for one in found.files()] == [sha256(LARGE), sha256(PNG)]


def test_uploads_and_the_files_of_a_form(tmp_path: Path) -> None:
    form = (b'preamble\r\n--XX\r\nContent-Disposition: form-data; name="who"\r\n\r\nme\r\n'
            b'--XX\r\nContent-Disposition: form-data; name="a"; filename="one.bin"\r\nContent-Type: text/x\r\n\r\n'
            + LARGE + b'\r\n--XX\r\ncontent-disposition: form-data; name="b"; filename="empty"\r\n\r\n\r\n'
            b"--XX\r\nContent-Disposition: form-data; name=c; filename*=UTF-8''na%C3%AFve.txt\r\n\r\n\r\n--X\r\n"
            b"\r\n--XX--\r\n")
    sent = b"\r\n".join([b"POST /up HTTP/1.1", b"Host: h", b'Content-Type: multipart/form-data; boundary="XX"',
                         b"Content-Length: %d" % len(form), b"", form])
    put = b"PUT /put/two.png HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(PNG) + PNG
    found = analysed(tmp_path, (0, sent), (1, answer(b"", status=b"204 No Content")), (0, put), (1, answer(b"ok")))
    told = [(one.name, one.way, one.number, one.size, one.sha256) for one in found.files()]
    assert told == [("one.bin", 0, 1, len(LARGE), sha256(LARGE)), ("naïve.txt", 0, 3, 7, sha256(b"\r\n--X\r\n")),
                    ("two.png", 0, 4, len(PNG), sha256(PNG)), ("two.png", 1, 1, 2, sha256(b"ok"))]
    assert next(iter(found.files())).declared == "text/x"
    assert sorted(saved(found, tmp_path / "out")) == ["naïve.txt", "one.bin", "two (2).png", "two.png"]


@pytest.mark.parametrize(("header", "name"), [
    (b'attachment; filename="a b.pdf"', "a b.pdf"), (b"attachment; filename=plain.pdf", "plain.pdf"),
    (b"attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates", "€ rates"),     # RFC 6266, section 5
    (b'inline; filename="../../etc/passwd"', "passwd"), (b"inline", "cat.png")])
def test_names_are_those_that_the_server_gives(tmp_path: Path, header: bytes, name: str) -> None:
    one, = analysed(tmp_path, (0, GET), (1, answer(PNG, b"Content-Disposition: " + header))).files()
    assert one.name == name


def test_answers_without_a_body_have_no_file(tmp_path: Path) -> None:
    head = GET.replace(b"GET", b"HEAD")
    bare = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n"
    found = analysed(tmp_path, (0, head), (1, answer(PNG)[:-len(PNG)]), (0, GET), (1, bare), (0, GET),
                     (1, b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"), (0, GET), (1, answer(PNG)))
    assert [(one.sha256, one.is_whole) for one in found.files()] == [(sha256(PNG), True)]


def test_a_part_of_a_file_says_which(tmp_path: Path) -> None:
    some = b"Content-Range: bytes 0-%d/%d" % (len(PNG) - 1, 2 * len(PNG))
    whole = b"Content-Range: bytes 0-%d/%d" % (len(PNG) - 1, len(PNG))
    found = analysed(tmp_path, (0, GET + GET), (1, answer(PNG, some, status=b"206 Partial Content")),
                     (1, answer(PNG, whole, status=b"206 Partial Content")))
    assert [(one.is_whole, one.note) for one in found.files()] == [
        (False, f"a part of it: bytes 0 to {len(PNG) - 1} of {2 * len(PNG)}"), (True, "")]


def test_a_body_that_ends_with_its_connection(tmp_path: Path) -> None:
    said = [(0, GET), (1, b"HTTP/1.0 200 OK\r\n\r\n" + PNG)]
    assert [(one.sha256, one.is_whole) for one in analysed(tmp_path, *said).files()] == [(sha256(PNG), True)]
    frames = traffic.conversation([piece for way, data in said for piece in segments(way, data)])[:-3]
    one, = traffic.analysed(tmp_path, frames).files()
    assert (one.sha256, one.is_whole) == (sha256(PNG), False)


def test_lost_segments_are_holes_and_the_rest_stands_where_it_was(tmp_path: Path) -> None:
    head = len(answer(LARGE)) - len(LARGE)
    frames = traffic.conversation([(0, GET), *segments(1, answer(LARGE)), (0, GET), (1, answer(PNG))], step=0.001)
    del frames[14:16]                           # the 11th and 12th segment of the answer
    del frames[20]                              # the 19th
    found = traffic.analysed(tmp_path, frames)
    first, second = found.files()
    holes = ((14_000 - head, 16_800 - head), (25_200 - head, 26_600 - head))
    assert (first.size, first.missing, first.is_whole, first.sha256) == (len(LARGE), holes, False, "")
    assert (second.sha256, second.is_whole) == (sha256(PNG), True)
    expected = bytearray(LARGE)
    for begin, end in holes:
        expected[begin:end] = bytes(end - begin)
    assert list(saved(found, tmp_path / "out").values()) == [expected, PNG]


def test_an_end_that_was_not_captured_is_missing(tmp_path: Path) -> None:
    one, = analysed(tmp_path, (0, GET), (1, answer(LARGE)[:50_000])).files()
    had = 50_000 - (len(answer(LARGE)) - len(LARGE))
    assert (one.size, one.missing, one.is_whole) == (had, ((had, len(LARGE)),), False)
    assert one.sha256 == sha256(LARGE[:had])


def test_behind_a_lost_head_the_next_answer_is_that_of_the_latest_request(tmp_path: Path) -> None:
    other = GET.replace(b"cat", b"dog")
    frames = traffic.conversation([(0, GET), (1, answer(b"first")), (0, other), (1, answer(PNG[:900]))])
    del frames[4]
    one, = traffic.analysed(tmp_path, frames).files()
    assert (one.name, one.size) == ("dog.png", 900)


def test_a_bomb_is_cut_and_what_is_damaged_says_so(tmp_path: Path) -> None:
    bomb = gzip.compress(gzip.compress(bytes(300 << 20), 9), 9)
    damaged = gzip.compress(LARGE)[:-300_000]
    found = analysed(tmp_path, (0, GET), (1, answer(bomb, b"Content-Encoding: gzip, gzip")), (0, GET),
                     (1, answer(damaged, b"Content-Encoding: gzip")), (0, GET),
                     (1, answer(PNG, b"Content-Encoding: compress")), (0, GET), (1, answer(PNG)))
    cut, broken, unknown, plain = found.files()
    assert cut.size < 65 << 20
    assert "cut" in cut.note
    assert not cut.is_whole
    assert 0 < broken.size < len(LARGE)
    assert "breaks off" in broken.note
    assert not broken.is_whole
    assert (unknown.sha256, unknown.note) == (sha256(PNG), "still compressed: compress")
    assert plain.sha256 == sha256(PNG)


@pytest.mark.parametrize("seed", range(20))
def test_any_segments_make_the_same_files(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    form = b"--b\r\nContent-Disposition: form-data; filename=f\r\n\r\n" + PNG + b"\r\n--\r\n--b-\r\n--b--"
    head = b"POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n"
    asked = GET + head % len(form) + form + GET
    body = gzip.compress(PNG)
    answered = answer(PNG) + b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(
        b"%x\r\n%b\r\n" % (len(part), part) for _, part in segments(1, PNG, 99)) + b"0\r\n\r\n" + answer(
        body, b"Content-Encoding: gzip")
    pieces = []
    for way, data in ((0, asked), (1, answered)):
        at = 0
        while at < len(data):
            size = chance.randint(1, chance.choice((3, 30, 1400)))
            pieces.append((way, data[at:at + size]))
            at += size
    found = traffic.analysed(tmp_path, traffic.conversation(pieces, step=0.001)).files()
    assert [(one.way, one.sha256) for one in found] == [
        (0, sha256(PNG + b"\r\n--")), (1, sha256(PNG)), (1, sha256(PNG)), (1, sha256(PNG))]


@pytest.mark.parametrize("coding", [b"idna", b"undefined", b"utf-7"])
def test_a_name_in_an_encoding_that_does_not_hold_it_is_no_end(tmp_path: Path, coding: bytes) -> None:
    head = b"Content-Disposition: attachment; filename*=" + coding + b"''%2B2AA-.bin"
    found = list(analysed(tmp_path, (0, GET), (1, answer(b"one", head)), (0, GET), (1, answer(PNG))).files())
    assert [one.sha256 for one in found] == [sha256(b"one"), sha256(PNG)]
    found[0].name.encode()


def test_an_address_that_is_said_in_bytes_as_they_are_is_utf_8_where_it_can_be(tmp_path: Path) -> None:
    asked = [b"GET /" + "für.txt".encode(name) + b" HTTP/1.1\r\nHost: h\r\n\r\n" for name in ("utf-8", "latin-1")]
    found = analysed(tmp_path, (0, asked[0]), (1, answer(b"1")), (0, asked[1]), (1, answer(b"2"))).files()
    assert [(one.name, one.origin) for one in found] == [("für.txt", "http://h/für.txt")] * 2
