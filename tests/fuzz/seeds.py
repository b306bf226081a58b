"""Where inputs come from: the sample capture, foreign ones if there are any, and the makers of other tests."""
import contextlib
import functools
import gzip
import itertools
import os
from pathlib import Path

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CaptureError

ROOT = Path(__file__).resolve().parents[2]
SIZE_MAX = 1 << 16          # bytes of a capture used whole
PACKETS_MAX = 400           # taken of one capture
LINK_TYPE, DATA = 4, 7      # of a packet as a tuple


def capture_files() -> list[Path]:
    """Captures on this machine, the sample first."""
    found = sorted((ROOT / "resources" / "captures").glob("*.pcap*"))
    folder = os.environ.get("NETLOUPE_CAPTURES")
    if folder:
        found += sorted(path for path in Path(folder).rglob("*.pcap*") if path.suffix in (".pcap", ".pcapng", ".gz"))
    return found


@functools.cache
def captures() -> list[bytes]:
    """Small captures, whole, and the beginnings of larger ones."""
    return [_unpacked(path)[:SIZE_MAX] for path in capture_files()]


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


@functools.cache
def packets() -> list[tuple[int, bytes]]:
    """Link type and bytes of packets of all captures, no two alike."""
    found: dict[tuple[int, bytes], None] = {}
    for path in capture_files():
        with contextlib.suppress(CaptureError), CaptureFile(path) as file:
            for packet in itertools.islice(file.packets(), PACKETS_MAX):
                found[packet[LINK_TYPE], packet[DATA]] = None
    return list(found)
