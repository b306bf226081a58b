"""What commands that analyse have in common: settings, status, Ctrl+C."""
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from netloupe_engine.cli.running import analysed, settings_of, status_of
from netloupe_engine.model import NO_MEMORY, Damage, Settings


def test_an_idle_timeout_is_that_of_every_protocol() -> None:
    assert settings_of(4) == Settings(handlers=4)
    made = settings_of(idle_timeout="1.5")
    assert {made.tcp_idle_timeout_s, made.udp_idle_timeout_s, made.other_idle_timeout_s} == {1.5}
    assert settings_of(idle_timeout="none") == Settings().without_idle_timeouts()


@pytest.mark.parametrize("text", ["", "0", "-1", "soon", "inf", "nan"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="number of seconds or none"):
        settings_of(idle_timeout=text)


def test_the_status_says_whether_all_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("x", None) == 0
    assert status_of("x", Damage(1234, 10, "The file ends.")) == 1
    assert status_of("x", Damage(0, 2_000, NO_MEMORY)) == 1
    assert capsys.readouterr().err == (
        "netloupe: x is damaged at byte 1,234, after packet 10: The file ends.\n"
        "netloupe: x was analysed up to packet 2,000 only: there is not enough memory to go on\n")


def test_ctrl_c_ends_the_command(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from netloupe_engine.analysis import Analysis

    def interrupted(_: Analysis) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Analysis, "run", interrupted)
    with pytest.raises(typer.Exit) as ended, analysed([sample], Settings()):
        pass
    assert ended.value.exit_code == 128 + signal.SIGINT


def test_standard_input_is_read_if_it_is_a_file_and_refused_if_it_is_a_pipe(sample: Path) -> None:
    words = [sys.executable, "-c", "import sys; from netloupe_engine.cli import main; sys.exit(main(sys.argv[1:]))",
             "stats", "-", "--by", "app"]
    with sample.open("rb") as file:
        read = subprocess.run(words, stdin=file, capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")
    assert "dns" in read.stdout
    refused = subprocess.run(words, input=sample.read_text("latin-1"), capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "write it to a file first" in " ".join(refused.stderr.split())
