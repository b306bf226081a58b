"""Sorting, filtering and brushing of columns, against the same done row by row."""
import ipaddress
from itertools import pairwise

import numpy as np
import pytest

from netloupe_gui import models, text
from netloupe_gui.models.arrange import Request, SortKey, arrange, words_of
from netloupe_gui.models.columns import SEPARATORS, Cancelled, find_in_numbers
from netloupe_gui.models.session_columns import SESSION_COLUMNS
from netloupe_gui.models.session_rows import SessionRows
from tests.gui.fake import START_NS, FakeAnalysis

COLUMNS = {column.key: column for column in SESSION_COLUMNS}
SHOWN = tuple(column for column in SESSION_COLUMNS if column.shown)


@pytest.fixture(scope="module")
def rows() -> SessionRows:
    return SessionRows(FakeAnalysis(sessions=500))


def everything(rows: SessionRows) -> np.ndarray:
    return np.arange(len(rows.analysis.sessions), dtype=np.uint32)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", SESSION_COLUMNS, ids=lambda column: column.key)
def test_a_sort_keeps_all_rows_and_the_order_of_equal_ones(rows: SessionRows, column, descending: bool):
    found = arrange(Request(rows, everything(rows), (SortKey(column, descending),)))
    assert sorted(found.order.tolist()) == list(range(500))
    if column.key in ("state", "application", "path", "packets_up", "server", "info"):
        for first, second in pairwise(found.order.tolist()):
            assert first < second or column.text(rows, first) != column.text(rows, second)


def test_addresses_sort_as_numbers_and_then_by_port(rows: SessionRows):
    order = arrange(Request(rows, everything(rows), (SortKey(COLUMNS["client"]),))).order
    values = []
    for row in order.tolist():
        address, _colon, port = COLUMNS["client"].text(rows, row).rpartition(":")
        values.append((ipaddress.ip_address(address), int(port)))
    assert values == sorted(values)
    assert len({value[0] for value in values}) > 300        # 10.0.0.9 before 10.0.0.10 means something


def test_only_a_measured_round_trip_is_shown():
    analysis = FakeAnalysis(sessions=3)
    analysis.sessions.column("rtt_ns")[:] = (-1, 0, 1_500_000)
    rows = SessionRows(analysis)
    assert [COLUMNS["rtt"].text(rows, row) for row in range(3)] == ["", "0 s", "1.5 ms"]


def test_the_first_key_decides_the_second_breaks_ties(rows: SessionRows):
    keys = (SortKey(COLUMNS["application"]), SortKey(COLUMNS["bytes_down"], descending=True))
    order = arrange(Request(rows, everything(rows), keys)).order.tolist()
    seen = [(COLUMNS["application"].text(rows, row), -rows.cell("bytes_down", row)) for row in order]
    names = sorted({name for name, _size in seen if name != "unknown"})
    assert [name for name in dict(seen) if name != "unknown"] == names
    for name in {name for name, _size in seen}:
        sizes = [size for other, size in seen if other == name]
        assert sizes == sorted(sizes)


@pytest.mark.parametrize("text", ["443", "10.0.1", "TLS 192.168.0.3", "example", "closing 8080", "1234567", "zzz",
                                  "12.3 ms", "22:13:21", "eth.ip.udp", "10.0.0.7:40001"])
def test_every_word_is_found_in_some_visible_cell(rows: SessionRows, text: str):
    found = arrange(Request(rows, everything(rows), words=words_of(text), searched=SHOWN)).order.tolist()
    expected = []
    for row in range(500):
        cells = [column.text(rows, row).lower() for column in SHOWN]
        bare = [cell.replace(",", "").replace(" ", "") for cell in cells]
        if all(any(word in cell for cell in cells + bare) for word in words_of(text)):
            expected.append(row)
    assert found == expected


def test_hidden_columns_are_not_searched(rows: SessionRows):
    request = Request(rows, everything(rows), words=("udp",), searched=(COLUMNS["state"], COLUMNS["client"]))
    assert not len(arrange(request).order)


def test_a_brush_leaves_sessions_that_overlap_it(rows: SessionRows):
    start, end = START_NS + 1_000_000_000, START_NS + 1_100_000_000
    found = arrange(Request(rows, everything(rows), brush=(start, end))).order.tolist()
    assert found == [row for row in range(500)
                     if rows.cell("start_ns", row) <= end and rows.cell("end_ns", row) >= start]
    assert found


