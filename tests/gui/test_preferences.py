"""Preferences, profiles and keys: set by mouse and keyboard in the window over the sample capture."""
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QTableWidget

from netloupe_gui import text
from netloupe_gui.app import App
from netloupe_gui.bridge.preferences import engine_settings, zone_of
from netloupe_gui.dialogs.preferences import PREFERENCES, PreferencesDialog
from netloupe_gui.dialogs.shortcuts import ShortcutSheet
from netloupe_gui.settings.profiles import KEYS, ProfileError, read_profile, use_profile, write_profile
from netloupe_gui.settings.store import SETTINGS, SettingsStore
from netloupe_gui.widgets.file_list import FileList
from netloupe_gui.widgets.limit import LimitField

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def zone_of_this_computer():
    yield
    text.use_zone(None)


def opened(qtbot, app: App) -> PreferencesDialog:
    qtbot.keyClick(app.window, Qt.Key.Key_P, CONTROL | ALT)
    dialog = app.commands.dialog
    assert isinstance(dialog, PreferencesDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def push(qtbot, dialog: PreferencesDialog, which: QDialogButtonBox.StandardButton) -> None:
    qtbot.mouseClick(dialog.buttons.button(which), Qt.MouseButton.LeftButton)


def start_of(app: App) -> str:
    column = next(at for at, one in enumerate(app.sessions_model.columns) if one.key == "start")
    return str(app.sessions_model.index(0, column).data())


def test_what_is_set_holds_at_once_and_after_a_restart(qtbot, on_capture):
    app = on_capture()
    dialog = opened(qtbot, app)
    theme, zone, dates = (dialog.fields[key] for key in ("theme", "time_zone", "time_dates"))
    assert isinstance(theme, QComboBox)
    assert isinstance(zone, QComboBox)
    assert isinstance(dates, QCheckBox)
    theme.setCurrentIndex(theme.findData("dark"))
    zone.setCurrentIndex(zone.findData("Asia/Tokyo"))
    dates.click()
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert not dialog.isVisible()
    assert app.themes.theme.name == "dark"
    assert start_of(app).startswith("2026-11-24 02:52:5")          # 17:52:5x in UTC on the day before
    app.window.close()
    second = on_capture()
    assert second.themes.theme.name == "dark"
    assert start_of(second).startswith("2026-11-24 02:52:5")


def test_cancel_changes_nothing_and_defaults_come_back(qtbot, window: App):
    dialog = opened(qtbot, window)
    threads = dialog.fields["threads"]
    assert isinstance(threads, LimitField)
    threads.setValue(7)
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Cancel)
    assert window.settings.handlers == 1
    dialog = opened(qtbot, window)
    threads = dialog.fields["threads"]
    threads.setValue(7)
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Apply)
    assert (window.settings.handlers, dialog.isVisible()) == (7, True)
    push(qtbot, dialog, QDialogButtonBox.StandardButton.RestoreDefaults)
    assert threads.value() == 1
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert window.settings.handlers == 1


def test_timeouts_and_limits_are_those_of_the_next_analysis(qtbot, window: App):
    dialog = opened(qtbot, window)
    for key, value in (("timeout_udp_s", 1), ("timeout_tcp_s", 0), ("findings_max", 5), ("threads", 2)):
        dialog.fields[key].setValue(value)
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    before = len(window.capture.analysis.sessions)
    window.commands.run("reload")
    qtbot.waitUntil(lambda: window.capture.analysis is not None and not window.capture.is_reading
                    and window.capture.analysis.settings.udp_idle_timeout_s == 1, timeout=20_000)
    settings = window.capture.analysis.settings
    assert (settings.tcp_idle_timeout_s, settings.findings_max, settings.handlers) == (None, 5, 2)
    assert len(window.capture.analysis.sessions) >= before


def test_every_field_can_be_reached_and_has_a_name(qtbot, window: App):
    dialog = opened(qtbot, window)
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentIndex(page)
        for one in PREFERENCES:
            field = dialog.fields[one.key]
            inner = field.rows if isinstance(field, FileList) else field
            named = inner.text() if isinstance(inner, QCheckBox) else inner.accessibleName()
            assert named, one.key
            assert inner.focusPolicy() & Qt.FocusPolicy.TabFocus, one.key
    assert {one.key for one in PREFERENCES} <= {setting.key for setting in SETTINGS}


