"""Sessions whose directions carry different VLAN tags: what answers each other is one session."""
from pathlib import Path

import pytest
from scapy.layers.inet import TCP, UDP
from scapy.layers.l2 import Dot1AD, Dot1Q
from scapy.packet import Packet

from netloupe_engine import Analysis
from netloupe_engine.model import EndReason, State
from tests.unit.traffic import Timed, analysed, closed, echo, loose, opened, tcp, udp


def tag(frame: Packet, *vlans: int) -> Packet:
    """The frame with VLAN tags, the outermost first."""
    tagged = loose(bytes(frame))
    inner = tagged.payload
    for number in reversed(vlans):
        inner = (Dot1Q(vlan=number) if number == vlans[-1] else Dot1AD(vlan=number)) / inner
    tagged.remove_payload()
    tagged.type = 0x8100
    return tagged / inner


def by_way(frames: list[Timed], up: tuple[int, ...], down: tuple[int, ...], port: int = 9) -> list[Timed]:
    """The client's frames with the tags `up`, the server's with `down`."""
    made = []
    for seconds, frame in frames:
        packet = loose(bytes(frame))
        transport = packet[TCP] if TCP in packet else packet[UDP]
        vlans = down if transport.sport == port else up
        made.append((seconds, tag(packet, *vlans) if vlans else frame))
    return made


def sessions(analysis: Analysis) -> list[tuple[tuple[int, ...], tuple[int, int]]]:
    """VLAN tags and packets of each."""
    found = [analysis.session(number) for number in range(1, len(analysis.sessions) + 1)]
    return [(session.vlan, session.packets) for session in found]


CONNECTION = [*opened(0), *closed(1)]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize(("up", "down", "shown"), [
    ((81,), (80,), (81, 80)), ((), (80,), (80,)), ((81,), (), (81,)), ((7, 5), (), (7, 5)), ((7, 5), (5,), (7, 5)),
    ((0,), (), ()), ((), (0,), ()), ((0, 5), (5,), (5,))])
def test_a_connection_is_one_session_whatever_the_tags_of_its_directions(
        tmp_path: Path, handlers: int, up: tuple[int, ...], down: tuple[int, ...], shown: tuple[int, ...]) -> None:
    analysis = analysed(tmp_path, by_way(CONNECTION, up, down), handlers=handlers)
    assert sessions(analysis) == [(shown, (4, 2))]
    assert analysis.session(1).state == State.CLOSED
    assert analysis.packets.column("session").tolist() == [1] * 6


def test_the_answer_may_come_first(tmp_path: Path) -> None:
    syn, answer, *more = by_way(CONNECTION, (81,), (80,))
    analysis = analysed(tmp_path, [answer, syn, *more])
    assert [packets for _, packets in sessions(analysis)] == [(4, 2)]
    assert analysis.session(1).initiator_port == 40000


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize(("up", "down"), [((81,), (80,)), ((), (80,)), ((0, 5), (7,))])
def test_two_syns_that_meet_open_one_connection(tmp_path: Path, handlers: int, up: tuple[int, ...],
                                                down: tuple[int, ...]) -> None:
    """Simultaneous open: RFC 9293, section 3.5, figure 7."""
    frames = [(0.0, tcp(0, "S", 1000)), (0.001, tcp(1, "S", 5000)), (0.05, tcp(0, "SA", 1000, 5001)),
              (0.051, tcp(1, "SA", 5000, 1001)), (0.1, tcp(0, "A", 1001, 5001)), *closed(1)]
    analysis = analysed(tmp_path, by_way(frames, up, down), handlers=handlers)
    assert [packets for _, packets in sessions(analysis)] == [(5, 3)]
    assert analysis.session(1).end_reason == EndReason.GRACEFUL


@pytest.mark.parametrize("frames", [
    [(0.0, tcp(0, "S", 1000)), (0.1, tcp(1, "RA", 0, 1001))],
    [(0.0, tcp(0, "S", 1000)), (1.0, tcp(0, "S", 1000)), (1.1, tcp(1, "SA", 5000, 1001)),
     (1.2, tcp(0, "A", 1001, 5001))],
    [(0.0, tcp(0, "PA", 700, 9000, b"x")), (0.1, tcp(1, "R", 9000))],
    [(0.0, tcp(0, "A", 1001, 5001)), (0.001, tcp(1, "SA", 5000, 1001)), (0.002, tcp(0, "PA", 1001, 5001, b"x"))],
    [(0.0, tcp(1, "PA", 5001, 1001, b"x" * 9)), (0.001, tcp(0, "FA", 1001, 5010)), (0.002, tcp(1, "FA", 5010, 1002))]])
def test_whatever_answers_belongs_to_the_connection(tmp_path: Path, frames: list[Timed]) -> None:
    assert len(sessions(analysed(tmp_path, by_way(frames, (81,), (80,))))) == 1


def test_a_connection_that_began_before_the_capture_is_one_session(tmp_path: Path) -> None:
    frames = [(0.0, tcp(1, "PA", 9000, 700, b"xx")), (0.1, tcp(0, "A", 700, 9002)),
              (0.2, tcp(0, "PA", 700, 9002, b"yyy")), (0.3, tcp(1, "A", 9002, 703))]
    assert len(sessions(analysed(tmp_path, by_way(frames, (81,), (80,))))) == 1


