"""The capture and the hosts are two things: copies, doubtful openings, wrong order, one direction only."""
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

from netloupe_engine import Settings, analyze
from netloupe_engine.model import DirectionReason, EndReason, State, TcpFacts
from tests.unit.capture.builders import enhanced, interface, section
from tests.unit.traffic import SECOND, START, Timed, analysed, closed, conversation, loose, opened, tcp, udp

REQUEST = b"GET /a HTTP/1.1\r\nHost: www.example.test\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
HANDLERS = pytest.mark.parametrize("handlers", [1, 3])


def numbered(frames: list[Timed]) -> list[Timed]:
    """Each packet with an IP identification of its own, as hosts give them."""
    made = []
    for number, (seconds, frame) in enumerate(frames, 1):
        packet = loose(bytes(frame))
        packet[IP].id = number
        made.append((seconds, bytes(packet)))
    return made


def sender(timed: Timed) -> int:
    """The port a frame comes from."""
    port: int = Ether(bytes(timed[1]))[TCP].sport
    return port


def facts(found: TcpFacts | None) -> TcpFacts:
    assert found is not None
    return found


@HANDLERS
@pytest.mark.parametrize(("apart", "between"), [(0.00002, 0), (0.004, 0), (0.000001, 5)])
def test_copies_are_no_retransmissions(tmp_path: Path, handlers: int, apart: float, between: int) -> None:
    frames = numbered(conversation([(0, REQUEST), (1, RESPONSE)] * 3))
    if between:     # the router's other side stands some packets later
        frames = [*frames[:3], *((1 + at * 1e-7, frame) for at, (_, frame) in enumerate(frames[3:]))]
    twice = sorted([*frames, *((at + apart, frame) for at, frame in frames)], key=lambda timed: timed[0])
    session = analysed(tmp_path, twice, handlers=handlers).session(1)
    tracked = facts(session.tcp)
    assert (tracked.retransmissions, tracked.duplicate_acks, tracked.out_of_order) == ((0, 0), (0, 0), (0, 0))
    assert sum(tracked.copies) == len(frames)
    assert session.packets == (2 * tracked.copies[0], 2 * tracked.copies[1])
    assert session.payload_bytes == (3 * len(REQUEST), 3 * len(RESPONSE))
    assert [value.value for value in session.attributes if value.name == "http.method"] == ["GET"] * 3


@HANDLERS
def test_interfaces_written_in_bursts_have_copies(tmp_path: Path, handlers: int) -> None:
    """Two interfaces saw the same packets; the file has some of the one, then the same of the other."""
    frames = numbered(conversation([(0, REQUEST), (1, RESPONSE)] * 3))
    blocks = [section(), interface(), interface()]
    for first in range(0, len(frames), 6):
        for number in (0, 1):
            blocks += [enhanced(bytes(frame), (START + round(at * SECOND)) // 1000 + 15 * number, number)
                       for at, frame in frames[first:first + 6]]
    path = tmp_path / "two.pcapng"
    path.write_bytes(b"".join(blocks))
    analysis = analyze(path, handlers)
    session = analysis.session(1)
    assert (facts(session.tcp).retransmissions, facts(session.tcp).duplicate_acks) == ((0, 0), (0, 0))
    assert sum(facts(session.tcp).copies) == len(frames)
    assert session.payload_bytes == (3 * len(REQUEST), 3 * len(RESPONSE))


def test_what_a_host_repeats_is_no_copy(tmp_path: Path) -> None:
    frames = conversation([(0, REQUEST)])
    again = (0.9, tcp(0, "PA", 1001, 5001, REQUEST, ports=(40000, 80)))
    frames = [*frames[:4], again, *((at + 1, frame) for at, frame in frames[4:])]
    session = analysed(tmp_path, numbered(frames)).session(1)
    assert (facts(session.tcp).retransmissions, facts(session.tcp).copies) == ((1, 0), (0, 0))


TALK = [*opened(0.0), (0.1, tcp(0, "PA", 1001, 5001, b"x" * 100)), (0.11, tcp(1, "PA", 5001, 1101, b"y" * 200)),
        (0.12, tcp(0, "A", 1101, 5201))]
BLIND = (1.0, tcp(1, "R", 5301))        # in the window, but 5201 is expected


@HANDLERS
@pytest.mark.parametrize("after", [
    [(1.001, tcp(0, "A", 1101, 5201))],                                             # the challenge, and nobody answers
    [(2.0, tcp(0, "PA", 1101, 5201, b"x" * 50)), (2.01, tcp(1, "A", 5201, 1151))],
    [(1.005, tcp(1, "PA", 5201, 1101, b"y" * 300))],                                # beyond its number
    [(1.5, tcp(1, "PA", 5201, 1101, b"y" * 10))],
    [(60.0, tcp(1, "FA", 5201, 1101)), (60.01, tcp(0, "FA", 1101, 5202)), (60.02, tcp(1, "A", 5202, 1102))]])
def test_a_blind_reset_in_the_window_resets_nothing(tmp_path: Path, handlers: int, after: list[Timed]) -> None:
    """RFC 5961, section 3.2: the receiver asks whether it was meant."""
    analysis = analysed(tmp_path, [*TALK, BLIND, *after], handlers=handlers)
    session = analysis.session(1)
    assert (facts(session.tcp).resets, facts(session.tcp).discarded) == ((0, 0), (0, 1))
    assert session.end_reason == (EndReason.GRACEFUL if len(after) == 3 else EndReason.CAPTURE_END)
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("tcp.discarded", 7)]


