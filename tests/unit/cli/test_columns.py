"""Tables that fit the terminal."""
from types import SimpleNamespace

import pytest

from netloupe_engine.cli import columns
from netloupe_engine.cli.columns import aligned, cells_of, cut

ROWS = [(1, "short", "a long last column"), (1234, "name", "x")]


def test_numbers_are_flush_right_and_columns_line_up() -> None:
    assert list(aligned(("id", "name", "info"), ROWS, ("id",), 80)) == [
        "  id  name   info",
        "   1  short  a long last column",
        "1234  name   x",
    ]


def test_the_last_column_gives_way() -> None:
    lines = list(aligned(("id", "name", "info"), ROWS, ("id",), 22))
    assert lines[1] == "   1  short  a long l…"
    assert max(map(cells_of, lines)) <= 22


@pytest.mark.parametrize(("text", "count"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("中文", 4), ("↑", 1)])
def test_wide_signs_take_two_cells(text: str, count: int) -> None:
    assert cells_of(text) == count


def test_texts_are_cut_to_cells() -> None:
    assert (cut("中文字", 5), cut("abc", 3), cut("abcd", 3), cut("ab", 1)) == ("中文…", "abc", "ab…", "…")


def test_a_long_text_is_cut_as_fast_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(columns, "unicodedata", SimpleNamespace(
        combining=lambda sign: looked.append(sign) or 0, east_asian_width=lambda sign: "W"))
    assert cut("中" * 10_000, 181) == "中" * 90 + "…"
    assert len(looked) < 20_000


def test_what_packets_say_cannot_command_the_terminal() -> None:
    assert "\x1b" not in "".join(aligned(("info",), [("\x1b[2J",)], (), 80))
