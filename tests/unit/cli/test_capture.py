"""What `capture` makes of its options, and what it says in the end; the recorder is ours."""
import contextlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netloupe_engine import listening
from netloupe_engine.capture.live.segments import Segments
from netloupe_engine.cli import main
from netloupe_engine.errors import CaptureError, FilterError, PermissionDeniedError
from netloupe_engine.model import (
    CaptureOptions,
    DeviceCounters,
    Incident,
    LiveStatus,
    Phase,
    RemoteOptions,
    StreamOptions,
)

RUNNING = LiveStatus(Phase.RUNNING, "helper", devices=(DeviceCounters("lo", 1452, 0, 0),))


class FakeRecorder:
    """Captures the sample at once, then ends by itself or waits to be stopped."""

    def __init__(self, sample: Path) -> None:
        self.segments = Segments()
        self.status = RUNNING
        self.sample, self.path = sample, Path()
        self.error: Exception | None = None
        self.ends: LiveStatus | None = None         # by itself, like this
        self.started: Callable[[], None] = lambda: None

    def start(self) -> None:
        if self.error is not None:
            raise self.error
        shutil.copy(self.sample, self.path)
        self.segments.append(str(self.path))
        if self.ends is not None:
            self.status = self.ends
            self.segments.end()
        self.started()

    def stop(self) -> None:
        if not self.segments.ended:
            self.status = replace(self.status, phase=Phase.STOPPED)
        self.segments.end()

    def close(self) -> None:
        self.stop()


class Asked:
    """What the command asked for."""

    options: listening.LiveOptions
    output: Path | None
    handlers: int


@pytest.fixture
def recorder(sample: Path) -> FakeRecorder:
    made = FakeRecorder(sample)
    made.ends = replace(RUNNING, phase=Phase.STOPPED)
    return made


