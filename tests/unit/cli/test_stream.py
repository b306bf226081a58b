"""`netloupe stream`."""
import json
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.cli import main
from tests.unit import traffic

SAMPLE = "resources/captures/sample.pcapng"


def made(folder: Path) -> str:
    frames = traffic.conversation([(0, b"GET / HT"), (0, b"TP/1.0\r\n\r\n"), (1, b"bell\x07 \xff\tm\xc3"),
                                   (1, b"\xbc\r"), (1, b"\nlast")])
    return str(traffic.capture(folder, [*frames, (5.0, traffic.udp(0, b"one\n")), (5.1, traffic.udp(0, b"two"))]))


def test_text_is_told_apart_and_cannot_move_a_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", made(tmp_path), "--filter", "bytes > 0"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "session 1 · http · 10.0.0.1:40000 → 10.0.0.2:80 · client 18 B · server 17 B",
        "→ GET / HTTP/1.0", "→ ", "← bell\\x07 \\xff\tmü", "← last", "",
        "session 2 · unknown · 10.0.0.1:40000 → 10.0.0.2:9 · client 7 B · server 0 B", "→ one", "→ two"]


def test_hexadecimal_of_one_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", made(tmp_path), "--session", "1", "--side", "client", "--as", "hex"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "→ 00000000  47 45 54 20 2f 20 48 54                           GET / HT",
        "→ 00000008  54 50 2f 31 2e 30 0d 0a  0d 0a                    TP/1.0...."]


def test_json_says_all_of_each_piece(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", SAMPLE, "--filter", "http", "--as", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    found = analyze(SAMPLE)
    assert len(document["streams"]) > 3
    for stream in document["streams"]:
        sizes = {"client": 0, "server": 0}
        for chunk in stream["chunks"]:
            if chunk["bytes"] is None:
                assert chunk["kind"] == "retransmission"
                continue
            data = bytes.fromhex(chunk["bytes"])
            assert found.packet_bytes(chunk["packet"])[chunk["at"]:][:chunk["size"]] == data
            sizes[chunk["side"]] += len(data)
        assert sizes == stream["bytes"]
        assert stream["missing"] == {"client": 0, "server": 0}


def test_raw_goes_into_a_file_for_each_session_and_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capture = made(tmp_path)
    assert main(["stream", capture, "--session", "1", "--side", "server", "-o", str(tmp_path / "a.bin")]) == 0
    assert main(["stream", capture, "--session", "1-2", "-o", str(tmp_path / "b.bin")]) == 0
    server = b"bell\x07 \xff\tm\xc3\xbc\r\nlast"
    wanted = {"a.bin": server, "b-1-client.bin": b"GET / HTTP/1.0\r\n\r\n", "b-1-server.bin": server,
              "b-2-client.bin": b"one\ntwo", "b-2-server.bin": b""}
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.bin")} == wanted
    assert "18 bytes of session 1 written to" in capsys.readouterr().err


def test_raw_into_a_pipe(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["stream", made(tmp_path), "--session", "1", "--as", "raw"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"GET / HTTP/1.0\r\n\r\nbell\x07 \xff")


def test_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frames = [*traffic.opened(0), (1.0, traffic.tcp(0, "PA", 1001, 5001, b"abc")),
              (1.1, traffic.tcp(0, "PA", 1007, 5001, b"ghi")), (1.2, traffic.tcp(0, "PA", 1007, 5001, b"ghi"))]
    capture = str(traffic.capture(tmp_path, frames))
    assert main(["stream", capture]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "→ abc", "→ [3 bytes missing from the capture before packet 5]", "→ ghi", "→ [3 bytes again in packet 6]"]
    assert main(["stream", capture, "-o", str(tmp_path / "x")]) == 0
    assert (tmp_path / "x-client").read_bytes() == b"abcghi"
    assert "does not have 3 bytes" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said"), [
    ([], "144 sessions"), (["--session", "x"], "--session wants ids"),
    (["--session", "900"], "there is no session 900"),
    (["--filter", "appp == 1"], "Did you mean app?"), (["--session", "1", "--side", "up"], "client"),
])
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["stream", SAMPLE, *words]) == 2
    assert said in capsys.readouterr().err


def test_a_filter_that_nothing_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", SAMPLE, "--filter", "port == 1"]) == 0
    out, err = capsys.readouterr()
    assert not out
    assert "no session is chosen" in err


def test_a_capture_without_sessions_has_none_to_choose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", str(traffic.capture(tmp_path, []))]) == 0
    assert "no session is chosen" in capsys.readouterr().err


def test_messages_of_a_layer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", SAMPLE, "--filter", "http.content_encoding == gzip", "--layer", "http"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert {"→ GET /items.json HTTP/1.1", "← Content-Encoding: gzip", "← {", '←   "items": [', "←     0,"} <= set(out)
    assert main(["stream", SAMPLE, "--filter", "tls", "--layer", "tls", "--side", "server", "--as", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["messages"]
    assert {one["side"] for one in found} == {"server"}
    assert found[0]["title"].startswith("handshake (22)")
    assert found[0]["kind"] is None
    assert main(["stream", SAMPLE, "--session", "1", "--layer", "http", "--as", "hex"]) == 2
