"""Names in place of addresses, in the window over the sample capture: shown, searched, as columns, by files."""
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from netloupe_gui.app import App
from netloupe_gui.models.arrange import SortKey
from tests.unit.names.mmdb import database

CLIENT = "192.168.20.50"


@pytest.fixture
def files(tmp_path: Path) -> None:
    """Settings that name a hosts file, a table of vendors and a database, and one file that is none."""
    (tmp_path / "hosts").write_text(f"{CLIENT} desk.example\n")
    (tmp_path / "geo").write_bytes(database({"192.168.20.12/32": {"country": {"iso_code": "NZ"},
                                                                  "city": {"names": {"en": "Wellington"}}}}))
    (tmp_path / "settings.ini").write_text(
        f"[General]\nnames_hosts={tmp_path / 'hosts'}\nnames_places={tmp_path / 'geo'}, {tmp_path / 'hosts'}\n")


def cell(app: App, key: str, id: int, role=Qt.ItemDataRole.DisplayRole) -> str:
    model = app.sessions_model
    column = next(at for at, column in enumerate(model.columns) if column.key == key)
    return model.index(model.position_of(id - 1), column).data(role)


def search(qtbot, app: App, text: str) -> int:
    app.focus.set_filter(text)
    qtbot.waitUntil(lambda: not app.sessions_model.is_arranging)
    qtbot.wait(20)
    return app.sessions_model.rowCount()


def test_one_key_shows_names_and_addresses_stay_in_the_tooltip(qtbot, files, window: App):
    assert cell(window, "client", 64) == f"{CLIENT}:35648"
    qtbot.keyClick(window.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: cell(window, "client", 64) == "desk.example:35648")
    qtbot.waitUntil(lambda: cell(window, "server", 64) == "files.example.test:80")     # what DNS told
    told = cell(window, "server", 64, Qt.ItemDataRole.ToolTipRole)
    assert all(part in told for part in ("192.168.20.12:80", "files.example.test", "Wellington", "NZ"))
    assert window.window.actions_by_id["show_names"].isChecked()
    window.window.actions_by_id["show_names"].trigger()
    assert cell(window, "client", 64) == f"{CLIENT}:35648"


def test_filters_take_addresses_and_words_find_names_that_are_shown(qtbot, files, window: App):
    plain = search(qtbot, window, CLIENT)
    window.window.actions_by_id["show_names"].trigger()
    qtbot.waitUntil(lambda: cell(window, "client", 64).startswith("desk"))
    assert search(qtbot, window, CLIENT) == plain
    assert search(qtbot, window, "desk.example") == search(qtbot, window, f"either == {CLIENT}") > 0
    assert search(qtbot, window, "server.country == NZ") == search(qtbot, window, "server == 192.168.20.12") > 0


def test_a_file_that_cannot_be_used_is_told_and_the_others_count(qtbot, files, on_capture):
    app = on_capture()
    qtbot.waitUntil(lambda: app.naming.has_places)
    assert "hosts is no MaxMind database" in app.window.status.currentMessage()


def test_what_is_known_of_ends_is_a_column_like_any_attribute(qtbot, files, window: App):
    qtbot.waitUntil(lambda: window.naming.has_places)
    assert {"client.name", "server.country", "client.vendor"} <= set(window.sessions_model.addable)
    table = window.sessions_view.table
    assert table.columns.add("server.country")
    assert cell(window, "server.country", 64) == "NZ"
    column = next(at for at, one in enumerate(window.sessions_model.columns) if one.key == "server.country")
    assert window.sessions_model.conditions([63], column) == ("server.country == NZ",)
    window.sessions_model.set_sort((SortKey(window.sessions_model.columns[column], True),))
    qtbot.waitUntil(lambda: not window.sessions_model.is_arranging
                    and window.sessions_model.index(0, column).data() == "NZ")


def test_vendors_are_read_when_a_column_shows_them(qtbot, tmp_path: Path, on_capture):
    (tmp_path / "manuf").write_text("02:00:5e\tlocal\n00:00:0c\tCisco\n")
    (tmp_path / "settings.ini").write_text(f"[General]\nnames_vendors={tmp_path / 'manuf'}\n")
    app = on_capture()
    app.sessions_view.table.columns.add("client.mac")
    qtbot.waitUntil(lambda: cell(app, "client.mac", 64) == "02:00:5e:14:00:32")
    app.sessions_view.table.columns.add("client.vendor")
    qtbot.waitUntil(lambda: app.capture.analysis.names.knows_vendors)
    assert cell(app, "client.vendor", 64) == ""         # nobody's: the address was made up by a program


def test_copied_cells_have_addresses_for_other_programs(qtbot, files, window: App):
    window.window.actions_by_id["show_names"].trigger()
    qtbot.waitUntil(lambda: cell(window, "client", 64).startswith("desk"))
    model = window.sessions_model
    column = next(one for one in model.columns if one.key == "client")
    assert column.raw(model.source, 63) == (f"{CLIENT}:35648",)


def test_the_choice_is_kept(qtbot, files, on_capture):
    first = on_capture()
    first.window.actions_by_id["show_names"].trigger()
    first.window.close()
    second = on_capture()
    assert second.window.actions_by_id["show_names"].isChecked()
    qtbot.waitUntil(lambda: cell(second, "client", 64) == "desk.example:35648")