def test_files_with_names_are_added_and_taken_away(qtbot, window: App, tmp_path: Path, monkeypatch):
    (tmp_path / "hosts").write_text("192.168.20.50 desk.example\n")
    dialog = opened(qtbot, window)
    hosts = dialog.fields["names_hosts"]
    assert isinstance(hosts, FileList)
    dialog.pages.setCurrentIndex(2)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_: ([str(tmp_path / "hosts")], ""))
    qtbot.mouseClick(hosts.add, Qt.MouseButton.LeftButton)
    dialog.fields["names_shown"].click()
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Apply)
    column = next(at for at, one in enumerate(window.sessions_model.columns) if one.key == "client")
    qtbot.waitUntil(lambda: window.sessions_model.index(window.sessions_model.position_of(63), column).data()
                    == "desk.example:35648")
    hosts.rows.setCurrentRow(0)
    qtbot.mouseClick(hosts.remove, Qt.MouseButton.LeftButton)
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert window.store.texts("names_hosts") == []
    qtbot.waitUntil(lambda: window.sessions_model.index(window.sessions_model.position_of(63), column).data()
                    == "192.168.20.50:35648")


# profiles

def test_a_profile_goes_to_another_computer(qtbot, window: App, make_app, tmp_path: Path):
    dialog = opened(qtbot, window)
    theme = dialog.fields["theme"]
    theme.setCurrentIndex(theme.findData("contrast"))
    dialog.fields["threads"].setValue(3)
    path = tmp_path / "mine.netloupe"
    dialog.export_to(str(path))
    assert "mine.netloupe" in dialog.said.text()
    kept = json.loads(path.read_text())["settings"]
    assert kept["theme"] == "contrast"
    assert "recent_files" not in kept                   # whose captures they were is nobody's business
    push(qtbot, dialog, QDialogButtonBox.StandardButton.RestoreDefaults)
    push(qtbot, dialog, QDialogButtonBox.StandardButton.Apply)
    assert window.themes.theme.name != "contrast"
    dialog.import_from(str(path))
    assert (window.themes.theme.name, window.settings.handlers) == ("contrast", 3)


def test_columns_presets_and_colours_of_a_profile_are_there_at_once(qtbot, window: App, tmp_path: Path):
    table, rules = window.sessions_view.table, window.rules
    rtt = next(at for at, one in enumerate(window.sessions_model.columns) if one.key == "rtt")
    table.columns.show(rtt, False)
    rules.colour("app == dns")
    window.window.actions_by_id["layout_overview"].trigger()
    window.panes["throughput"].close()
    path = tmp_path / "mine.netloupe"
    opened(qtbot, window).export_to(str(path))
    window.commands.dialog.close()
    table.columns.show(rtt, True)
    rules.colour("app == tls")
    window.window.actions_by_id["layout_inspect"].trigger()
    opened(qtbot, window).import_from(str(path))
    assert table.isColumnHidden(rtt)
    assert [rule.expression for rule in rules.rules] == ["app == dns"]
    assert window.window.arrangement.preset == "overview"
    qtbot.waitUntil(lambda: not window.panes["throughput"].isVisible() and window.late_panes["lanes"].isVisible())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[" * 100_000, b'{"format": "netloupe profile"}', b"\xff\xfe",
                                     b'{"format": "netloupe profile", "settings": 3}', b"x" * (5 << 20)])
def test_what_is_no_profile_is_refused(qapp, tmp_path: Path, content: bytes):
    path = tmp_path / "x.netloupe"
    path.write_bytes(content)
    with pytest.raises(ProfileError, match="no profile"):
        read_profile(path)
    with pytest.raises(ProfileError, match="cannot be read"):
        read_profile(tmp_path / "none")


def test_what_a_profile_cannot_say_is_as_at_first(qapp, tmp_path: Path):
    store = SettingsStore(tmp_path / "a.ini")
    store.set("theme", "dark")
    refused = use_profile(store, {"theme": "mauve", "threads": True, "findings_max": -3, "time_zone": 4, "unknown": 1,
                                  "geometry": "x", "colour_rules": [1], "timeout_tcp_s": 60})
    assert set(refused) == {"theme", "threads", "findings_max", "time_zone", "unknown", "geometry", "colour_rules"}
    assert (store.text("theme"), store.number("threads"), store.number("timeout_tcp_s")) == ("system", 1, 60)


