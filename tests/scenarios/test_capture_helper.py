"""The capture helper on real devices: what is sent is in the file, whatever happens to whom."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.capture.live import locate, messages
from netloupe_engine.capture.live.child import Child
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.capture.live.launch import Way
from netloupe_engine.errors import CaptureError, FilterError
from netloupe_engine.model import CaptureOptions, Phase
from tests.scenarios.network import (
    FILTER,
    FRAME_BYTES,
    Network,
    frame_number,
    network,
    of_packet_sockets,
    wait_until,
)

pytestmark = pytest.mark.root
COUNT = 3000
SOL_PACKET, PACKET_VERSION, TPACKET_V2, TPACKET_V3 = 263, 10, 1, 2       # linux/if_packet.h


@pytest.fixture
def net() -> Iterator[Network]:
    with network() as made:
        yield made


@pytest.fixture
def recorders() -> Iterator[list[HelperRecorder]]:
    made: list[HelperRecorder] = []
    yield made
    for recorder in made:
        recorder.close()


class Start:
    """Begins a capture in a network; it is closed after the test."""

    def __init__(self, net: Network, folder: Path, made: list[HelperRecorder]) -> None:
        self.net, self.folder, self.made = net, folder, made

    def __call__(self, *devices: str, **more: Any) -> HelperRecorder:
        options = {"filter": FILTER, "buffer_bytes": 4 << 20} | more
        output = options.pop("output", None)
        wanted = CaptureOptions(devices or ("a0",), **options)
        recorder = HelperRecorder(wanted, output, self.folder, way=self.net.way())
        self.made.append(recorder)
        recorder.start()
        return recorder


@pytest.fixture
def start(net: Network, tmp_path: Path, recorders: list[HelperRecorder]) -> Start:
    return Start(net, tmp_path, recorders)


def packets(path: str | Path) -> list[tuple[int, int, int, int, int, int, int, bytes]]:
    with CaptureFile(str(path)) as capture:
        return list(capture.packets())


def numbers(*paths: str | Path) -> list[int]:
    return [frame_number(packet[-1]) for path in paths for packet in packets(path)]


def tshark_count(path: str | Path) -> int:
    """What an independent program reads; it fails on a file that is cut short."""
    if shutil.which("tshark") is None:
        pytest.skip("tshark is not installed")
    done = subprocess.run(["tshark", "-r", str(path), "-T", "fields", "-e", "frame.number"], capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    return len(done.stdout.splitlines())


def test_every_packet_is_in_the_file_and_in_order(net: Network, start: Start) -> None:
    recorder = start()
    net.send(COUNT)
    recorder.stop()
    status = recorder.status
    assert numbers(status.files[0]) == list(range(COUNT))
    assert tshark_count(status.files[0]) == COUNT
    assert (status.phase, status.packets, status.bytes) == (Phase.STOPPED, COUNT, COUNT * FRAME_BYTES)
    assert status.devices[0].received == COUNT
    assert status.dropped == 0
    assert status.disk_bytes == os.stat(status.files[0]).st_size
    assert recorder.segments.ended
    assert recorder.segments[0].complete
    assert oct(os.stat(status.files[0]).st_mode & 0o777) == "0o600"


def test_times_are_of_nanoseconds_and_now(net: Network, start: Start) -> None:
    before = time.time_ns()
    recorder = start()
    net.send(200)
    recorder.stop()
    times = [packet[1] for packet in packets(recorder.status.files[0])]
    assert times == sorted(times)
    assert before < times[0] <= times[-1] < time.time_ns()
    assert any(value % 1000 for value in times)


def test_several_devices_share_a_file_in_the_order_of_time(net: Network, start: Start) -> None:
    recorder = start("a0", "b0")
    for turn in range(10):
        net.send(20, "a1", turn * 100)
        net.send(20, "b1", turn * 100 + 50)
    recorder.stop()
    assert sorted(numbers(recorder.status.files[0])) == sorted(
        number for turn in range(10) for start_at in (0, 50) for number in range(turn * 100 + start_at,
                                                                                turn * 100 + start_at + 20))
    facts = subprocess.run(["capinfos", "-T", "-M", "-o", recorder.status.files[0]], capture_output=True, text=True,
                           check=False) if shutil.which("capinfos") else None
    assert facts is None or "True" in facts.stdout
    assert [row.received for row in recorder.status.devices] == [200, 200]


def test_any_hears_all_devices(net: Network, start: Start) -> None:
    recorder = start("any")
    net.send(50, "a1")
    net.send(50, "b1")
    recorder.stop()
    assert tshark_count(recorder.status.files[0]) == 200         # each is sent by one end and received by the other


def test_cut_packets_keep_their_length(net: Network, start: Start) -> None:
    recorder = start(snap_length=60)
    net.send(10, size=1000)
    recorder.stop()
    fields = ["-T", "fields", "-e", "frame.len", "-e", "frame.cap_len"]
    done = subprocess.run(["tshark", "-r", recorder.status.files[0], *fields], capture_output=True, text=True,
                          check=True)
    assert done.stdout.split() == ["1000", "60"] * 10
    assert recorder.status.bytes == 600


def test_only_what_the_filter_lets_pass(net: Network, start: Start) -> None:
    recorder = start(filter=f"{FILTER} and ether[17] & 1 = 1")
    net.send(100)
    recorder.stop()
    assert numbers(recorder.status.files[0]) == list(range(1, 100, 2))


def test_no_packet_slips_in_before_the_filter(net: Network, start: Start) -> None:
    sender = threading.Thread(target=net.send, args=(60_000,))
    sender.start()
    recorder = start(filter="ether proto 0x9999")
    sender.join()
    recorder.stop()
    assert recorder.status.packets == 0
    assert packets(recorder.status.files[0]) == []


def test_a_wrong_filter_is_refused_in_libpcaps_words(start: Start, tmp_path: Path) -> None:
    with pytest.raises(FilterError, match="syntax error"):
        start(filter="tcp prt 80")
    assert list(tmp_path.iterdir()) == []


def test_names_of_hosts_are_not_looked_up(start: Start) -> None:
    with pytest.raises(FilterError, match="unknown host"):
        start(filter="host www.example.com")


@pytest.mark.parametrize(("direction", "expected"), [("in", 0), ("out", 30), ("both", 30)])
def test_direction(net: Network, start: Start, direction: str, expected: int) -> None:
    recorder = start("a1", direction=direction)
    net.send(30, "a1")
    recorder.stop()
    assert recorder.status.packets == expected


@pytest.mark.parametrize("immediate", [True, False])
def test_immediate_delivery(net: Network, start: Start, immediate: bool) -> None:
    """The kernel then wakes for each packet, which its ring of version 3 does not do."""
    recorder = start(immediate=immediate)
    net.send(1)
    assert wait_until(lambda: len(packets(recorder.status.files[0])) == 1)
    (version,) = of_packet_sockets(recorder.helper_pid, SOL_PACKET, PACKET_VERSION)
    assert version == (TPACKET_V2 if immediate else TPACKET_V3)


@pytest.mark.parametrize(("limit", "reason"), [
    ({"stop_packets": 100}, "packets"), ({"stop_bytes": 100 * FRAME_BYTES}, "bytes")])
def test_stops_by_itself_to_the_packet(net: Network, start: Start, limit: dict[str, int], reason: str) -> None:
    recorder = start(**limit)
    net.send(500)
    assert wait_until(lambda: recorder.status.phase is Phase.STOPPED)
    assert reason in recorder.status.reason
    assert numbers(recorder.status.files[0]) == list(range(100))


def test_stops_after_a_time(start: Start) -> None:
    recorder = start(stop_seconds=0.5)
    assert wait_until(lambda: recorder.status.phase is Phase.STOPPED)
    assert "time" in recorder.status.reason
    assert recorder.status.seconds > 0.4


def test_a_ring_keeps_the_newest_files_and_loses_nothing_between(net: Network, start: Start, tmp_path: Path) -> None:
    size = 50 * (FRAME_BYTES + 32)
    recorder = start(file_bytes=size, ring_files=3, output=tmp_path / "ring.pcapng")
    for turn in range(12):
        net.send(50, first=turn * 50)
        time.sleep(0.08)
    recorder.stop()
    status = recorder.status
    assert sorted(str(path) for path in tmp_path.iterdir()) == sorted(status.files)
    assert len(status.files) == 3
    kept = numbers(*status.files)
    assert kept == list(range(600 - len(kept), 600))
    segments = recorder.segments.all()
    assert [segment.path for segment in segments if not segment.dropped] == list(status.files)
    assert all(segment.complete for segment in segments)
    assert re.fullmatch(r"ring_\d{5}\.pcapng", Path(status.files[0]).name)
    assert sum(tshark_count(path) for path in status.files) == len(kept)


def test_files_by_time(net: Network, start: Start) -> None:
    recorder = start(file_seconds=0.3)
    for turn in range(4):
        net.send(10, first=turn * 10)
        time.sleep(0.35)
    recorder.stop()
    assert len(recorder.status.files) >= 3
    assert numbers(*recorder.status.files) == list(range(40))


def test_going_on_begins_another_file(net: Network, start: Start) -> None:
    recorder = start()
    net.send(10)
    recorder.stop()
    assert recorder.segments.ended
    recorder.start()
    assert not recorder.segments.ended
    net.send(10, first=10)
    recorder.stop()
    assert numbers(*recorder.status.files) == list(range(20))
    assert recorder.status.packets == 20
    assert [row.received for row in recorder.status.devices] == [20]


def test_a_killed_helper_leaves_what_it_wrote_and_can_go_on(net: Network, start: Start) -> None:
    recorder = start()
    net.send(1000)
    assert wait_until(lambda: recorder.status.packets == 1000)
    os.kill(recorder.helper_pid, signal.SIGKILL)
    assert wait_until(lambda: recorder.status.phase is Phase.FAILED)
    assert "SIGKILL" in recorder.status.reason
    assert recorder.segments.ended
    assert numbers(recorder.status.files[0]) == list(range(1000))
    recorder.start()
    net.send(10, first=1000)
    recorder.stop()
    assert numbers(*recorder.status.files) == list(range(1010))


def test_a_terminated_helper_writes_all_it_has(net: Network, start: Start) -> None:
    recorder = start()
    net.send(1000)
    os.kill(recorder.helper_pid, signal.SIGTERM)
    assert wait_until(lambda: recorder.status.phase is Phase.STOPPED)
    assert tshark_count(recorder.status.files[0]) == 1000


PARENT = """
import json, sys, time
from pathlib import Path
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.capture.live.launch import Way
from netloupe_engine.model import CaptureOptions
way = Way("helper", tuple(sys.argv[3:]))
recorder = HelperRecorder(CaptureOptions(("a0",), filter=sys.argv[2]), Path(sys.argv[1]), way=way)
recorder.start()
print(recorder.helper_pid, flush=True)
time.sleep(60)
"""


def test_a_killed_parent_leaves_a_complete_file_and_no_process(net: Network, tmp_path: Path) -> None:
    path = tmp_path / "kept.pcapng"
    with subprocess.Popen([sys.executable, "-c", PARENT, path, FILTER, *net.way().command], stdout=subprocess.PIPE,
                          text=True) as parent:
        assert parent.stdout is not None
        helper = int(parent.stdout.readline())
        net.send(COUNT)
        parent.kill()
    assert wait_until(lambda: not os.path.exists(f"/proc/{helper}"))
    assert tshark_count(path) == COUNT
    assert statistics(path) == [COUNT]


def statistics(path: Path) -> list[int]:
    """Packets received by each interface, as the file's own statistics (ISB) say."""
    done = subprocess.run(["tshark", "-r", str(path), "-q", "-z", "expert"], capture_output=True, check=False)
    assert done.returncode == 0
    data, at, received = path.read_bytes(), 0, []
    while at < len(data):
        kind, size = int.from_bytes(data[at:at + 4], "little"), int.from_bytes(data[at + 4:at + 8], "little")
        if kind == 5:
            option = data.index(bytes([4, 0, 8, 0]), at + 20)
            received.append(int.from_bytes(data[option + 4:option + 12], "little"))
        at += size
    return received


