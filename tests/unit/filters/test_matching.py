"""Tests of whole columns give what testing each value gives."""
import re
from ipaddress import ip_address, ip_network

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.filters.matching import Bits, Clock, Range, Text, column_of, in_addresses, in_ranges
from netloupe_engine.search.pattern import compiled

CLOCK = Clock(0, 0)
LIMITS = st.integers(-(1 << 65), 1 << 65) | st.fractions(-1000, 1000)


@pytest.mark.parametrize("dtype", ["u1", "u4", "u8", "i8"])
@given(data=st.data())
def test_ranges_of_integers(dtype: str, data: st.DataObject) -> None:
    span = np.iinfo(dtype)
    values = data.draw(st.lists(st.integers(int(span.min), int(span.max)), max_size=30))
    low, high, above, below = data.draw(LIMITS), data.draw(LIMITS), data.draw(st.booleans()), data.draw(st.booleans())
    found = in_ranges(np.array(values, dtype), [Range(low, high, above, below), Range(7, 7), Range(9, 9)], CLOCK)  # type: ignore[arg-type]
    assert found.tolist() == [value in (7, 9) or ((value > low if above else value >= low)
                                                  and (value < high if below else value <= high)) for value in values]


@given(st.lists(st.integers(0, (1 << 128) - 1) | st.integers(0xFFFF << 32, (0xFFFF << 32) + 0xFFFFFFFF)),
       st.integers(0, 128), st.integers(0, (1 << 128) - 1))
def test_networks_and_ranges_of_addresses(numbers: list[int], bits: int, base: int) -> None:
    column = np.frombuffer(b"".join(number.to_bytes(16) for number in numbers), "V16")
    network = ip_network((base, bits), strict=False)
    low, high = int(network.network_address), int(network.broadcast_address)
    assert in_addresses(column, [(low, high)]).tolist() == [low <= number <= high for number in numbers]
    one, other = sorted((base, base ^ 0x1234567))
    assert in_addresses(column, [(one, other)]).tolist() == [one <= number <= other for number in numbers]


def test_a_network_of_ipv4() -> None:
    hosts = [int(ip_address(f"::ffff:{one}")).to_bytes(16) for one in ("10.1.2.3", "11.0.0.1")]
    column = np.frombuffer(b"".join(hosts), "V16")
    low, high = int(ip_address("::ffff:10.0.0.0")), int(ip_address("::ffff:10.255.255.255"))
    assert in_addresses(column, [(low, high)]).tolist() == [True, False]


TEXTS = st.lists(st.text(alphabet="abé.", max_size=8), max_size=20)


@given(TEXTS, st.text(alphabet="abé.", max_size=3))
def test_texts(texts: list[str], word: str) -> None:
    column = column_of([text.encode() for text in texts])
    for operator, holds in (("==", str.__eq__), ("contains", str.__contains__), ("starts with", str.startswith),
                            ("ends with", str.endswith)):
        assert Text(operator, (word,)).find(column).tolist() == [holds(text, word) for text in texts]


@given(st.lists(st.text(alphabet="ab\n", max_size=700) | st.text(alphabet="ab", max_size=6), max_size=12))
def test_regular_expressions(texts: list[str]) -> None:
    pattern = "^b|a+b$"
    column = column_of([text.encode() for text in texts])
    assert Text("matches", (pattern,)).find(column).tolist() == [
        re.search(pattern.replace("$", r"\Z"), text) is not None for text in texts]


def test_long_texts_that_begin_alike_are_told_apart() -> None:
    texts = [b"a" * 600 + end for end in (b"x", b"y", b"x")]
    assert Text("matches", ("x$",)).find(column_of(texts)).tolist() == [True, False, True]


@pytest.mark.parametrize("pattern", ["(", "a{2000}{2000}", "[z-a]", "(?P<", "\\"])
def test_bad_expressions_are_said(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compiled(pattern)


def test_an_expression_that_backtracks_elsewhere_takes_no_time() -> None:
    text = b"a" * 30_000
    assert not Text("matches", ("(a+)+b$",)).find(column_of([text]))[0]


def test_bytes_and_flags() -> None:
    rows = column_of([b"\x41\xff", b"\x61\xff"])
    assert Text("contains", ("41ff",), of_bytes=True).find(rows).tolist() == [True, False]
    assert Bits((2, 16)).find(np.array([2, 18, 1, 16], np.uint64)).tolist() == [True, True, False, True]
