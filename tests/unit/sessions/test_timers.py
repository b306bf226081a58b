"""Time on the wheel: it may stand still, jump by years, or run backwards; no packet is lost and nothing hangs."""
import struct
import time
from pathlib import Path

import pytest

from netloupe_engine import Analysis, Settings
from netloupe_engine.model import EndReason
from tests.unit.capture.builders import enhanced, interface, option, section
from tests.unit.traffic import SECOND, Timed, analysed, udp

YEAR = 365 * 86400
NANOSECONDS_OPTION = option(9, b"\x09")


def test_years_between_two_packets_cost_nothing(tmp_path: Path) -> None:
    frames: list[Timed] = [(number * YEAR, udp(ports=(1000 + number, 9))) for number in range(50)]
    begun = time.process_time()
    analysis = analysed(tmp_path, frames)
    assert time.process_time() - begun < 1
    assert len(analysis.sessions) == 50
    # The last ones may have wrong time stamps: nobody comes after them who agrees.
    ends = analysis.sessions.column("end_reason").tolist()
    assert ends == [EndReason.NO_RESPONSE] * 46 + [EndReason.CAPTURE_END] * 4


def test_small_disorder_ends_nothing(tmp_path: Path) -> None:
    frames: list[Timed] = [(100 + (number % 7) * 1.4, udp(number % 2)) for number in range(200)]
    analysis = analysed(tmp_path, frames, Settings(udp_idle_timeout_s=9, new_timeout_s=9))
    assert len(analysis.sessions) == 1
    assert analysis.session(1).packets == (100, 100)


def test_a_clock_set_back_neither_expires_nor_stops_expiry(tmp_path: Path) -> None:
    frames: list[Timed] = [(5 * YEAR, udp()), (5 * YEAR + 1, udp(1)), (0, udp()), (1, udp(1)), (100, udp(ports=(1, 2))),
                           (181, udp(ports=(3, 4))), (182, udp())]
    analysis = analysed(tmp_path, frames)
    first = analysis.session(1)
    assert (first.packets, first.end_reason) == ((2, 2), EndReason.IDLE)
    # From the third packet on time goes on: the second session, which no one answers, is 82 s old at the end.
    assert [analysis.session(number).end_reason for number in (2, 4)] == [EndReason.CAPTURE_END] * 2
    assert first.end_ns - first.start_ns == (5 * YEAR + 1) * SECOND     # as the time stamps of its packets say


@pytest.mark.parametrize("handlers", [1, 2])
def test_times_that_jump_to_and_fro_lose_nothing(tmp_path: Path, handlers: int) -> None:
    extremes = [0, 2**63 - 1, 2**64 - 1, 1, 2**62, 1_700_000_000 * SECOND]
    blocks = b"".join(enhanced(bytes(udp(number % 2, ports=(1000 + number % 50, 9))), extremes[number % 6])
                      for number in range(9000))
    shifts = (b"", option(14, struct.pack("<q", -2**62)))       # if_tsoffset
    path = tmp_path / "jumps.pcapng"
    path.write_bytes(b"".join(section() + interface(options=NANOSECONDS_OPTION + shift) + blocks for shift in shifts))
    begun = time.process_time()
    with Analysis(path, Settings(handlers=handlers)) as analysis:
        analysis.run()
        assert time.process_time() - begun < 5
        assert len(analysis.packets) == 18_000
        assert (analysis.packets.column("session") > 0).all()
        total = analysis.sessions.column("packets_up").sum() + analysis.sessions.column("packets_down").sum()
        assert total == 18_000
        capture = analysis.capture
        assert capture.start_ns is not None
        assert capture.end_ns is not None
        for bins in (1, 100, 1000):
            found = analysis.throughput(capture.start_ns, capture.end_ns, bins)
            assert found.packets.sum() == 18_000