def test_a_full_disk_ends_calmly_with_whole_blocks(net: Network, start: Start, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], check=True)
    try:
        recorder = start(output=disk / "full.pcapng")
        for turn in range(100):
            net.send(100, first=turn * 100)
            if recorder.status.phase is not Phase.RUNNING:
                break
        assert wait_until(lambda: recorder.status.phase is Phase.FAILED)
        status = recorder.status
        assert status.reason == "The disk is full."
        assert [incident.kind for incident in status.incidents] == ["start", "disk", "stop"]
        count = tshark_count(status.files[0])
        assert count == status.packets > 1000
        assert numbers(status.files[0]) == list(range(count))
        recorder.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_an_interface_that_goes_and_comes_back(net: Network, start: Start) -> None:
    recorder = start("a0", "b0")

    def said(text: str) -> bool:
        return wait_until(lambda: any(text in incident.text for incident in recorder.status.incidents))

    net.send(10)
    net.ip("link set a0 down")
    assert said("a0: The interface went down.")
    net.send(10, "b1", first=100)                               # the other one goes on
    net.ip("link set a0 up")
    assert said("a0: The interface is up again.")
    net.send(10, first=10)
    net.ip("link set a0 down")
    net.ip("link set a0 name renamed")
    net.ip("link set renamed up")
    assert said("a0: The interface is called renamed now.")
    time.sleep(0.5)
    net.send(10, first=20)
    time.sleep(0.2)
    net.ip("link del renamed")
    assert said("a0: The interface is gone.")
    net.add_pair("a")
    assert said("a0: The interface is there again.")
    time.sleep(0.5)
    net.send(10, first=30)
    recorder.stop()
    assert recorder.status.phase is Phase.STOPPED
    assert sorted(numbers(recorder.status.files[0])) == [*range(40), *range(100, 110)]


