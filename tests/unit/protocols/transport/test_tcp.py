"""TCP: segments as scapy builds them, every option, and options that lie."""
import struct
from typing import Any

import pytest
from scapy.layers.inet import TCP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("transport.tcp")


def segment(options: bytes = b"", payload: bytes = b"", words: int | None = None) -> bytes:
    """A segment with these options, filled up with ends of options."""
    options += bytes(-len(options) % 4)
    offset = 5 + len(options) // 4 if words is None else words
    return struct.pack("!HHIIBBHHH", 40000, 443, 1, 2, offset << 4, 0x10, 1000, 0, 0) + options + payload


def test_a_segment() -> None:
    data = bytes(TCP(sport=40000, dport=443, seq=0xFFFFFFFE, ack=7, flags="PA", window=502, urgptr=3) / b"hello")
    stated = LAYER.classify(data)
    assert (stated["verdict"], stated["header"]) == ("FINAL", 20)
    facts = stated["facts"]
    assert (facts["ports"], facts["seq"], facts["ack"]) == ((40000, 443), 0xFFFFFFFE, 7)
    assert (facts["tcp_flags"], facts["window"], facts["payload_length"]) == (0x18, 502, 5)
    assert (facts["window_shift"], facts["mss"], facts["sack_permitted"]) == (255, 0, 0)
    shown = LAYER.shown(data)
    assert (shown["source_port"], shown["destination_port"], shown["header_length"]) == (40000, 443, 20)
    assert (shown["sequence"], shown["acknowledgement"], shown["urgent_pointer"]) == (0xFFFFFFFE, 7, 3)
    assert (shown["flags"], shown["flag_psh"], shown["flag_ack"], shown["flag_syn"]) == (0x18, True, True, False)
    assert shown["payload_length"] == 5
    assert "options" not in shown


@pytest.mark.parametrize(("letter", "name", "bit"), [
    ("F", "fin", 1), ("S", "syn", 2), ("R", "rst", 4), ("P", "psh", 8), ("A", "ack", 16), ("U", "urg", 32),
    ("E", "ece", 64), ("C", "cwr", 128), ("N", "ae", 256)])
def test_flags(letter: str, name: str, bit: int) -> None:
    shown = LAYER.shown(bytes(TCP(flags=letter)))
    assert shown["flags"] == bit
    assert [key for key, value in shown.items() if key.startswith("flag_") and value] == [f"flag_{name}"]


def test_the_options_of_a_syn() -> None:
    data = bytes(TCP(flags="S", options=[
        ("MSS", 1460), ("SAckOK", b""), ("Timestamp", (0x01020304, 0)), ("NOP", None), ("WScale", 7)]))
    facts = LAYER.facts(data)
    assert (facts["mss"], facts["sack_permitted"], facts["window_shift"]) == (1460, 1, 7)
    assert LAYER.values(data, "option_kind") == [2, 4, 8, 1, 3]
    shown = LAYER.shown(data)
    assert (shown["mss"], shown["window_shift"], shown["timestamp"]) == (1460, 7, 0x01020304)


@pytest.mark.parametrize(("flags", "options", "captured", "shift"), [
    ("S", [], 20, 254), ("SA", [("MSS", 1460)], 24, 254), ("A", [], 20, 255),
    ("S", [("MSS", 1460), ("WScale", 7)], 24, 255)])
def test_a_syn_without_scale_is_not_a_syn_cut_before_it(flags: str, options: Any, captured: int, shift: int) -> None:
    data = bytes(TCP(flags=flags, options=options))
    facts = LAYER.facts(data[:captured], network_length=len(data), cut=len(data) - captured)
    assert facts["window_shift"] == shift


@pytest.mark.parametrize("options", [
    [("NOP", None), ("NOP", None), ("Timestamp", (11, 22))], [("Timestamp", (11, 22)), ("NOP", None), ("NOP", None)],
    [("Timestamp", (11, 22))]])
