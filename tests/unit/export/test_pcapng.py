"""Exported pcapng files: interfaces, clocks, comments and names come along."""
import json
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.export.pcapng import write_pcapng
from tests.unit.capture.builders import (
    NANOSECONDS,
    Order,
    Packet,
    block,
    enhanced,
    interface,
    offsets,
    old,
    option,
    pcap,
    read,
    section,
    simple,
)

ORDERS: tuple[Order, ...] = ("<", ">")


def export_all(source: Path, target: Path, snap: int = 0) -> None:
    with CaptureFile(source) as file:
        write_pcapng(file, offsets(file), target, snap=snap)


def test_every_real_capture_survives(capture_files: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out"
    for path in capture_files:
        export_all(path, target)
        before, after = read(path), read(target)
        assert after.damage is None, path.name
        assert [(*packet[:6], packet[7]) for packet in after.packets] == [
            (*packet[:6], packet[7]) for packet in before.packets], path.name
        with CaptureFile(path) as one, CaptureFile(target) as other:
            assert len(list(one.packets())) == len(list(other.packets()))
            assert other.comments == one.comments, path.name
            assert [(found.name, found.link_type, found.snap_length) for found in other.interfaces] == [
                (found.name, found.link_type, found.snap_length) for found in one.interfaces], path.name


@pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not installed")
def test_tshark_sees_the_same(captures: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pcapng"
    for name in ("fmt_pcapng_11_interfaces_eth_null_raw.pcapng", "fmt_ns_be.pcap", "tls_esni_ech.pcapng"):
        export_all(captures / name, target)
        command = ["tshark", "-n", "-T", "json", "-e", "frame.time_epoch", "-e", "frame.protocols", "-e",
                   "frame.interface_name", "-e", "frame.comment", "-r"]
        before, after = (json.loads(subprocess.run([*command, str(path)], capture_output=True, check=True).stdout)
                         for path in (captures / name, target))
        fields = [[dict(packet["_source"]["layers"]) for packet in packets]
                  for packets in (before, after)]
        if name.endswith(".pcap"):
            for packet in fields[1]:
                packet.pop("frame.interface_name", None)
        assert fields[1] == fields[0]


def sectioned(order: Order) -> bytes:
    """A section in one byte order with everything whose bytes depend on it."""
    names = struct.pack(order + "HH", 1, 8) + bytes([10, 0, 0, 1]) + b"abc\0" + bytes(4)
    secrets = struct.pack(order + "II", 0x544C534B, 5) + b"12345" + bytes(3)
    flags = option(2, struct.pack(order + "I", 0x0000_0001), order)
    dropped = option(4, struct.pack(order + "Q", 77), order)
    return (section(order, option(1, b"about the file", order))
            + interface(order, options=option(2, b"eth0", order) + option(8, struct.pack(order + "Q", 10**9), order)
                        + option(9, b"\x03", order) + option(14, struct.pack(order + "q", 50), order))
            + block(4, names, order) + block(10, secrets, order)
            + enhanced(b"abcde", 7, order=order, options=flags + option(1, b"look", order) + dropped + bytes(4))
            + simple(b"xy", 2, order) + old(b"old", 9, order=order))


@pytest.mark.parametrize("order", ORDERS)
def test_both_byte_orders_become_the_same_file(tmp_path: Path, order: Order) -> None:
    source, target = tmp_path / "source", tmp_path / order.replace("<", "l").replace(">", "b")
    source.write_bytes(sectioned(order))
    export_all(source, target)
    little = tmp_path / "little"
    source.write_bytes(sectioned("<"))
    export_all(source, little)
    assert target.read_bytes() == little.read_bytes()
    with CaptureFile(target) as file:
        packets = list(file.packets())
        assert [packet[1] for packet in packets] == [50_007_000_000, 0, 50_009_000_000]
        assert [packet[7] for packet in packets] == [b"abcde", b"xy", b"old"]
        assert file.comments == ("about the file",)
        assert file.comment_of(packets[0][6]) == "look"
        assert [kind for kind, _, _ in file.extra_blocks] == [4, 10]
        assert file.extra_blocks[1][1][8:13] == b"12345"
        (described,) = file.interfaces
        assert (described.name, described.resolution_ns) == ("eth0", 1.0)


def test_packets_are_cut(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(section() + interface(snap=100) + enhanced(b"abcdefghij", options=option(1, b"still here")))
    export_all(source, tmp_path / "out", snap=7)
    with CaptureFile(tmp_path / "out") as file:
        ((_, _, captured, length, _, _, at, data),) = file.packets()
        assert (captured, length, data) == (7, 10, b"abcdefg")
        assert file.comment_of(at) == "still here"
        assert file.interfaces[0].snap_length == 7


def test_from_pcap(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(pcap([Packet(b"x", 1_700_000_000_123_456_789)], magic=NANOSECONDS, snap=500, network=101))
    export_all(source, tmp_path / "out")
    with CaptureFile(tmp_path / "out") as file:
        assert [packet[1] for packet in file.packets()] == [1_700_000_000_123_456_789]
        assert [(found.link_name, found.snap_length) for found in file.interfaces] == [("RAW", 500)]
