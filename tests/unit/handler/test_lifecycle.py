"""When sessions begin and end: timeouts to the nanosecond, closing, reuse, limits."""
from dataclasses import replace
from pathlib import Path

import pytest
from scapy.layers.inet import IP
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

from netloupe_engine import Analysis, Settings
from netloupe_engine.model import EndReason, State
from tests.unit.traffic import FOREVER, SECOND, START, Timed, analysed, capture, closed, echo, opened, tcp, udp

NANOSECOND = 1e-9
HELLO, ANSWER = b"\xfe\xfehello", b"\xfe\xfeanswer"


def states(analysis: Analysis, session: int) -> list[State]:
    return [step.state for step in analysis.session(session).states]


def ends(analysis: Analysis) -> list[EndReason]:
    return [EndReason(value) for value in analysis.sessions.column("end_reason").tolist()]


# Frames of one conversation, the timeout that then applies, and a frame that comes after the silence.
SILENCES: dict[str, tuple[list[Timed], float, Packet, EndReason]] = {
    "new": ([(0, udp())], 180, udp(), EndReason.NO_RESPONSE),
    "new, TCP": ([(0, tcp(0, "S", 1000))], 130, tcp(0, "S", 1000), EndReason.NO_RESPONSE),
    "UDP": ([(0, udp()), (0, udp(1))], 180, udp(), EndReason.IDLE),
    "UDP, active": ([(0, udp()), (0, udp(1)), (0, udp())], 180, udp(1), EndReason.IDLE),
    "ICMP": ([(0, echo(0, 7)), (0, echo(1, 7))], 60, echo(0, 7, 2), EndReason.IDLE),
    "TCP": ([*opened(-0.03), (0, tcp(0, "PA", 1001, 5001, HELLO))], 7200, tcp(1, "PA", 5001, 1001 + len(HELLO), ANSWER),
            EndReason.IDLE),
    "TCP, established": (opened(-0.02), 7200, tcp(0, "PA", 1001, 5001, HELLO), EndReason.IDLE),
    "closing": ([*opened(-0.03), (0, tcp(0, "FA", 1001, 5001))], 240, tcp(1, "A", 5001, 1002), EndReason.IDLE),
}


@pytest.mark.parametrize("name", SILENCES)
@pytest.mark.parametrize("handlers", [1, 2])
def test_a_session_ends_when_it_was_silent_for_longer_than_allowed(name: str, handlers: int, tmp_path: Path) -> None:
    frames, timeout, later, reason = SILENCES[name]
    in_time = analysed(tmp_path, [*frames, (timeout, later)], handlers=handlers)
    assert len(in_time.sessions) == 1
    too_late = analysed(tmp_path, [*frames, (timeout + NANOSECOND, later)], handlers=handlers)
    assert ends(too_late) == [reason, EndReason.CAPTURE_END]
    ended = too_late.session(1)
    assert ended.state == State.TIMEOUT
    assert [step.state for step in ended.states[-2:]] == [State.TIMEOUT, State.CLEANUP]
    assert {step.time_ns for step in ended.states[-2:]} == {START + round(timeout * SECOND)}
    assert too_late.session(2).first_packet == len(frames) + 1


@pytest.mark.parametrize("protocol", [47, 50, 89, 103], ids=["GRE", "ESP", "OSPF", "PIM"])
def test_a_protocol_that_nothing_reads_goes_by_who_answers(protocol: int, tmp_path: Path) -> None:
    def unread(source: str, target: str) -> Packet:
        return Ether() / IP(src=source, dst=target, proto=protocol) / Raw(bytes(32))

    there, back = unread("10.0.0.1", "10.0.0.2"), unread("10.0.0.2", "10.0.0.1")
    assert states(analysed(tmp_path, [(0, there), (1, there)]), 1) == [State.NEW]
    talk = analysed(tmp_path, [(0, there), (1, back), (2, there)])
    assert states(talk, 1) == [State.NEW, State.ESTABLISHED, State.ACTIVE]


@pytest.mark.parametrize("name", SILENCES)
def test_without_timeouts_nothing_ends(name: str, tmp_path: Path) -> None:
    frames, timeout, later, _ = SILENCES[name]
    analysis = analysed(tmp_path, [*frames, (timeout + 86400 * 365, later)], FOREVER)
    assert ends(analysis) == [EndReason.CAPTURE_END]


def test_timeouts_are_settings(tmp_path: Path) -> None:
    frames: list[Timed] = [(0, udp()), (0, udp(1)), (2.5, udp())]
    assert len(analysed(tmp_path, frames, Settings(udp_idle_timeout_s=2.5)).sessions) == 1
    assert len(analysed(tmp_path, frames, Settings(udp_idle_timeout_s=2.4)).sessions) == 2


