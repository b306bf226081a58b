"""Files that are read: pcap and pcapng, compressed or not, whole or growing, and packets of every link type."""
import gzip
import io
import struct
import tempfile
from collections.abc import Hashable
from pathlib import Path

import lz4.frame
import zstandard

from netloupe_engine import analyze
from netloupe_engine.capture.compression import EXPANDERS, BrokenStreamError
from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.capture.growing import GrowingCapture
from netloupe_engine.capture.link_types import LINK_NAMES
from netloupe_engine.capture.live.segments import Segments
from netloupe_engine.errors import NetloupeError
from tests.fuzz.driver import Harness, digest
from tests.fuzz.seeds import captures, packets

EXPANDED_MAX = 1 << 22              # bytes looked at of a decompressed input
COMPRESSORS = {"gzip": gzip.compress, "zstd": zstandard.ZstdCompressor().compress, "lz4": lz4.frame.compress}
PACKETS_OF_A_FILE = 40
LINK_TYPES = sorted(LINK_NAMES)
PCAP = struct.Struct("<IHHiIII")
RECORD = struct.Struct("<IIII")


class _Folder:
    """A folder of the run's own, in memory where there is such a place."""

    def __init__(self) -> None:
        place = Path("/dev/shm")
        self._folder = tempfile.TemporaryDirectory(prefix="netloupe-fuzz-", dir=place if place.is_dir() else None)
        self.path = Path(self._folder.name)

    def file(self, data: bytes) -> Path:
        path = self.path / "input"
        path.write_bytes(data)
        return path


_FOLDER = _Folder()


def read_file(data: bytes) -> Hashable:
    """A file opened and read to its end, then each packet again by its place."""
    try:
        with CaptureFile(_FOLDER.file(data)) as file:
            found = list(file.packets())
            for packet in found[:50]:
                assert file.packet_at(packet[6]) == (0, *packet[1:])
            if file.format == "pcapng":
                digest(file.comments, file.extra_blocks, file.interface_options)
            return digest(file.format, len(found) > 1, file.damage and file.damage.reason[:12], file.link_types[:3])
    except NetloupeError as error:
        return type(error).__name__


def read_growing(data: bytes) -> Hashable:
    """A file that grows by pieces whose size the input decides: its packets are those of the whole file."""
    path = _FOLDER.path / "growing"
    path.write_bytes(b"")
    segments = Segments()
    segments.append(str(path))
    step = max(len(data) // 40, 1 + sum(data[:8]) % 4000)
    found: list[tuple[int, int, int, int, int, int, int, bytes]] = []
    with GrowingCapture(segments, breath_s=0.0) as source, open(path, "ab", buffering=0) as file:
        for at in range(0, len(data), step):
            file.write(data[at:at + step])
            found += source.packets()
        segments.end()
        found += source.packets()
        said = source.damage and source.damage.reason[:12]
    try:
        with CaptureFile(_FOLDER.file(data)) as whole:
            assert found == list(whole.packets())
    except NetloupeError:           # what is no capture at all has damage instead of packets here
        assert not found
    return digest(len(found) > 0, said)


def expand(data: bytes) -> Hashable:
    """Decompression by itself, a few megabytes at most."""
    kind = "gzip" if data[:1] == b"\x1f" else "zstd" if data[:1] == b"\x28" else "lz4"
    size = 0
    try:
        for piece in EXPANDERS[kind](io.BytesIO(data)):
            size += len(piece)
            if size > EXPANDED_MAX:
                return kind, "much"
    except BrokenStreamError as error:
        return kind, type(error).__name__, str(error)[:20]
    return kind, size > 0


def _pcap(link_type: int, frames: list[bytes]) -> bytes:
    """A file whose last packet ends with a page, so that reading on means leaving the mapping."""
    out = bytearray(PCAP.pack(0xA1B2C3D4, 2, 4, 0, 0, 262144, link_type))
    spare = -(len(out) + sum(len(frame) + 16 for frame in frames)) % 4096
    if spare >= 16:
        frames = [bytes(spare - 16), *frames]
    for number, frame in enumerate(frames):
        out += RECORD.pack(1_700_000_000 + number // 1000, number % 1000, len(frame), len(frame) + number % 3) + frame
    return bytes(out)


def decode(data: bytes) -> Hashable:
    """Pieces of the input as packets of the link type that its first byte names, through the whole engine."""
    link_type = LINK_TYPES[data[0] % len(LINK_TYPES)] if data else 1
    frames = data[1:].split(MARK)[:PACKETS_OF_A_FILE]
    analysis = analyze(_FOLDER.file(_pcap(link_type, frames)))
    try:
        numbers = range(1, min(len(analysis.packets), 6) + 1)
        shown = [analysis.packet(number).path for number in numbers]
        return digest(link_type, shown, sorted({finding.kind for finding in analysis.findings()}))
    finally:
        analysis.close()


MARK = b"\xf1\xf2\xf3\xf4"          # between two packets of an input


def _frames() -> list[bytes]:
    by_type: dict[int, list[bytes]] = {}
    for link_type, packet in packets():
        by_type.setdefault(link_type, []).append(packet)
    found = []
    for link_type, frames in by_type.items():
        if link_type in LINK_NAMES:
            kind = bytes([LINK_TYPES.index(link_type)])
            found += [kind + MARK.join(frames[at:at + 12]) for at in range(0, len(frames), 12)]
    plain = by_type.get(1, [b""])
    return found + [bytes([kind]) + MARK.join(plain[:5]) for kind in range(len(LINK_TYPES))]


def _compressed() -> list[bytes]:
    return [compress(data[:5000]) for data in captures()[:10] for compress in COMPRESSORS.values()]


HARNESSES = (
    Harness("readers", read_file, captures),
    Harness("growing", read_growing, captures),
    Harness("decompression", expand, _compressed),
    Harness("compressed", read_file, _compressed),
    Harness("decode", decode, _frames),
)
