"""How good the capture is."""
from pathlib import Path

from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, conversation, udp

SAID = [(0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")] * 3


def test_a_mirror_port_that_copies_both_ways(tmp_path: Path) -> None:
    frames = conversation(SAID)
    (row,) = told(analysed(tmp_path, [(at + late, frame) for at, frame in frames for late in (0, 0.00001)]),
                  "capture.copies")
    assert row.text == (f"{len(frames)} TCP segments in 1 sessions are copies made by the capture (50 % of all packets "
                        "in sessions)")


def test_segments_that_are_sent_again_are_no_copies(tmp_path: Path) -> None:
    frames = conversation(SAID)
    assert not told(analysed(tmp_path, frames), "capture")


def ticking(times: list[float]) -> list[Timed]:
    return [(at, udp(payload=bytes([number]) * 4)) for number, at in enumerate(times)]


def test_a_clock_that_is_set_back(tmp_path: Path) -> None:
    times = [100 + number for number in range(20)] + [90 + number for number in range(20)]
    (row,) = told(analysed(tmp_path, ticking(times)), "capture.clock_step")
    assert (row.packet, row.text) == (21, "the clock went back 1 time, by 29 s at most")


def test_a_packet_that_comes_late(tmp_path: Path) -> None:
    times = [float(number) for number in range(40)]
    times[20] = 15.5
    assert not told(analysed(tmp_path, ticking(times)), "capture")
    times = [number / 1000 for number in range(40)]
    times[20:] = [at - 0.01 for at in times[20:]]
    assert not told(analysed(tmp_path, ticking(times)), "capture")
