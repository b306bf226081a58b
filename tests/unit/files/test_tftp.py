"""Files in TFTP (RFC 1350, options: RFC 2347 to 2349, windows: RFC 7440)."""
import hashlib
import random
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from netloupe_engine.files import tftp
from netloupe_engine.files.carved import CarvedFile
from netloupe_engine.streams.chunk import StreamChunk
from tests.unit import traffic

DATA = bytes(range(256)) * 20
REQUEST = {name: struct.pack(">H", code) + b"boot/pxe.bin\0octet\0" for name, code in (("read", 1), ("write", 2))}


def block(number: int, data: bytes) -> bytes:
    return struct.pack(">HH", 3, number % 65536) + data


def blocks(data: bytes, size: int) -> list[bytes]:
    return [block(at // size + 1, data[at:at + size]) for at in range(0, len(data) + 1, size)]


def files(folder: Path, said: list[tuple[int, bytes]], request: bytes = REQUEST["read"],
          port: int = 50_000) -> list[CarvedFile]:
    """What the client (0) and the server (1), from a port of its own, say behind a request."""
    frames = [(0.0, traffic.udp(0, request, ports=(40000, 69)))]
    frames += [(0.1 + 0.001 * at, traffic.udp(way, data, ports=(40000, port))) for at, (way, data) in enumerate(said)]
    return list(traffic.analysed(folder, frames).files())


def acknowledged(way: int, sent: list[bytes]) -> list[tuple[int, bytes]]:
    return [piece for data in sent for piece in ((way, data), (1 - way, struct.pack(">H", 4) + data[2:4]))]


def is_whole(one: CarvedFile, data: bytes = DATA) -> bool:
    return (one.size, one.sha256, one.missing, one.is_whole, one.name) == (
        len(data), hashlib.sha256(data).hexdigest(), (), True, "pxe.bin")


@pytest.mark.parametrize("data", [DATA, DATA[:-1], b"x"])
def test_blocks_are_a_file_until_one_is_short(tmp_path: Path, data: bytes) -> None:
    one, = files(tmp_path, acknowledged(1, blocks(data, 512)))
    assert is_whole(one, data)
    assert (one.sender, one.origin, one.protocol) == (traffic.SERVER, "boot/pxe.bin", "tftp")


def test_a_file_that_is_written(tmp_path: Path) -> None:
    one, = files(tmp_path, [(1, struct.pack(">HH", 4, 0)), *acknowledged(0, blocks(DATA, 512))], REQUEST["write"])
    assert is_whole(one)
    assert one.sender == traffic.CLIENT


def test_options_repetitions_and_blocks_out_of_order(tmp_path: Path) -> None:
    sent = blocks(DATA, 700)
    sent = [sent[0], sent[0], sent[2], sent[1], sent[1], sent[4], sent[3], *sent[5:]]
    said = [(1, struct.pack(">H", 6) + b"blksize\x00700\x00windowsize\x004\0"), *acknowledged(1, sent)]
    one, = files(tmp_path, said, REQUEST["read"] + b"blksize\x00700\0")
    assert is_whole(one)


class Said:
    """A stream of datagrams that the server sends."""

    def __init__(self, datagrams: list[bytes]) -> None:
        self._datagrams = datagrams

    def chunks(self) -> Iterator[StreamChunk]:
        for at, data in enumerate(self._datagrams):
            yield StreamChunk("datagram", 1, at + 1, at, 42, 0, len(data), 0, data)


def test_block_numbers_begin_again_behind_65535() -> None:
    data = random.Random(1).randbytes(8 * 66_000 + 3)
    said = Said([struct.pack(">H", 6) + b"blksize\x008\0", *blocks(data, 8)])
    draft, = (draft for draft in tftp.files(said, [(0, "x", "octet")]))     # type: ignore[arg-type]
    assert list(draft.pieces) == []             # whoever goes on without reading leaves nothing
    draft = next(tftp.files(said, [(0, "x", "octet")]))                     # type: ignore[arg-type]
    assert b"".join(piece for piece, missing in draft.pieces if not missing) == data
    assert not draft.is_part


def test_a_block_that_is_not_there_is_a_hole(tmp_path: Path) -> None:
    sent = blocks(DATA, 512)
    one, = files(tmp_path, acknowledged(1, sent[:3] + sent[5:]))
    assert (one.size, one.missing, one.is_whole) == (len(DATA), ((1536, 2560),), False)
    one, = files(tmp_path, acknowledged(1, sent[:3]))
    assert (one.size, one.is_whole, one.note) == (1536, False, "its end is missing")
    one, = files(tmp_path, [*acknowledged(1, sent[:3]), (1, struct.pack(">HH", 5, 3) + b"disk full\0")])
    assert (one.size, one.is_whole) == (1536, False)


def test_two_transfers_between_the_same_ports(tmp_path: Path) -> None:
    other = struct.pack(">H", 1) + b"other\0netascii\0"
    said = [*acknowledged(1, blocks(DATA, 512)), (0, other), *acknowledged(1, blocks(b"lines\r\n", 512))]
    first, second = files(tmp_path, said, port=69)
    assert is_whole(first)
    assert (second.name, second.size, second.is_whole) == ("other", 7, True)
    assert "CR LF" in second.note
