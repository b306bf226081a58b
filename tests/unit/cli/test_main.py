"""Which words open the window, and which are commands."""
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from netloupe_engine import analysis
from netloupe_engine.cli import main, window
from netloupe_engine.model import Problem


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the window was opened with."""
    found: list[list[str]] = []

    def open_window(files: Sequence[str]) -> int:
        found.append(list(files))
        return 0

    monkeypatch.setattr(window, "open_window", open_window)
    return found


@pytest.mark.parametrize("words", [[], ["a.pcap"], ["a.pcap", "b.pcap"], ["-"], ["./capture"]])
def test_files_and_standard_input_open_the_window(opened: list[list[str]], words: list[str]) -> None:
    assert main(words) == 0
    assert opened == [words]


@pytest.mark.parametrize("words", [["--help"], ["capture", "--help"], ["interfaces", "--help"], ["analyze", "--help"]])
def test_commands_and_options_do_not(opened: list[list[str]], words: list[str],
                                     capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert opened == []
    assert "Usage: netloupe" in capsys.readouterr().out


def test_without_a_window_files_are_no_command(opened: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a.pcap"], window=False) == 2
    assert opened == []
    assert "a.pcap" in capsys.readouterr().err


def test_a_broken_protocol_is_told_and_the_command_runs(monkeypatch: pytest.MonkeyPatch,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("/somewhere/modbus.py", 7, "protocol modbus is switched off: a name is not there")
    monkeypatch.setattr(analysis, "protocol_problems", lambda: (problem,))
    assert main(["protocols", "tcp"]) == 0
    told = capsys.readouterr()
    assert told.err == ("netloupe: /somewhere/modbus.py, line 7: protocol modbus is switched off: a name is not "
                        "there\n")
    assert "tcp.source_port" in told.out


@pytest.mark.parametrize(("word", "meant"), [("analyse", "analyze"), ("Analyze", "analyze"), ("exprot", "export"),
                                             ("packets", "packet"), ("capure", "capture"), ("proto", "protocols"),
                                             ("attr", "attributes"), ("pakcet", "packet")])
def test_a_mistyped_command_is_no_file(opened: list[list[str]], capsys: pytest.CaptureFixture[str], word: str,
                                       meant: str) -> None:
    assert main([word, "x.pcap"]) == 2
    assert opened == []
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"did you mean `netloupe {meant}`?" in said


@pytest.mark.parametrize("word", ["help", "sessions", "xyz", "convert", "dump"])
def test_what_is_like_no_command_gets_no_suggestion(opened: list[list[str]], capsys: pytest.CaptureFixture[str],
                                                    word: str) -> None:
    assert main([word, "x.pcap"]) == 2
    assert opened == []
    assert capsys.readouterr().err == (f"netloupe: there is no command and no file {word!r} "
                                       "(`netloupe --help` lists all commands)\n")


def test_a_file_named_like_that_opens(opened: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "analyse").touch()
    assert main(["analyse"]) == 0
    assert opened == [["analyse"]]


@pytest.mark.parametrize(("words", "status"), [
    (["attributes", "-e", "ip.ttl", "-e", "tcp.sequence"], 0), (["analyze", "--no"], 2)])
def test_the_process_ends_at_once_with_all_that_was_said(words: list[str], status: int, root: Path,
                                                         tmp_path: Path) -> None:
    """What is registered for the end of a process is done, and what is written is written to the last line."""
    code = ("import atexit, sys; from netloupe_engine.cli import script; from pathlib import Path; "
            "atexit.register(Path(sys.argv.pop()).touch); script()")
    capture = root / "resources" / "captures" / "sample.pcapng"
    out, done = tmp_path / "out", tmp_path / "done"
    with out.open("wb") as stream:
        ended = subprocess.run([sys.executable, "-c", code, *words, str(capture), str(done)], stdout=stream,
                               stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, done.exists()) == (status, True)
    plain = "import sys; from netloupe_engine.cli import main; sys.exit(main())"
    by_main = subprocess.run([sys.executable, "-c", plain, *words, str(capture)], capture_output=True, check=False)
    assert (by_main.stdout, by_main.stderr) == (out.read_bytes(), ended.stderr)
