"""Addresses as text: RFC 5952's examples, and Python's own formatter as oracle."""
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.core.text import address_text


@pytest.mark.parametrize(("written", "canonical"), [
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),                  # RFC 5952 section 2.1 and 4.2.3: first of equals
    ("2001:0db8::0001", "2001:db8::1"),                             # 4.1: no leading zeros
    ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),                      # 4.2.1: shorten as much as possible
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),               # 4.2.2: never a single group
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),                        # 4.2.3: the longest run
    ("2001:DB8::AAAA", "2001:db8::aaaa"),                           # 4.3: lower case
    ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),                       # 5: mixed notation for mapped addresses
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("fe80::", "fe80::"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
])
def test_ipv6_follows_rfc_5952(written: str, canonical: str) -> None:
    assert address_text(ipaddress.IPv6Address(written).packed) == canonical


@given(st.lists(st.sampled_from([0, 0, 0, 1, 0x10, 0xABCD, 0xFFFF]), min_size=8, max_size=8))
def test_ipv6_agrees_with_python(groups: list[int]) -> None:
    packed = b"".join(group.to_bytes(2, "big") for group in groups)
    oracle = ipaddress.IPv6Address(packed)
    if oracle.ipv4_mapped is None:
        assert address_text(packed) == str(oracle)
    assert ipaddress.IPv6Address(address_text(packed)) == oracle


@given(st.binary(min_size=4, max_size=4))
def test_ipv4_agrees_with_python(packed: bytes) -> None:
    assert address_text(packed) == str(ipaddress.IPv4Address(packed))


def test_other_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="not 5"):
        address_text(b"12345")
