"""Time stamps nobody agrees with, and the span of the others."""
from pathlib import Path

import pytest

from netloupe_engine import Settings
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
from tests.unit.living import living
from tests.unit.traffic import SECOND, START, analysed, conversation, udp

TALK = conversation([(0, b"hello"), (1, b"world")])
YEAR_S = 365 * 24 * 3600


@pytest.mark.parametrize("off_s", [-20 * YEAR_S, 20 * YEAR_S])
def test_one_wrong_time_does_not_stretch_the_capture(tmp_path: Path, off_s: int) -> None:
    frames = [*TALK[:4], (off_s, TALK[4][1]), *TALK[5:]]
    analysis = analysed(tmp_path, frames)
    capture = analysis.capture
    assert capture.start_ns == START
    assert capture.end_ns is not None
    assert capture.end_ns - START < 10 * SECOND
    assert [(row.kind, row.packet) for row in analysis.findings() if row.kind == "packet.time"] == [("packet.time", 5)]


def test_a_capture_without_packets_has_no_span(tmp_path: Path) -> None:
    capture = analysed(tmp_path, []).capture
    assert (capture.start_ns, capture.end_ns) == (None, None)


def test_times_that_others_agree_with_are_right(tmp_path: Path) -> None:
    later = [(YEAR_S + at, frame) for at, frame in conversation([(0, b"next year")], ports=(40001, 80))]
    analysis = analysed(tmp_path, [*TALK, *later])
    assert not [row for row in analysis.findings() if row.kind == "packet.time"]
    assert analysis.capture.end_ns is not None
    assert analysis.capture.end_ns > START + YEAR_S * SECOND


@pytest.mark.parametrize("off_s", [-YEAR_S, YEAR_S])
def test_the_last_of_a_live_capture_alone_in_its_session_does_not_stretch_it(tmp_path: Path, off_s: int) -> None:
    """Nothing came behind it that could have told at once."""
    frames = [(second, udp(second % 2)) for second in range(8)]
    frames.append((off_s, udp(ports=(50000, 9))))
    with living(tmp_path, Settings()) as live:
        live.recorder.begin(pcap_header(magic=NANOSECONDS) + b"".join(
            pcap_record(Packet(bytes(frame), START + at * SECOND), tick_ns=1) for at, frame in frames))
        live.reach(len(frames))
        live.rest()
        capture = live.analysis.capture
        assert (capture.start_ns, capture.end_ns) == (START, START + 7 * SECOND)
        assert [row.packet for row in live.analysis.findings() if row.kind == "packet.time"] == [9]
