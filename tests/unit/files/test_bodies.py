"""Bodies of HTTP's messages that are longer than parsers keep: whole in the stream's messages, up to a limit."""
import gzip
import random
from pathlib import Path

import pytest

from netloupe_engine.files.bodies import BODY_MAX
from netloupe_engine.streams.chunk import StreamMessage
from netloupe_engine.streams.content import INDENTED_MAX
from tests.unit import traffic
from tests.unit.files.test_http import GET, analysed, answer, segments

PICTURE = b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(300_000)
TEXT = b'{"numbers": [' + b", ".join(b"%d" % at for at in range(60_000)) + b"]}"


def messages(folder: Path, *said: tuple[int, bytes]) -> list[StreamMessage]:
    return list(analysed(folder, *said).messages(1, "http"))


def test_long_bodies_are_whole(tmp_path: Path) -> None:
    put = b"PUT /x HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(PICTURE) + PICTURE
    found = messages(
        tmp_path, (0, GET + GET + GET + GET + put), (1, answer(b"short")), (1, answer(PICTURE)),
        (1, answer(gzip.compress(TEXT), b"Content-Type: application/json", b"Content-Encoding: gzip")),
        (1, answer(b"short")), (1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(
            b"%x\r\n%b\r\n" % (len(part), part) for _, part in segments(1, PICTURE, 9000)) + b"0\r\n\r\n"))
    sent = [one for one in found if one.way == 0]
    assert [(one.body, one.kind, one.note) for one in sent] == [(b"", "", "")] * 4 + [(PICTURE, "image/png", "")]
    told = [one for one in found if one.way == 1]
    assert [one.note for one in told] == [""] * 5
    assert [one.body for one in told] == [b"short", PICTURE, TEXT, b"short", PICTURE]
    assert told[2].kind == "json"
    assert told[2].text.startswith('{\n  "numbers": [\n    0,\n    1,')


def test_a_body_behind_a_gap_is_told_up_to_it(tmp_path: Path) -> None:
    frames = traffic.conversation([(0, GET), *segments(1, answer(PICTURE)), (0, GET), (1, answer(b"next"))], step=0.001)
    del frames[200]             # beyond what the parsers keep
    first, second = (one for one in traffic.analysed(tmp_path, frames).messages(1, "http") if one.way)
    assert first.body == PICTURE[:196 * 1400 - (len(answer(PICTURE)) - len(PICTURE))]
    assert first.note == f"the body is not whole: its first {len(first.body):,} bytes"
    assert (second.body, second.note) == (b"next", "")


def test_what_is_kept_has_a_limit(tmp_path: Path) -> None:
    text = gzip.compress(b"a line\n" * (BODY_MAX // 4))
    found = messages(tmp_path, (0, GET), (1, answer(text, b"Content-Encoding: gzip")))[1]
    assert (len(found.body), found.kind) == (INDENTED_MAX, "text")
    assert found.note == f"the body is not whole: its first {INDENTED_MAX:,} bytes"


@pytest.mark.parametrize("size", [100, 300_000])
def test_forms_are_told_as_before(tmp_path: Path, size: int) -> None:
    form = b'--b\r\nContent-Disposition: form-data; name=f; filename="x"\r\n\r\n' + bytes(size) + b"\r\n--b--"
    sent = b"POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n" % len(form)
    put = b"PUT /x HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(PICTURE) + PICTURE
    first, second = messages(tmp_path, (0, sent + form + put))
    assert (first.note == "") == (size == 100)
    assert (second.body, second.note) == (PICTURE, "")
