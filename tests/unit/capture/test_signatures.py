"""How files begin: which can be read, and what the others are called."""
import gzip

import lz4.frame
import pytest
import zstandard

from netloupe_engine.capture.signatures import COMPRESSIONS, compression_of, format_of, other_format
from tests.unit.capture.builders import NANOSECONDS, pcap, pcap_header


@pytest.mark.parametrize(("head", "format"), [
    (pcap_header("<"), "pcap"), (pcap_header(">"), "pcap"), (pcap_header("<", NANOSECONDS), "pcap"),
    (pcap_header(">", NANOSECONDS), "pcap"), (b"\x0a\x0d\x0d\x0a" + bytes(12), "pcapng"), (b"", ""), (b"\xd4\xc3", ""),
])
def test_formats_that_can_be_read(head: bytes, format: str) -> None:
    assert format_of(head) == format
    assert other_format(head) == ""


@pytest.mark.parametrize(("pack", "name"), [
    (gzip.compress, "gzip"), (zstandard.compress, "zstd"), (lz4.frame.compress, "lz4")])
def test_what_packers_write_is_known(pack: object, name: str) -> None:
    assert compression_of(pack(pcap([]))) == name      # type: ignore[operator]
    assert name in COMPRESSIONS.values()


@pytest.mark.parametrize(("head", "name"), [
    (b"XCP\0", "NetXRay"), (b"iptrace 2.0", "AIX"), (b"PK\x03\x04", "zip"),
    (b"BZh91AY", "bzip2"), (b"\xfd7zXZ\0", "xz"), (b"GMBU\0\0", "Network Monitor 2"),
])
def test_what_cannot_be_read_has_a_name(head: bytes, name: str) -> None:
    assert format_of(head) == compression_of(head) == ""
    assert name in other_format(head)