OTHER = [(400.0 + at, frame) for at, frame in opened(0, ports=(50000, 9))]


@HANDLERS
@pytest.mark.parametrize("after", [
    [], OTHER, opened(2.0, first=70_000),
    [(1.001, tcp(0, "PA", 1101, 5201, b"x" * 50))],                                 # was on its way
    [(1.001, tcp(1, "PA", 5201, 1101, b"y" * 100))]])                               # was overtaken
def test_a_reset_that_nothing_contradicts_counts(tmp_path: Path, handlers: int, after: list[Timed]) -> None:
    """The capture may have missed what was sent before it, and older hosts take any in the window."""
    analysis = analysed(tmp_path, [*TALK, BLIND, *after], handlers=handlers)
    session = analysis.session(1)
    assert (session.state, session.end_reason) == (State.CLOSED, EndReason.RESET)
    assert (facts(session.tcp).resets, facts(session.tcp).discarded) == ((0, 1), (0, 0))
    assert [(step.state, step.time_ns - START, step.packet) for step in session.states[-2:]] == [
        (State.CLOSING, SECOND, 7), (State.CLOSED, SECOND, 7)]
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("tcp.reset", 7)]


def test_the_challenge_may_be_answered(tmp_path: Path) -> None:
    """Who sent it meant it: the answer to the challenge has the number that was asked for."""
    session = analysed(tmp_path, [*TALK, BLIND, (1.001, tcp(0, "A", 1101, 5201)), (1.02, tcp(1, "R", 5201))]).session(1)
    assert (session.end_reason, session.states[-1].packet) == (EndReason.RESET, 9)
    assert (facts(session.tcp).resets, facts(session.tcp).discarded) == ((0, 1), (0, 1))


@HANDLERS
def test_an_old_syn_begins_nothing(tmp_path: Path, handlers: int) -> None:
    frames = [*opened(0), (1, tcp(0, "S", 77)), (1.01, tcp(1, "A", 5001, 1001)),
              (2, tcp(0, "PA", 1001, 5001, b"x" * 9)), (3, tcp(0, "FA", 1010, 5001)),
              (3.01, tcp(1, "FA", 5001, 1011)), (3.02, tcp(0, "A", 1011, 5002))]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    assert len(analysis.sessions) == 1
    session = analysis.session(1)
    assert (session.end_reason, facts(session.tcp).discarded) == (EndReason.GRACEFUL, (1, 0))
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("tcp.discarded", 4)]


@HANDLERS
@pytest.mark.parametrize("answer", ["SA", "RA", "A behind it"])
def test_a_syn_that_is_answered_takes_its_packets_along(tmp_path: Path, handlers: int, answer: str) -> None:
    replies = {"SA": tcp(1, "SA", 8000, 90_001), "RA": tcp(1, "RA", 0, 90_001),
               "A behind it": tcp(0, "A", 90_001, 8001)}
    frames = [*opened(0), (1, tcp(0, "PA", 1001, 5001, b"x" * 9)), (2, tcp(0, "S", 90_000)), (3, tcp(0, "S", 90_000)),
              (3.01, replies[answer])]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    first, second = analysis.session(1), analysis.session(2)
    assert (first.packets, first.end_reason, facts(first.tcp).discarded) == ((3, 1), EndReason.REUSED, (0, 0))
    assert (second.packets, second.first_packet) == ((3, 0) if answer == "A behind it" else (2, 1), 5)
    assert analysis.packets_of([2]).tolist() == [5, 6, 7]
    assert analysis.packets_of(np.array([900, 2, 0, 2], np.uint32)).tolist() == [5, 6, 7]
    assert second.end_reason == (EndReason.REFUSED if answer == "RA" else EndReason.CAPTURE_END)
    assert first.end_ns < second.start_ns


