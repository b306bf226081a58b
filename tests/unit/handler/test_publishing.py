"""Rows of sessions in the store: written when they end or change, for any number of handlers under the same ids."""
from pathlib import Path

import pytest

from netloupe_engine import Settings
from netloupe_engine.model import EndReason, State
from tests.unit.traffic import analysed, closed, conversation, opened, udp

PORTS = range(40000, 40040)


def frames() -> list[tuple[float, object]]:
    found = [frame for number, port in enumerate(PORTS)
             for frame in conversation([(0, b"a" * (number + 1)), (1, b"b")], at=number / 50, ports=(port, 9))]
    found += [(number / 60, udp(client=f"10.1.{number}.1")) for number in range(60)]
    return sorted(found, key=lambda pair: pair[0])


@pytest.mark.parametrize("handlers", [1, 2, 5])
def test_a_sessions_row_is_under_its_number(tmp_path: Path, handlers: int) -> None:
    analysis = analysed(tmp_path, frames(), handlers=handlers)      # type: ignore[arg-type]
    sessions = analysis.sessions
    assert len(sessions) == len(PORTS) + 60
    first = sessions.column("first_packet")
    assert (first[1:] > first[:-1]).all()           # numbers follow first packets
    for number in range(1, len(sessions) + 1):
        session = analysis.session(number)
        assert session.id == number
        assert analysis.packet(session.first_packet).session == number
        assert sessions.column("packets_up")[number - 1] == session.packets[0]


@pytest.mark.parametrize("handlers", [1, 3])
def test_packets_name_the_session_and_path_they_are_of(tmp_path: Path, handlers: int) -> None:
    analysis = analysed(tmp_path, frames(), handlers=handlers)      # type: ignore[arg-type]
    for number in range(1, len(analysis.packets) + 1):
        packet = analysis.packet(number)
        session = analysis.session(packet.session)
        assert session.first_packet <= number <= session.last_packet
        assert packet.path.split(".")[:3] == session.path.split(".")[:3]


def test_those_that_live_at_the_end_are_written_too(tmp_path: Path) -> None:
    talk = [*opened(0.0, ports=(1, 9)), *closed(1.0, ports=(1, 9)), *opened(2.0, ports=(2, 9)),
            (3.0, opened(0.0, ports=(3, 9))[0][1])]
    analysis = analysed(tmp_path, talk, Settings().without_idle_timeouts())
    assert [analysis.session(number).end_reason for number in (1, 2, 3)] == \
        [EndReason.GRACEFUL, EndReason.CAPTURE_END, EndReason.CAPTURE_END]
    assert [analysis.session(number).state for number in (2, 3)] == [State.ESTABLISHED, State.NEW]
