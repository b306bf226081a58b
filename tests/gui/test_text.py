"""How values read: facts from RFC 4180, RFC 5952 and Unicode, not from the code."""
import ast
import csv
import io
from datetime import UTC, timedelta, timezone
from ipaddress import ip_address
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_gui import text

CET = timezone(timedelta(hours=1), "CET")


def test_times_are_exact_and_zoned():
    moment = 1_706_704_496_123_456_789        # date -u -d @1706704496: 2024-01-31 12:34:56
    assert text.absolute(moment, zone=UTC) == "2024-01-31 12:34:56.123456789"
    assert text.absolute(moment, 6, CET) == "2024-01-31 13:34:56.123456"
    assert text.clock(moment, zone=UTC) == "12:34:56.123"
    assert text.clock(moment, 0, zone=UTC) == "12:34:56"
    assert text.zone_name(moment, CET) == "CET (UTC+01:00)"
    assert text.zone_name(moment, UTC) == "UTC"
    assert text.zone_name(moment, timezone(timedelta(hours=-3, minutes=-30))) == "UTC-03:30"
    assert text.date_and_zone(moment, CET) == "2024-01-31, CET (UTC+01:00)"
    assert text.absolute(-1, zone=UTC) == "1969-12-31 23:59:59.999999999"
    assert text.relative(moment + 5, moment) == "0.000000005"
    assert text.delta(moment + 12_345, moment) == "+0.000012345"
    assert text.delta(moment, moment + 1) == "-0.000000001"


@given(st.integers(-2**63, 2**63 - 1))
def test_no_time_is_too_odd_to_show(moment):
    assert text.absolute(moment)
    assert text.zone_name(moment)


def test_addresses():
    assert text.address(ip_address("::ffff:10.0.0.1").packed, 4) == "10.0.0.1"
    assert text.address(ip_address("::ffff:10.0.0.1").packed, 6) == "::ffff:10.0.0.1"           # RFC 5952, 5
    assert text.address(ip_address("2001:db8:0:0:1:0:0:1").packed, 6) == "2001:db8::1:0:0:1"    # RFC 5952, 4.2.3
    assert text.address(b"", 6) == "::"             # NumPy strips the zeros at the end of a V16
    assert text.address(bytes(16), 0) == ""
    assert text.endpoint("10.0.0.1", 80) == "10.0.0.1:80"
    assert text.endpoint("2001:db8::1", 443) == "[2001:db8::1]:443"
    assert text.endpoint("10.0.0.1", 0) == "10.0.0.1"


@pytest.mark.parametrize(("raw", "shown"), [
    ("plain", "plain"), ("a\x1b[31m", "a\\x1b[31m"), ("a\u202eexe.txt", "a\\u202eexe.txt"), ("\x7f\x9b", "\\x7f\\x9b"),
    ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u200b\u200d\ufeff", "\\u200b\\u200d\\ufeff"), ("\u2028", "\\u2028"),
    ("\ud800", "\\ud800"), ("\u3164", "\\u3164"), ("\u061c\u2066", "\\u061c\\u2066"), ("\U000e0041", "\\U000e0041"),
    ("日本\u3000語 naïve Ωμέγα", "日本\u3000語 naïve Ωμέγα"), ("<b>&amp;", "<b>&amp;"),
])
def test_safe(raw, shown):
    assert text.safe(raw) == shown


@given(st.text(st.characters()))
def test_safe_leaves_nothing_that_could_fool_the_eye(raw):
    shown = text.safe(raw)
    assert not {category(character) for character in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert text.safe(shown) == shown
    shown.encode("utf-8")


def test_one_line_is_bounded():
    assert text.one_line("x" * 1000) == "x" * 199 + "…"


@given(st.binary())
def test_bytes(data):
    assert len(text.printable(data)) == len(data)
    assert bytes.fromhex(text.as_hex(data)) == data
    assert ast.literal_eval("b" + text.as_escaped(data)) == data
    numbers = text.as_c_array(data).split("{")[1].split("}")[0]
    assert bytes(int(number, 16) for number in numbers.replace(",", " ").split()) == data


def test_bytes_as_text_keep_lines():
    assert text.as_text(b"GET /\r\nA:\tb\x00\xff") == "GET /\nA:\tb\\x00\\xff"


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2))
def test_csv_is_read_back_and_never_a_formula(cells):
    read = next(csv.reader(io.StringIO(text.csv_line(cells), newline="")))
    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.strip()[:1] in {"=", "+", "-", "@"} and cell.strip()[:1] for cell in read)


def test_csv_numbers_stay_numbers():
    assert text.csv_line([-5, 1.5, "-5", '=A1&"x"']) == "-5,1.5,'-5,\"'=A1&\"\"x\"\"\"\r\n"


def test_readings_of_bytes():
    rows = {name: (big, little) for name, big, little in text.readings(bytes.fromhex("c0000000 00000000"))}
    assert rows["u8"] == ("192", "192")
    assert rows["i8"] == ("-64", "-64")
    assert rows["u16"] == ("49152", "192")
    assert rows["f32"] == ("-2", "2.6904931e-43")
    assert rows["f64"][0] == "-2"
    assert rows["ntp"][0] == "2002-01-28 16:51:12.000"       # date -ud '1900-01-01 + 3221225472 seconds'
    assert ("unix", "2024-01-31 12:39:12") in [row[:2] for row in text.readings(bytes.fromhex("65ba3f70"))]
    assert all(big == little == "" for name, big, little in text.readings(b"") if name)


def test_axis_marks_are_round_and_fit():
    start = 1_706_704_496_123_456_789
    for span in (7, 5_000, 10**6, 10**9, 90 * 10**9, 3600 * 10**9, 40 * 86_400 * 10**9):
        ticks = text.time_ticks(start, start + span, 100, CET)
        assert 2 <= len(ticks) <= 100 / 8
        assert len({label for _moment, label in ticks}) == len(ticks)
        assert all(start <= moment <= start + span for moment, _label in ticks)
    assert text.time_ticks(start, start + 86_400 * 10**9 * 3, 80, CET)[0] == (1_706_742_000_000_000_000, "2024-02-01")
    assert text.time_ticks(start, start, 80) == []
    assert text.time_ticks(start, start + 10**9, 40, UTC)[0][1] == "12:34:56.5"
