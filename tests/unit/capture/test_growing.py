"""Files that are being written, one after the other, read as one capture."""
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.capture.growing import GrowingCapture
from netloupe_engine.errors import CaptureError
from tests.scenarios.foreign import FOLDER, HOSTILE, each
from tests.unit.capture.builders import (
    NANOSECONDS,
    Packet,
    PacketTuple,
    block,
    enhanced,
    interface,
    option,
    pcap,
    pcap_header,
    pcap_record,
    section,
    simple,
)
from tests.unit.recording import FakeRecorder

SMALL = 24_000      # bytes of captures that are written one by one
HTTP = [Packet(bytes([number]) * (20 + number), 1_700_000_000_000_000_000 + number) for number in range(9)]
SECRETS = block(10, b"TLSK\0\0\0\4keys", ">")


def named(name: str) -> bytes:
    return option(2, name.encode())


FILES = {
    "pcap": pcap(HTTP),
    "nanosecond pcap of the other byte order": pcap(HTTP, ">", NANOSECONDS),
    "pcapng": section(options=option(1, b"why")) + interface(options=named("eth0")) + b"".join(
        enhanced(packet.data, number) for number, packet in enumerate(HTTP)),
    "pcapng of two sections": section() + interface() + enhanced(b"one") + simple(b"two", 3) + section(">")
    + interface(">", 101) + interface(">", 1) + enhanced(b"three", 9, 1, ">", option(1, b"odd", ">")) + SECRETS,
}


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[FakeRecorder]:
    recorder = FakeRecorder(tmp_path)
    yield recorder
    recorder.close()


@pytest.fixture
def source(recorder: FakeRecorder) -> Iterator[GrowingCapture]:
    with GrowingCapture(recorder.segments) as source:
        yield source


def read(source: GrowingCapture) -> list[PacketTuple]:
    """All that is there now."""
    return list(source.packets())


def finished(data: bytes, folder: Path) -> tuple[list[PacketTuple], tuple[object, ...]]:
    """What a file reader says of it."""
    path = folder / "whole"
    path.write_bytes(data)
    with CaptureFile(path) as file:
        return list(file.packets()), facts(file)


def facts(source: CaptureFile | GrowingCapture) -> tuple[object, ...]:
    options = source.interface_options if source.format == "pcapng" else ()
    return (source.format, source.interfaces, source.comments, source.damage, options, source.extra_blocks,
            source.damage or source.bytes_read, source.packets_read, source.link_types)


def grown(recorder: FakeRecorder, source: GrowingCapture, pieces: list[bytes]) -> list[PacketTuple]:
    """The packets read while a file is written in these pieces."""
    recorder.begin()
    found = []
    for piece in pieces:
        recorder.write(piece)
        found += read(source)
        assert not source.exhausted
    recorder.stop()
    found += read(source)
    assert source.exhausted
    return found


def the_same(recorder: FakeRecorder, source: GrowingCapture, data: bytes, cuts: list[int], folder: Path) -> None:
    bounds = [0, *cuts, len(data)]
    pieces = [data[start:end] for start, end in pairwise(bounds)]
    packets, said = finished(data, folder)
    assert grown(recorder, source, pieces) == packets
    assert facts(source) == said
    for packet in packets:
        assert source.packet_at(packet[6]) == (0, *packet[1:])
        assert source.keeps(packet[6])


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_file_that_grows_by_a_byte(
        data: bytes, recorder: FakeRecorder, source: GrowingCapture, tmp_path: Path) -> None:
    the_same(recorder, source, data, list(range(1, len(data))), tmp_path)


@pytest.mark.parametrize("path", each(FOLDER))
def test_foreign_captures_that_grow_anyhow(
        path: Path, recorder: FakeRecorder, source: GrowingCapture, tmp_path: Path) -> None:
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        return
    cuts = range(1, len(data)) if len(data) < SMALL else np.unique(np.random.default_rng(1).integers(1, len(data), 500))
    the_same(recorder, source, data, [int(cut) for cut in cuts], tmp_path)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_file_that_grows_by_packets(
        data: bytes, recorder: FakeRecorder, source: GrowingCapture, tmp_path: Path) -> None:
    packets, _ = finished(data, tmp_path)
    the_same(recorder, source, data, [packet[6] for packet in packets], tmp_path)


