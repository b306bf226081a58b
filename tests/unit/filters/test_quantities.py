"""Numbers, units, times and addresses as they are written in filters."""
from datetime import UTC, datetime
from fractions import Fraction
from ipaddress import ip_address

import pytest

from netloupe_engine.errors import ExpressionError
from netloupe_engine.filters.quantities import addresses, moment, number
from netloupe_engine.filters.syntax import Compare, Span, Value, parse
from netloupe_engine.filters.units import UNITS


def value(text: str) -> Value | Span:
    tree = parse(f"a in {{{text}}}")
    assert isinstance(tree, Compare)
    return tree.values[0]


def plain(text: str) -> Value:
    found = value(text)
    assert isinstance(found, Value)
    return found


@pytest.mark.parametrize(("text", "kind", "result"), [
    ("10", "count", 10), ("10k", "count", 10_000), ("2.5M", "count", 2_500_000), ("0x1f", "count", 31),
    ("-3", "count", -3), ("10 kB", "bytes", 10_000), ("1KiB", "bytes", 1024), ("3 MiB", "bytes", 3 << 20),
    ("64 kbit/s", "rate", 64_000), ("1.5s", "duration", 1_500_000_000), ("2", "duration", 2_000_000_000),
    ("20 ms", "duration", 20_000_000), ("90 days", "duration", 90 * 86_400 * 10**9), ("0.1 us", "duration", 100),
    ("1 week", "duration", 604_800 * 10**9),
])
def test_numbers_are_exact(text: str, kind: str, result: int) -> None:
    assert number(plain(text), kind) == Fraction(result)


@pytest.mark.parametrize(("text", "kind"), [("x", "count"), ("10 s", "count"), ("10 kB", "duration"), ('"10"', "count"),
                                            ("1e5", "count"), ("10 days", "bytes"), ("--1", "count")])
def test_what_is_no_such_number_is_refused(text: str, kind: str) -> None:
    with pytest.raises(ExpressionError, match=r"Expected|unit"):
        number(plain(text), kind)


def test_units_of_one_letter_do_not_shadow_longer_ones() -> None:
    assert UNITS.index("days") < UNITS.index("d")
    assert plain("5 days").unit == "days"


@pytest.mark.parametrize(("text", "iso"), [
    ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00+00:00"), ("2026-01-31 10:00Z", "2026-01-31T10:00:00+00:00"),
    ("2026-01-31 10:00:00.5+01:00", "2026-01-31T09:00:00.5+00:00"),
    ("1969-12-31 23:59:59Z", "1969-12-31T23:59:59+00:00"),
])
def test_moments_with_a_zone(text: str, iso: str) -> None:
    exact = datetime.fromisoformat(iso).astimezone(UTC)
    expected = int(exact.replace(microsecond=0).timestamp()) * 10**9 + exact.microsecond * 1000
    assert moment(plain(text)).at(0, 0) == expected


def test_a_moment_without_zone_is_local() -> None:
    assert moment(plain("2026-01-31 10:00")).ns == int(datetime(2026, 1, 31, 10).astimezone().timestamp()) * 10**9


def test_durations_count_from_the_start_or_back_from_the_end() -> None:
    assert moment(plain("10s")).at(1_000, 5_000) == 1_000 + 10 * 10**9
    assert moment(plain("-2s")).at(1_000, 5_000) == 5_000 - 2 * 10**9


@pytest.mark.parametrize("text", ["2026-02-30", "2026-01-31 25:00", "9999-99-99", "10:00", "yesterday"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        moment(plain(text))


@pytest.mark.parametrize(("text", "first", "last"), [
    ("10.0.0.1", "::ffff:10.0.0.1", "::ffff:10.0.0.1"), ("10.0.0.0/8", "::ffff:10.0.0.0", "::ffff:10.255.255.255"),
    ("10.0.0.9/30", "::ffff:10.0.0.8", "::ffff:10.0.0.11"),
    ("2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("[::1]", "::1", "::1"), ("10.0.0.5..10.0.0.7", "::ffff:10.0.0.5", "::ffff:10.0.0.7"),
    ("::ffff:192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.1"),
])
def test_addresses_and_networks(text: str, first: str, last: str) -> None:
    assert addresses(value(text)) == (int(ip_address(first)), int(ip_address(last)))


@pytest.mark.parametrize("text", ["300.1.1.1", "10.0.0.0/33", "host", "10.0.0.9..10.0.0.1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        addresses(value(text))
