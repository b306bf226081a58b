"""Parsers on top of each other: who switches, who carries, what is made of bytes, and what all that may cost."""
from pathlib import Path

import pytest

from netloupe_engine import Settings, analyze
from tests.unit.classify.stacks import lines, parcel, paths, said, stacks, told
from tests.unit.traffic import analysed, capture, conversation, opened, tcp, unruled

__all__ = ["stacks"]
pytestmark = pytest.mark.usefixtures("stacks")

SWITCH = parcel("X", "l")


def test_behind_a_switch_everything_is_the_childs_in_both_directions(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, SWITCH + b"one\ntwo\n"), (1, b"three\n"))
    assert lines(analysis) == [(4, "one"), (4, "two"), (5, "three")]
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.parcel.line", "line")
    assert paths(analysis) == ["tcp.parcel.line"] * 2


@pytest.mark.parametrize("cut", range(1, len(SWITCH + b"one\ntwo\n")))
def test_no_byte_is_lost_or_read_twice_wherever_segments_end(tmp_path: Path, cut: int) -> None:
    stream = SWITCH + b"one\ntwo\n"
    analysis = said(tmp_path, (0, stream[:cut]), (0, stream[cut:]), (1, b"three\n"))
    assert [text for _, text in lines(analysis)] == ["one", "two", "three"]


def test_what_the_other_side_said_before_the_switch_is_the_childs_if_nobody_read_it(tmp_path: Path) -> None:
    """A parcel that is not whole waits; the switch of the other side makes it a line."""
    analysis = said(tmp_path, (0, parcel("M", "l", b"a\n")), (1, b"Pe"), (0, SWITCH), (1, b"rhaps\n"))
    assert [text for _, text in lines(analysis)] == ["a", "Perhaps"]


def test_a_child_may_be_recognised_by_its_bytes(tmp_path: Path) -> None:
    request = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"
    session = said(tmp_path, (0, parcel("Q", 0)), (0, request)).session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.parcel.http", "http")


def test_a_child_nobody_knows_is_said_to_be_unknown_and_its_bytes_count(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, parcel("X", "?")), *[(0, b"\xfe\xfd\xfc\xfb" * 9)] * 9)
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.parcel.unknown", "parcel")
    assert paths(analysis)[-1] == "tcp.parcel.unknown"
    assert sum(row.packets for row in analysis.protocols() if row.path.endswith("parcel.unknown")) >= 8


def test_messages_that_are_carried_are_branches_of_their_packet(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, parcel("M", "l", b"one\n") + parcel("M", "l", b"two\n")))
    assert lines(analysis) == [(4, "one"), (4, "two")]
    packet = analysis.packet(4)
    assert packet.path == "eth.ip.tcp.parcel.line"
    shown = [(node.name, node.at, node.size) for node in packet.nodes[4:]]
    assert shown == [("parcel", 54, 16), ("line", 58, 4), ("line", 66, 4)]
    places = [(child.at, child.size) for node in packet.nodes[5:] for child in node.children if child.text]
    assert places.count((58, 3)) == places.count((66, 3)) == 1


def test_streams_that_are_carried_keep_what_is_not_whole(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, parcel("S", 1, b"on")), (0, parcel("S", 2, b"a\nb")), (0, parcel("S", 1, b"e\n")),
                    (1, parcel("S", 2, b"other way\n")), (0, parcel("S", 2, b"c\n")))
    assert lines(analysis) == [(5, "a"), (6, "one"), (7, "other way"), (8, "bc")]
    assert paths(analysis) == ["tcp.parcel.line"] * 5


def test_a_loss_in_a_carried_stream_is_told_to_who_reads_it(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, parcel("S", 1, b"a\nlost ")), (0, parcel("G", 1, b"....")),
                    (0, parcel("S", 1, b"b\n")))
    assert [text for _, text in lines(analysis)] == ["a", "b"]


def test_the_key_by_which_it_was_opened_is_the_childs_to_know(tmp_path: Path) -> None:
    packet = said(tmp_path, (0, parcel("M", "l", b"one\n"))).packet(4)
    assert [child.value for child in packet.nodes[-1].children if child.name == "line.key"] == [ord("l")]


def test_derived_bytes_are_a_buffer_that_attributes_have_their_places_in(tmp_path: Path) -> None:
    packet = said(tmp_path, (0, parcel("D", 0, b"HELLO\n") + parcel("D", 0, b"YOU\n"))).packet(4)
    assert [(made.name, made.data) for made in packet.derived] == [
        ("parcel.made", b"hello\n"), ("parcel.made", b"you\n")]
    texts = [child for node in packet.nodes for child in node.children if child.name == "line.text"]
    assert [packet.buffers[node.buffer].data[node.at:node.at + node.size] for node in texts] == [b"hello", b"you"]


def test_derived_bytes_have_a_limit(tmp_path: Path) -> None:
    """Of twenty buffers a packet has the first eight."""
    packet = said(tmp_path, (0, b"".join(parcel("D", 0, b"A%d\n" % each) for each in range(20)))).packet(4)
    assert [made.data for made in packet.derived] == [b"a%d\n" % each for each in range(8)]


@pytest.mark.parametrize("action", "MX")
def test_a_stack_has_a_limit(tmp_path: Path, action: str) -> None:
    """Parcels in parcels: eight are read, and the rest is said to be too deep."""
    content = b"x\n"
    for _ in range(20):
        content = parcel(action, "p", content) if action == "M" else parcel("X", "p") + content
    analysis = said(tmp_path, (0, content))
    assert analysis.packet(4).path == "eth.ip.tcp" + ".parcel" * 8
    assert [row.kind for row in analysis.findings()] == ["limit.layers"]