def test_nothing_is_there_yet(recorder: FakeRecorder, source: GrowingCapture) -> None:
    assert (read(source), source.exhausted, source.format, source.damage) == ([], False, "", None)
    assert (source.interfaces, source.link_types, source.bytes_total, source.packet_at(0)) == ((), (), 0, None)
    recorder.segments.append(str(recorder.folder / "comes later"))
    assert (read(source), source.exhausted) == ([], False)
    (recorder.folder / "comes later").write_bytes(FILES["pcap"])
    assert len(read(source)) == len(HTTP)
    recorder.stop()
    assert (read(source), source.exhausted, source.damage) == ([], True, None)


def test_an_end_before_the_first_file(recorder: FakeRecorder, source: GrowingCapture) -> None:
    recorder.stop()
    assert (read(source), source.exhausted) == ([], True)
    recorder.start()
    assert not source.exhausted
    recorder.begin(FILES["pcap"])
    assert len(read(source)) == len(HTTP)


def test_several_files_of_several_formats(recorder: FakeRecorder, source: GrowingCapture, tmp_path: Path) -> None:
    found: list[PacketTuple] = []
    for data in FILES.values():
        recorder.begin(data)
        found += read(source)
    recorder.stop()
    assert (read(source), source.exhausted, source.damage) == ([], True, None)
    assert [packet[0] for packet in found] == list(range(1, len(found) + 1))
    begins = 0
    for data in FILES.values():
        packets, _ = finished(data, tmp_path)
        for packet in packets:
            mine = found.pop(0)
            assert mine[1:5] == packet[1:5]
            assert mine[6:] == (begins + packet[6], packet[7])
            assert source.packet_at(mine[6]) == (0, *mine[1:])
            assert source.interfaces[mine[5]].link_type == packet[4]
            assert source.comment_of(mine[6]) == ("odd" if packet[7] == b"three" else "")
        begins += len(data)
    assert source.comments == ("why",)
    assert [kind for kind, _, _ in source.extra_blocks] == [10]
    assert source.bytes_read == source.bytes_total == begins


def test_a_device_has_one_number_in_all_files(recorder: FakeRecorder, source: GrowingCapture) -> None:
    first, second = interface(options=named("eth0")), interface(options=named("eth1"))
    recorder.begin(section() + first + second + enhanced(b"a", index=0) + enhanced(b"b", index=1))
    recorder.begin(section() + second + first + enhanced(b"c", index=0) + enhanced(b"d", index=1))
    recorder.begin(section() + interface(snap=96, options=named("eth0")) + enhanced(b"e"))
    found = [(packet[7], packet[5]) for packet in read(source)]
    assert found == [(b"a", 0), (b"b", 1), (b"c", 1), (b"d", 0), (b"e", 2)]
    assert [(device.index, device.name) for device in source.interfaces] == [(0, "eth0"), (1, "eth1"), (2, "eth0")]
    assert len(source.interface_options) == 3


def test_devices_that_look_alike_in_one_file_are_two(recorder: FakeRecorder, source: GrowingCapture) -> None:
    for _turn in range(2):
        recorder.begin(section() + interface() + interface() + enhanced(b"a", index=0) + enhanced(b"b", index=1))
    assert [packet[5] for packet in read(source)] == [0, 1, 0, 1]
    assert len(source.interfaces) == 2


def test_a_file_cut_short_by_the_death_of_its_writer(recorder: FakeRecorder, source: GrowingCapture) -> None:
    data = pcap(HTTP)
    recorder.begin(data[:-5])
    assert len(read(source)) == len(HTTP) - 1
    assert source.damage is None
    recorder.begin(data)
    assert [packet[7] for packet in read(source)] == [packet.data for packet in HTTP]
    damage = source.damage
    assert damage is not None
    assert (damage.at, damage.packet) == (len(data) - 16 - len(HTTP[-1].data), len(HTTP) - 1)
    assert damage.reason == "0.pcap: The file ends inside a packet: 23 of its 28 bytes are there."


@pytest.mark.parametrize("rubbish", [b"#!/bin/sh\necho this is no capture\n", b"\xd4", pcap_header(version=(7, 0)),
                                     b"\x1f\x8b\x08" + bytes(40), section(version=(9, 0)), pcap_header()[:20]])
def test_a_file_that_is_no_capture(rubbish: bytes, recorder: FakeRecorder, source: GrowingCapture) -> None:
    recorder.begin(rubbish)
    assert read(source) == []
    assert not source.exhausted
    recorder.begin(FILES["pcap"])
    assert len(read(source)) == len(HTTP)
    assert source.damage is not None
    recorder.stop()
    read(source)
    assert source.exhausted


def test_an_empty_file_is_no_damage(recorder: FakeRecorder, source: GrowingCapture) -> None:
    recorder.begin()
    recorder.begin(FILES["pcap"])
    assert len(read(source)) == len(HTTP)
    assert source.damage is None


