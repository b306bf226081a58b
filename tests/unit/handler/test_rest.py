"""What a rest finds out about an end leaves no trace when the capture goes on."""
from pathlib import Path

import pytest

from netloupe_engine import Settings
from netloupe_engine.model import EndReason, State
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
from tests.unit.living import document, living, soon
from tests.unit.traffic import SECOND, START, Timed, analysed, opened, tcp, udp

HEADER = pcap_header(magic=NANOSECONDS)
PORTS = [(40000 + number, 9) for number in range(5)]
# Five connections whose timers run out together; a reset within the window of three, but not of the number expected.
TALKS = [frame for ports in PORTS for frame in opened(0.0, ports)]
BLIND: list[Timed] = [(1.0, tcp(1, "R", 5301, ports=ports)) for ports in PORTS[1:4]]
CHALLENGED: list[Timed] = [(1.001, tcp(0, "A", 1001, 5001, ports=PORTS[2]))]
MUCH_LATER: list[Timed] = [(60.0 * minute, udp(ports=(50000, 9))) for minute in range(1, 200)]


def records(frames: list[Timed]) -> bytes:
    return b"".join(pcap_record(Packet(bytes(frame), START + round(at * SECOND)), tick_ns=1) for at, frame in frames)


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("rests", [1, 3])
def test_a_reset_in_doubt_stays_in_doubt(handlers: int, rests: int, tmp_path: Path) -> None:
    begun, later = TALKS + BLIND, CHALLENGED + MUCH_LATER
    with living(tmp_path, Settings(handlers=handlers)) as live:
        live.recorder.begin(HEADER + records(begun))
        live.reach(len(begun))
        for _turn in range(rests):
            live.rest()
            ended = [live.analysis.session(number) for number in (2, 3, 4)]
            assert [(session.state, session.end_reason) for session in ended] == [(State.CLOSED, EndReason.RESET)] * 3
            live.go_on(HEADER)
            soon(lambda: live.analysis.session(2).end_reason == EndReason.NONE)
        live.write(records(later), len(begun) + len(later))
        live.rest()
        with analysed(tmp_path, begun + later, handlers=handlers) as offline:
            assert document(live.analysis).splitlines()[2:] == document(offline).splitlines()[2:]
            ends = [offline.session(number).end_reason for number in range(1, 6)]
            assert ends == [EndReason.IDLE, EndReason.RESET, EndReason.IDLE, EndReason.RESET, EndReason.IDLE]
