"""Following a stream: pages, places, fragments, tunnels; and the same bytes as another program says."""
import hashlib
from pathlib import Path

import pytest
from scapy.layers.inet import IP, UDP, fragment
from scapy.layers.l2 import Ether

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.streams.chunk import Side
from tests.unit import traffic

# By `tshark -z follow,tcp,raw`: capture, session, and size and SHA-256 of what client and server said.
FACTS = [
    ("tcp_zero_window.pcap", 2, (227453, "940fddfbdf765054"), (370, "0feb0e6c8e94faab")),
    ("mix_many_protocols_cdp_vlan_http_dns_tls.pcap", 9, (10818, "4338cb77d121ddef"), (309560, "8a9b09f3c5a98682")),
    ("mix_many_protocols_cdp_vlan_http_dns_tls.pcap", 24, (1298, "1c0316fabed700e3"), (138515, "6e9964c375c6f454")),
    ("tcp_retransmit_out_of_order.pcap", 1, (3705, "a833f887de5bbaaf"), (4273, "58e0c8465f5afb1b")),
    ("http_pipelined_requests.pcap", 1, (2718, "2d8f77fbbd8d477f"), (39644, "599ee16e4b161423")),
    ("smtp.pcap", 2, (14705, "6b02117f3223ae7f"), (538, "98461ef726d83f1d")),
    ("tunnel_6in4.pcap", 6, (3580, "e646b4fce891a140"), (5398, "6d15a7c0b3368274")),
    ("tunnel_gre.pcap", 4, (952, "b986189a0c91d3aa"), (1671, "2d81c28f776ad8da")),
    ("tunnel_gtpu_fragmented.pcap", 2, (2100, "fb1f4d60b78e1282"), (50942, "4d09989d911f8a62")),
]


def words(analysis: Analysis, session: int, side: Side) -> bytes:
    return b"".join(chunk.data for chunk in analysis.stream(session).chunks(side))


@pytest.mark.parametrize(("name", "session", "client", "server"), FACTS)
def test_the_same_bytes_as_another_program(captures: Path, name: str, session: int, client: tuple[int, str],
                                           server: tuple[int, str]) -> None:
    found = analyze(captures / name)
    sides: tuple[Side, Side] = ("client", "server")
    for side, fact in zip(sides, (client, server), strict=True):
        data = words(found, session, side)
        assert (len(data), hashlib.sha256(data).hexdigest()[:16]) == fact
        assert found.stream(session).size(side) == len(data)


def test_every_chunk_says_where_its_bytes_are(captures: Path) -> None:
    for name in ("tcp_retransmit_out_of_order.pcap", "tunnel_gtpu_fragmented.pcap"):
        found = analyze(captures / name)
        for session in range(1, len(found.sessions) + 1):
            for chunk in list(found.stream(session).chunks())[:60]:
                if chunk.data:
                    packet = found.packet(chunk.packet)
                    assert packet.buffers[chunk.buffer].data[chunk.at:chunk.at + chunk.size] == chunk.data
                    assert session in packet.sessions


def test_pages_are_the_whole_and_each_place_is_on_one(tmp_path: Path) -> None:
    parts = [bytes([at % 251]) * 1400 for at in range(500)]
    found = traffic.analysed(tmp_path, traffic.conversation([(at % 3 == 0, part) for at, part in enumerate(parts)]))
    stream = found.stream(1)
    count = stream.pages()
    assert count == 12
    pages = [stream.page(number) for number in range(count)]
    assert [chunk.data for page in pages for chunk in page] == parts
    for number, page in enumerate(pages):
        assert {stream.page_of(chunk.packet) for chunk in page} == {number}
        assert sum(chunk.size for chunk in page) <= 64 << 10
    assert stream.page_of(1) == 0
    assert stream.page_of(10_000) == count - 1
    with pytest.raises(IndexError):
        stream.page(count)
    server = b"".join(parts[0::3])
    assert words(found, 1, "server") == server
    for at, size in ((0, 10), (1399, 2), (5000, 7000), (len(server) - 3, 100), (len(server) + 5, 1)):
        assert stream.read("server", at, size) == server[at:at + size]


def test_nothing_stands_for_what_is_missing_but_zeros_at_its_place(tmp_path: Path) -> None:
    frames = [*traffic.opened(0), (1.0, traffic.tcp(0, "PA", 1001, 5001, b"abc")),
              (1.1, traffic.tcp(0, "PA", 1007, 5001, b"ghi"))]
    stream = traffic.analysed(tmp_path, frames).stream(1)
    assert (stream.size(), stream.missing("client"), stream.missing("server")) == (6, 3, 0)
    assert stream.read("client", 1, 7) == b"bc\0\0\0gh"
    places = [(4, 55), (5, 54), (5, 56), (5, 57), (5, 53), (3, 54), (9, 54)]
    assert [stream.offset_of(packet, at) for packet, at in places] == [1, 6, 8, None, None, None, None]


def test_a_datagram_in_fragments_is_read_whole(tmp_path: Path) -> None:
    data = bytes(range(250)) * 12
    frames = [(at / 10, part) for at, part in enumerate(fragment(traffic.loose(traffic.udp(0, data)), 1000))]
    frames += [(1.0, traffic.udp(1, b"answer"))]
    found = traffic.analysed(tmp_path, frames)
    chunks = list(found.stream(1).chunks())
    assert [(chunk.kind, chunk.way, chunk.packet, chunk.buffer, chunk.size) for chunk in chunks] == [
        ("datagram", 0, len(frames) - 1, 1, 3000), ("datagram", 1, len(frames), 0, 6)]
    assert chunks[0].data == data


def test_a_tunnel_says_what_it_carries(tmp_path: Path) -> None:
    """The inner session speaks the other way first; the outer one is told from its own packets' addresses."""
    def carried(way: int, payload: bytes) -> bytes:
        ends = ("192.0.2.1", "192.0.2.2")
        return bytes(Ether() / IP(src=ends[way], dst=ends[1 - way], proto=4)
                     / bytes(traffic.loose(traffic.udp(way, payload, ports=(40000, 40001)))[IP]))

    found = traffic.analysed(tmp_path, [(0, carried(0, b"ask")), (1, carried(1, b"answer"))])
    inner = next(id for id in (1, 2) if found.session(id).parent)
    assert (words(found, inner, "client"), words(found, inner, "server")) == (b"ask", b"answer")
    outer = [words(found, 3 - inner, side) for side in ("client", "server")]    # type: ignore[arg-type]
    assert [IP(data)[UDP].payload.load for data in outer] == [b"ask", b"answer"]


def test_who_is_not_there_and_who_waits_no_longer(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, traffic.conversation([(0, b"ask")]))
    for session in (0, 2):
        with pytest.raises(UnknownNameError):
            found.stream(session)
    with pytest.raises(CancelledError):
        found.stream(1, lambda: True)
    nothing = traffic.analysed(tmp_path, traffic.opened(0)).stream(1)
    assert (len(nothing), nothing.pages(), nothing.size(), nothing.page_of(1), list(nothing.chunks())) == (0, 0, 0, 0,
                                                                                                          [])
