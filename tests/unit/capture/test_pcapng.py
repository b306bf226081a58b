"""The pcapng format: sections, interfaces, clocks, every packet block, and blocks that are broken."""
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.capture.file import CaptureFile
from tests.unit.capture.builders import (
    SECOND_NS,
    Order,
    block,
    enhanced,
    interface,
    old,
    option,
    padded,
    read,
    refusal,
    section,
    simple,
)

ORDERS: tuple[Order, ...] = ("<", ">")
HEAD = section() + interface()
INT64_MAX = 2**63 - 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made.pcapng"


@pytest.mark.parametrize("order", ORDERS)
def test_all_packet_blocks(path: Path, order: Order) -> None:
    content = (section(order) + interface(order, snap=4)
               + enhanced(b"enhanced", 1_700_000_000_000_001, order=order, length=90)
               + old(b"old", 5, order=order) + simple(b"simp", 60, order) + simple(b"abc", 3, order))
    found = read(path, content)
    assert found.data == [b"enhanced", b"old", b"simp", b"abc"]
    assert found.times == [1_700_000_000_000_001_000, 5000, 0, 0]
    assert [packet[3] for packet in found.packets] == [90, 3, 60, 3]
    assert found.damage is None


def test_sections_of_both_byte_orders_have_their_own_interfaces(path: Path) -> None:
    content = (section("<") + interface("<", 1) + interface("<", 101) + enhanced(b"a", index=1)
               + section(">") + interface(">", 113) + enhanced(b"b", order=">")
               + section("<") + interface("<", 276) + enhanced(b"c"))
    found = read(path, content)
    assert [(packet[4], packet[5], packet[7]) for packet in found.packets] == [
        (101, 1, b"a"), (113, 2, b"b"), (276, 3, b"c")]
    with CaptureFile(path) as file:
        assert len(list(file.packets())) == 3
        assert file.link_types == ("EN10MB", "RAW", "LINUX_SLL", "LINUX_SLL2")
        assert [file.packet_at(packet[6]) for packet in found.packets] == [(0, *packet[1:]) for packet in found.packets]


def clock(resolution: int, offset_s: int | None = None) -> bytes:
    offset = b"" if offset_s is None else option(14, struct.pack("<q", offset_s))
    return section() + interface(options=option(9, bytes([resolution])) + offset + option(0, b""))


@given(st.integers(0, 2**64 - 1), st.integers(0, 255), st.one_of(st.none(), st.integers(-2**63, INT64_MAX)))
def test_clocks_of_any_resolution_are_exact(tmp_path_factory: pytest.TempPathFactory, ticks: int, resolution: int,
                                            offset_s: int | None) -> None:
    divisor = 2 ** (resolution & 0x7F) if resolution & 0x80 else 10 ** resolution
    expected = ticks * SECOND_NS // divisor + (offset_s or 0) * SECOND_NS
    path = tmp_path_factory.mktemp("clock") / "made.pcapng"
    assert read(path, clock(resolution, offset_s) + enhanced(b"x", ticks)).times == [
        max(-2**63, min(expected, INT64_MAX))]


def test_interfaces_are_described(path: Path) -> None:
    options = option(2, b"eth0") + option(3, "Büro".encode()) + option(9, b"\x09") + option(0, b"")
    path.write_bytes(section() + interface(link_type=1, snap=96, options=options))
    with CaptureFile(path) as file:
        (found,) = file.interfaces
        assert (found.name, found.description, found.snap_length, found.link_name) == ("eth0", "Büro", 96, "EN10MB")
        assert found.resolution_ns == 1.0


def test_comments_of_sections_and_packets(path: Path) -> None:
    content = (section(options=option(1, b"of the file") + option(4, b"a program")) + interface()
               + enhanced(b"12345", options=option(2, bytes(4)) + option(1, b"look") + option(1, b"here"))
               + old(b"123", options=option(1, b"old one")) + simple(b"12", 2)
               + section(">", option(1, b"second", ">")) + interface(">")
               + enhanced(b"", order=">", options=option(1, b"swapped", ">")))
    path.write_bytes(content)
    with CaptureFile(path) as file:
        at = [packet[6] for packet in file.packets()]
        assert file.comments == ("of the file", "second")
        assert [file.comment_of(place) for place in at] == ["look\nhere", "old one", "", "swapped"]
        assert file.comment_of(3) == ""


