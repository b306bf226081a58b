"""Bytes of pcap and pcapng files, built by the formats' descriptions: sound ones, and ones no sane writer makes."""
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Damage

Order = Literal["<", ">"]
MICROSECONDS, NANOSECONDS, KUZNETZOV = 0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34
SECOND_NS = 1_000_000_000
PacketTuple = tuple[int, int, int, int, int, int, int, bytes]    # as CaptureFile.packets gives it


class Packet(NamedTuple):
    """A packet to be written; `length` and `captured` lie when they are given."""

    data: bytes
    time_ns: int = 0
    length: int | None = None
    captured: int | None = None


def pcap_header(order: Order = "<", magic: int = MICROSECONDS, version: tuple[int, int] = (2, 4), snap: int = 262144,
                network: int = 1) -> bytes:
    return struct.pack(order + "IHHiIII", magic, *version, 0, 0, snap, network)


def pcap_record(packet: Packet, order: Order = "<", tick_ns: int = 1000) -> bytes:
    seconds, rest = divmod(packet.time_ns, SECOND_NS)
    size = len(packet.data)
    captured = size if packet.captured is None else packet.captured
    length = size if packet.length is None else packet.length
    return struct.pack(order + "IIII", seconds, rest // tick_ns, captured, length) + packet.data


def pcap(packets: Iterable[Packet], order: Order = "<", magic: int = MICROSECONDS, snap: int = 262144,
         network: int = 1) -> bytes:
    tick = 1 if magic == NANOSECONDS else 1000
    return pcap_header(order, magic, snap=snap, network=network) + b"".join(
        pcap_record(packet, order, tick) for packet in packets)


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def block(kind: int, content: bytes, order: Order = "<", length: int | None = None, again: int | None = None) -> bytes:
    size = len(content) + 12 if length is None else length
    return struct.pack(order + "II", kind, size) + content + struct.pack(order + "I", size if again is None else again)


def option(code: int, value: bytes, order: Order = "<") -> bytes:
    return struct.pack(order + "HH", code, len(value)) + padded(value)


def section(order: Order = "<", options: bytes = b"", version: tuple[int, int] = (1, 0)) -> bytes:
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, *version, -1) + options, order)


def interface(order: Order = "<", link_type: int = 1, snap: int = 0, options: bytes = b"") -> bytes:
    return block(1, struct.pack(order + "HHI", link_type, 0, snap) + options, order)


def enhanced(data: bytes, ticks: int = 0, index: int = 0, order: Order = "<", options: bytes = b"",
             captured: int | None = None, length: int | None = None) -> bytes:
    head = struct.pack(order + "IIIII", index, ticks >> 32, ticks & 0xFFFF_FFFF,
                       len(data) if captured is None else captured, len(data) if length is None else length)
    return block(6, head + padded(data) + options, order)


def simple(data: bytes, length: int, order: Order = "<") -> bytes:
    return block(3, struct.pack(order + "I", length) + padded(data), order)


def old(data: bytes, ticks: int = 0, index: int = 0, order: Order = "<", options: bytes = b"") -> bytes:
    head = struct.pack(order + "HHIIII", index, 0xFFFF, ticks >> 32, ticks & 0xFFFF_FFFF, len(data), len(data))
    return block(2, head + padded(data) + options, order)


class Content(NamedTuple):
    """All that reading a file to its end gave."""

    packets: list[PacketTuple]
    damage: Damage | None

    @property
    def data(self) -> list[bytes]:
        return [packet[7] for packet in self.packets]

    @property
    def times(self) -> list[int]:
        return [packet[1] for packet in self.packets]


def read(path: Path, content: bytes | None = None) -> Content:
    """Read the file to its end; with `content`, write that into it first."""
    if content is not None:
        path.write_bytes(content)
    with CaptureFile(path) as file:
        return Content(list(file.packets()), file.damage)


def refusal(path: Path, content: bytes) -> str:
    """Why the content is refused; `""` if it is not."""
    path.write_bytes(content)
    try:
        CaptureFile(path).close()
    except CaptureError as error:
        return str(error)
    return ""


def offsets(file: CaptureFile) -> NDArray[np.uint64]:
    """Where each packet of a capture begins."""
    return np.array([packet[6] for packet in file.packets()], dtype=np.uint64)
