"""A packet's tree as a person reads it."""
from dataclasses import replace

from netloupe_engine.model import Node, Note
from netloupe_gui.models.nodes import walk
from netloupe_gui.models.packet_nodes import readable
from tests.gui.pane_fakes import FakeAnalysis, node

HTTP = node("http", "", 54, 60, node("http.method", "GET", 54, 3),
            node("http.header", "Host, a.test", 70, 12, node("http.header_name", "Host", 70, 4),
                 node("http.header_value", "a.test", 76, 6)),
            node("http.accept", "*/*", 90, 3),
            node("http.header", "Accept, */*", 84, 11, node("http.header_name", "Accept", 84, 6, note=Note.BAD_VALUE),
                 node("http.header_value", "*/*", 90, 3)), title="Hypertext Transfer Protocol", kind="layer")


def number(name: str, value: int) -> Node:
    return replace(node(name, str(value), 38, 4), value=value)


TCP = node("tcp", "", 34, 20, number("tcp.sequence", 5), number("tcp.acknowledgement", 4_000_000_100),
           node("tcp.flags", "PSH, ACK", 46, 2), node("tcp.flag_ack", "yes", 47, 1, title="flag ack"),
           node("tcp.flag_psh", "yes", 47, 1, title="flag psh"), node("tcp.window", "8192", 48, 2), kind="layer")


def texts(*nodes: Node, way: int = 0) -> dict[str, str]:
    packet = replace(FakeAnalysis().packet(4), nodes=nodes, way=way)
    shown = readable(packet, lambda session: (4_294_967_290, 4_000_000_000)).nodes
    return {path: f"{each.title}={each.text}" for path, each in walk(shown)}


def test_header_lines_stand_in_one_branch_as_name_and_value():
    found = texts(HTTP)
    assert found["http/http.headers"] == "headers=2 lines"
    assert found["http/http.headers/http.header"] == "Host=a.test"
    assert found["http/http.headers/http.header#1"] == "Accept=*/*"
    assert found["http/http.accept"] == "accept=*/*"
    assert list(found)[1:3] == ["http/http.method", "http/http.headers"]


def test_a_branch_of_header_lines_covers_their_bytes_and_keeps_their_notes():
    packet = replace(FakeAnalysis().packet(4), nodes=(HTTP,))
    headers = readable(packet, lambda session: (None, None)).nodes[0].children[1]
    assert (headers.at, headers.size) == (70, 25)
    assert [line.note for line in headers.children] == [Note.NONE, Note.BAD_VALUE]


def test_bits_hang_from_their_field():
    found = texts(TCP)
    assert found["tcp/tcp.flags/tcp.flag_ack"] == "ACK=yes"
    assert "tcp/tcp.flag_ack" not in found


def test_sequence_numbers_are_relative_with_the_raw_ones_beside():
    found = texts(TCP)
    assert found["tcp/tcp.sequence"] == "sequence=11 (raw 5)"           # they wrap round
    assert found["tcp/tcp.acknowledgement"] == "acknowledgement=100 (raw 4000000100)"
    packet = replace(FakeAnalysis().packet(4), nodes=(TCP,))
    unknown = readable(packet, lambda session: (None, None)).nodes[0].children
    assert unknown[0].text == "5"