def test_silence_is_seen_without_a_packet_of_the_session(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [(0, udp()), (200, udp(ports=(1, 2)))])
    assert ends(analysis)[0] == EndReason.NO_RESPONSE
    assert analysis.session(1).states[-1].time_ns == START + 180 * SECOND


def test_late_segments_belong_to_the_closed_session(tmp_path: Path) -> None:
    closing = [*opened(0), *closed(1)]
    within = analysed(tmp_path, [*closing, (1.02 + 240, tcp(1, "A", 5002, 1002))])
    assert [sum(within.session(1).packets), len(within.sessions)] == [7, 1]
    assert within.session(1).end_reason == EndReason.GRACEFUL
    assert within.session(1).state == State.CLOSED
    beyond = analysed(tmp_path, [*closing, (1.02 + 240 + NANOSECOND, tcp(1, "A", 5002, 1002))])
    assert len(beyond.sessions) == 2
    assert states(beyond, 1)[-2:] == [State.CLOSED, State.CLEANUP]
    assert beyond.session(1).state == State.CLOSED


def test_a_new_connection_on_the_same_ports_is_a_new_session(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [*opened(0), *closed(1), *opened(2, first=90_000)])
    assert ends(analysis) == [EndReason.GRACEFUL, EndReason.CAPTURE_END]
    assert analysis.session(2).state == State.ESTABLISHED


def test_a_new_connection_ends_the_one_that_never_closed(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [*opened(0), *opened(2, first=90_000)])
    assert ends(analysis) == [EndReason.REUSED, EndReason.CAPTURE_END]
    assert analysis.session(1).state == State.ESTABLISHED
    assert analysis.packets_of([2]).tolist() == [4, 5, 6]


def test_the_state_stays_at_the_end_of_the_capture(tmp_path: Path) -> None:
    session = analysed(tmp_path, [(0, udp()), (1, udp(1))]).session(1)
    assert (session.state, session.end_reason) == (State.ESTABLISHED, EndReason.CAPTURE_END)


@pytest.mark.parametrize("settings", [Settings(active_sessions_max=10),
                                      replace(FOREVER, active_sessions_max=10)], ids=["default", "no timeouts"])
def test_past_the_limit_the_quietest_sessions_go(tmp_path: Path, settings: Settings) -> None:
    frames = [(number / 2, udp(ports=(1000 + number, 9))) for number in range(20)]
    analysis = analysed(tmp_path, frames, settings)
    assert ends(analysis) == [EndReason.EVICTED] * 10 + [EndReason.CAPTURE_END] * 10
    found = [row for row in analysis.findings() if row.kind == "limit.sessions"]
    assert [(row.session, row.packet) for row in found] == [(1, 11)]
    assert found[0].text.endswith("(10 times)")
    assert [[row.kind for row in analysis.session(number).findings] for number in (1, 10, 11)] == [
        ["limit.sessions"], ["limit.sessions"], []]


@pytest.mark.parametrize("handlers", [1, 2])
def test_held_sessions_give_way_to_new_ones(tmp_path: Path, handlers: int) -> None:
    path = capture(tmp_path, [(number / 2, udp(ports=(1000 + number, 9))) for number in range(20)])
    with Analysis(path, replace(FOREVER, handlers=handlers)) as analysis:
        analysis.hold_sessions()        # none lives yet: one at a time
        assert ends(analysis.run()) == [EndReason.EVICTED] * 19 + [EndReason.CAPTURE_END]


@pytest.mark.parametrize("settings", [Settings(active_sessions_max=3),
                                      replace(FOREVER, active_sessions_max=3)], ids=["default", "no timeouts"])
def test_a_busy_session_is_not_the_quietest(tmp_path: Path, settings: Settings) -> None:
    frames: list[Timed] = []
    for number in range(20):
        frames += [(number, udp(number % 2, ports=(999, 9))), (number + 0.5, udp(ports=(1000 + number, 9)))]
    analysis = analysed(tmp_path, frames, settings)
    assert analysis.session(1).packets == (10, 10)
    assert ends(analysis).count(EndReason.EVICTED) == 18


def test_an_outer_session_may_be_evicted_by_its_inner_one(tmp_path: Path) -> None:
    from scapy.layers.inet import IP, UDP
    from scapy.layers.inet6 import IPv6
    from scapy.layers.l2 import Ether
    frames = [(number, Ether() / IP(src="1.0.0.1", dst="1.0.0.2", proto=41) / IPv6(src="::1", dst="::2")
               / UDP(sport=number + 1, dport=9)) for number in range(5)]
    analysis = analysed(tmp_path, frames, Settings(active_sessions_max=1))
    assert len(analysis.sessions) == 10
    assert sum(analysis.session(number).packets[0] for number in range(1, 11)) == 10
