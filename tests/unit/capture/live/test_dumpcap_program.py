"""Whether this user may capture with dumpcap: asked of programs that answer as it does."""
import os
from pathlib import Path

import pytest

from netloupe_engine.capture.live import dumpcap_program


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_where_it_is_not_nobody_may(folder: Path) -> None:
    assert dumpcap_program.program() is None
    assert not dumpcap_program.is_permitted()


@pytest.mark.parametrize(("script", "permitted"), [
    ("exit 0", True), ("echo no >&2; exit 2", False), ("kill -9 $$", False)])
def test_it_is_asked_itself(folder: Path, script: str, permitted: bool) -> None:
    path = folder / "dumpcap"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o4755)              # as a distribution has it for all: no capability is looked for
    assert dumpcap_program.program() == str(path)
    assert dumpcap_program.is_permitted() == permitted


def test_one_that_does_not_answer_is_not_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "dumpcap"
    path.write_text("#!/bin/sh\nwhile :; do :; done\n")
    path.chmod(0o4755)
    monkeypatch.setattr(dumpcap_program, "PROBE_S", 0.2)
    assert not dumpcap_program.is_permitted()


def test_a_file_that_is_no_program_is_no_error(folder: Path) -> None:
    path = folder / "dumpcap"
    path.write_text("not a program")
    path.chmod(0o755)
    assert os.access(path, os.X_OK)
    assert not dumpcap_program.is_permitted()
