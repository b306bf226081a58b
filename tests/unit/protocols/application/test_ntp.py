"""NTP: scapy's packets, eras, tshark's reading of real captures, and what is broken."""
import random
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers import ntp as scapy

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application.ntp import NTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.application.facts import datagrams

CAPTURES = ["ntp_modes.pcap", "mix_arkime_synthetic.pcap", "mix_lan_ssdp_llmnr_http_1kxun.pcap"]
TWIN = REGISTRY.twin("ntp")
NOW = 1_700_000_000 * 10**9
SINCE_1900 = 2208988800


def feed(packet: bytes, now_ns: int = NOW, cut: bool = False) -> Any:
    return inspect.feed(TWIN, NTP, (0, packet), now_ns=now_ns, cut=cut)


def probe(packet: bytes, cut: bool = False) -> str:
    guess: str = inspect.probe(TWIN, packet, datagram=True, cut=cut)
    return guess


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def notes(fed: Any) -> set[Note]:
    return {Note(attribute.note) for attribute in fed.attributes if attribute.note}


def times(*seconds: float) -> bytes:
    """Time stamps from seconds since 1970."""
    return b"".join(struct.pack("!Q", int((second + SINCE_1900) * 2**32) % 2**64) for second in seconds)


SERVER = (bytes([0x24, 2, 6, 0xEC]) + struct.pack("!iI", 0x00018000, 0x00004000) + bytes([192, 0, 2, 123])
          + times(1_699_999_000, 1_699_999_999.5, 1_700_000_000.25, 1_700_000_000.5))
CLIENT = bytes([0x23]) + bytes(39) + times(1_699_999_999.5)
CONTROL = bytes([0x26, 0xA2]) + struct.pack("!HHHHH", 5, 0x0615, 0, 0, 17) + b"version=4, leap=0"
PRIVATE = bytes([0xD7, 0x03, 3, 42]) + struct.pack("!HH", 2, 72) + bytes(144)
SAMPLES = [[(0, CLIENT), (1, SERVER)], [(1, CONTROL)], [(1, PRIVATE)]]


def test_server_reply() -> None:
    fed = feed(SERVER)
    expected = {"mode": [4], "version": [4], "stratum": [2], "leap": [0], "poll": [6], "precision": [-20],
                "root_delay": [1_500_000_000], "root_dispersion": [250_000_000], "reference_address": ["192.0.2.123"],
                "reference_clock": [], "reference_time": [1_699_999_000 * 10**9], "origin_time": [NOW - 500_000_000],
                "receive_time": [NOW + 250_000_000], "transmit_time": [NOW + 500_000_000]}
    assert {name: values(fed, name) for name in expected} == expected
    assert not notes(fed)


def test_client_request_has_no_times_but_its_own() -> None:
    fed = feed(CLIENT)
    assert values(fed, "transmit_time") == [NOW - 500_000_000]
    assert not values(fed, "origin_time") + values(fed, "reference_clock") + values(fed, "receive_time")


def test_scapy_packet() -> None:
    built = bytes(scapy.NTPHeader(leap=3, version=3, mode="broadcast", stratum=1, poll=10, precision=-6,
                                  ref_id=b"GPS", delay=0.5, dispersion=0.5))
    expected = {"leap": [3], "version": [3], "mode": [5], "stratum": [1], "poll": [10], "precision": [-6],
                "reference_clock": ["GPS"], "root_delay": [500_000_000], "root_dispersion": [500_000_000]}
    fed = feed(built)
    assert {name: values(fed, name) for name in expected} == expected


def test_negative_root_delay() -> None:
    """Version 3: a signed number (RFC 1305 appendix A)."""
    assert values(feed(SERVER[:4] + struct.pack("!i", -0x8000) + SERVER[8:]), "root_delay") == [-500_000_000]


def test_kiss_of_death() -> None:
    fed = feed(bytes([0xE4, 0, 6, 0xEC]) + bytes(8) + b"RATE" + bytes(32))
    assert values(fed, "stratum") + values(fed, "reference_clock") == [0, "RATE"]


@pytest.mark.parametrize(("now", "stamp", "seconds"), [
    (NOW, SINCE_1900 + 1_700_000_000, 1_700_000_000),
    (2_085_978_497 * 10**9, 0x00000001, 2_085_978_497),                 # the second era begins on 7 February 2036
    (2_085_978_400 * 10**9, 0xFFFFFFF0, 2_085_978_480),                 # just before
    (2_085_978_600 * 10**9, 0xFFFFFFF0, 2_085_978_480),                 # just before, seen just after
    (4_000_000_000 * 10**9, 1_914_021_504, 4_000_000_000),              # 2096
    (1 * 10**9, 0x83AA7E80, 0),                                         # 1970
    (0, 0x83AA7E80, 0), (0, 1, 2_085_978_497),                          # no clock to go by: RFC 4330 section 3
])
def test_eras(now: int, stamp: int, seconds: int) -> None:
    packet = SERVER[:40] + struct.pack("!II", stamp, 0)
    assert values(feed(packet, now), "transmit_time") == [seconds * 10**9]


@pytest.mark.parametrize("now", [2**63 - 1, -(2**63), -1, 1])
def test_any_packet_time_is_survived(now: int) -> None:
    feed(SERVER, now)
    feed(SERVER[:40] + b"\xff" * 8, now)


