"""The helper that is written with pypcap: the same protocol, as far as that library can."""
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.capture.live import launch, locate
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.capture.live.launch import Way
from netloupe_engine.errors import CaptureError, FilterError
from netloupe_engine.model import CaptureOptions, Phase
from tests.scenarios.network import FILTER, Network, network, wait_until
from tests.scenarios.test_capture_helper import numbers, packets, tshark_count

pytestmark = pytest.mark.root
pytest.importorskip("pcap", reason="pypcap is not installed; it builds up to Python 3.11 only")
PYTHON = (sys.executable, "-P", "-m", launch.PYPCAP)


@pytest.fixture
def net() -> Iterator[Network]:
    with network() as made:
        yield made


def begin(net: Network, folder: Path, *devices: str, **more: Any) -> HelperRecorder:
    way = Way("pypcap", ("ip", "netns", "exec", net.name, *PYTHON))
    options = CaptureOptions(devices or ("a0",), **{"filter": FILTER, "buffer_bytes": 4 << 20} | more)
    recorder = HelperRecorder(options, folder=folder, way=way)
    recorder.start()
    return recorder


def test_every_packet_is_in_the_file_and_in_order(net: Network, tmp_path: Path) -> None:
    recorder = begin(net, tmp_path)
    net.send(2000)
    recorder.stop()
    assert numbers(recorder.status.files[0]) == list(range(2000))
    assert tshark_count(recorder.status.files[0]) == 2000
    assert (recorder.status.phase, recorder.status.packets, recorder.status.way) == (Phase.STOPPED, 2000, "pypcap")
    assert recorder.status.devices[0].received == 2000


def test_devices_limits_and_rings(net: Network, tmp_path: Path) -> None:
    recorder = begin(net, tmp_path, "a0", "b0", stop_packets=60, file_bytes=4096)
    net.send(40, "a1")
    net.send(40, "b1", first=100)
    assert wait_until(lambda: recorder.status.phase is Phase.STOPPED)
    assert "packets" in recorder.status.reason
    assert len(numbers(*recorder.status.files)) == 60


def test_cut_packets_lose_their_length_and_that_is_known(net: Network, tmp_path: Path) -> None:
    recorder = begin(net, tmp_path, snap_length=60)
    net.send(3, size=1000)
    recorder.stop()
    assert [len(packet[-1]) for packet in packets(recorder.status.files[0])] == [60] * 3


def test_what_is_wrong_is_said(net: Network, tmp_path: Path) -> None:
    with pytest.raises(FilterError, match="syntax error"):
        begin(net, tmp_path, filter="tcp prt")
    with pytest.raises(CaptureError):
        begin(net, tmp_path, "nope")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_it_may_be_ended_by_signals(net: Network, tmp_path: Path, number: signal.Signals) -> None:
    recorder = begin(net, tmp_path)
    net.send(500)
    assert wait_until(lambda: recorder.status.packets == 500)
    rows = Path(f"/proc/{recorder.helper_pid}/status").read_text()
    assert "CapEff:\t0000000000000000" in rows
    os.kill(recorder.helper_pid, number)
    assert wait_until(lambda: recorder.status.phase in (Phase.STOPPED, Phase.FAILED))
    assert numbers(recorder.status.files[0]) == list(range(500))


def test_it_stands_in_for_a_missing_helper(net: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "helpers", list)
    assert launch.direct() == Way("pypcap", PYTHON)
    asked = subprocess.run([*PYTHON, "--probe", "nope"], capture_output=True, text=True, check=False)
    assert asked.returncode == 1
    assert asked.stdout
