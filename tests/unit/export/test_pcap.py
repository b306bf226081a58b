"""Exported pcap files: read again here and by dpkt."""
from pathlib import Path

import dpkt
import numpy as np
import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CancelledError, ExportError
from netloupe_engine.export.pcap import write_pcap
from tests.unit.capture.builders import (
    NANOSECONDS,
    Packet,
    enhanced,
    interface,
    offsets,
    option,
    pcap,
    read,
    section,
    simple,
)

PACKETS = [Packet(bytes([n % 256]) * (n % 90), 1_700_000_000_000_000_001 + n, length=1500) for n in range(5000)]
CONTENT = pcap(PACKETS, ">", NANOSECONDS, network=276)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(CONTENT)
    return path


def test_chosen_packets_stay_what_they_were(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pcap"
    with CaptureFile(source) as file:
        chosen = offsets(file)[[7, 3, 4999, 3]]
        assert write_pcap(file, chosen, target) == 4
        expected = [PACKETS[n] for n in (7, 3, 4999, 3)]
    found = read(target)
    assert [(packet[7], packet[1], packet[3], packet[4]) for packet in found.packets] == [
        (packet.data, packet.time_ns, 1500, 276) for packet in expected]
    with target.open("rb") as again:
        reader = dpkt.pcap.Reader(again)
        assert reader.datalink() == 276
        assert [data for _, data in reader] == [packet.data for packet in expected]


def test_all_packets_and_progress(source: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with CaptureFile(source) as file:
        chosen = offsets(file)
        many = np.tile(chosen, 14)
        write_pcap(file, many, tmp_path / "out", progress=lambda done, total: told.append((done, total)))
    assert told == [(32_768, 70_000), (65_536, 70_000), (70_000, 70_000)]
    assert read(tmp_path / "out").data == [packet.data for packet in PACKETS] * 14


def test_packets_longer_than_the_buffer(tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(pcap([Packet(b"a"), Packet(bytes(range(256)) * 20_000), Packet(b"b")], network=249))
    with CaptureFile(path) as file:
        write_pcap(file, offsets(file), tmp_path / "out")
    assert read(tmp_path / "out").data == [b"a", bytes(range(256)) * 20_000, b"b"]


def test_packets_are_cut(source: Path, tmp_path: Path) -> None:
    with CaptureFile(source) as file:
        write_pcap(file, offsets(file)[:90], tmp_path / "out", snap=40)
    found = read(tmp_path / "out")
    assert found.data == [packet.data[:40] for packet in PACKETS[:90]]
    assert {packet[3] for packet in found.packets} == {1500}


def test_times_the_format_cannot_say_become_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "source"
    early = option(14, (-10).to_bytes(8, "little", signed=True))
    path.write_bytes(section() + interface() + interface(options=early) + simple(b"", 0)
                     + enhanced(b"", 2**63) + enhanced(b"", 5, index=1))
    with CaptureFile(path) as file:
        write_pcap(file, offsets(file), tmp_path / "out")
    assert [time // 10**9 for time in read(tmp_path / "out").times] == [0, 2**32 - 1, 0]


def test_several_link_types_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(section() + interface(link_type=1) + interface(link_type=101)
                     + enhanced(b"a") + enhanced(b"b", index=1))
    with CaptureFile(path) as file:
        with pytest.raises(ExportError, match=r"EN10MB and RAW.*pcapng"):
            write_pcap(file, offsets(file), tmp_path / "out")
        assert [entry.name for entry in tmp_path.iterdir()] == ["source"]
        assert write_pcap(file, np.array([], dtype=np.uint64), tmp_path / "none") == 0
    assert read(tmp_path / "none").packets == []


def test_cancelling_keeps_what_was_there(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"precious")
    with CaptureFile(source) as file, pytest.raises(CancelledError):
        write_pcap(file, offsets(file), target, cancelled=lambda: True)
    assert target.read_bytes() == b"precious"
    assert {entry.name for entry in tmp_path.iterdir()} == {"source", "out"}


def test_an_offset_without_a_packet(source: Path, tmp_path: Path) -> None:
    with CaptureFile(source) as file, pytest.raises(ExportError, match="no packet at byte 99,999,999"):
        write_pcap(file, np.array([24, 99_999_999], dtype=np.uint64), tmp_path / "out")


def test_a_capture_may_be_exported_over_itself(source: Path) -> None:
    with CaptureFile(source) as file:
        chosen = offsets(file)
        write_pcap(file, chosen[:10], source)
        assert file.packet_at(int(chosen[4999])) is not None
    assert read(source).data == [packet.data for packet in PACKETS[:10]]


def test_a_full_disk_is_an_error(source: Path) -> None:
    from netloupe_engine.export._copier import Copier
    with CaptureFile(source) as file, open("/dev/full", "wb", buffering=0) as full:
        chosen = offsets(file)
        with pytest.raises(OSError, match="No space left"):
            Copier(file, full.fileno(), False, 0).copy(chosen)
