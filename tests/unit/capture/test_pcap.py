"""The pcap format in all its dialects."""
import struct
from pathlib import Path

import dpkt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.capture.builders import (
    KUZNETZOV,
    MICROSECONDS,
    NANOSECONDS,
    SECOND_NS,
    Order,
    Packet,
    pcap,
    pcap_header,
    pcap_record,
    read,
    refusal,
)

ORDERS: tuple[Order, ...] = ("<", ">")
PACKETS = [Packet(b"first", 1_700_000_000_123_456_789), Packet(b"", SECOND_NS),
           Packet(b"x" * 1500, 4_294_967_295 * SECOND_NS)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made.pcap"


@pytest.mark.parametrize("order", ORDERS)
def test_nanosecond_times_are_exact(path: Path, order: Order) -> None:
    found = read(path, pcap(PACKETS, order, NANOSECONDS))
    assert found.times == [packet.time_ns for packet in PACKETS]
    assert found.data == [packet.data for packet in PACKETS]


@pytest.mark.parametrize("order", ORDERS)
def test_microsecond_times(path: Path, order: Order) -> None:
    assert read(path, pcap(PACKETS, order)).times == [packet.time_ns // 1000 * 1000 for packet in PACKETS]


def test_records_are_numbered_and_know_their_place(path: Path) -> None:
    found = read(path, pcap(PACKETS)).packets
    assert [packet[0] for packet in found] == [1, 2, 3]
    assert [packet[6] for packet in found] == [24, 24 + 16 + 5, 24 + 16 + 5 + 16]


def test_agrees_with_dpkt_about_a_real_capture(captures: Path) -> None:
    name = captures / "http_pipelined_requests.pcap"
    with name.open("rb") as file:
        expected = [data for _, data in dpkt.pcap.Reader(file)]
    assert read(name).data == expected


@given(st.lists(st.tuples(st.binary(max_size=200), st.integers(0, 2**32 * SECOND_NS - 1), st.integers(0, 2**32 - 1)),
                max_size=150), st.sampled_from(ORDERS))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[bytes, int, int]],
                                  order: Order) -> None:
    path = tmp_path_factory.mktemp("round") / "made.pcap"
    found = read(path, pcap((Packet(*row) for row in rows), order, NANOSECONDS))
    assert [(packet[7], packet[1], packet[3]) for packet in found.packets] == rows
    assert found.damage is None


@pytest.mark.parametrize("snap", [0, 64, 0x7FFF_FFFF, 0xFFFF_FFFF])
def test_any_snap_length_is_tolerated(path: Path, snap: int) -> None:
    assert read(path, pcap([Packet(b"x" * 100)], snap=snap)).data == [b"x" * 100]


def test_more_captured_than_sent_is_tolerated(path: Path) -> None:
    (packet,) = read(path, pcap([Packet(b"x" * 100, length=60)])).packets
    assert (packet[2], packet[3]) == (100, 60)


@pytest.mark.parametrize("network", [1, 0x1000_0001, 0xF400_0001])
def test_frame_check_bits_are_no_link_type(path: Path, network: int) -> None:
    assert [packet[4] for packet in read(path, pcap([Packet(b"x")], network=network)).packets] == [1]


def test_a_link_type_of_more_than_16_bits_is_unknown_but_counted(path: Path) -> None:
    assert [packet[4] for packet in read(path, pcap([Packet(b"x")], network=0x0200_0001)).packets] == [65535]


def test_a_microsecond_field_beyond_a_second_still_counts(path: Path) -> None:
    record = struct.pack("<IIII", 10, 2_500_000, 1, 1) + b"x"
    assert read(path, pcap_header() + record).times == [12_500_000_000]


@pytest.mark.parametrize(("version", "first", "second"), [
    ((2, 4), 3, 9), ((2, 3), 3, 9), ((2, 3), 9, 3), ((2, 2), 9, 3), ((2, 8224), 3, 9)])
def test_old_versions_swap_the_two_lengths(path: Path, version: tuple[int, int], first: int, second: int) -> None:
    content = pcap_header(version=version) + struct.pack("<IIII", 1, 0, first, second) + b"abc"
    assert [packet[2:4] for packet in read(path, content).packets] == [(3, 9)]


@pytest.mark.parametrize("order", ORDERS)
def test_kuznetzovs_records_say_more(path: Path, order: Order) -> None:
    """Interface, protocol and kind stand between the lengths and the bytes."""
    record = struct.pack(order + "IIIIIHBB", 10, 500_000, 3, 9, 2, 0x800, 4, 0)
    found = read(path, pcap_header(order, magic=KUZNETZOV) + (record + b"abc") * 2)
    assert [packet[2:4] for packet in found.packets] == [(3, 9)] * 2
    assert found.times == [10_500_000_000] * 2
    cut = read(path, pcap_header(order, magic=KUZNETZOV) + record + b"ab")
    assert cut.damage is not None


def test_other_versions_are_refused(path: Path) -> None:
    assert "version 3.0" in refusal(path, pcap_header(version=(3, 0)))


def test_a_header_cut_short_is_refused(path: Path) -> None:
    for size in range(4, 24):
        assert f"{size} of 24 bytes" in refusal(path, pcap_header()[:size])


def test_cut_at_every_byte_keeps_the_packets_before(path: Path) -> None:
    records = [pcap_record(Packet(bytes([65 + n]) * n)) for n in (3, 0, 7)]
    whole = pcap_header() + b"".join(records)
    ends = [24]
    for record in records:
        ends.append(ends[-1] + len(record))
    for size in range(24, len(whole) + 1):
        found = read(path, whole[:size])
        complete = sum(end <= size for end in ends) - 1
        assert len(found.packets) == complete
        if size in ends:
            assert found.damage is None
        else:
            assert found.damage is not None
            assert (found.damage.at, found.damage.packet) == (ends[complete], complete)
            assert "ends inside" in found.damage.reason


@pytest.mark.parametrize("captured", [262_145, 4_325_376, 0xFFFF_FFFF])
def test_an_impossible_length_ends_reading(path: Path, captured: int) -> None:
    content = pcap([Packet(b"good"), Packet(b"bad", captured=captured), Packet(b"lost")])
    found = read(path, content)
    assert found.data == [b"good"]
    assert found.damage is not None
    assert found.damage.at == 24 + 20
    assert f"{captured:,}" in found.damage.reason


def test_usb_transfers_may_be_longer_than_packets(path: Path) -> None:
    assert read(path, pcap([Packet(bytes(300_000))], network=249)).data == [bytes(300_000)]
    assert read(path, pcap([Packet(bytes(300_000))], network=1, magic=MICROSECONDS)).data == []
