"""Ways to start the helper: which there are, asked of programs that answer as the real ones do."""
import os
from pathlib import Path

import pytest

from netloupe_engine.capture.live import launch, local, locate
from netloupe_engine.capture.live.dumpcap import DumpcapRecorder
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.model import CaptureOptions


def program(path: Path, status: int, words: str = "") -> Path:
    """One that says something and ends with a status."""
    path.write_text(f"#!/bin/sh\necho '{words}'\nexit {status}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only helper there is; sudo, pkexec and dumpcap are not installed."""
    path = tmp_path / "netloupe-capture"
    monkeypatch.setattr(locate, "helpers", lambda: [path])
    monkeypatch.setattr(locate, "is_safe", lambda _: True)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    monkeypatch.delenv("SUDO_ASKPASS", raising=False)
    (tmp_path / "bin").mkdir()
    launch._remembered.cache_clear()
    yield path
    launch._remembered.cache_clear()


def test_a_helper_that_may_is_started_as_it_is(helper: Path) -> None:
    program(helper, launch.READY)
    assert launch.direct() == launch.Way("helper", (str(helper),))
    program(helper, launch.NOT_PERMITTED, "You may not.")
    assert launch.direct() is None
    assert launch.probe((str(helper),)) == launch.Probe(launch.NOT_PERMITTED, "You may not.")


def test_what_cannot_be_run_is_not_permitted(tmp_path: Path) -> None:
    found = launch.probe((str(tmp_path / "none"),))
    assert (found.status, found.text) == (launch.NOT_PERMITTED, os.strerror(2))


def test_sudo_comes_first_without_and_last_with_a_password(helper: Path, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(launch.indirect()) == []
    program(helper, launch.NOT_PERMITTED)
    program(tmp_path / "bin" / "sudo", launch.READY)
    monkeypatch.setenv("SUDO_ASKPASS", str(program(tmp_path / "ask", 0)))
    ways = list(launch.indirect())
    assert [(way.command[:2], way.asks) for way in ways] == [(("sudo", "-n"), False), (("sudo", "-A"), True)]
    assert ways[0].timeout_s < ways[1].timeout_s        # somebody has to type
    assert all(way.command[-1] == str(helper) for way in ways)


def test_a_helper_that_others_can_change_is_given_no_rights(helper: Path, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    program(helper, launch.NOT_PERMITTED)
    program(tmp_path / "bin" / "sudo", launch.READY)
    monkeypatch.setattr(locate, "is_safe", lambda _: False)
    assert list(launch.indirect()) == []


def test_a_refusal_of_sudo_is_not_asked_for_again_at_once(helper: Path, tmp_path: Path) -> None:
    # Each is in the system's log.
    asked = tmp_path / "asked"
    sudo = program(tmp_path / "bin" / "sudo", 1)
    sudo.write_text(f"#!/bin/sh\necho x >> {asked}\nexit 1\n")
    for _ in range(5):
        assert list(launch.indirect()) == []
    assert asked.read_text().count("x") <= 2            # or two, where a minute has just passed


@pytest.mark.parametrize("status", [launch.READY, 1])
def test_dumpcap_records_where_it_may_and_the_helper_may_not(helper: Path, tmp_path: Path, status: int) -> None:
    program(helper, launch.NOT_PERMITTED)
    program(tmp_path / "bin" / "dumpcap", status)
    if os.geteuid():
        pytest.skip("for others than root dumpcap's file needs a capability")
    made = local.local_recorder(CaptureOptions(("lo",)), tmp_path / "x.pcapng")
    assert type(made) is (DumpcapRecorder if status == launch.READY else HelperRecorder)
    made = local.local_recorder(CaptureOptions(("lo",), direction="in"), tmp_path / "x.pcapng")
    assert type(made) is HelperRecorder                 # which dumpcap cannot
    program(helper, launch.READY)
    assert type(local.local_recorder(CaptureOptions(("lo",)), tmp_path / "x.pcapng")) is HelperRecorder
