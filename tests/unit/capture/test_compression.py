"""Compressed captures: several members, cut and corrupt ones, bombs."""
import gzip
import io
import random
from collections.abc import Callable
from pathlib import Path

import lz4.frame
import pytest
import zstandard

from netloupe_engine.capture import compression
from netloupe_engine.capture.compression import EXPANDERS, BrokenStreamError
from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CancelledError, CaptureError
from tests.unit.capture.builders import NANOSECONDS, Packet, block, enhanced, interface, pcap, read, refusal, section

COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "zstd": zstandard.ZstdCompressor(write_checksum=True).compress, "lz4": lz4.frame.compress,
}
PACKETS = [Packet(bytes([n % 251]) * (n % 200 + 1), n * 1000) for n in range(20_000)]
CONTENT = pcap(PACKETS, magic=NANOSECONDS)
KINDS = pytest.mark.parametrize("kind", COMPRESSORS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made.pcap.z"


def expanded(kind: str, data: bytes) -> bytes:
    return b"".join(EXPANDERS[kind](io.BytesIO(data)))


@KINDS
def test_packets_come_out_as_they_went_in(path: Path, kind: str) -> None:
    path.write_bytes(COMPRESSORS[kind](CONTENT))
    with CaptureFile(path) as file:
        assert file.compression == kind
        assert [packet[7] for packet in file.packets()] == [packet.data for packet in PACKETS]
        assert file.damage is None
        assert file.bytes_read == file.bytes_total == path.stat().st_size


@KINDS
def test_several_members_are_one_stream(kind: str) -> None:
    parts = [CONTENT[:1000], b"", CONTENT[1000:70_000], CONTENT[70_000:]]
    assert expanded(kind, b"".join(map(COMPRESSORS[kind], parts))) == CONTENT


@KINDS
def test_the_first_packets_come_before_the_end_is_read(path: Path, kind: str) -> None:
    noise = random.Random(1).randbytes(8 << 20)
    path.write_bytes(COMPRESSORS[kind](pcap(Packet(noise[at:at + 4096]) for at in range(0, len(noise), 4096))))
    with CaptureFile(path) as file:
        packets = file.packets()
        first = next(packets)
        assert file.bytes_read < file.bytes_total / 4
        assert file.packet_at(first[6]) == (0, *first[1:])
        assert 1 + len(list(packets)) == 2048
        assert file.packet_at(first[6]) == (0, *first[1:])


@KINDS
def test_data_that_ends_early_is_damage(path: Path, kind: str) -> None:
    whole = COMPRESSORS[kind](CONTENT)
    found = read(path, whole[:len(whole) - 3])
    assert found.damage is not None
    assert found.damage.reason == f"The {kind} data ends early."
    assert found.data == [packet.data for packet in PACKETS[:len(found.packets)]]


@KINDS
def test_cut_at_every_byte_is_noticed(kind: str) -> None:
    whole = COMPRESSORS[kind](b"a small thing, of some bytes")
    for size in range(1, len(whole)):
        with pytest.raises(BrokenStreamError, match="ends early"):
            expanded(kind, whole[:size])


@KINDS
def test_corrupt_data_is_damage(path: Path, kind: str) -> None:
    whole = bytearray(COMPRESSORS[kind](CONTENT))
    whole[len(whole) // 2:len(whole) // 2 + 40] = b"\xff" * 40
    assert read(path, bytes(whole)).damage is not None


@pytest.mark.parametrize(("kind", "from_end"), [("gzip", 6), ("zstd", 2)])
def test_a_wrong_checksum_is_damage_behind_the_last_packet(path: Path, kind: str, from_end: int) -> None:
    whole = bytearray(COMPRESSORS[kind](CONTENT))
    whole[-from_end] ^= 1
    found = read(path, bytes(whole))
    assert len(found.packets) == len(PACKETS)
    assert found.damage is not None
    assert (found.damage.at, found.damage.reason) == (len(CONTENT), f"The {kind} data is corrupt.")


@KINDS
def test_a_bomb_is_bounded(path: Path, kind: str) -> None:
    content = CONTENT + bytes(64 << 20)
    path.write_bytes(COMPRESSORS[kind](content))
    with CaptureFile(path, decompressed_bytes_max=len(CONTENT) + 8) as file:
        assert len(list(file.packets())) == len(PACKETS)
        assert file.damage is not None
        assert "decompression limit" in file.damage.reason
        assert file.damage.at == len(CONTENT)


def test_a_bomb_comes_out_in_pieces(path: Path) -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(256 << 20))
    assert len(bomb) < 64 << 10
    assert max(map(len, EXPANDERS["zstd"](io.BytesIO(bomb)))) <= 128 << 10


def test_zstd_frames_of_every_make() -> None:
    for options in ({"write_content_size": False}, {"write_checksum": True}, {"level": 12}):
        compressor = zstandard.ZstdCompressor(**options)
        stream = compressor.compressobj()
        assert expanded("zstd", stream.compress(CONTENT) + stream.flush()) == CONTENT
        assert expanded("zstd", compressor.compress(CONTENT)) == CONTENT
    skippable = (0x184D2A53).to_bytes(4, "little") + (5).to_bytes(4, "little") + b"12345"
    assert expanded("zstd", COMPRESSORS["zstd"](b"a") + skippable + COMPRESSORS["zstd"](b"b")) == b"ab"


def test_zeros_behind_gzip_are_padding_and_other_bytes_are_not() -> None:
    assert expanded("gzip", gzip.compress(b"abc") + bytes(100_000)) == b"abc"
    with pytest.raises(BrokenStreamError, match="corrupt"):
        expanded("gzip", gzip.compress(b"abc") + b"garbage")


def test_a_compressed_file_that_is_no_capture(path: Path) -> None:
    assert "inside its gzip compression is not a capture" in refusal(path, gzip.compress(b"hello, world"))
    assert "compressed with gzip once more" in refusal(path, gzip.compress(gzip.compress(CONTENT)))
    assert "iptrace" in refusal(path, gzip.compress(b"iptrace 2.0" + bytes(20)))
    assert "gzip data ends early" in refusal(path, gzip.compress(CONTENT)[:5])


def test_compressed_pcapng(path: Path) -> None:
    found = read(path, gzip.compress(section() + interface() + enhanced(b"x" * 50, 3)))
    assert (found.data, found.times) == ([b"x" * 50], [3000])


@KINDS
def test_members_without_content_end_somewhere(path: Path, kind: str) -> None:
    compress = COMPRESSORS[kind]
    few = compress(CONTENT[:1000]) + compress(b"") * 3_000 + compress(CONTENT[1000:])
    assert len(read(path, few).packets) == len(PACKETS)
    found = read(path, compress(CONTENT) + compress(b"") * 20_000 + compress(CONTENT[24:]))
    assert len(found.packets) == len(PACKETS)
    assert found.damage is not None
    assert found.damage.reason == f"The {kind} data goes on, but without any content."


def test_skippable_frames_without_content_end_somewhere(path: Path) -> None:
    skippable = (0x184D2A50).to_bytes(4, "little") + bytes(4)
    found = read(path, COMPRESSORS["zstd"](CONTENT) + skippable * 20_000)
    assert found.damage is not None
    assert "without any content" in found.damage.reason


@KINDS
def test_a_small_file_does_not_become_a_huge_one(path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "_RATIO_FREE_BYTES", 8 << 20)
    path.write_bytes(COMPRESSORS[kind](CONTENT + bytes(64 << 20)))
    with CaptureFile(path, decompressed_ratio_max=20) as file:
        count = sum(1 for packet in file.packets() if packet[2])
        assert count == len(PACKETS)
        assert file.damage is not None
        assert file.damage.reason == "The decompression limit of 20 times the compressed size is reached."
        assert file.damage.at <= max(8 << 20, path.stat().st_size * 20)


@KINDS
def test_a_disk_is_not_filled_to_the_last_byte(path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class NearlyFull:
        f_frsize, f_blocks, f_bavail = 4096, 1 << 20, 1 << 10

    monkeypatch.setattr("os.fstatvfs", lambda _: NearlyFull)
    path.write_bytes(COMPRESSORS[kind](CONTENT + bytes(64 << 20)))
    with CaptureFile(path) as file:
        assert sum(1 for packet in file.packets() if packet[2]) == len(PACKETS)
        assert file.damage is not None
        assert "nearly full" in file.damage.reason
        assert file.damage.at <= 32 << 20


def test_pieces_of_a_gzip_bomb_are_small_and_complete() -> None:
    bomb = gzip.compress(bytes(20 << 20) + b"end")
    pieces = list(EXPANDERS["gzip"](io.BytesIO(bomb)))
    assert max(map(len, pieces)) <= 1 << 20
    assert b"".join(pieces) == bytes(20 << 20) + b"end"


def a_huge_block(kind: str) -> bytes:
    return COMPRESSORS[kind](section() + interface() + block(0xBAD, bytes(100 << 20)) + enhanced(b"x"))


@KINDS
def test_opening_can_be_cancelled(path: Path, kind: str) -> None:
    path.write_bytes(COMPRESSORS[kind](section(options=b"")[:20]) + COMPRESSORS[kind](b"") * 5_000)
    with pytest.raises(CancelledError):
        CaptureFile(path, cancelled=lambda: True)
    with pytest.raises(CaptureError):
        CaptureFile(path, cancelled=lambda: False)


@KINDS
def test_reading_stops_in_the_middle_of_a_huge_block(path: Path, kind: str) -> None:
    path.write_bytes(a_huge_block(kind))
    with CaptureFile(path) as file:
        file.interrupt()
        assert list(file.packets()) == []
        assert file.bytes_read < path.stat().st_size / 2
        assert file.damage is None


def test_no_place_for_the_decompressed_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(path / "no"))
    assert refusal(path, COMPRESSORS["gzip"](CONTENT)).startswith("There is no place for the decompressed copy: ")
