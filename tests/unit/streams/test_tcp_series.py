"""A TCP session as series: places of segments, what is in flight, round trips; and the same as another program says."""
import struct
import time
from pathlib import Path

import numpy as np
import pytest
from scapy.layers.inet import TCP

from netloupe_engine import analyze
from netloupe_engine.errors import CancelledError, UnknownNameError
from tests.unit import traffic

MS = 1_000_000


def with_options(frame: bytes, *options: tuple[str, object], window: int = 8192) -> bytes:
    packet = traffic.loose(frame)
    packet[TCP].options, packet[TCP].window = list(options), window
    return bytes(packet)


def test_a_plain_exchange(tmp_path: Path) -> None:
    frames = [*traffic.opened(0.0), (0.1, traffic.tcp(0, "PA", 1001, 5001, b"x" * 100)),
              (0.14, traffic.tcp(1, "A", 5001, 1101)), (0.2, traffic.tcp(1, "PA", 5001, 1101, b"y" * 30)),
              (0.25, traffic.tcp(0, "FA", 1101, 5031)), (0.26, traffic.tcp(1, "A", 5031, 1102))]
    series = traffic.analysed(tmp_path, frames).tcp_series(1)
    assert series.packets.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert series.ways.tolist() == [0, 1, 0, 0, 1, 1, 0, 1]
    assert series.sequences.tolist() == [0, 0, 1, 1, 1, 1, 101, 31]
    assert series.acks.tolist() == [-1, 1, 1, 1, 101, 101, 31, 102]
    assert series.sizes.tolist() == [0, 0, 0, 100, 0, 30, 0, 0]
    assert series.in_flight[0].tolist() == [1, 0, 0, 100, 0, 0, 1, 0]      # SYN and FIN have numbers too
    assert series.in_flight[1].tolist() == [0, 1, 0, 0, 0, 30, 0, 0]
    assert series.rtt_ns.tolist() == [-1, 10 * MS, 10 * MS, -1, 40 * MS, -1, 50 * MS, 10 * MS]
    assert series.timed.tolist() == [0, 1, 2, 0, 4, 0, 6, 7]
    assert series.acked.tolist() == [0, 0, 0, 0, 100, 0, 30, 0]            # ... and are no data
    assert series.is_scaled is False


def test_what_was_sent_again_gives_no_round_trip_nor_what_was_under_way_then(tmp_path: Path) -> None:
    part = b"z" * 100
    sent = [(0.1 + at * 0.001, traffic.tcp(0, "PA", 1001 + 100 * at, 5001, part)) for at in range(4)]
    frames = [*traffic.opened(0.0), *sent, (0.12, traffic.tcp(1, "A", 5001, 1101)),
              (0.5, traffic.tcp(0, "PA", 1101, 5001, part)), (0.52, traffic.tcp(1, "A", 5001, 1401)),
              (0.6, traffic.tcp(0, "PA", 1401, 5001, part)), (0.63, traffic.tcp(1, "A", 5001, 1501))]
    series = traffic.analysed(tmp_path, frames).tcp_series(1)
    assert series.rtt_ns.tolist()[3:] == [-1] * 4 + [20 * MS, -1, -1, -1, 30 * MS]
    assert series.notes_of(8) == ("retransmission",)
    assert series.acked.tolist()[7:] == [100, 0, 300, 0, 100]


def test_numbers_go_on_where_sequence_numbers_wrap(tmp_path: Path) -> None:
    first = 2**32 - 150
    sent = [(0.1 + at * 0.01, traffic.tcp(0, "PA", (first + 1 + 100 * at) % 2**32, 5001, b"w" * 100))
            for at in range(4)]
    frames = [*traffic.opened(0.0, first=first), *sent, (0.2, traffic.tcp(1, "A", 5001, (first + 401) % 2**32))]
    series = traffic.analysed(tmp_path, frames).tcp_series(1)
    assert series.sequences.tolist()[3:7] == [1, 101, 201, 301]
    assert series.in_flight[0].tolist()[3:] == [100, 200, 300, 400, 0]
    assert series.acks[-1] == 401


def test_four_gibibytes_and_more_are_counted(tmp_path: Path) -> None:
    step = 1 << 29
    frames = list(traffic.opened(0.0))
    for at in range(1, 20):         # what lies between was not captured: both ends go on from there
        number = (1001 + at * step) % 2**32
        frames += [(at, traffic.tcp(1, "A", 5001, number)), (at + 0.5, traffic.tcp(0, "PA", number, 5001, b"m" * 10))]
    series = traffic.analysed(tmp_path, frames).tcp_series(1)
    assert series.sequences[-1] == 1 + 19 * step
    assert series.acked.sum() == 19 * step


def test_windows_are_scaled_as_the_handshake_agreed(tmp_path: Path) -> None:
    opening = [with_options(traffic.tcp(0, "S", 1000), ("WScale", 3), ("SAckOK", b""), window=1000),
               with_options(traffic.tcp(1, "SA", 5000, 1001), ("WScale", 7), ("SAckOK", b""), window=2000),
               with_options(traffic.tcp(0, "A", 1001, 5001), window=1000),
               with_options(traffic.tcp(1, "A", 5001, 1001), ("SAck", (1201, 1301, 1401, 1501)), window=50)]
    timed = [(at / 10, frame) for at, frame in enumerate(opening)]
    series = traffic.analysed(tmp_path, timed).tcp_series(1)
    assert series.windows.tolist() == [1000, 2000, 8000, 6400]
    assert series.is_scaled is True
    assert series.blocks_of(3) == ((201, 301), (401, 501))
    assert series.blocks_of(2) == ()
    assert traffic.analysed(tmp_path, timed[2:]).tcp_series(1).is_scaled is None