@pytest.mark.parametrize(("device", "text"), [("nope", "no such interface"), ("b0", "not up")])
def test_devices_that_cannot_be_used_are_named(net: Network, start: Start, device: str, text: str) -> None:
    net.ip("link set b0 down")
    with pytest.raises(CaptureError, match=f"{device}: .*{text}"):
        start("a0", device)


def test_the_helper_has_no_rights_and_no_files(net: Network, start: Start) -> None:
    recorder = start("a0", "b0")
    pid = recorder.helper_pid
    rows = dict(row.split(":\t", 1) for row in Path(f"/proc/{pid}/status").read_text().splitlines())
    for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(rows[kind], 16) == 0, kind
    assert rows["NoNewPrivs"] == "1"
    assert rows["Seccomp"] == "2"
    files = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()}
    regular = {name for name in files if name.startswith("/") and not name.startswith("/dev/")}
    assert regular == {recorder.status.files[0]}
    assert sum(name.startswith("socket:") for name in files) == 4       # the channel, two devices, who rejoins them
    (rejoining,) = (int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())

    def is_confined() -> bool:
        rows = dict(row.split(":\t", 1) for row in Path(f"/proc/{rejoining}/status").read_text().splitlines())
        return (int(rows["CapPrm"], 16), rows["NoNewPrivs"], rows["Seccomp"]) == (0, "1", "2")

    assert wait_until(is_confined)
    recorder.stop()
    assert wait_until(lambda: not os.path.exists(f"/proc/{rejoining}"))


