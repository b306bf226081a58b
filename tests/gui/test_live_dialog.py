"""The capture dialog: interfaces, the filter checked as it is typed, options, permission."""
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QInputDialog, QStyleOptionViewItem

from netloupe_engine.model import CaptureOptions, Device, RemoteOptions, StreamOptions
from netloupe_gui.app import App
from netloupe_gui.bridge.device_watch import DeviceWatch
from netloupe_gui.bridge.filter_check import FilterCheck
from netloupe_gui.bridge.plan import CapturePlan, plan_of
from netloupe_gui.dialogs.capture import CaptureDialog
from netloupe_gui.models.devices import ADDRESSES, DESCRIPTION, NAME, RATES_ROLE, STATE, TRAFFIC, USABLE
from netloupe_gui.text import tip
from tests.gui.fake import FakeAnalysis
from tests.gui.live_fake import ANY, DENIED, ETH0, FIXABLE, LO, NO_LIBPCAP, READY, WLAN, FakeDoor


@pytest.fixture
def dialog(qtbot, jobs, door: FakeDoor):
    watch = DeviceWatch(door, jobs)
    made = CaptureDialog(watch, FilterCheck(door, jobs))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.devices.model_rows.rowCount() == len(door.listed))
    yield made
    made.done(0)


def click(qtbot, dialog: CaptureDialog, row: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    table = dialog.devices
    point = table.visualRect(table.model().index(row, NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def cell(dialog: CaptureDialog, row: int, column: int, role=Qt.ItemDataRole.DisplayRole) -> object:
    return dialog.devices.model().index(row, column).data(role)


# interfaces

def test_interfaces_are_listed_with_what_one_needs_to_choose(dialog: CaptureDialog):
    assert cell(dialog, 0, NAME) == "eth0"
    assert cell(dialog, 0, STATE) == "▲ up"
    assert cell(dialog, 2, STATE) == "▽ down"
    assert cell(dialog, 0, USABLE) == "✓ ready"
    assert "192.168.1.20" in cell(dialog, 0, ADDRESSES)
    assert not dialog.start.isEnabled()
    assert dialog.said.text() == "▲ No interface is chosen."


def test_text_of_interfaces_is_shown_and_never_interpreted(dialog: CaptureDialog):
    text = cell(dialog, 2, DESCRIPTION)
    assert text == "Wireless\\u202e<b>gpj</b>\\x1b[31m"
    assert cell(dialog, 2, DESCRIPTION, Qt.ItemDataRole.ToolTipRole) == tip(WLAN.description)
    assert "&lt;b&gt;" in tip(WLAN.description)
    assert tip("plain\ntext") == "plain\ntext"


def test_packets_a_second_are_drawn(qtbot, dialog: CaptureDialog, door: FakeDoor):
    qtbot.waitUntil(lambda: len(cell(dialog, 0, TRAFFIC, RATES_ROLE)) >= 3, timeout=5000)
    rates = cell(dialog, 0, TRAFFIC, RATES_ROLE)
    assert all(200 < value < 6000 for value in rates)
    assert cell(dialog, 3, TRAFFIC, RATES_ROLE)[-1] >= rates[-1]        # any: all of them
    delegate = dialog.devices.itemDelegateForColumn(TRAFFIC)
    images = []
    for row in (0, 2):                                                  # wlan0 has no packets
        image = QImage(220, 28, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        option = QStyleOptionViewItem()
        option.initFrom(dialog.devices)
        option.widget, option.rect = dialog.devices, image.rect()
        delegate.paint(painter, option, dialog.devices.model().index(row, TRAFFIC))
        painter.end()
        images.append(image)
    assert images[0] != images[1]


def test_counters_are_read_only_while_somebody_looks(qtbot, dialog: CaptureDialog):
    watch = dialog._watch
    assert watch.is_watched
    dialog.hide()
    assert not watch.is_watched


def test_several_interfaces_can_be_chosen_and_stay_chosen(qtbot, dialog: CaptureDialog, door: FakeDoor):
    click(qtbot, dialog, 0)
    click(qtbot, dialog, 1, Qt.KeyboardModifier.ControlModifier)
    assert dialog.devices.selected == ("eth0", "lo")
    assert dialog.chosen.text() == "Chosen: eth0, lo"
    assert dialog.start.isEnabled()
    new = Device("veth1", "", (), ("EN10MB",), True, True, False, False)
    door.listed = (new, LO, ETH0, ANY)
    qtbot.keyClick(dialog, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: cell(dialog, 0, NAME) == "veth1")
    assert set(dialog.devices.selected) == {"eth0", "lo"}
    door.listed = (new, LO)                             # unplugged, and back
    dialog.refresh.click()
    qtbot.waitUntil(lambda: dialog.devices.model_rows.rowCount() == 2)
    assert dialog.devices.selected == ("lo",)
    door.listed = (ETH0, LO)
    dialog.refresh.click()
    qtbot.waitUntil(lambda: cell(dialog, 0, NAME) == "eth0")
    assert dialog.devices.selected == ("eth0", "lo")


def test_a_double_click_starts(qtbot, dialog: CaptureDialog):
    click(qtbot, dialog, 1)
    point = dialog.devices.visualRect(dialog.devices.model().index(1, NAME)).center()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseDClick(dialog.devices.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert dialog.plan.options == CaptureOptions(("lo",))


# the filter

def test_a_filter_is_checked_as_it_is_typed(qtbot, dialog: CaptureDialog, door: FakeDoor):
    click(qtbot, dialog, 0)
    notice = dialog.filter.notice
    assert notice.text() == "Empty: every packet is captured."
    qtbot.keyClicks(dialog.filter.line, "tcpp port 80")
    assert notice.text() == "Checking…"
    qtbot.waitUntil(lambda: notice.kind == "error")
    assert notice.text() == "✗ can't parse filter expression: syntax error"       # in libpcap's words
    assert not dialog.start.isEnabled()
    assert len(door.checked) <= 2                                   # not at every key
    dialog.filter.line.setText("tcp port 80")
    qtbot.waitUntil(lambda: notice.text() == "✓ Valid filter.")
    assert dialog.start.isEnabled()
    assert door.checked[-1] == ("tcp port 80", "EN10MB")
    click(qtbot, dialog, 3)                                         # another link type: another question
    qtbot.waitUntil(lambda: door.checked[-1] == ("tcp port 80", "LINUX_SLL2"))
    assert dialog.plan.options.filter == "tcp port 80"


def test_a_filter_says_what_it_would_have_kept(qtbot, dialog: CaptureDialog):
    dialog.set_analysis(FakeAnalysis(sessions=300, packets_each=6))
    dialog.filter.line.setText("tcp")
    qtbot.waitUntil(lambda: "would have kept" in dialog.filter.notice.text())
    assert "500 of the last 1,000 packets" in dialog.filter.notice.text()
    dialog.set_analysis(None)
    dialog.filter.line.setText("udp")
    qtbot.waitUntil(lambda: dialog.filter.notice.text() == "✓ Valid filter.")


# options

def test_all_options_reach_the_plan_and_come_back(qtbot, dialog: CaptureDialog, tmp_path: Path):
    click(qtbot, dialog, 0)
    assert not dialog.options.isVisible()                           # simple at first
    qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert dialog.options.isVisible()
    panel = dialog.options
    panel.promiscuous.setChecked(False)
    panel.immediate.setChecked(True)
    panel.nanoseconds.setChecked(False)
    panel.names.setChecked(False)
    panel.direction.setCurrentIndex(1)
    panel.snap.setValue(96)
    panel.buffer.setValue(64)
    panel.stop_packets.setValue(1000)
    panel.stop_bytes.setValue(50)
    panel.stop_seconds.setValue(60)
    panel.ring.setValue(5)
    panel.file_bytes.setValue(10)
    panel.file_seconds.setValue(30)
    panel.memory.setValue(512)
    panel.disk.setValue(2000)
    panel.policy.setCurrentIndex(1)
    panel.output.setText(str(tmp_path / "out.pcapng"))
    plan = dialog.plan
    assert plan.options == CaptureOptions(
        ("eth0",), "", promiscuous=False, snap_length=96, buffer_bytes=64 << 20, immediate=True, nanoseconds=False,
        direction="in", stop_packets=1000, stop_bytes=50_000_000, stop_seconds=60.0, ring_files=5,
        file_bytes=10_000_000, file_seconds=30.0, process_names=False)
    assert plan.output == str(tmp_path / "out.pcapng")
    assert plan.settings.memory_bytes_max == 512 << 20
    assert plan.settings.disk_bytes_max == 2_000_000_000
    assert plan.settings.at_limit == "drop oldest"
    again = plan_of(plan.to_text())
    assert again == plan
    dialog.show_plan(CapturePlan(CaptureOptions(("lo",))))
    assert dialog.plan == CapturePlan(CaptureOptions(("lo",)))
    dialog.show_plan(again)
    assert dialog.plan == plan


def test_what_cannot_be_done_is_said(qtbot, dialog: CaptureDialog, tmp_path: Path):
    click(qtbot, dialog, 0)
    dialog.options.output.setText(str(tmp_path / "nowhere" / "x.pcapng"))
    assert dialog.said.text() == "▲ The folder of the file does not exist."
    assert not dialog.start.isEnabled()
    dialog.options.output.clear()
    dialog.options.ring.setValue(3)
    assert "ring of files needs" in dialog.problem


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "x", "options": {}}',
                                  '{"kind": "devices", "options": {"devices": [1]}}',
                                  '{"kind": "devices", "options": {"devices": ["lo"], "snap_length": -1}}',
                                  '{"kind": "devices", "options": {"devices": ["lo"], "direction": "up"}}',
                                  '{"kind": "devices", "options": {"devices": ["lo"], "evil": 1}}',
                                  '{"kind": "devices", "options": {"devices": ["lo"], "promiscuous": "yes"}}',
                                  '{"kind": "remote", "options": {"host": 5}}'])
def test_a_damaged_plan_is_none(text: str):
    assert plan_of(text) is None


def test_an_existing_file_is_never_written_over(tmp_path: Path):
    path = tmp_path / "out.pcapng"
    plan = CapturePlan(CaptureOptions(("lo",)), str(path))
    assert plan.fresh() == plan
    path.touch()
    (tmp_path / "out-2.pcapng").touch()
    assert plan.fresh().output == str(tmp_path / "out-3.pcapng")


def test_another_host_and_a_pipe(qtbot, dialog: CaptureDialog, tmp_path: Path):
    dialog.show_kind("remote")
    assert dialog.problem == "Type the name of a host."
    dialog.remote.host.setText("-oProxyCommand=evil")
    assert dialog.problem == "This is not the name of a host."
    dialog.remote.host.setText("me@router")
    dialog.remote.device.setText("wan")
    dialog.remote.command.setText("sudo tcpdump")
    dialog.filter.line.setText("not port 22")
    assert dialog.plan.options == RemoteOptions("me@router", "wan", "not port 22", 0, "sudo tcpdump")
    assert plan_of(dialog.plan.to_text()) == dialog.plan
    dialog.show_kind("stream")
    assert not dialog.filter.isVisible()
    dialog.stream.path.setText(str(tmp_path / "none"))
    assert "no such pipe" in dialog.problem
    dialog.stream.path.setText("-")
    assert dialog.problem == ""
    assert dialog.plan.options == StreamOptions("-")
    assert dialog.plan.title == "-"


# permission

def test_the_permission_card_has_one_button_for_each_state(qtbot, app: App, door: FakeDoor):
    card = app.welcome.live.permission

    def look(permission) -> None:
        door.allowed = permission
        app.window.came_to_front.emit()
        qtbot.waitUntil(lambda: card.permission == permission)

    look(READY)
    assert card.title.text() == "✓ Ready to capture"
    assert not card.command.isVisible()
    look(FIXABLE)
    assert card.title.text() == "▲ One command makes capturing possible"
    assert card.command.text() == FIXABLE.fix
    assert card.command.isReadOnly()
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == FIXABLE.fix
    look(NO_LIBPCAP)
    assert "libpcap" in card.title.text()
    look(DENIED)
    assert card.title.text() == "✗ This account may not capture here"
    assert card.reason.text() == DENIED.reason
    door.allowed = READY
    assert card.button.text() == "Check again"
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.permission == READY)


def test_without_permission_the_dialog_works_and_explains(qtbot, dialog: CaptureDialog, door: FakeDoor):
    door.allowed = FIXABLE
    dialog.refresh.click()
    qtbot.waitUntil(dialog.permission.isVisible)
    assert cell(dialog, 0, USABLE) == "✗ not yet"
    click(qtbot, dialog, 0)
    assert not dialog.start.isEnabled()
    assert FIXABLE.reason in dialog.said.text()
    door.allowed = READY
    dialog.refresh.click()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert not dialog.permission.isVisible()


def test_presets_are_kept_picked_and_deleted(qtbot, app: App, door: FakeDoor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *args: ("web  only", True))
    app.live_commands.options()
    dialog = app.live_commands.dialog
    qtbot.waitUntil(lambda: dialog.devices.model_rows.rowCount() == 4)
    assert not dialog.presets.choice.isVisible()
    dialog.devices.select(("eth0",))
    dialog.filter.line.setText("tcp port 80")
    dialog.options.snap.setValue(128)
    dialog.presets.keep.click()
    wanted = dialog.plan
    assert dialog.presets.choice.currentText() == "web only"
    dialog.reject()
    app.live_commands.options()
    dialog = app.live_commands.dialog
    qtbot.waitUntil(lambda: dialog.devices.model_rows.rowCount() == 4)
    dialog.presets.choice.setCurrentIndex(1)
    dialog.presets.choice.activated.emit(1)
    assert dialog.plan == wanted
    dialog.presets.delete.click()
    assert app.store.texts("capture_presets") == []
    dialog.reject()