def test_totals_are_of_what_is_left_and_of_all(rows: SessionRows):
    found = arrange(Request(rows, everything(rows), words=("dns",), searched=SHOWN))
    sizes = [rows.cell("bytes_up", row) + rows.cell("bytes_down", row) for row in range(500)]
    assert found.totals.sessions == len(found.order) < found.totals.sessions_all == 500
    assert found.totals.bytes == sum(sizes[row] for row in found.order.tolist())
    assert found.totals.bytes_all == sum(sizes)


def test_sessions_that_came_since_are_not_among_all(rows: SessionRows):
    found = arrange(Request(rows, everything(rows)[:1]))        # the engine knows 500 by now
    assert (found.totals.sessions, found.totals.sessions_all) == (1, 1)
    assert found.totals.packets == found.totals.packets_all


def test_it_can_be_called_off(rows: SessionRows):
    with pytest.raises(Cancelled):
        arrange(Request(rows, everything(rows), words=("example",), searched=SHOWN), lambda: True)


def test_text_from_packets_is_shown_with_escapes(rows: SessionRows):
    text = COLUMNS["info"].text(rows, 6)
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "\\u202e" in text
    assert "\\x1b" in text
    assert "<b>" in text        # as characters: no view takes them for markup


@pytest.mark.parametrize("column", SESSION_COLUMNS, ids=lambda column: column.key)
def test_what_is_found_in_a_column_is_what_its_cells_say(rows: SessionRows, column):
    every = np.arange(500, dtype=np.uint32)
    cells = [column.text(rows, row).lower() for row in every.tolist()]
    for word in ("1", "10", "0", "05", "43", "443", ":80", "1.2", "ms", "kb", "www", "api.example.org", "tls"):
        plain = word.translate(SEPARATORS) or word
        said = [word in cell or (column.right and plain in cell.translate(SEPARATORS)) for cell in cells]
        assert column.find(rows, every, word, bool).tolist() == said, word


SOME = np.random.default_rng(1)
MANY = {
    "durations": (np.exp(SOME.uniform(0, 40, 4000)).astype(np.int64) - 2, text.duration),
    "rates": (np.concatenate([np.zeros(9), SOME.exponential(1, 2000), SOME.exponential(1e9, 2000)]), text.rate),
    "sizes": (np.concatenate([SOME.integers(0, 3000, 3000, np.uint64), SOME.integers(0, 1 << 63, 900, np.uint64)]),
              text.size),
    "counts close together": (SOME.integers(1_000_000, 1_002_000, 3000, np.uint32), text.count),
    "counts far apart, many alike in their first bits": (
        (np.uint64(1 << 60) + SOME.integers(0, 1 << 12, 3000, np.uint64)) * SOME.integers(0, 2, 3000, np.uint64),
        text.count),
    "one": (np.full(5, 7), text.count),
    "none": (np.zeros(0, np.uint64), text.count)}


@pytest.mark.parametrize("kind", MANY)
def test_a_number_is_found_by_how_it_reads(kind: str):
    numbers, read = MANY[kind]
    cells = [read(number) for number in numbers.tolist()]
    find = find_in_numbers(lambda source, rows: numbers[rows], lambda source, number: read(number))
    for word in ("1", "99", "0.5", ".7", "1,000", "1000", "999 ", "ms", "k", "504606846", "7"):
        said = [word in cell or word.translate(SEPARATORS) in cell.translate(SEPARATORS) for cell in cells]
        found = find(None, np.arange(len(numbers), dtype=np.uint32), word, bool)
        assert found.tolist() == said, word


@pytest.mark.parametrize("sort", [(), (SortKey(COLUMNS["bytes_both"], descending=True),)])
def test_the_first_hits_are_told_before_the_others(rows: SessionRows, monkeypatch: pytest.MonkeyPatch, sort):
    request = Request(rows, np.arange(500, dtype=np.uint32), sort, ("www",), SESSION_COLUMNS)
    whole = arrange(request).order
    monkeypatch.setattr(models.arrange, "FIRST", 100)
    told = []
    assert arrange(request, bool, told.append).order.tolist() == whole.tolist()
    (first,) = told
    assert 0 < len(first.order) < len(whole)
    assert first.order.tolist() == whole[:len(first.order)].tolist()