# Takes CLOCK_REALTIME back by an hour after half a second, for one process: nobody else's clock is touched.
CLOCK = r"""
#define _GNU_SOURCE
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>
int clock_gettime(clockid_t clock, struct timespec* now) {
    static struct timespec first;
    struct timespec steady;
    int status = (int)syscall(SYS_clock_gettime, clock, now);
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &steady);
    if (!first.tv_sec) first = steady;
    double passed = (double)(steady.tv_sec - first.tv_sec) + (double)(steady.tv_nsec - first.tv_nsec) / 1e9;
    if (clock == CLOCK_REALTIME && passed > 0.5) now->tv_sec -= 3600;
    return status;
}
"""


def test_a_clock_set_back_an_hour_disturbs_no_timer(net: Network, start: Start, tmp_path: Path) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler")
    source, library = tmp_path / "clock.c", tmp_path / "clock.so"
    source.write_text(CLOCK)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    command = net.way().command
    way = Way("helper", (*command[:-1], "env", f"LD_PRELOAD={library}", command[-1]))
    options = CaptureOptions(("a0",), filter=FILTER, stop_seconds=2.0, file_seconds=0.5)
    recorder = HelperRecorder(options, tmp_path / "out.pcapng", way=way)
    recorder.start()
    for turn in range(6):
        net.send(10, first=turn * 10)
        time.sleep(0.25)
    assert wait_until(lambda: recorder.status.phase is Phase.STOPPED)
    assert 1.8 < recorder.status.seconds < 1800
    assert 2 <= len(recorder.status.files) <= 5
    assert numbers(*recorder.status.files) == list(range(60))


def test_a_helper_that_is_held_up_loses_nothing(net: Network, start: Start) -> None:
    # as on a suspended or overloaded computer: the kernel's buffer holds what comes
    recorder = start(buffer_bytes=16 << 20)
    os.kill(recorder.helper_pid, signal.SIGSTOP)
    net.send(5000)
    time.sleep(0.5)
    os.kill(recorder.helper_pid, signal.SIGCONT)
    recorder.stop()
    assert numbers(recorder.status.files[0]) == list(range(5000))


