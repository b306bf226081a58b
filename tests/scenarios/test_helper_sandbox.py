"""What a helper that somebody has taken over can still do: its sandbox, tried from inside."""
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from netloupe_engine.capture.live import messages
from netloupe_engine.capture.live.child import Child
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.capture.live.launch import Way
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import CaptureOptions
from tests.conftest import ROOT
from tests.scenarios.network import FILTER, Network, network, of_packet_sockets

pytestmark = pytest.mark.root
HELPER = ROOT / "engine" / "netloupe_engine" / "capture" / "helper"
ALLOWED = {"memory", "say", "write-file", "read-file", "ask-flags"}
MEBIBYTE = 1 << 20
SO_LOCK_FILTER = 44      # asm-generic/socket.h


@pytest.fixture
def net() -> Iterator[Network]:
    with network() as made:
        yield made


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that tries, with the helper's own sandbox."""
    program = tmp_path_factory.mktemp("probe") / "sandbox_probe"
    compiler = shutil.which("cc")
    assert compiler is not None, "what builds the helper builds this"
    sources = Path(__file__).with_name("sandbox_probe.c"), HELPER / "sandbox.c"
    subprocess.run([compiler, "-D_GNU_SOURCE", f"-I{HELPER}", "-o", program, *sources], check=True)
    return program


def allowed(net: Network, probe: Path, mode: str) -> set[str]:
    """The attempts that succeeded; others were refused as not permitted."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        done = subprocess.run(["ip", "netns", "exec", net.name, probe, mode, "a0"], stdin=theirs, capture_output=True,
                              text=True, check=True)
    rows = dict(line.split() for line in done.stdout.splitlines())
    assert len(rows) > 25
    assert set(rows.values()) <= {"0", "1"}         # EPERM
    return {name for name, problem in rows.items() if problem == "0"}


def test_while_it_captures(net: Network, probe: Path) -> None:
    assert allowed(net, probe, "capturing") == ALLOWED


def test_while_it_reads_the_filter(net: Network, probe: Path) -> None:
    assert allowed(net, probe, "filtering") == ALLOWED | {"attach-filter"}


def test_the_process_that_rejoins_speaks_to_nobody(net: Network, probe: Path) -> None:
    assert allowed(net, probe, "rejoining") == {"write-file", "another-interface", "promiscuous"}


def test_without_a_sandbox_nothing_is_captured(net: Network, probe: Path, tmp_path: Path) -> None:
    command = net.way().command
    way = Way("helper", (*command[:-1], str(probe), "without", command[-1]))
    with pytest.raises(CaptureError, match=r"cannot give up system calls.*seccomp"):
        HelperRecorder(CaptureOptions(("a0",)), folder=tmp_path, way=way).start()
    assert list(tmp_path.iterdir()) == []


def started(net: Network, options: CaptureOptions, *environment: str) -> Child:
    command = net.way().command
    return Child([*command[:-1], "env", *environment, command[-1], *messages.command_line(options)])


def ready(net: Network, options: CaptureOptions, *environment: str) -> Child:
    """A helper that waits for its first file."""
    child = started(net, options, *environment)
    while (said := child.receive(5)) != ("ready", ""):
        assert said is not None
        assert said[0] in ("hello", "device"), said
    return child


def status(pid: int) -> dict[str, str]:
    return dict(row.split(":\t", 1) for row in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in row)


@pytest.mark.parametrize("text", [FILTER, ""])
def test_filters_are_locked(net: Network, text: str) -> None:
    """What is let through at the beginning is let through to the end."""
    child = ready(net, CaptureOptions(("a0", "b0"), filter=text))
    try:
        assert of_packet_sockets(child.helper_pid, socket.SOL_SOCKET, SO_LOCK_FILTER) == [1, 1]
    finally:
        child.close()


def test_before_the_first_file_it_only_waits(net: Network) -> None:
    child = ready(net, CaptureOptions(("a0", "b0")))
    try:
        before = status(child.helper_pid)
        net.send(500)
        time.sleep(1)
        after = status(child.helper_pid)
        woken = int(after["voluntary_ctxt_switches"]) - int(before["voluntary_ctxt_switches"])
        assert woken <= 2
        assert after["State"].startswith("S")
    finally:
        child.close()


@pytest.mark.parametrize(("environment", "most"), [(("SUDO_UID=65534", "SUDO_GID=65534"), 256), ((), 320)])
def test_devices_share_the_kernels_memory(net: Network, environment: tuple[str, ...], most: int) -> None:
    """Who is not root behind sudo gets 256 MiB in all; root gets what it asks for."""
    child = ready(net, CaptureOptions(("a0", "a1", "b0", "b1"), buffer_bytes=80 * MEBIBYTE), *environment)
    try:
        assert len(rings(child)) == 4
        assert most - 8 <= sum(rings(child)) <= most
    finally:
        child.close()


def test_captures_of_one_user_share_it_too(net: Network) -> None:
    environment = "SUDO_UID=65534", "SUDO_GID=65534"
    children: list[Child] = []
    try:
        for name in ("a0", "a1"):
            children.append(ready(net, CaptureOptions((name,), buffer_bytes=200 * MEBIBYTE), *environment))
        first, second = (sum(rings(child)) for child in children)
        assert 192 <= first <= 200
        assert 240 <= first + second <= 257         # libpcap rounds up
        options = CaptureOptions(("b0",), buffer_bytes=200 * MEBIBYTE)
        children.append(started(net, options, *environment))
        while (said := children[-1].receive(10)) is not None and said[0] == "hello":
            pass
        assert said is not None
        assert said[0] == "error"
        assert "hold all the buffers there are" in said[1]
        children.pop(0).close()
        children.append(ready(net, options, *environment))      # what is given back can be had
    finally:
        for child in children:
            child.close()


def rings(child: Child) -> list[int]:
    """MiB of each buffer it shares with the kernel."""
    rows = [row.split() for row in Path(f"/proc/{child.helper_pid}/maps").read_text().splitlines()]
    return [(int(end, 16) - int(start, 16)) // MEBIBYTE for (start, end), name in
            ((row[0].split("-"), row[-1]) for row in rows) if name.startswith("socket:")]
