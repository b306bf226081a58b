"""UDP: ports, and the lengths that say how much of the payload counts."""
import struct

import pytest
from scapy.layers.inet import UDP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("transport.udp")


def test_a_datagram() -> None:
    data = bytes(UDP(sport=53, dport=40000) / b"hello")
    stated = LAYER.classify(data)
    assert (stated["verdict"], stated["header"], stated["extent"]) == ("FINAL", 8, 13)
    assert (stated["facts"]["ports"], stated["facts"]["payload_length"]) == ((53, 40000), 5)
    shown = LAYER.shown(data)
    assert (shown["source_port"], shown["destination_port"], shown["length"]) == (53, 40000, 13)


@pytest.mark.parametrize(("length", "network_length", "extent", "payload_length", "note"), [
    (13, 20, 13, 5, Note.NONE),             # something behind it that IP counts
    (20, 20, 20, 12, Note.TRUNCATED),       # the capture cut it
    (21, 20, 21, 13, Note.BAD_LENGTH),      # longer than IP says
    (0, 70_000, 70_000, 69_992, Note.TRUNCATED),    # jumbogram, cut (RFC 2675, section 4)
    (8, 13, 8, 0, Note.NONE)])
def test_lengths(length: int, network_length: int, extent: int, payload_length: int, note: Note) -> None:
    stated = LAYER.classify(struct.pack("!HHHH", 1, 2, length, 0) + b"hello", network_length=network_length)
    assert (stated["verdict"], stated["extent"], stated["note"]) == ("FINAL", extent, note)
    assert stated["facts"]["payload_length"] == payload_length


@pytest.mark.parametrize("length", range(1, 8))
def test_no_length_is_shorter_than_the_header(length: int) -> None:
    assert LAYER.verdict(struct.pack("!HHHH", 1, 2, length, 0)) == ("MALFORMED", Note.BAD_LENGTH)


@pytest.mark.parametrize("size", range(8))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert LAYER.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