def test_a_forged_number_far_outside_does_not_move_the_series(tmp_path: Path) -> None:
    frames = [*traffic.opened(0.0), (0.1, traffic.tcp(0, "PA", 1001, 5001, b"a" * 10)),
              (0.2, traffic.tcp(0, "PA", 900_000_000, 5001, b"b" * 10)),
              (0.3, traffic.tcp(0, "PA", 1011, 5001, b"c" * 10)), (0.4, traffic.tcp(1, "A", 5001, 1021))]
    series = traffic.analysed(tmp_path, frames).tcp_series(1)
    assert series.notes_of(4) == ("outside the window",)
    assert series.in_flight[0].tolist()[3:] == [10, 10, 20, 0]
    assert series.rtt_ns[-1] == 100 * MS


def test_throughput_and_goodput(tmp_path: Path) -> None:
    part = b"g" * 100
    frames = [*traffic.opened(0.0), (0.1, traffic.tcp(0, "PA", 1001, 5001, part)),
              (0.4, traffic.tcp(0, "PA", 1001, 5001, part)), (1.1, traffic.tcp(1, "A", 5001, 1101))]
    series = traffic.analysed(tmp_path, frames).tcp_series(1)
    start = int(series.times_ns[0])
    sent, acked = series.throughput(0, start, start + 2_000 * MS, 2)
    assert sent.tolist() == [200.0, 0.0]
    assert acked.tolist() == [0.0, 100.0]
    with pytest.raises(ValueError, match="stretches"):
        series.throughput(0, start, start, 2)


def test_sessions_of_others_have_no_rows_and_those_that_are_not_there_are_refused(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, [(0.0, traffic.udp(0, b"x"))])
    assert len(found.tcp_series(1)) == 0
    with pytest.raises(UnknownNameError):
        found.tcp_series(2)
    with pytest.raises(CancelledError):
        found.tcp_series(1, lambda: True)


def bulk(path: Path, count: int, again: int) -> Path:
    """A client that sends `count` segments, nothing of which is acknowledged, the first of them again every `again`."""
    head = bytes(traffic.tcp(0, "PA", 0, 5001, b"12345678"))
    with path.open("wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for at in range(count):
            number = 1001 if again and at % again == again - 1 else 1001 + 8 * at
            frame = head[:38] + struct.pack(">I", number) + head[42:]
            out.write(struct.pack("<IIII", 1000 + at // 1000, at % 1000 * 1000, len(frame), len(frame)) + frame)
    return path


def test_a_hostile_order_takes_no_longer_than_a_plain_one(tmp_path: Path) -> None:
    """Every other segment repeats the first one, so that all that wait are tainted again and again."""
    costs = []
    for again in (0, 2):
        found = analyze(bulk(tmp_path / f"{again}.pcap", 60_000, again))
        begun = time.process_time()
        series = found.tcp_series(1)
        costs.append(time.process_time() - begun)
        assert len(series) == 60_000
    assert costs[1] < 8 * costs[0] + 0.5


# By `tshark -T fields`: capture, session, packet: tcp.seq, tcp.ack, tcp.window_size, bytes_in_flight, ack_rtt in ns.
FACTS = [
    ("smtp.pcap", 2, 4, (0, 1, 5840, None, 346_950_000)),
    ("smtp.pcap", 2, 11, (319, 22, 5840, 18, 342_352_000)),
    ("tcp_retransmit_out_of_order.pcap", 1, 20, (22, 42, 131712, 1392, None)),
]


@pytest.mark.parametrize(("name", "session", "packet", "fact"), FACTS)
def test_the_same_as_another_program(captures: Path, name: str, session: int, packet: int,
                                     fact: tuple[int, int, int, int | None, int | None]) -> None:
    series = analyze(captures / name).tcp_series(session)
    row = series.packets.tolist().index(packet)
    found = next(told for told in series.rows() if told["packet"] == packet)
    assert (found["sequence"], found["ack"], found["window"]) == fact[:3]
    assert fact[3] is None or found["in_flight"] == fact[3]
    assert found["rtt_ns"] == fact[4]
    assert series.packets[row] == packet


def test_of_all_that_is_acknowledged_nothing_is_left_in_flight(captures: Path) -> None:
    for name in ("http_pipelined_requests.pcap", "tunnel_gre.pcap"):
        found = analyze(captures / name)
        for session in range(1, len(found.sessions) + 1):
            series = found.tcp_series(session)
            for way in (0, 1):
                assert (series.in_flight[way] >= 0).all()
                size = found.stream(session).size(("client", "server")[way]) if len(series) else 0
                assert int(series.acked[series.ways != way].sum()) <= size + 10
            assert (np.diff(series.packets) > 0).all()
