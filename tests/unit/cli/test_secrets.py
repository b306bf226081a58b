"""`--key-log` and `--no-capture-secrets`, with the commands that read packets."""
import json
import os
from pathlib import Path

import pytest

from netloupe_engine import Analysis, Settings
from netloupe_engine.cli import main
from tests.unit.capture.builders import block, enhanced, interface, padded, section
from tests.unit.protocols.application.test_tls_opening import AGAIN, ANSWER, REQUEST, frames_of, wire
from tests.unit.traffic import capture

TLS_KEY_LOG = 0x544C534B        # "TLSK"


@pytest.fixture
def made(tmp_path: Path) -> str:
    return str(capture(tmp_path, frames_of(wire(tmp_path))))


def with_secrets(folder: Path) -> str:
    """The same capture with its secrets in it, as Wireshark's editcap does it."""
    with Analysis(folder / "made.pcap") as analysis:
        analysis.run()
        packets = [analysis.packet(number).data for number in range(1, len(analysis.packets) + 1)]
    log = (folder / "keys.log").read_bytes()
    path = folder / "with.pcapng"
    path.write_bytes(b"".join((
        section(), interface(), block(10, TLS_KEY_LOG.to_bytes(4, "little") + len(log).to_bytes(4, "little")
                                      + padded(log)),
        *(enhanced(data, 1_700_000_000_000_000 + at) for at, data in enumerate(packets)))))
    return str(path)


def test_analyze_and_attributes_and_stream(made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = str(tmp_path / "keys.log")
    assert main(["analyze", made]) == 0
    assert "decrypted" not in capsys.readouterr().out
    assert main(["analyze", made, "--key-log", log]) == 0
    out = capsys.readouterr().out
    assert "eth.ip.tcp.tls.http" in out
    assert out.rstrip().endswith("1 of 1 encrypted session decrypted")
    assert main(["attributes", made, "-e", "http.uri", "--filter", 'http.uri == "/again"', "--key-log", log]) == 0
    assert capsys.readouterr().out.split() == ["http.uri", "/secret", "/again"]
    assert main(["stream", made, "--layer", "http", f"--key-log={log}"]) == 0
    assert "GET /secret HTTP/1.1" in capsys.readouterr().out
    assert main(["packet", made, "8", "--key-log", log, "--format", "json"]) == 0
    assert '"tls.decrypted"' in capsys.readouterr().out


def test_secrets_of_the_capture(made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_secrets(tmp_path)
    for words, application in (((), "http"), (("--no-capture-secrets",), "tls")):
        assert main(["analyze", path, "--format", "jsonl", *words]) == 0
        assert json.loads(capsys.readouterr().out)["application"] == application


def test_no_such_key_log(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", made, "--key-log", "/nowhere/keys.log"]) == 2
    assert "there is no key log '/nowhere/keys.log'" in capsys.readouterr().err
    assert main(["analyze", made]) == 0          # what was said before is forgotten
    assert "decrypted" not in capsys.readouterr().out


def test_what_they_were_good_for(made: str, tmp_path: Path) -> None:
    with Analysis(made, Settings(key_logs=(str(tmp_path / "keys.log"),))) as analysis:
        use = analysis.run().secrets_use()
        assert use is not None
        assert (use.sessions, use.decrypted, use.is_full) == (1, 1, False)
        assert use.secrets == 4                 # and the exporter's, which is of no use here
    with Analysis(made) as analysis:
        assert analysis.run().secrets_use() is None


def test_a_key_log_is_never_written_over(made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "keys.log"
    before = log.read_bytes()
    assert main(["analyze", made, "--key-log", str(log), "-o", str(log)]) == 2
    assert "is what is read" in capsys.readouterr().err
    assert log.read_bytes() == before


def test_exports_have_no_secrets_of_a_key_log(made: str, tmp_path: Path) -> None:
    out = tmp_path / "out.pcapng"
    log = str(tmp_path / "keys.log")
    assert main(["export", made, "--filter", "app == http", "-o", str(out), "--key-log", log]) == 0
    for line in (tmp_path / "keys.log").read_text().splitlines():
        if not line.startswith("#"):
            assert line.split()[2].encode() not in out.read_bytes()
            assert bytes.fromhex(line.split()[2]) not in out.read_bytes()


def test_decrypted_bytes_of_a_stream(made: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    words = ["stream", made, "--layer", "decrypted", "--key-log", str(tmp_path / "keys.log")]
    assert main([*words, "--as", "raw", "--side", "client"]) == 0
    assert capfdbinary.readouterr().out == REQUEST + AGAIN
    assert main([*words, "--as", "raw", "--side", "server", "-o", str(tmp_path / "answers")]) == 0
    assert (tmp_path / "answers").read_bytes() == ANSWER * 2
    assert main(words) == 0
    assert b"GET /secret HTTP/1.1" in capfdbinary.readouterr().out
    with Analysis(made, Settings(key_logs=(str(tmp_path / "keys.log"),))) as analysis:
        assert analysis.run().layers(1) == ("http", "decrypted", "tls")
    with Analysis(made) as analysis:
        assert analysis.run().layers(1) == ("tls",)


def test_a_key_log_without_a_secret_is_told(made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "other.log"
    log.write_bytes((tmp_path / "keys.log").read_text().encode("utf-16"))
    assert main(["analyze", made, "--key-log", str(log)]) == 0
    end = capsys.readouterr().out.rstrip()
    lines = log.read_bytes().count(b"\n") + 1              # the half of a sign that is left is one more
    assert end.endswith(f"0 of 1 encrypted session decrypted: no secret is in {lines} lines")
    assert main(["attributes", made, "-e", "tls.decryption", "--key-log", str(log)]) == 0
    assert "2" in capsys.readouterr().out.split()           # no secret was given


def test_what_is_no_file_is_no_key_log(made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        assert main(["analyze", made, "--key-log", str(path)]) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert "is no file" in said
        assert "there is no key log" not in said