def test_time_stamps_in_any_layout(options: Any) -> None:
    data = bytes(TCP(flags="A", options=options) / b"x")
    assert LAYER.facts(data)["payload_length"] == 1
    assert LAYER.values(data, "timestamp", "timestamp_echo") == [11, 22]


def test_selective_acknowledgements() -> None:
    data = bytes(TCP(flags="A", options=[("NOP", None), ("NOP", None), ("SAck", (5, 6, 7, 8, 9, 10))]))
    assert LAYER.values(data, "sack_left", "sack_right") == [5, 6, 7, 8, 9, 10]


def test_windows_are_never_shifted_by_more_than_14() -> None:
    data = segment(b"\x03\x03\xff")
    assert LAYER.facts(data)["window_shift"] == 14      # RFC 7323, section 2.3
    assert LAYER.values(data, "window_shift") == [255]


@pytest.mark.parametrize(("options", "name", "value"), [
    (b"\x13\x12" + bytes(range(16)), "md5", bytes(range(16))),
    (b"\x1c\x04\x00\x1e", "user_timeout", 30), (b"\x1c\x04\x80\x05", "user_timeout", 300),     # RFC 5482: minutes
    (b"\x22\x02", "fast_open_cookie", b""), (b"\x22\x0aABCDEFGH", "fast_open_cookie", b"ABCDEFGH"),
    (b"\x1e\x04\x00\x81", "mptcp_subtype", 0), (b"\x1e\x08\x20\x01\1\2\3\4", "mptcp_subtype", 2),
    (b"\xfd\x06\xf9\x89ab", "option_data", b"\xf9\x89ab")])
def test_other_options(options: bytes, name: str, value: object) -> None:
    assert LAYER.verdict(segment(options)) == ("FINAL", Note.NONE)
    assert LAYER.values(segment(options), name) == [value]


@pytest.mark.parametrize("options", [
    b"\x25\x00\0\0",        # a length of zero made another tool go round for ever
    b"\x08\x01\0\0", b"\x08\x0a\0\0", b"\x01\x01\x01\x08", b"\x02\x04\x05\xb4\x03\x05\0\0"])
def test_impossible_options_end_the_list(options: bytes) -> None:
    data = segment(options, b"payload")
    assert LAYER.verdict(data) == ("FINAL", Note.BAD_OPTION)
    assert LAYER.notes(data) == {Note.BAD_OPTION}
    assert LAYER.facts(data)["payload_length"] == 7


def test_what_was_said_before_an_impossible_option_counts() -> None:
    assert LAYER.facts(segment(b"\x02\x04\x05\xb4\x03\x05\0\0"))["mss"] == 1460


def test_nothing_counts_behind_the_end_of_options() -> None:
    data = segment(b"\x00\x02\x04\x05\xb4\x00\x00\x00")
    assert LAYER.facts(data)["mss"] == 0
    assert LAYER.values(data, "option_kind") == [0]


@pytest.mark.parametrize(("data", "network_length", "note"), [
    (segment(words=4), 20, Note.BAD_LENGTH), (segment(words=0), 20, Note.BAD_LENGTH),
    (segment(words=6), 20, Note.BAD_LENGTH), (segment()[:19], 20, Note.TRUNCATED)])
def test_headers_that_cannot_be_trusted(data: bytes, network_length: int, note: Note) -> None:
    assert LAYER.verdict(data, network_length=network_length) == ("MALFORMED", note)


def test_options_the_capture_cut_still_leave_a_segment() -> None:
    data = segment(b"\x02\x04\x05\xb4" + bytes(16))[:26]
    stated = LAYER.classify(data, network_length=1000)
    assert (stated["verdict"], stated["header"], stated["note"]) == ("FINAL", 26, Note.TRUNCATED)
    assert (stated["facts"]["payload_length"], stated["facts"]["mss"]) == (960, 1460)