@pytest.mark.parametrize("kind", [4, 5, 10, 0, 11, 0xBAD, 0x4000_0BAD, 0x8000_0001])
def test_other_blocks_are_skipped(path: Path, kind: int) -> None:
    found = read(path, HEAD + block(kind, b"whatever" * 5) + enhanced(b"x") + block(kind, b""))
    assert found.data == [b"x"]
    assert found.damage is None


def test_options_that_do_not_fit_are_ignored(path: Path) -> None:
    broken = struct.pack("<HH", 1, 500) + b"abcd"
    content = (section(options=broken) + interface(options=broken + option(9, b"\x09"))
               + enhanced(b"x", 7, options=broken))
    path.write_bytes(content)
    with CaptureFile(path) as file:
        ((_, time, *_, at, data),) = file.packets()
        assert (time, data, file.comments, file.comment_of(at)) == (7000, b"x", (), "")


def test_a_length_without_its_padding_is_rounded_up(path: Path) -> None:
    whole = enhanced(b"abcde")
    unpadded = struct.pack("<II", 6, len(whole) - 3) + whole[8:-4] + struct.pack("<I", len(whole) - 3)
    assert read(path, HEAD + unpadded + enhanced(b"next")).data == [b"abcde", b"next"]


BROKEN = {
    "zero length": (block(6, bytes(20), length=0), "fewer than"),
    "length 8": (block(6, bytes(20), length=8), "fewer than"),
    "too short for a packet": (block(6, bytes(16)), "fewer than"),
    "too short for an interface": (block(1, bytes(4)), "fewer than"),
    "too short for a section": (block(0x0A0D0D0A, struct.pack("<II", 0x1A2B3C4D, 1)), "fewer than"),
    "lengths differ": (block(6, bytes(20), again=36), "ends with the length 36"),
    "unknown interface": (enhanced(b"x", index=7), "interface 7"),
    "unknown interface, old block": (old(b"x", index=7), "interface 7"),
    "packet beyond its block": (enhanced(b"x", captured=9000), "9,000"),
    "packet of 4 GB": (enhanced(b"x", captured=0xFFFF_FFFF), "4,294,967,295"),
    "simple packet beyond its block": (simple(b"abcd", 1500), "1,500"),
    "longer than the file": (block(6, bytes(20), length=0xFFFF_FFFF), "ends inside a block"),
    "byte order": (block(0x0A0D0D0A, bytes(16)), "magic"),
    "version": (section(version=(2, 5)), "version 2.5"),
    "simple packet without an interface": (section() + simple(b"abcd", 4), "interface 0"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_blocks_end_reading_where_they_begin(path: Path, name: str) -> None:
    broken, reason = BROKEN[name]
    good = HEAD + enhanced(b"good")
    found = read(path, good + broken + enhanced(b"behind"))
    assert found.data == [b"good"]
    assert found.damage is not None
    assert found.damage.packet == 1
    assert found.damage.at == len(good) + (len(section()) if broken.startswith(section()) else 0)
    assert reason in found.damage.reason


def test_cut_at_every_byte_keeps_the_packets_before(path: Path) -> None:
    blocks = [section(), interface(), enhanced(b"abcde"), block(5, b"stat"), old(b"12"), simple(b"9", 1)]
    whole = b"".join(blocks)
    ends = [sum(map(len, blocks[:count])) for count in range(1, len(blocks) + 1)]
    for size in range(4, len(whole) + 1):
        complete = sum(end <= size for end in ends)
        if not complete:
            assert "ends inside" in refusal(path, whole[:size])
            continue
        found = read(path, whole[:size])
        assert len(found.packets) == (0, 0, 0, 1, 1, 2, 3)[complete]
        assert (found.damage is None) == (size in ends)
        if found.damage:
            assert found.damage.at == ends[complete - 1]


def test_a_first_section_that_cannot_be_trusted_is_refused(path: Path) -> None:
    assert "magic" in refusal(path, block(0x0A0D0D0A, bytes(16)))
    assert "version 9.0" in refusal(path, section(version=(9, 0)))


def test_of_interfaces_that_are_too_many_only_what_their_packets_are_is_lost(path: Path) -> None:
    unknown, both = 0xFFFF, [enhanced(b"known", index=0), enhanced(b"lost", index=70_000)]
    found = read(path, section() + interface() * 70_001 + b"".join(both * 2) + section() + interface() + enhanced(b"x"))
    assert found.damage is None
    assert [(packet[4], packet[7]) for packet in found.packets] == [
        (1, b"known"), (unknown, b"lost"), (1, b"known"), (unknown, b"lost"), (unknown, b"x")]
    with CaptureFile(path) as file:
        assert list(file.packets()) == found.packets
        assert file.packet_at(found.packets[1][6]) == (0, *found.packets[1][1:])
        assert len(file.interfaces) == len(file.interface_options) == 65_536


def test_packets_of_an_interface_nobody_described_are_damage_still(path: Path) -> None:
    found = read(path, section() + interface() * 70_001 + enhanced(b"x", index=70_001))
    assert found.damage is not None
    assert "names interface 70001" in found.damage.reason


def test_more_sections_than_a_16_bit_number_counts(path: Path) -> None:
    found = read(path, section() * 70_000 + interface() + enhanced(b"x"))
    assert (found.damage, found.data) == (None, [b"x"])


def test_a_packet_behind_any_number_of_blocks_that_are_none(path: Path) -> None:
    content = HEAD + block(0xBAD, b"") * 200_000 + enhanced(b"x")
    found = read(path, content)
    assert (found.damage, found.data) == (None, [b"x"])


def test_reading_that_is_interrupted_is_no_damage(path: Path) -> None:
    path.write_bytes(HEAD + block(0xBAD, b"") * 1_000_000 + enhanced(b"x"))
    with CaptureFile(path) as file:
        assert file.bytes_read < path.stat().st_size // 10
        file.interrupt()
        assert list(file.packets()) == []
        assert file.bytes_read < path.stat().st_size // 5
        assert file.damage is None


def test_reading_at_a_place_without_a_packet(path: Path) -> None:
    path.write_bytes(HEAD + enhanced(b"x"))
    with CaptureFile(path) as file:
        assert file.packet_at(len(HEAD)) is not None
        for at in (0, len(section()), len(HEAD) + 4, len(HEAD) + 1000, 2**64 - 1):
            assert file.packet_at(at) is None


def test_comments_and_interfaces_are_read_once(path: Path) -> None:
    """Whoever asks ten times a second does not read 5,000 sections each time."""
    path.write_bytes(b"".join(section(options=option(1, b"c%d" % at)) + interface() + enhanced(b"x")
                              for at in range(5_000)))
    with CaptureFile(path) as file:
        list(file.packets())
        comments, interfaces = file.comments, file.interfaces
        assert comments == tuple(f"c{at}" for at in range(5_000))
        assert len(interfaces) == 5_000
        assert file.comments is comments
        assert file.interfaces is interfaces
        assert file.link_types is file.link_types == ("EN10MB",)


def test_key_logs_of_decryption_secrets_blocks(tmp_path: Path) -> None:
    def secrets(order: Order, kind: int, text: bytes, size: int | None = None) -> bytes:
        return block(10, struct.pack(order + "II", kind, len(text) if size is None else size) + padded(text), order)

    tls, other = 0x544C534B, 0x57474B4C         # TLSK, WGKL
    path = tmp_path / "secrets.pcapng"
    for order in ("<", ">"):
        path.write_bytes(section(order) + interface(order) + secrets(order, tls, b"one") + secrets(order, other, b"wg")
                         + enhanced(b"x" * 60, order=order) + secrets(order, tls, b"two and a half")
                         + secrets(order, tls, b"lies", 4_000_000_000))
        with CaptureFile(path) as file:
            assert file.key_logs == [b"one", b"two and a half", b"lies"]
            assert len(list(file.packets())) == 1
    path.write_bytes(section("<") + interface("<") + block(10, b"\x4b\x53", "<"))
    with CaptureFile(path) as file:
        assert file.key_logs == []
