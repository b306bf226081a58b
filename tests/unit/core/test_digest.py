"""MD5 and SHA-256: the examples of their specifications, and the standard library as oracle."""
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.core.digest import md5, sha256


@pytest.mark.parametrize(("text", "expected"), [                # RFC 1321 appendix A.5
    (b"", "d41d8cd98f00b204e9800998ecf8427e"),
    (b"abc", "900150983cd24fb0d6963f7d28e17f72"),
    (b"abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
])
def test_md5_of_the_specification(text: bytes, expected: str) -> None:
    assert md5(text).hex() == expected


def test_sha256_of_the_specification() -> None:                 # FIPS 180-4, example "abc"
    assert sha256(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("size", range(200))
def test_every_length_around_a_block(size: int) -> None:
    data = bytes(i * 7 & 0xFF for i in range(size))
    assert (md5(data), sha256(data)) == (hashlib.md5(data).digest(), hashlib.sha256(data).digest())


@given(st.binary(max_size=5000))
def test_anything(data: bytes) -> None:
    assert (md5(data), sha256(data)) == (hashlib.md5(data).digest(), hashlib.sha256(data).digest())
