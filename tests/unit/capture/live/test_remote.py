"""Captures on another host: a real sshd on this one, reached by its loopback address."""
import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from netloupe_engine.capture.live import remote
from netloupe_engine.capture.live.remote import RemoteRecorder
from netloupe_engine.errors import CaptureError, FilterError, PermissionDeniedError
from netloupe_engine.model import Phase, RemoteOptions
from tests.unit.capture.builders import Packet, pcap, pcap_header

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = pytest.mark.skipif(SSHD is None or shutil.which("ssh") is None, reason="no sshd here")

# A tcpdump that sends what lies in a file, then waits to be told to finish, and counts like the real one.
FAKE = """#!/bin/sh
echo "tcpdump: listening on fake" >&2
cat {folder}/capture
trap 'echo "7 packets captured" >&2; echo "9 packets received by filter" >&2;
      echo "2 packets dropped by kernel" >&2; exit 0' TERM
while :; do sleep 0.05; done
"""
CAPTURE = pcap([Packet(b"\1" * 60, 1000), Packet(b"\2" * 60, 2000)])


class Server:
    """One sshd that lets this user in with one key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for key in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
        shutil.copy(folder / "user.pub", folder / "authorized")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        (folder / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\nUsePAM no\n"
            f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nPasswordAuthentication no\n"
            f"KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n")
        (folder / "ssh_config").write_text(
            f"IdentityFile {folder}/user\nIdentitiesOnly yes\nStrictHostKeyChecking no\n"
            f"UserKnownHostsFile {folder}/known\n")
        (folder / "capture").write_bytes(CAPTURE)
        self.fake = folder / "tcpdump"
        self.fake.write_text(FAKE.format(folder=folder))
        self.fake.chmod(0o755)
        self.start()

    def start(self) -> None:
        os.makedirs("/run/sshd", exist_ok=True) if os.geteuid() == 0 else None
        self.process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", self.folder / "sshd_config"],
                                        stderr=subprocess.DEVNULL)
        until(self._answers)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def connections(self) -> list[psutil.Process]:
        """Of an ordinary user two processes each, one behind the other."""
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def hang_up(self) -> None:
        """Cut the connections as a broken network does: without a word."""
        for connection in self.connections():
            with contextlib.suppress(psutil.NoSuchProcess):
                connection.kill()

    def stop(self) -> None:
        self.hang_up()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(5)


def until(what: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("sshd"))
    yield made
    made.stop()


@pytest.fixture
def recorder_of(server: Server, tmp_path: Path) -> Iterator[Callable[..., RemoteRecorder]]:
    made: list[RemoteRecorder] = []

    def make(command: str = "", **options: object) -> RemoteRecorder:
        asked = RemoteOptions(f"{getpass.getuser()}@127.0.0.1", port=server.port, command=command or str(server.fake),
                              **options)        # type: ignore[arg-type]
        made.append(RemoteRecorder(asked, tmp_path / "capture.pcap", ("ssh", "-F", str(server.folder / "ssh_config"))))
        return made[-1]

    yield make
    for recorder in made:
        recorder.close()


def test_a_remote_capture_arrives_whole_and_says_what_was_dropped_there(
        recorder_of: Callable[..., RemoteRecorder]) -> None:
    recorder = recorder_of()
    recorder.start()
    assert recorder.status.phase is Phase.RUNNING
    until(lambda: recorder.status.bytes == len(CAPTURE))
    began = time.monotonic()
    recorder.stop()
    assert time.monotonic() - began < 30
    assert Path(recorder.segments[0].path).read_bytes() == CAPTURE
    assert recorder.segments.ended
    status = recorder.status
    assert (status.phase, status.dropped, status.devices[0].received) == (Phase.STOPPED, 2, 9)
    assert [incident.count for incident in status.incidents if incident.kind == "drop"] == [2]


def test_a_lost_connection_is_made_again_and_the_gap_is_told(
        server: Server, recorder_of: Callable[..., RemoteRecorder]) -> None:
    recorder = recorder_of()
    recorder.start()
    until(lambda: recorder.status.bytes == len(CAPTURE))
    server.hang_up()
    until(lambda: "connecting again" in recorder.status.reason)
    until(lambda: recorder.status.bytes == 2 * len(CAPTURE))
    status = recorder.status
    assert (status.phase, status.reason) == (Phase.RUNNING, "")
    gaps = [incident.text for incident in status.incidents if incident.kind == "gap"]
    assert len(gaps) == 1
    assert "packets from" in gaps[0]
    recorder.stop()
    assert [Path(segment.path).read_bytes() for segment in recorder.segments.all()] == [CAPTURE, CAPTURE]


def test_a_server_that_stays_away_is_tried_again_until_stopped(
        server: Server, recorder_of: Callable[..., RemoteRecorder], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "BACK_OFF_SECONDS", (0.1, 0.2))
    recorder = recorder_of()
    recorder.start()
    server.stop()
    until(lambda: "refused" in recorder.status.reason)
    assert recorder.status.phase is Phase.RUNNING
    server.start()
    until(lambda: not recorder.status.reason)
    server.hang_up()
    recorder.stop()
    kinds = [incident.kind for incident in recorder.status.incidents]
    assert kinds.count("gap") >= 1
    assert kinds[-1] == "stop"


def test_a_stop_while_disconnected_is_quick(server: Server, recorder_of: Callable[..., RemoteRecorder],
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "BACK_OFF_SECONDS", (60,))
    recorder = recorder_of()
    recorder.start()
    server.hang_up()
    until(lambda: recorder.status.reason)
    began = time.monotonic()
    recorder.stop()
    assert time.monotonic() - began < 30
    assert [incident.kind for incident in recorder.status.incidents] == ["start", "gap", "stop"]


@pytest.mark.parametrize(("script", "error", "words"), [
    ("exec /nowhere/tcpdump", CaptureError, "not found"),
    ("echo \"tcpdump: eth9: No such device exists\" >&2; exit 1", CaptureError, "No such device"),
    ("echo \"tcpdump: can't parse filter expression: syntax error\" >&2; exit 1", FilterError, "syntax error"),
    ("echo \"tcpdump: eth0: You don't have permission to capture on that device\" >&2; exit 1",
     PermissionDeniedError, "setcap"),
])
def test_what_stands_in_the_way_is_said_at_once(server: Server, recorder_of: Callable[..., RemoteRecorder],
                                                script: str, error: type[Exception], words: str) -> None:
    program = server.folder / "failing"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    recorder = recorder_of(str(program))
    with pytest.raises(error, match=words):
        recorder.start()
    assert recorder.status.phase is Phase.FAILED
    assert recorder.segments.ended
    assert recorder.segments.all() == ()


def test_a_command_that_is_not_there(recorder_of: Callable[..., RemoteRecorder]) -> None:
    with pytest.raises(CaptureError, match="Is tcpdump installed there"):
        recorder_of("no-such-tcpdump").start()


def test_a_key_that_is_not_known_is_refused_at_once(server: Server, tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True)
    config = tmp_path / "config"
    config.write_text((server.folder / "ssh_config").read_text().replace(f"{server.folder}/user", f"{tmp_path}/other"))
    options = RemoteOptions(f"{getpass.getuser()}@127.0.0.1", port=server.port)
    recorder = RemoteRecorder(options, tmp_path / "capture.pcap", ("ssh", "-F", str(config)))
    with pytest.raises(CaptureError, match="Permission denied"):
        recorder.start()
    recorder.close()


def test_what_is_sent_before_packets_is_no_capture(server: Server, recorder_of: Callable[..., RemoteRecorder]) -> None:
    (server.folder / "capture").write_bytes(b"Welcome to this host!\n")
    recorder = recorder_of()
    try:
        with pytest.raises(CaptureError, match="not a capture"):
            recorder.start()
    finally:
        (server.folder / "capture").write_bytes(CAPTURE)


@pytest.mark.root
@pytest.mark.skipif(shutil.which("tcpdump") is None, reason="no tcpdump here")
def test_the_real_tcpdump_does_not_capture_its_own_connection(server: Server,
                                                              recorder_of: Callable[..., RemoteRecorder]) -> None:
    recorder = recorder_of("tcpdump", device="lo", filter=f"port {server.port}")
    recorder.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(5):
            sender.sendto(b"here", ("127.0.0.1", server.port))
    recorder.stop()
    captured = Path(recorder.segments[0].path).read_bytes()
    assert captured[:4] == pcap_header()[:4]
    assert captured.count(b"here") == 5
    assert len(captured) == 24 + 5 * (16 + 14 + 20 + 8 + 4)
    until(lambda: not server.connections())     # nothing stays behind there, tcpdump least of all