@HANDLERS
def test_who_asks_is_the_client(tmp_path: Path, handlers: int) -> None:
    frames = conversation([(1, RESPONSE), (0, REQUEST), (1, RESPONSE)], ports=(40000, 8099))[3:]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    session = analysis.session(1)
    assert (session.initiator_port, session.responder_port) == (40000, 8099)
    assert (session.direction, session.turned) == (DirectionReason.SAID, True)
    assert (session.packets, session.payload_bytes) == ((3, 3), (len(REQUEST), 2 * len(RESPONSE)))
    assert analysis.packets.column("way").tolist() == [1, 0, 1, 0, 1, 0]
    assert [analysis.packet(number).way for number in (1, 2)] == [1, 0]


def test_a_registered_port_is_the_responders(tmp_path: Path) -> None:
    session = analysed(tmp_path, [(0, tcp(1, "A", 1, 1, b"\xfe\xfe", ports=(40000, 80)))]).session(1)
    assert (session.responder_port, session.direction, session.turned) == (80, DirectionReason.PORT, False)


@pytest.mark.parametrize(("transport", "client", "server"), [
    (tcp, 40000, 22), (tcp, 40000, 25), (tcp, 52000, 3389), (tcp, 1025, 80), (tcp, 33000, 1022), (tcp, 800, 2049),
    (tcp, 20, 40000), (udp, 51000, 443), (udp, 40000, 161), (udp, 68, 67), (udp, 60000, 51820)])
def test_who_talks_to_a_services_port_is_the_client(tmp_path: Path, transport: Callable[..., Packet], client: int,
                                                     server: int) -> None:
    """Though the server says the first word of the capture, or the only one."""
    ports = client, server
    said: list[Timed] = [(at / 10, udp(1 - at % 2, ports=ports)) if transport is udp
                         else (at / 10, tcp(1 - at % 2, "A", 10, 10, b"\xfe", ports=ports)) for at in range(4)]
    for frames in (said, said[::2]):
        session = analysed(tmp_path, frames).session(1)
        assert (session.initiator_port, session.responder_port) == ports
        assert session.direction == DirectionReason.PORT


def test_of_two_ports_of_services_neither_says_anything(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [(0, udp(1, ports=(161, 500))), (1, udp(0, ports=(5683, 4500)))])
    assert [(analysis.session(number).initiator_port, analysis.session(number).direction) for number in (1, 2)] == [
        (500, DirectionReason.FIRST), (5683, DirectionReason.FIRST)]


@HANDLERS
def test_a_number_used_again_after_the_end_begins_another_connection(tmp_path: Path, handlers: int) -> None:
    frames = [*opened(0), *closed(1), *opened(300), *closed(301)]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    assert [(analysis.session(number).packets, analysis.session(number).end_reason) for number in (1, 2)] == [
        ((4, 2), EndReason.GRACEFUL)] * 2
    assert analysis.session(2).start_ns == START + 300 * SECOND


@pytest.mark.parametrize("after", [2, 20])
def test_it_does_so_while_the_old_one_lingers(tmp_path: Path, after: float) -> None:
    analysis = analysed(tmp_path, [*opened(0), *closed(1), *opened(after), *closed(after + 1)])
    assert [analysis.session(number).packets for number in (1, 2)] == [(4, 2), (4, 2)]


@pytest.mark.parametrize("answer", ["", "A", "RA"])
def test_a_late_duplicate_of_the_syn_begins_nothing(tmp_path: Path, answer: str) -> None:
    frames = [*opened(0), *closed(1), (3.0, tcp(0, "S", 1000))]
    if answer:
        frames.append((3.01, tcp(1, answer, 5002, 1001 if answer == "RA" else 1002)))
    analysis = analysed(tmp_path, frames)
    assert len(analysis.sessions) == 1
    session = analysis.session(1)
    assert (session.state, session.end_reason, facts(session.tcp).discarded[0]) == (State.CLOSED, EndReason.GRACEFUL, 1)


@HANDLERS
@pytest.mark.parametrize(("target", "copies"), [("2001:db8::2", True), ("ff02::fb", False)])
def test_datagrams_without_an_identification_have_copies(tmp_path: Path, handlers: int, target: str,
                                                         copies: bool) -> None:
    def frame(number: int) -> Packet:
        datagram = UDP(sport=40000, dport=9) / Raw(bytes([0xFE, number] * 5))
        return Ether() / IPv6(src="2001:db8::1", dst=target) / datagram

    frames: list[Timed] = [(number + late, frame(number)) for number in range(4) for late in (0, 0.00002)]
    frames.append((3.5, frame(3)))      # said again by the host
    session = analysed(tmp_path, frames, handlers=handlers).session(1)
    assert (session.packets, session.payload_bytes) == ((9, 0), (50 if copies else 90, 0))


