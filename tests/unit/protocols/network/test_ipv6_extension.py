"""Extension headers at the beginning of a datagram that was put together from fragments (RFC 8200, section 4)."""
from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("network.ipv6_extension")
UDP = b"\x00\x35\x00\x35\x00\x08\x00\x00"


def test_the_walk_goes_on_where_the_fragments_began() -> None:
    data = b"\x3c\0\1\4\0\0\0\0" + b"\x11\0\1\4\0\0\0\0" + UDP
    assert LAYER.child(data, protocol=60) == ("ip.protocol", 17)
    stated = LAYER.classify(data, protocol=60)
    assert stated["header"] == 16
    assert (stated["facts"]["protocol"], stated["facts"]["network_length"]) == (17, 8)
    assert LAYER.shown(data, protocol=60) == {"next_header": 60}


def test_fragments_inside_fragments_are_refused() -> None:
    assert LAYER.verdict(b"\x11\0\0\1\0\0\0\7" + UDP, protocol=44) == ("MALFORMED", Note.BAD_VALUE)


def test_no_next_header_ends_the_datagram() -> None:
    assert LAYER.verdict(b"\x3b\0\1\4\0\0\0\0", protocol=60) == ("FINAL", Note.NONE)


def test_cut_headers_are_malformed() -> None:
    assert LAYER.verdict(b"\x11\1" + bytes(13), protocol=60) == ("MALFORMED", Note.TRUNCATED)
    assert LAYER.verdict(b"", protocol=43) == ("MALFORMED", Note.TRUNCATED)
    assert LAYER.verdict(UDP, protocol=17) == ("MALFORMED", Note.BAD_VALUE)
