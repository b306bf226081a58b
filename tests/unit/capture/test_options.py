"""Options of pcapng blocks (draft-ietf-opsawg-pcapng section 3.5)."""
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.capture.options import options
from tests.unit.capture.builders import option


def test_options_are_padded_and_end_with_their_mark() -> None:
    data = option(1, b"a") + option(2, b"eth0") + option(9, b"\x09") + option(0, b"") + option(1, b"behind the end")
    assert list(options(data, "little")) == [(1, b"a"), (2, b"eth0"), (9, b"\x09")]


def test_either_byte_order() -> None:
    data = option(3, b"x", ">") + option(2988, b"long one", ">")
    assert list(options(data, "big")) == [(3, b"x"), (2988, b"long one")]


def test_one_that_does_not_fit_ends_the_list() -> None:
    whole = option(1, b"first")
    cut = option(1, b"second one")
    for size in range(len(cut) - 2):        # the padding may be missing
        assert list(options(whole + cut[:size], "little")) == [(1, b"first")]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_that_ends(data: bytes) -> None:
    found = list(options(data, "little"))
    assert sum(4 + len(value) for _, value in found) <= len(data)