def test_many_branches_of_one_packet_do_no_harm(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, b"".join(parcel("M", "l", b"%d\n" % each) for each in range(150))))
    assert [text for _, text in lines(analysis)] == [str(each) for each in range(150)]
    assert len(analysis.packet(4).nodes) < 30


def test_many_streams_do_no_harm(tmp_path: Path) -> None:
    """What the oldest of more than a hundred waited for is given up."""
    messages = [(0, parcel("S", each, b"%d " % each)) for each in range(200)]
    analysis = said(tmp_path, *messages, (0, parcel("S", 199, b"end\n")), (0, parcel("S", 0, b"end\n")))
    assert [text for _, text in lines(analysis)] == ["199 end", "end"]


def test_memory_of_states_and_of_what_waits_is_limited_and_given_back(tmp_path: Path) -> None:
    settings = Settings(stream_bytes_max=2_000, reassembly_bytes_max=4_000)
    frames = []
    for client in range(40):
        part = conversation([(0, parcel("B", 0, bytes(200)) + parcel("S", 1, bytes(250)) * 9)],
                            ports=(40_000 + client, 4000))
        frames += [(at + client, frame) for at, frame in part[:-3]]         # none of them ends
    analysis = analysed(tmp_path, frames, settings)
    assert "limit.reassembly" in {row.kind for row in analysis.findings()}
    assert analysis.session(1).application == "line"


@pytest.mark.parametrize("emptied", [False, True])
def test_a_state_that_owns_memory_may_end_with_it_or_without(tmp_path: Path, emptied: bool) -> None:
    end = parcel("E", 0) if emptied else parcel("M", "l", b"x\n")
    assert said(tmp_path, (0, parcel("B", 0, bytes(99))), (0, end)).session(1).application in ("parcel", "line")


def test_a_guess_that_was_wrong_is_withdrawn_and_the_bytes_recognised_anew(tmp_path: Path) -> None:
    """`l` on its port is likely a line; what then comes is none, and no byte of it was read."""
    analysis = said(tmp_path, (0, b"l"), (0, b"o\n"), port=7777)
    assert (analysis.session(1).application, lines(analysis)) == ("line", [(5, "lo")])
    session = told(tmp_path, (0, b"l\n!"), (0, b"lo\n")).session(1)
    assert (session.application, session.decided_packet) == ("line", 2)


def test_who_gives_up_after_a_first_message_leaves_name_and_finding(tmp_path: Path) -> None:
    """What a stream's parser understood stays, and the packet at which it gave up is told; so in datagrams."""
    analysis = said(tmp_path, (0, b"lo\n"), (0, b"!none\n"), (0, b"la\n"), port=7777)
    assert (analysis.session(1).application, lines(analysis)) == ("line", [(4, "lo")])
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("packet.malformed", 5)]
    analysis = told(tmp_path, (0, b"lo\n"), (0, b"!none\n"), (0, b"la\n"))
    assert (analysis.session(1).application, lines(analysis)) == ("line", [(1, "lo"), (3, "la")])
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("packet.malformed", 2)]


def test_a_child_that_gives_up_leaves_a_finding_too(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, SWITCH + b"one\n"), (1, b"!none\n"))
    assert (analysis.session(1).path, lines(analysis)) == ("eth.ip.tcp.parcel.line", [(4, "one")])
    assert [(row.kind, row.packet) for row in unruled(analysis)] == [("packet.malformed", 5)]


def test_a_carried_protocol_that_is_none_is_withdrawn(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, parcel("M", "l", b"!no line\n")), (0, parcel("M", "l", b"one\n")))
    assert lines(analysis) == []
    assert analysis.session(1).path == "eth.ip.tcp.parcel"


@pytest.mark.parametrize("handlers", [2, 3])
def test_any_number_of_handlers_says_the_same(tmp_path: Path, handlers: int) -> None:
    frames = []
    for client in range(12):
        frames += [(at + client / 7, frame) for at, frame in conversation(
            [(0, parcel("S", 1, b"on")), (1, parcel("M", "l", b"two\n")), (0, parcel("S", 1, b"e\n") + SWITCH),
             (1, b"three\n")], ports=(40_000 + client, 4000))]
    frames.sort(key=lambda frame: frame[0])
    path = capture(tmp_path, frames)
    one, other = analyze(path), analyze(path, handlers)
    assert [one.session(each + 1) for each in range(12)] == [other.session(each + 1) for each in range(12)]
    assert paths(one) == paths(other)


def test_bytes_behind_a_loss_go_to_who_reads_on_top(tmp_path: Path) -> None:
    first = SWITCH + b"one\ntwo "
    frames = [*opened(0.0, ports=(40000, 4000)),
              (0.1, tcp(0, "PA", 1001, 5001, first, ports=(40000, 4000))),
              (0.2, tcp(0, "PA", 1001 + len(first) + 10, 5001, b"three\n", ports=(40000, 4000))),
              (0.3, tcp(1, "A", 5001, 1001 + len(first) + 16, ports=(40000, 4000)))]
    analysis = analysed(tmp_path, frames)
    assert [text for _, text in lines(analysis)] == ["one", "three"]
    assert [row.kind for row in analysis.findings()] == ["stream.gap"]
