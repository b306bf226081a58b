"""What nobody foresaw is one sentence, and a report; what was read before memory ran out is shown."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine.cli import main, packet
from netloupe_engine.cli.window import open_window
from tests.sanitized import SANITIZED
from tests.unit.capture.builders import Packet, pcap
from tests.unit.traffic import capture, conversation

HTTP = [(0, b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n")]


@pytest.mark.parametrize("error", [RuntimeError("odd"), KeyError("odd"), RecursionError("odd")])
def test_a_mistake_of_ours_is_a_sentence_and_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object) -> None:
        raise error

    path = capture(tmp_path, conversation(HTTP))
    monkeypatch.setattr(packet, "packet_document", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("NETLOUPE_RAISE", raising=False)
    assert main(["packet", str(path), "1", "--format", "json"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "odd" in said
    [report] = (tmp_path / "state").rglob("*.log")
    assert str(report) in said
    assert "Traceback" in report.read_text()
    monkeypatch.setenv("NETLOUPE_RAISE", "1")
    with pytest.raises(type(error)):
        main(["packet", str(path), "1", "--format", "json"])


@pytest.mark.parametrize("error", [MemoryError(), ImportError("numpy"), OSError(5, "Input/output error", "x")])
def test_what_the_system_refuses_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(packet, "analysed", fail)
    assert main(["packet", str(tmp_path), "1"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(SANITIZED, reason="the sanitizer's shadow does not fit a limited address space")
def test_what_was_read_before_memory_ran_out_is_shown(tmp_path: Path) -> None:
    """Many sessions of one packet each need more than they are allowed."""
    head = bytes.fromhex("020000000001 020000000002 0800 4500001d 0000 0000 40 11 0000")
    path = tmp_path / "many.pcap"
    rest = bytes.fromhex("c0a80101 0007 0009 0009 0000 78")
    path.write_bytes(pcap(Packet(head + (0x0A000000 + at).to_bytes(4, "big") + rest) for at in range(600_000)))
    limit = 450_000         # kB
    done = subprocess.run(
        ["bash", "-c", f"ulimit -v {limit}; exec {sys.executable} -m netloupe_engine analyze {path}"],
        capture_output=True, text=True, timeout=300, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    assert "not enough memory" in done.stderr
    assert "sessions" in done.stdout


def test_what_was_read_before_memory_ran_out_is_in_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    from netloupe_engine.handler.run import Run
    usual = Run.slice

    def short(run: Run, slice_ns: int) -> object:
        usual(run, slice_ns)
        raise MemoryError

    monkeypatch.setattr(Run, "slice", short)
    path = capture(tmp_path, conversation(HTTP))
    assert main(["analyze", str(path), "--format", "json"]) == 1
    written = capsys.readouterr()
    found = json.loads(written.out)
    assert len(found["sessions"]) == 1
    assert found["capture"]["damage"]["reason"] == "There is not enough memory to go on."
    assert written.err.count("\n") == 1


@pytest.mark.parametrize(("environment", "reason"), [
    ({}, "there is no display"), ({"DISPLAY": ":97"}, "could not connect to display :97"),
    ({"QT_QPA_PLATFORM": "nonsense"}, "nonsense"),
])
def test_no_display_is_a_sentence(environment: dict[str, str], reason: str, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    assert open_window
    left = {name: value for name, value in os.environ.items()
            if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    script = "import sys; from netloupe_engine.cli import main; sys.exit(main(['a.pcap']))"
    done = subprocess.run([sys.executable, "-c", script], env=left | environment, cwd=tmp_path, capture_output=True,
                          text=True, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert reason in done.stderr
    assert "netloupe --help" in done.stderr
