"""Whose sockets are whose: real ones of this process and of others."""
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from netloupe_engine import analyze
from netloupe_engine.capture.live import processes
from netloupe_engine.capture.live.processes import KeptNames, ProcessWatch
from netloupe_engine.capture.live.segments import Segments
from netloupe_engine.capture.owners import Flow, Owner, Owners, packed
from tests.unit.traffic import capture, udp

HERE = packed("127.0.0.1")
ME = Path(sys.executable).name.partition(".")[0]


def never() -> bool:
    return False


def nobody() -> int:
    return 0


def names(owners: Owners, client: int, server: int, protocol: int = 6) -> tuple[Owner | None, Owner | None]:
    now = time.time_ns()
    return owners.of(protocol, HERE, client, HERE, server, now, now)


@pytest.fixture
def owners() -> Owners:
    return Owners()


@pytest.fixture
def watch(owners: Owners) -> Iterator[ProcessWatch]:
    made = ProcessWatch(owners, nobody, never)
    yield made
    made.stop()


def test_both_ends_of_a_connection_in_two_processes(owners: Owners, watch: ProcessWatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        program = f"import socket, sys; s = socket.create_connection(('127.0.0.1', {port})); sys.stdin.read()"
        with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as client:
            accepted, (_, client_port) = server.accept()
            with accepted:
                watch.look()
            client.communicate(b"")
        initiator, responder = names(owners, client_port, port)
    assert (initiator and initiator.pid, responder and responder.pid) == (client.pid, os.getpid())
    assert initiator is not None
    assert Path(initiator.command).samefile(sys.executable)


def test_a_datagram_socket_that_is_connected_to_nobody(owners: Owners, watch: ProcessWatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        watch.look()
        port = server.getsockname()[1]
    initiator, responder = names(owners, 9, port, 17)
    assert initiator is None
    assert responder is not None
    assert responder.pid == os.getpid()


def test_a_new_session_is_looked_at_at_once_and_the_end_once_more(owners: Owners,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LOOK_SECONDS", 60.0)
    sessions = [0]
    watch = ProcessWatch(owners, lambda: sessions[0], never)
    watch.start()
    end = time.monotonic() + 10
    while not owners.local:
        assert time.monotonic() < end
        time.sleep(0.01)
    with socket.create_server(("127.0.0.1", 0)) as server:
        sessions[0] = 1
        port = server.getsockname()[1]
        while names(owners, 9, port)[1] is None:
            assert time.monotonic() < end
            time.sleep(0.01)
    with socket.create_server(("127.0.0.1", 0)) as server:
        watch.stop()
        assert names(owners, 9, server.getsockname()[1])[1] is not None
    assert HERE in owners.local


def test_it_ends_with_the_capture(owners: Owners) -> None:
    watch = ProcessWatch(owners, nobody, lambda: True)
    watch.start()
    watch.stop()
    watch.start()
    watch.stop()


def test_where_nothing_may_be_known_nothing_is(owners: Owners, watch: ProcessWatch,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "net_connections", denied)
    watch.look()
    assert len(owners) == 0


def test_a_process_that_ends_meanwhile_has_no_name(owners: Owners, watch: ProcessWatch,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(pid: int) -> None:
        raise psutil.NoSuchProcess(pid)

    monkeypatch.setattr(psutil, "Process", gone)
    with socket.create_server(("127.0.0.1", 0)):
        watch.look()
    assert len(owners) == 0


@pytest.mark.root
def test_an_ordinary_user_sees_their_own(tmp_path: Path) -> None:
    program = """
import os, socket, sys
from netloupe_engine.capture.live.processes import ProcessWatch
from netloupe_engine.capture.owners import Owners
theirs = socket.create_server(("127.0.0.1", 0))
os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
mine = socket.create_server(("127.0.0.1", 0))
owners = Owners()
ProcessWatch(owners, int, bool).look()
print({span.owner.pid for _, span in owners} <= {os.getpid()})
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "True\n"


def test_the_newest_file_gets_the_names_once_for_each_run(tmp_path: Path) -> None:
    with analyze(capture(tmp_path, [(0, udp())])) as analysis:
        for name in ("one.pcapng", "two.pcapng"):
            analysis.save(tmp_path / name)
    segments, owners = Segments(), Owners()
    kept = KeptNames(owners, segments, nobody)
    kept.start()
    segments.append(str(tmp_path / "one.pcapng"))
    owners.add(Flow(17, packed("10.0.0.1"), 40000), Owner(7, "sender"), 0, 2**62)
    segments.end()
    kept.keep()
    size = (tmp_path / "one.pcapng").stat().st_size
    kept.keep()
    assert (tmp_path / "one.pcapng").stat().st_size == size
    segments.reopen()
    kept.start()
    segments.append(str(tmp_path / "two.pcapng"))
    segments.end()
    kept.keep()
    assert (tmp_path / "one.pcapng").stat().st_size == size
    for name in ("one.pcapng", "two.pcapng"):
        with analyze(tmp_path / name) as again:
            assert [value.value for value in again.session(1).attributes][:2] == ["sender", 7]


def test_a_file_that_is_gone_or_being_dropped_gets_none(tmp_path: Path) -> None:
    segments, owners = Segments(), Owners()
    owners.add(Flow(17, HERE, 9), Owner(7, "sender"), 0, 1)
    kept = KeptNames(owners, segments, nobody)
    kept.keep()
    segments.append(str(tmp_path / "gone.pcapng"))
    segments.end()
    kept.keep()
    assert list(tmp_path.iterdir()) == []