def test_losses_are_counted_as_libpcap_counts_them(net: Network, start: Start) -> None:
    recorder = start(buffer_bytes=1 << 16)
    os.kill(recorder.helper_pid, signal.SIGSTOP)
    net.send(20_000)
    os.kill(recorder.helper_pid, signal.SIGCONT)
    recorder.stop()
    status = recorder.status
    assert status.dropped > 0
    assert status.devices[0].received - status.devices[0].dropped == status.packets == len(numbers(status.files[0]))
    assert sum(incident.count for incident in status.incidents if incident.kind == "drop") == status.dropped


def test_a_parent_that_does_not_listen_holds_up_nothing(net: Network, tmp_path: Path) -> None:
    options = CaptureOptions(("a0",), filter=FILTER)
    child = Child([*net.way().command, *messages.command_line(options)])
    while child.receive(5) != ("ready", ""):
        pass
    path = tmp_path / "deaf.pcapng"
    child.give_file(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    for turn in range(8):
        net.send(500, first=turn * 500)
        time.sleep(0.5)
    child.close()
    assert numbers(path) == list(range(4000))


GARBAGE = [
    [], ["--device="], ["--device=a/b"], ["--device=" + "x" * 16], ["--device=a b"], ["--device=a0", "--device=a0"],
    ["--device=.."], ["--device=a0", "word"], ["--device=a0", "--nope"], ["--device=a0", "--snap-length=0"],
    ["--device=a0", "--snap-length=262145"], ["--device=a0", "--snap-length=-1"], ["--device=a0", "--snap-length=0x10"],
    ["--device=a0", "--snap-length=10 "], ["--device=a0", "--buffer-bytes=1"],
    ["--device=a0", "--stop-packets=" + "9" * 30],
    ["--device=a0", "--direction=up"], ["--device=a0", "--filter=" + "a" * 8193], ["--device=a0", "--file-bytes=1"],
    ["--device=a0", "--stop-ms=99999999999999"], [f"--device=d{number}" for number in range(33)], ["--device"],
    ["--device=%n%s"], ["--device=\xff\xfe"], ["--device=a0", "--filter"], ["--device=dbus-system"], ["--device=nflog"],
]


@pytest.mark.parametrize("words", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_refused_before_anything_is_opened(words: list[str]) -> None:
    helper = locate.bundled()
    if helper is None:
        pytest.skip("the capture helper is not built")
    child = Child([str(helper), *words])
    said = []
    while (message := child.receive(5)) and message[0]:
        said.append(message)
    assert child.close() in (1, 2)
    assert said[-1] == ("stopped", "error")
    assert next(rest for word, rest in said if word == "error").split()[0] in ("options", "device")


def test_the_helper_is_not_for_use_by_hand() -> None:
    helper = locate.bundled()
    if helper is None:
        pytest.skip("the capture helper is not built")
    done = subprocess.run([helper, "--device=lo"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 2
    assert "by hand" in done.stderr


def test_garbage_on_the_channel_is_ignored(net: Network, tmp_path: Path) -> None:
    child = Child([*net.way().command, *messages.command_line(CaptureOptions(("a0",), filter=FILTER))])
    while child.receive(5) != ("ready", ""):
        pass
    paths = [tmp_path / name for name in ("one", "two")]
    full = tmp_path / "full"
    full.write_bytes(b"not empty")
    channel = child._socket
    for data in (b"file", b"stopp", b"\0", b"x" * 4000, b"file "):
        channel.send(data)
    socket.send_fds(channel, [b"file"], [os.open(full, os.O_RDWR), os.open(full, os.O_RDWR)])
    socket.send_fds(channel, [b"hello"], [os.open(full, os.O_RDWR)])
    socket.send_fds(channel, [b"file"], [os.open("/dev/null", os.O_RDWR)])
    socket.send_fds(channel, [b"file"], [os.open(tmp_path, os.O_RDONLY)])
    for path in paths:
        child.give_file(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    child.give_file(os.open(full, os.O_RDWR))
    net.send(10)
    time.sleep(0.2)
    child.close()
    assert numbers(paths[0]) == list(range(10))
    assert paths[1].read_bytes() == b""
    assert full.read_bytes() == b"not empty"