def test_extension_fields_and_code() -> None:
    unique = struct.pack("!HH", 0x0104, 36) + bytes(range(32))           # RFC 8915 section 5.3
    cookie = struct.pack("!HH", 0x0204, 104) + bytes(100)
    fed = feed(SERVER + unique + cookie)
    assert values(fed, "extension_type") == [0x0104, 0x0204]
    assert values(fed, "extension_length") == [36, 104]
    assert values(fed, "extension_data") == [bytes(range(32)), bytes(100)]
    assert not notes(fed)
    signed = feed(SERVER + unique + struct.pack("!I", 7) + b"d" * 20)
    assert values(signed, "key_id") + values(signed, "digest") == [7, b"d" * 20]
    assert values(feed(SERVER + struct.pack("!I", 0)), "key_id") == [0]     # authentication failed


@pytest.mark.parametrize("tail", [b"ab", struct.pack("!HH", 1, 200) + bytes(30), struct.pack("!HH", 1, 0) + bytes(30),
                                  struct.pack("!HH", 1, 30) + bytes(26)])
def test_malformed_extension(tail: bytes) -> None:
    fed = feed(SERVER + tail)
    assert notes(fed) == {Note.BAD_LENGTH}
    assert fed.findings == ["packet.malformed"]


def test_control_message() -> None:
    """RFC 9327 section 2: a response to "read variables"."""
    text = b"version=4, leap=0"
    packet = bytes([0x26, 0xA2]) + struct.pack("!HHHHH", 5, 0x0615, 0, 0, len(text)) + text
    fed = feed(packet)
    expected = {"mode": [6], "version": [4], "response": [True], "error": [False], "more": [True], "opcode": [2],
                "sequence": [5], "status": [0x0615], "association": [0], "offset": [0], "count": [len(text)],
                "text": ["version=4, leap=0"], "stratum": [], "leap": []}
    assert {name: values(fed, name) for name in expected} == expected
    assert probe(packet) == "LIKELY"
    signed = feed(packet + bytes(3) + struct.pack("!I", 1) + bytes(16))
    assert values(signed, "key_id") + values(signed, "digest") == [1, bytes(16)]


def test_private_message() -> None:
    packet = bytes([0xD7, 0x03, 3, 42]) + struct.pack("!HH", 2, 72) + bytes(144)
    fed = feed(packet)
    expected = {"mode": [7], "version": [2], "response": [True], "more": [True], "authenticated": [False],
                "sequence": [3], "implementation": [3], "request_code": [42], "error_code": [0], "count": [2],
                "item_size": [72], "data": [bytes(144)], "stratum": []}
    assert {name: values(fed, name) for name in expected} == expected
    assert probe(packet) == "LIKELY"


@pytest.mark.parametrize("packet", [SERVER, CLIENT, SERVER + struct.pack("!HH", 0x0104, 36) + bytes(32),
                                    bytes([0x26, 2]) + bytes(8) + b"\0\4abcd", bytes([0x17, 0, 3, 42]) + bytes(40)])
def test_truncated_at_every_byte(packet: bytes) -> None:
    smallest = {6: 12, 7: 8}.get(packet[0] & 7, 48)
    for size in range(len(packet)):
        fed = feed(packet[:size])
        if size < smallest:
            assert fed.answers == ["GIVE_UP"]
            assert probe(packet[:size]) == "REFUTED"
        fed = feed(packet[:size], cut=True)
        assert notes(fed) <= {Note.TRUNCATED}
        assert not fed.findings
        assert (probe(packet[:size], cut=True) == "REFUTED") == (size < 4)


def test_what_the_capture_left_of_a_packet_is_read() -> None:
    fed = feed(SERVER[:40], cut=True)
    assert values(fed, "stratum") == [2]
    assert len(values(fed, "receive_time")) == 1
    assert values(fed, "transmit_time") == [None]           # there, but not whole


@given(st.binary(max_size=120))
def test_random_bytes_are_survived(data: bytes) -> None:
    feed(data)
    probe(data)


@given(st.sampled_from([SERVER, CLIENT]), st.lists(st.tuples(st.integers(0, 47), st.integers(0, 255)), max_size=5),
       st.binary(max_size=60))
def test_mutations_are_survived(packet: bytes, edits: list[tuple[int, int]], tail: bytes) -> None:
    edited = bytearray(packet + tail)
    for at, byte in edits:
        edited[at] = byte
    feed(bytes(edited))
    probe(bytes(edited))


def test_random_bytes_are_refused() -> None:
    """LIKELY by accident less than once in a thousand."""
    generator = random.Random(1)
    accepted = sum(probe(generator.randbytes(generator.randrange(8, 200))) != "REFUTED" for _ in range(20_000))
    assert accepted < 20


@pytest.mark.parametrize("lookalike", [
    bytes(48), b"\xff" * 48, b"GET / HTTP/1.1\r\nHost: example.com\r\nAccept: */*\r\n\r\n",
    b"INVITE sip:a@b SIP/2.0\r\n" * 3,
    bytes.fromhex("16030100") + bytes(44), b"\x80\x60" + bytes(range(60)), b"\x24" + b"\xff" * 47])
def test_lookalikes_are_refused(lookalike: bytes) -> None:
    assert probe(lookalike) == "REFUTED"


def test_probes() -> None:
    assert probe(CLIENT) == probe(SERVER) == "CERTAIN"
    assert probe(SERVER[:24] + bytes(24)) == "LIKELY"


@pytest.mark.parametrize("capture", CAPTURES)
def test_real_captures_as_tshark_reads_them(captures: Path, capture: str) -> None:
    fields = {"ntp.flags.mode": "mode", "ntp.flags.vn": "version", "ntp.stratum": "stratum"}
    found = datagrams(captures, capture, "ntp")
    assert found
    for datagram in found:
        assert probe(datagram.payload) in ("CERTAIN", "LIKELY")
        fed = feed(datagram.payload)
        assert not notes(fed)
        for field, ours in fields.items():
            assert values(fed, ours) == [int(value) for value in datagram.row.get(field, ())]