def test_a_file_deleted_before_it_was_read(recorder: FakeRecorder, source: GrowingCapture) -> None:
    path = recorder.begin(FILES["pcap"])
    recorder.begin(FILES["pcap"])
    recorder.segments.drop(0)
    path.unlink()
    assert len(read(source)) == len(HTTP)
    assert source.damage is not None
    assert source.damage.reason == "0.pcap: It was deleted before it was read."


def test_a_file_that_loses_bytes_while_it_grows(recorder: FakeRecorder, source: GrowingCapture) -> None:
    path = recorder.begin(FILES["pcap"])
    assert len(read(source)) == len(HTTP)
    with path.open("r+b") as file:
        file.truncate(100)
    assert read(source) == []
    recorder.begin(FILES["pcap"])
    assert len(read(source)) == len(HTTP)
    assert source.damage is not None
    assert "cut short" in source.damage.reason


def mapped(path: Path) -> bool:
    return str(path) in Path("/proc/self/maps").read_text()


def test_a_dropped_file_is_let_go_of(recorder: FakeRecorder, source: GrowingCapture) -> None:
    first = recorder.begin(FILES["pcapng of two sections"])
    old = read(source)
    recorder.begin(FILES["pcap"])
    new = read(source)
    assert mapped(first)
    secrets = source.extra_blocks
    recorder.segments.drop(0)
    first.unlink()
    source.release_dropped()
    assert not mapped(first)
    for packet in old:
        assert source.packet_at(packet[6]) is None
        assert not source.keeps(packet[6])
        assert (source.options_of(packet[6]), source.comment_of(packet[6])) == (b"", "")
    assert [source.packet_at(packet[6]) for packet in new] == [(0, *packet[1:]) for packet in new]
    assert source.extra_blocks == secrets


def test_a_dropped_file_is_read_to_its_end_first(recorder: FakeRecorder, source: GrowingCapture) -> None:
    path = recorder.begin(FILES["pcap"][:200])
    few = read(source)
    recorder.write(FILES["pcap"][200:])
    recorder.begin(FILES["pcap"])
    recorder.segments.drop(0)
    path.unlink()
    assert len(few) + len(read(source)) == 2 * len(HTTP)
    source.release_dropped()
    assert source.packet_at(few[0][6]) is None


def test_readers_and_a_ring_of_files(recorder: FakeRecorder, source: GrowingCapture) -> None:
    """Other threads look at any packet while files come and go."""
    known: list[PacketTuple] = []
    wrong: list[object] = []
    done = threading.Event()

    def look() -> None:
        random = np.random.default_rng(threading.get_ident())
        while not done.is_set():
            packet = known[int(random.integers(len(known)))] if known else None
            found = source.packet_at(packet[6]) if packet else None
            if packet and found is not None and found[1:] != packet[1:]:
                wrong.append((packet, found))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(150):
        recorder.begin(section() + interface() + b"".join(enhanced(bytes([turn]) * 200, at) for at in range(20)))
        known += read(source)
        if turn >= 3:
            recorder.segments.drop(turn - 3)
            (recorder.folder / f"{turn - 3}.pcap").unlink()
    source.release_dropped()
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(known) == 3000
    assert [packet[0] for packet in known if source.keeps(packet[6])] == list(range(2941, 3001))


@pytest.mark.parametrize("path", each(HOSTILE))
def test_hostile_files_end_themselves_only(path: Path, recorder: FakeRecorder, source: GrowingCapture) -> None:
    data = path.read_bytes()
    recorder.begin(data[:len(data) // 2])
    read(source)
    recorder.write(data[len(data) // 2:])
    read(source)
    recorder.begin(FILES["pcapng"])
    assert [packet[7] for packet in read(source)][-len(HTTP):] == [packet.data for packet in HTTP]
    try:
        with CaptureFile(path) as file:
            assert source.packets_read == len(list(file.packets())) * (not file.compression) + len(HTTP)
    except CaptureError:
        assert source.packets_read == len(HTTP)


def test_many_files(recorder: FakeRecorder, source: GrowingCapture) -> None:
    """More than a process may have open at a time."""
    for number in range(1500):
        recorder.begin(pcap_header() + pcap_record(Packet(number.to_bytes(2, "big"))))
    found = read(source)
    assert [packet[7] for packet in found] == [number.to_bytes(2, "big") for number in range(1500)]
    assert all(source.packet_at(packet[6]) == (0, *packet[1:]) for packet in found)