def test_a_session_begins_with_its_earliest_packet(tmp_path: Path) -> None:
    request, answer = opened(0.5)[:2]
    session = analysed(tmp_path, [answer, request]).session(1)
    assert (session.states[0].state, session.states[0].time_ns, session.states[0].packet) == (
        State.NEW, session.start_ns, 1)
    assert session.start_ns == START + SECOND // 2


@pytest.mark.parametrize("way", [0, 1])
def test_one_direction_shows_that_the_other_answered(tmp_path: Path, way: int) -> None:
    frames = [timed for timed in conversation([(0, REQUEST), (1, RESPONSE)] * 2) if sender(timed) == (40000, 80)[way]]
    session = analysed(tmp_path, frames, Settings()).session(1)
    assert State.ESTABLISHED in [step.state for step in session.states]
    assert session.end_reason == EndReason.CAPTURE_END


@pytest.mark.parametrize("late", [0.004, 0.03, 5.0])
@pytest.mark.parametrize("side", [0, 1])
def test_a_delayed_direction_repeats_nothing(tmp_path: Path, side: int, late: float) -> None:
    frames = numbered(conversation([(0, REQUEST), (1, RESPONSE)] * 4, step=0.002))
    port = (40000, 80)[side]
    order = sorted(frames, key=lambda timed: timed[0] + late * (sender(timed) == port))
    session = analysed(tmp_path, order).session(1)
    tracked = facts(session.tcp)
    assert (tracked.retransmissions, tracked.out_of_order, tracked.discarded) == ((0, 0), (0, 0), (0, 0))
    assert (session.initiator_port, session.end_reason, tracked.rtt_ns) == (40000, EndReason.GRACEFUL, 20_000_000)
    assert not tracked.mid_stream


def test_data_before_the_end_of_the_handshake_count_at_once(tmp_path: Path) -> None:
    def fast(way: int, flags: str, seq: int, ack: int, payload: bytes = b"") -> Packet:
        ends = (("10.0.0.1", 40000), ("10.0.0.2", 80))
        (source, sport), (target, dport) = ends if way == 0 else ends[::-1]
        made = Ether() / IP(src=source, dst=target) / TCP(sport=sport, dport=dport, flags=flags, seq=seq, ack=ack)
        return made / Raw(payload) if payload else made

    frames: list[Timed] = [
        (0, fast(0, "S", 1000, 0, REQUEST)), (0.01, fast(1, "SA", 5000, 1001 + len(REQUEST))),
        (0.011, fast(1, "PA", 5001, 1001 + len(REQUEST), RESPONSE)),
        (0.021, fast(0, "A", 1001 + len(REQUEST), 5001 + len(RESPONSE)))]
    session = analysed(tmp_path, frames).session(1)
    assert [step.state for step in session.states] == [State.NEW, State.ESTABLISHED, State.ACTIVE]
    assert facts(session.tcp).rtt_ns == 21_000_000


def test_a_far_reset_where_nobody_asked_for_scaled_windows(tmp_path: Path) -> None:
    frames = [*opened(0.0), (0.03, tcp(0, "PA", 1001, 5001, REQUEST)), (0.04, tcp(1, "A", 5001, 1001 + len(REQUEST))),
              (0.05, tcp(1, "R", 3_005_001)), (1.0, tcp(1, "PA", 5001, 1001 + len(REQUEST), RESPONSE))]
    session = analysed(tmp_path, frames).session(1)
    assert (session.state, facts(session.tcp).discarded, facts(session.tcp).resets) == (State.ACTIVE, (0, 1), (0, 0))


@HANDLERS
@pytest.mark.parametrize("same", [8, 40])
def test_datagrams_that_nothing_but_their_content_tells_apart_are_no_copies(tmp_path: Path, handlers: int,
                                                                            same: int) -> None:
    """A host without identifications whose checksums its network card fills in, or that sends none (RFC 768)."""
    frames: list[Timed] = []
    for number in range(20):
        frame = loose(udp(number % 2, b"m" * same + b"%04d" % number + b"s" * 30))
        frame[IP].id, frame[UDP].chksum = 0, 0
        frames.append((number * 20e-6, frame))
    analysis = analysed(tmp_path, frames, handlers=handlers)
    session = analysis.session(1)
    assert session.packets == (10, 10)
    assert session.payload_bytes == (10 * (same + 34), 10 * (same + 34))
