"""From bits to Python values, and from values to what people read."""
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.attributes.values import decode, text_of, time_text
from netloupe_engine.protocols.define import (
    Field,
    Names,
    Type,
    duration_ns,
    flag,
    i32,
    ipv4,
    ipv6,
    mac,
    octets,
    real,
    text,
    time_ns,
    u8,
    u16,
)

SECOND = 1_000_000_000


@pytest.mark.parametrize(("type", "number", "data", "value", "shown"), [
    (u16, 443, b"", 443, "443"),
    (i32, 2**64 - 5, b"", -5, "-5"),
    (flag, 1, b"", True, "yes"),
    (flag, 0, b"", False, "no"),
    (real, struct.unpack("=Q", struct.pack("=d", 0.5))[0], b"", 0.5, "0.5"),
    (text, 0, "grüße".encode(), "grüße", "grüße"),
    (text, 0, b"gr\xfc\xdfe", "grüße", "grüße"),
    (octets, 0, b"\x00\xff", b"\x00\xff", "00 ff"),
    (octets, 0, b"", b"", ""),
    (mac, 0, bytes.fromhex("0200deadbeef"), "02:00:de:ad:be:ef", "02:00:de:ad:be:ef"),
    (ipv4, 0xC0000201, b"", "192.0.2.1", "192.0.2.1"),
    (ipv6, 0, bytes.fromhex("20010db8000000000000000000000001"), "2001:db8::1", "2001:db8::1"),
    (time_ns, 1_700_000_000 * SECOND + 5, b"", 1_700_000_000 * SECOND + 5, "2023-11-14 22:13:20.000000005 UTC"),
    (time_ns, 2**64 - SECOND, b"", -SECOND, "1969-12-31 23:59:59.000000000 UTC"),
    (duration_ns, 1_500_000_000, b"", 1_500_000_000, "1.500000000 s"),
])
def test_each_type_has_its_value_and_text(type: Type, number: int, data: bytes, value: object, shown: str) -> None:
    field = Field("x", type)
    found = decode(field, number, data)
    assert (found, found.__class__) == (value, value.__class__)
    assert text_of(field, found) == shown


@given(st.binary(min_size=0, max_size=40))
def test_any_bytes_are_some_text(data: bytes) -> None:
    found = decode(Field("x", text), 0, data)
    assert isinstance(found, str)
    assert found.encode("utf-8") == data or found.encode("latin-1") == data


def test_names_come_before_their_numbers_and_unknown_numbers_are_kept() -> None:
    field = Field("x", u8, names=Names({8: "echo request"}))
    assert text_of(field, 8) == "echo request (8)"
    assert text_of(field, 77) == "77"


def test_flags_are_listed() -> None:
    field = Field("x", u8, flags=Names({2: "SYN", 16: "ACK"}), base=16)
    assert text_of(field, 18) == "SYN, ACK"
    assert text_of(field, 0) == "0x00"


def test_scale_and_base() -> None:
    assert decode(Field("x", u8, scale=4), 5, b"") == 20
    assert text_of(Field("x", u16, base=16), 0x800) == "0x0800"


def test_long_bytes_are_shown_in_part() -> None:
    shown = text_of(Field("x", octets), bytes(1000))
    assert shown.endswith("… (1000 bytes)")
    assert len(shown) < 220


@given(st.integers(-2**63, 2**63 - 1))
def test_every_time_has_a_text(moment: int) -> None:
    assert time_text(moment).endswith((" UTC", " ns"))