@pytest.fixture(autouse=True)
def asked(recorder: FakeRecorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    found = Asked()

    def listen(options: listening.LiveOptions, settings: object = None,
               output: Path | None = None) -> listening.Listening:
        found.options, found.output = options, output
        recorder.path = (output if isinstance(options, CaptureOptions) else None) or tmp_path / "segment.pcapng"
        return listening.Listening(options, settings, output, recorder=recorder)    # type: ignore[arg-type]

    monkeypatch.setattr(listening, "listen", listen)
    return found


@contextlib.contextmanager
def interrupted(recorder: FakeRecorder) -> Iterator[None]:
    """Somebody presses Ctrl+C a moment after the beginning."""
    recorder.ends = None
    timer = threading.Timer(0.3, os.kill, (os.getpid(), 2))
    recorder.started = timer.start
    yield
    timer.join()


def test_options_are_passed_on(asked: Asked) -> None:
    words = ["-i", "eth0", "-i", "lo", "-i", "eth0", "--duration", "1.5", "--packets", "10", "--bytes", "20",
             "--snap", "96", "--no-promiscuous", "--buffer", "4", "--immediate", "--direction", "in", "--ring", "3",
             "--file-size", "5", "--file-seconds", "60", "--no-process-names"]
    assert main(["capture", *words, "-f", "tcp port 80", "--format", "jsonl"]) == 0
    assert asked.options == CaptureOptions(
        ("eth0", "lo"), "tcp port 80", promiscuous=False, snap_length=96, buffer_bytes=4 << 20, immediate=True,
        direction="in", stop_packets=10, stop_bytes=20, stop_seconds=1.5, ring_files=3, file_bytes=5_000_000,
        file_seconds=60, process_names=False)


def test_the_default_is_what_the_library_has(asked: Asked) -> None:
    assert main(["capture", "-i", "eth0"]) == 0
    assert asked.options == CaptureOptions(("eth0",))
    assert main(["capture", "--ssh", "user@host", "--ssh-port", "2222", "--ssh-command", "sudo tcpdump"]) == 0
    assert asked.options == RemoteOptions("user@host", port=2222, command="sudo tcpdump")
    assert main(["capture", "--ssh", "host", "-i", "eth1", "-f", "udp", "--snap", "64"]) == 0
    assert asked.options == RemoteOptions("host", "eth1", "udp", snap_length=64)
    assert main(["capture", "-r", "-"]) == 0
    assert asked.options == StreamOptions("-")


@pytest.mark.parametrize(("words", "sentence"), [
    ("", "-i says on which interface"),
    ("-i lo -r -", "no -i and no --ssh beside it"),
    ("--ssh host -r -", "no -i and no --ssh beside it"),
    ("--ssh host -i a -i b", "captures on one interface"),
    ("-i lo --ring 3", "when does a file end?"),
    ("-i lo --duration -1", "--duration"),
    ("-i lo --snap 0", "--snap"),
    ("-i lo --buffer 5000", "--buffer"),
    ("-i lo --direction sideways", "--direction"),
    ("-i lo -w out.pcap", "must end in .pcapng"),
    ("-i lo -w /no/such/folder/out.pcapng", "in none that exists"),
    ("--ssh host --immediate", "--immediate is for captures on interfaces of this computer"),
    ("--ssh host --ring 3 --file-size 1", "--ring is for captures on interfaces"),
    ("-r - -f tcp", "-f is for captures on interfaces"),
    ("-r - --snap 60", "--snap is for captures on interfaces"),
])
def test_what_cannot_be_is_said(words: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capture", *words.split()]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert sentence in said


def test_the_summary_has_the_counters_and_the_file(tmp_path: Path, recorder: FakeRecorder,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pcapng"
    recorder.ends = replace(RUNNING, phase=Phase.STOPPED, files=(str(out),))
    assert main(["capture", "-i", "lo", "-w", str(out), "--limit", "1"]) == 0
    said = capsys.readouterr()
    assert "1,452 packets" in said.out
    assert said.out.splitlines()[-2:] == ["lo: 1,452 received, 0 dropped by the kernel, 0 by the interface",
                                          f"written to {out}"]
    assert said.err == ""


def test_what_was_lost_is_said_and_makes_the_status_1(recorder: FakeRecorder,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    recorder.ends = replace(RUNNING, phase=Phase.STOPPED, devices=(DeviceCounters("lo", 1452, 7, 1),))
    assert main(["capture", "-i", "lo", "--format", "json"]) == 1
    said = capsys.readouterr()
    assert "8 packets were dropped before they could be captured (7 by the kernel, 1 by the interface)" in said.err
    found = json.loads(said.out)
    assert found["capture"]["packets"] == 1452
    assert found["live"]["dropped"] == 8
    assert found["live"]["devices"] == [{"name": "lo", "received": 1452, "dropped": 7, "interface_dropped": 1}]


def test_a_capture_that_fails_midway_keeps_what_there_is(recorder: FakeRecorder,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    recorder.ends = replace(RUNNING, phase=Phase.FAILED, reason="The disk is full.", fix="rm big")
    assert main(["capture", "-i", "lo"]) == 1
    said = capsys.readouterr()
    assert "1,452 packets" in said.out
    assert said.err == "netloupe: The disk is full.\nnetloupe: this helps: rm big\n"


def test_a_gap_is_said(recorder: FakeRecorder, capsys: pytest.CaptureFixture[str]) -> None:
    gap = Incident(1, "gap", "host was out of reach: packets from 10:00:00 to 10:00:09 are missing.")
    recorder.ends = replace(RUNNING, phase=Phase.STOPPED, incidents=(gap,))
    assert main(["capture", "--ssh", "host"]) == 1
    said = capsys.readouterr()
    assert gap.text in said.err
    assert gap.text in said.out


@pytest.mark.parametrize(("error", "sentences"), [
    (PermissionDeniedError("You may not.", "sudo setcap x"), ["You may not.", "this helps: sudo setcap x"]),
    (FilterError("syntax error in filter"), ["syntax error in filter"]),
    (CaptureError("There is no eth9."), ["There is no eth9."]),
])
def test_what_keeps_it_from_beginning(recorder: FakeRecorder, error: Exception, sentences: list[str], tmp_path: Path,
                                      capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pcapng"
    out.write_bytes(b"of yesterday")
    recorder.error = error
    assert main(["capture", "-i", "lo", "-w", str(out), "--overwrite"]) == 2
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"netloupe: {sentence}" for sentence in sentences]
    assert said.out == ""
    assert out.read_bytes() == b"of yesterday"
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_is_there_is_replaced_if_that_is_wanted(tmp_path: Path, sample: Path,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pcapng"
    out.write_bytes(b"of yesterday")
    assert main(["capture", "-i", "lo", "-w", str(out)]) == 2
    assert "--overwrite replaces it" in " ".join(capsys.readouterr().err.split())
    assert main(["capture", "-i", "lo", "-w", str(out), "--overwrite"]) == 0
    assert out.read_bytes()[:len(sample.read_bytes())] == sample.read_bytes()
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_is_there_is_kept_until_the_capture_is_whole(recorder: FakeRecorder, tmp_path: Path, sample: Path,
                                                                 capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pcapng"
    out.write_bytes(b"of yesterday")
    seen: list[bytes] = []
    recorder.started = lambda: seen.extend(path.read_bytes() for path in tmp_path.iterdir() if path != out)
    recorder.ends = replace(RUNNING, phase=Phase.FAILED, reason="The disk is full.")
    assert main(["capture", "-i", "lo", "-w", str(out), "--overwrite"]) == 1
    assert seen == [b"of yesterday"]        # whoever is killed now leaves both
    old, = (path for path in tmp_path.iterdir() if path != out)
    assert old.read_bytes() == b"of yesterday"
    assert out.read_bytes().startswith(sample.read_bytes())
    assert f"netloupe: what {out} was before is kept in {old}" in capsys.readouterr().err


def test_ctrl_c_ends_it_calmly(recorder: FakeRecorder, capsys: pytest.CaptureFixture[str]) -> None:
    with interrupted(recorder):
        assert main(["capture", "-i", "lo", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["live"]["phase"] == "stopped"


def test_what_comes_from_elsewhere_is_saved_as_pcapng_and_has_its_name(
        asked: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pcapng"
    assert main(["capture", "--ssh", "host", "-w", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["capture"]["path"] == "host:any"
    assert main(["analyze", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["capture"]["packets"] == 1452


def test_limits_of_a_stream_are_ours(recorder: FakeRecorder, capsys: pytest.CaptureFixture[str]) -> None:
    recorder.ends = None
    assert main(["capture", "-r", "-", "--packets", "100", "--format", "jsonl"]) == 0
    assert main(["capture", "-r", "-", "--bytes", "100", "--format", "jsonl"]) == 0
    assert capsys.readouterr().out.count("\n") > 10


def test_what_cannot_be_saved_is_kept_where_it_is(recorder: FakeRecorder, tmp_path: Path,
                                                  capsys: pytest.CaptureFixture[str],
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "captures_folder", lambda: tmp_path)
    (tmp_path / "gone").mkdir()
    recorder.started = (tmp_path / "gone").rmdir
    assert main(["capture", "--ssh", "host", "-w", str(tmp_path / "gone" / "out.pcapng")]) == 1
    said = capsys.readouterr()
    [folder] = tmp_path.glob("netloupe-*")
    assert f"what was captured is kept in {folder}" in said.err
    assert "written to" not in said.out
