"""How the room of the window is dealt to the panes: arithmetic alone."""
import pytest

from netloupe_gui.window.presets import PRESETS, Kept, read_kept, untouched, write_kept
from netloupe_gui.window.shares import Form, Needs, form, heights, widths

NEEDS = Needs(title=28, plot=88, plot_wanted=110, sessions=240, sessions_least=82, footer=20, lanes=103,
              lanes_wanted=118, lower=164, lower_least=118, tabs=25, line=6,
              widths={"packets": 300, "attributes": 240, "bytes": 480})
ALL = frozenset(("throughput", "timeline", "packets", "attributes", "bytes"))


def dealt(width: int, height: int, chrome: int = 116, shown=ALL, folded=None, shares=None,
          lower_first: bool = False) -> tuple[Form, dict, int]:
    """The form, the heights, and what is left for sessions."""
    room = height - chrome
    how = form((width, height), room, NEEDS, shown, folded)
    high = heights(height, room, NEEDS, shown, how, shares or {}, lower_first)
    return how, high, room - sum(high.values()) - NEEDS.line * len(high)


def test_a_large_window_shows_everything():
    how, high, sessions = dealt(1600, 1000)
    assert how == Form(False, False, False)
    assert high["throughput"] == 110
    assert high["timeline"] == 118
    assert sessions == 400                      # 40 % of the window
    assert high["lower"] >= NEEDS.lower


@pytest.mark.parametrize(("height", "folded", "tabbed"), [(1000, False, False), (820, True, False), (700, True, True)])
def test_throughput_folds_first_then_the_timeline_becomes_a_tab(height: int, folded: bool, tabbed: bool):
    how, _high, _sessions = dealt(1600, height)
    assert (how.is_folded, how.is_tabbed) == (folded, tabbed)


def test_a_folded_pane_is_where_it_was():
    assert Form(False, True, False).is_placed_as(Form(False, False, False))
    assert not Form(False, True, True).is_placed_as(Form(False, True, False))
    assert not Form(True, True, False).is_placed_as(Form(False, True, False))


@pytest.mark.parametrize("height", range(470, 1500, 10))
@pytest.mark.parametrize("shown", [ALL, ALL - {"timeline"}, frozenset({"throughput", "packets"})])
def test_sessions_keep_their_rows_and_everybody_fits(height: int, shown):
    how, high, sessions = dealt(1100, height, shown=shown)
    assert sessions >= NEEDS.sessions - (NEEDS.footer if how.is_low else 0)
    assert all(pixels > 0 for pixels in high.values())
    assert high["lower"] >= NEEDS.lower_least
    if height >= 580:
        assert high["lower"] >= NEEDS.lower
    if "throughput" in shown and not how.is_low:
        assert high["throughput"] == (NEEDS.title if how.is_folded else 110)


@pytest.mark.parametrize("height", range(350, 480, 10))
def test_in_the_lowest_windows_the_room_is_for_who_has_the_keyboard(height: int):
    how, high, sessions = dealt(560, height, chrome=84)
    assert how == Form(True, True, True, True)
    assert sessions >= min(NEEDS.sessions - NEEDS.footer, height - 84 - NEEDS.line - NEEDS.title - NEEDS.tabs)
    _how, other, left = dealt(560, height, chrome=84, lower_first=True)
    assert other["lower"] >= NEEDS.lower_least + NEEDS.tabs
    assert left >= NEEDS.sessions_least
    assert other["lower"] >= high["lower"]


def test_what_the_person_folds_stays_folded():
    assert dealt(1600, 1000, folded=True)[0].is_folded
    assert not dealt(1600, 780, folded=False)[0].is_folded


def test_drawn_shares_follow_the_window_and_never_take_what_others_need():
    drawn = {"throughput": 250, "sessions": 300}
    _how, high, sessions = dealt(1600, 1000, shares=drawn)
    assert (high["throughput"], sessions) == (250, 300)
    _how, high, sessions = dealt(1600, 2000, shares=drawn)
    assert (high["throughput"], sessions) == (500, 600)
    _how, high, sessions = dealt(1600, 1000, shares={"throughput": 900, "sessions": 50}, folded=False)
    assert sessions == NEEDS.sessions
    assert high["lower"] >= NEEDS.lower
    assert high["timeline"] >= NEEDS.lanes


def test_the_lower_row_is_shared_and_narrow_windows_have_tabs():
    assert widths(1612, NEEDS, ALL, {}) == {"packets": 640, "attributes": 448, "bytes": 512}
    tight = widths(1212, NEEDS, ALL, {})
    assert tight["bytes"] == 480                # more than its share, for sixteen bytes a line
    assert sum(tight.values()) <= 1200
    assert form((1199, 1000), 900, NEEDS, ALL, None).is_narrow
    assert not form((1200, 1000), 900, NEEDS, ALL, None).is_narrow
    assert not form((800, 1000), 900, NEEDS, frozenset({"packets"}), None).is_narrow


def in_inspect(text: str) -> str:
    return f'{{"preset": "overview", "kept": {{"inspect": {text}}}}}'


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"kept": 3}', '{"preset": [], "kept": {"inspect": 3}}',
                                  "[" * 5000, '{"preset": "mine", "kept": {"mine": {}}}'])
def test_garbage_is_the_first_preset_untouched(text: str):
    assert read_kept(text, ALL) == ("inspect", {})


@pytest.mark.parametrize("text", [
    '{"shares": 3}', '{"shares": {"bytes": "x", "packets": -4, "sessions": true}}', '{"hidden": {"a": 1}}',
    '{"folded": "no"}', '{"beside": [1, 2, 3]}', '{"pages": [1]}', '{"own": true, "state": "&&"}',
    '{"own": true}', '{"hidden": ["mine", 4]}'])
def test_what_was_kept_of_a_preset_is_checked(text: str):
    preset, kept = read_kept(in_inspect(text), ALL)
    assert preset == "overview"
    assert kept == {"inspect": untouched(PRESETS["inspect"], ALL)}


def test_what_was_kept_comes_back():
    mine = Kept({"bytes"}, {"packets": 500}, True, [600], {"middle": "tcp"}, True, b"\x00\xff")
    assert read_kept(write_kept("live", {"inspect": mine}), ALL) == ("live", {"inspect": mine})
