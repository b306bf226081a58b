"""Captures of Solaris (RFC 1761) and Bluetooth logs of phones (btsnoop)."""
import struct
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.capture.file import CaptureFile
from tests.unit.capture.builders import read, refusal

SINCE_YEAR_0_US = 0x00DCDDB30F2F8000      # 1970


def snoop(*packets: tuple[int, bytes], link: int = 4, version: int = 2, more: int = 0) -> bytes:
    """A file of packets with their lengths on the wire."""
    records = [struct.pack(">IIIIII", length, len(data), 24 + len(data) + -len(data) % 4 + more, 0, 1_700_000_000, 5)
               + data + bytes(-len(data) % 4) for length, data in packets]
    return b"snoop\0\0\0" + struct.pack(">II", version, link) + b"".join(records)


def btsnoop(*packets: bytes, link: int = 1002, version: int = 1) -> bytes:
    records = [struct.pack(">IIIIQ", len(data), len(data), at % 2, 0, SINCE_YEAR_0_US + 1_700_000_000 * 10**6 + at)
               + data for at, data in enumerate(packets)]
    return b"btsnoop\0" + struct.pack(">II", version, link) + b"".join(records)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.snoop"


def test_packets_of_solaris(path: Path) -> None:
    found = read(path, snoop((9, b"abcde"), (4, b"wxyz")))
    assert [packet[2:5] for packet in found.packets] == [(5, 9, 1), (4, 4, 1)]
    assert found.times == [1_700_000_000_000_005_000] * 2
    assert found.data == [b"abcde", b"wxyz"]
    assert found.damage is None
    with CaptureFile(path) as file:
        assert (file.format, file.link_types) == ("snoop", ("EN10MB",))


@pytest.mark.parametrize(("link", "name"), [(0, 1), (2, 6), (8, 10), (99, 65535)])
def test_links(path: Path, link: int, name: int) -> None:
    assert read(path, snoop((1, b"x"), link=link)).packets[0][4] == name


def test_bluetooth(path: Path) -> None:
    path.write_bytes(btsnoop(bytes.fromhex("01030c00"), bytes.fromhex("040e0401030c00")))
    with analyze(path) as found:
        assert found.capture.format == "btsnoop"
        assert found.packet_info(1) == "reset"
        assert found.packet_info(2).startswith("command complete")
        assert found.packet(2).time_ns == 1_700_000_000_000_001_000


def test_damage(path: Path) -> None:
    whole = snoop((9, b"abcde"), (4, b"wxyz"))
    for size in range(16, len(whole)):
        found = read(path, whole[:size])
        assert len(found.packets) == (size >= 48)
        assert (found.damage is None) == (size in (16, 48))
    assert "more than the" in str(read(path, snoop((9, b"abcde"), more=-9)).damage)
    assert "version 3" in refusal(path, snoop(version=3))
    assert "version 2" in refusal(path, btsnoop(version=2))
    assert "9 of 16" in refusal(path, whole[:9])