def test_columns_go_with_a_profile_as_they_were(qapp, tmp_path: Path):
    first, second = SettingsStore(tmp_path / "a.ini"), SettingsStore(tmp_path / "b.ini")
    first.set("sessions_header", type(first.state("sessions_header"))(b'{"order": ["\xc3\xa4"]}\x00\xff'))
    write_profile(first, tmp_path / "p")
    assert use_profile(second, read_profile(tmp_path / "p")) == []
    assert all(first.value(key) == second.value(key) for key in KEYS)


def test_settings_of_garbage_are_those_of_the_beginning(qtbot, tmp_path: Path, make_app, shelf):
    (tmp_path / "settings.ini").write_text(
        "[General]\nthreads=many\ntimeout_tcp_s=-5\nspill_mib=99999999999999999999\ntime_zone=Mars/Crater\n"
        "keys=open_file\\nCtrl+Nonsense, no_such\\nCtrl+Y, \nnames_hosts=/none\nnames_shown=perhaps\nfindings_max=0\n")
    app = make_app()
    assert app.settings == engine_settings(SettingsStore(tmp_path / "empty.ini"))
    assert app.window.isVisible()
    assert zone_of("Mars/Crater") is None
    assert zone_of("../../etc/passwd") is None


# keys

def sheet_of(qtbot, app: App) -> ShortcutSheet:
    app.commands.run("shortcut_sheet")
    sheet = app.commands.dialog
    assert isinstance(sheet, ShortcutSheet)
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def choose(sheet: ShortcutSheet, name: str) -> None:
    table: QTableWidget = sheet.table
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text() == name)
    table.setCurrentCell(row, 0)


def test_a_key_is_changed_by_pressing_it(qtbot, on_capture):
    app = on_capture()
    sheet = sheet_of(qtbot, app)
    choose(sheet, "Preset: Overview")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_F12)
    assert "free" in sheet.said.text()
    qtbot.mouseClick(sheet.use, Qt.MouseButton.LeftButton)
    sheet.close()
    assert "(F12)" in app.window.actions_by_id["layout_overview"].toolTip()
    qtbot.keyClick(app.window, Qt.Key.Key_F12)
    assert app.window.arrangement.preset == "overview"
    app.window.close()
    second = on_capture()
    assert second.window.actions_by_id.keys_of("layout_overview") == ("F12",)
    sheet = sheet_of(qtbot, second)
    qtbot.mouseClick(sheet.all, Qt.MouseButton.LeftButton)
    assert second.window.actions_by_id.keys_of("layout_overview") == ("F2",)
    assert second.store.texts("keys") == []


def test_a_key_that_another_action_has_is_said_and_taken_from_it(qtbot, window: App):
    sheet = sheet_of(qtbot, window)
    choose(sheet, "Preset: Overview")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_O, CONTROL)
    assert "Open capture" in sheet.said.text()
    qtbot.mouseClick(sheet.use, Qt.MouseButton.LeftButton)
    actions = window.window.actions_by_id
    assert (actions.keys_of("layout_overview"), actions.keys_of("open_file")) == (("Ctrl+O",), ())
    choose(sheet, "Open capture")
    qtbot.mouseClick(sheet.own, Qt.MouseButton.LeftButton)
    choose(sheet, "Preset: Overview")
    qtbot.mouseClick(sheet.none, Qt.MouseButton.LeftButton)
    assert (actions.keys_of("layout_overview"), actions.keys_of("open_file")) == ((), ("Ctrl+O",))


def test_actions_that_share_a_key_from_the_beginning_do_not_quarrel(window: App):
    actions = window.window.actions_by_id
    assert actions.holders("capture_start", "Ctrl+E") == []        # stop has it too: never both at a time
    assert actions.holders("layout_live", "Ctrl+E") == ["capture_start", "capture_stop"]
    assert not [action_id for action_id in actions.specs for key in actions.keys_of(action_id)
                if actions.holders(action_id, key)]