def test_numbers_that_do_not_acknowledge_each_other_are_two_connections(tmp_path: Path) -> None:
    frames = [(0.0, tag(tcp(0, "S", 1000), 81)), (0.1, tag(tcp(1, "SA", 5000, 77_001), 80))]
    assert sessions(analysed(tmp_path, frames)) == [((81,), (1, 0)), ((80,), (0, 1))]


def test_both_directions_in_two_vlans_are_two_sessions(tmp_path: Path) -> None:
    """Routed: each frame is captured in the one VLAN and then in the other."""
    frames = [(seconds + late, tag(frame, vlan)) for seconds, frame in CONNECTION
              for late, vlan in ((0, 50), (0.0001, 300))]
    assert sessions(analysed(tmp_path, frames)) == [((50,), (4, 2)), ((300,), (4, 2))]


def test_two_connections_of_equal_ends_in_two_vlans_stay_apart(tmp_path: Path) -> None:
    one, two = by_way(CONNECTION, (1,), (1,)), by_way(CONNECTION, (2,), (2,))
    mixed = [frame for pair in zip(one, two, strict=True) for frame in pair]
    assert sessions(analysed(tmp_path, mixed)) == [((1,), (4, 2)), ((2,), (4, 2))]


def test_a_tag_may_appear_amid_a_connection(tmp_path: Path) -> None:
    later = [(1.0, tcp(0, "PA", 1001, 5001, b"hello")), (1.1, tcp(1, "A", 5001, 1006)),
             (1.2, tcp(1, "PA", 5001, 1006, b"you")), (1.3, tcp(0, "A", 1006, 5004))]
    assert sessions(analysed(tmp_path, [*opened(0), *by_way(later, (9,), (9,))])) == [((9,), (4, 3))]


def test_ports_used_again_are_a_new_session(tmp_path: Path) -> None:
    frames = [*CONNECTION, *opened(2, first=900_000), *closed(3, first=900_000)]
    assert sessions(analysed(tmp_path, by_way(frames, (81,), (80,)))) == [((81, 80), (4, 2))] * 2
    again = sessions(analysed(tmp_path, by_way([*CONNECTION, *opened(20), *closed(21)], (81,), (80,))))
    assert [packets for _, packets in again] == [(4, 2)] * 2


@pytest.mark.parametrize("handlers", [1, 3])
def test_datagrams_that_answer_are_one_session(tmp_path: Path, handlers: int) -> None:
    frames: list[Timed] = [(0.0, tag(udp(0), 81)), (0.1, udp(1)), (0.2, tag(udp(0), 81)), (0.3, udp(1))]
    assert sessions(analysed(tmp_path, frames, handlers=handlers)) == [((81,), (2, 2))]
    pings: list[Timed] = [(0.0, tag(echo(0, 5), 81)), (0.1, tag(echo(1, 5), 80)), (0.2, tag(echo(0, 6), 81))]
    assert sessions(analysed(tmp_path, pings, handlers=handlers)) == [((81, 80), (1, 1)), ((81,), (1, 0))]


def test_one_direction_in_two_vlans_is_two_sessions(tmp_path: Path) -> None:
    frames: list[Timed] = [(number / 10, tag(udp(0), 10 + number % 2)) for number in range(6)]
    assert sessions(analysed(tmp_path, frames)) == [((10,), (3, 0)), ((11,), (3, 0))]


@pytest.mark.parametrize("first", [(0, 20), (1, 10)])
def test_halves_part_where_a_vlan_shows_both_directions(tmp_path: Path, first: tuple[int, int]) -> None:
    """The capture begins amid a routed conversation: what seems an answer in another VLAN is a part of its own."""
    way, vlan = first
    frames = [(0.0, tag(udp(1 - way), 30 - vlan)), (0.1, tag(udp(way), vlan))]
    frames += [(1 + number / 10, tag(udp(number // 2 % 2), 10 + 10 * (number % 2))) for number in range(40)]
    found = sessions(analysed(tmp_path, frames))
    assert [vlans for vlans, _ in found] == [(30 - vlan,), (vlan,)]
    assert [min(packets) >= 9 for _, packets in found] == [True, True]
    assert sum(sum(packets) for _, packets in found) == 42


def test_many_vlans_of_the_same_ends_stay_apart(tmp_path: Path) -> None:
    frames: list[Timed] = [(number / 1000, tag(udp(way), 1 + number)) for number in range(300) for way in (0, 1)]
    assert sessions(analysed(tmp_path, frames)) == [((1 + number,), (1, 1)) for number in range(300)]


@pytest.mark.parametrize("others", [100, 1020, 1021, 1022, 1023, 1024])
@pytest.mark.parametrize("handlers", [1, 2])
def test_a_session_that_is_over_hides_nobody(tmp_path: Path, others: int, handlers: int) -> None:
    """The same ends speak again, in a VLAN one way, long after an untagged session of theirs: wherever batches end and
    the sweep comes, these are two sessions."""
    between: list[Timed] = [(1 + at * 400 / others, udp(0, b"x", ports=(5, 6))) for at in range(others)]
    ends = (41000, 42000)
    frames = [(0.0, udp(0, b"a", ports=ends)), *between,
              (401.5, tag(udp(0, b"a", ports=ends), 5)), (402.0, udp(1, b"b", ports=ends))]
    analysis = analysed(tmp_path, frames, handlers=handlers)
    assert sorted(row for row in sessions(analysis) if sum(row[1]) < 90) == [((), (1, 0)), ((5,), (1, 1))]
