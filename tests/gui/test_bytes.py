"""The bytes pane, driven with mouse and keys."""
from dataclasses import replace
from time import thread_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabBar, QToolButton

from netloupe_engine.model import Buffer
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.views.attributes import AttributesView
from netloupe_gui.views.bytes import BytesView
from netloupe_gui.views.bytes_area import BytesArea
from tests.gui.conftest import expose
from tests.gui.pane_fakes import REQUEST, FakeAnalysis, frame

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot):
    return expose(qtbot, BytesView(Focus()), 700, 400)


@pytest.fixture
def filled(view):
    view.set_analysis(FakeAnalysis())
    view._focus.select_packet(4)
    return view


def place(view: BytesView, at: int) -> QPoint:
    return view.area.cell(at).center().toPoint()


def drag(qtbot, view: BytesView, first: int, last: int) -> None:
    port = view.area.viewport()
    qtbot.mousePress(port, LEFT, pos=place(view, first))
    qtbot.mouseMove(port, place(view, last))
    qtbot.mouseRelease(port, LEFT, pos=place(view, last))


def test_empty_pane_says_what_to_do(view):
    assert "Select a packet" in view._hint.text()
    assert view._hint.isVisible()


def test_click_and_drag_select_bytes(filled, qtbot):
    qtbot.mouseClick(filled.area.viewport(), LEFT, pos=place(filled, 22))
    assert filled._focus.bytes == ByteRange(22, 1)
    drag(qtbot, filled, 40, 26)                             # backwards, over a line's end
    assert filled._focus.bytes == ByteRange(26, 15)
    qtbot.mouseClick(filled.area.viewport(), LEFT, SHIFT, pos=place(filled, 41))
    assert filled._focus.bytes == ByteRange(40, 2)
    qtbot.mouseClick(filled.area.viewport(), LEFT, pos=QPoint(filled.area.viewport().width() - 3, 3))
    assert filled._focus.bytes is None


def test_keys_move_and_extend(filled, qtbot):
    qtbot.mouseClick(filled.area.viewport(), LEFT, pos=place(filled, 0))
    for key, modifier, expected in [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, ByteRange(1, 1)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, ByteRange(17, 1)),
        (Qt.Key.Key_Right, SHIFT, ByteRange(17, 2)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, ByteRange(16, 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, ByteRange(31, 1)),
        (Qt.Key.Key_End, CONTROL, ByteRange(len(frame(4)) - 1, 1)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, ByteRange(len(frame(4)) - 1, 1)),
        (Qt.Key.Key_Home, CONTROL, ByteRange(0, 1)),
        (Qt.Key.Key_A, CONTROL, ByteRange(0, len(frame(4)))),
    ]:
        qtbot.keyClick(filled.area, key, modifier)
        assert filled._focus.bytes == expected


def test_selection_from_elsewhere_is_shown_and_read(filled):
    filled._focus.select_bytes(ByteRange(12, 2))            # the ethertype, 0x0800
    assert filled.area.selection == (12, 2)
    assert filled.inspector.value("u16") == ("2048", "8")
    assert "0xc" in filled._line.text()
    assert "2 bytes" in filled._line.text()


def test_line_names_the_attribute_under_the_pointer(filled, qtbot):
    with qtbot.waitSignal(filled._focus.bytes_hovered) as told:
        qtbot.mouseMove(filled.area.viewport(), place(filled, 55))
    assert told.args == [ByteRange(54, 3)]
    assert "http.method: GET" in filled._line.text()


def test_copies(filled, qtbot):
    filled._focus.select_bytes(ByteRange(54, len(REQUEST)))
    clipboard = QGuiApplication.clipboard()
    filled.area.setFocus()
    qtbot.keyClick(filled.area, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == REQUEST.hex(" ")
    qtbot.keyClick(filled.area, Qt.Key.Key_C, CONTROL | SHIFT)
    assert clipboard.text() == "GET /\\x1b[31m HTTP/1.1\nHost: example.com\n\n"
    filled._actions["c"].trigger()
    assert clipboard.text().startswith(f"const unsigned char packet_4[{len(REQUEST)}] = {{\n    0x47, 0x45")
    filled._actions["escaped"].trigger()
    assert clipboard.text() == '"GET /\\x1b[31m HTTP/1.1\\r\\nHost: example.com\\r\\n\\r\\n"'


def test_bytes_made_of_others_have_a_tab_each(view, qtbot):
    """Where nothing was reassembled, the first of them is still number 2."""
    analysis = FakeAnalysis()
    plain = analysis.packet
    made = (Buffer("http.body", "body", b"MADE"), Buffer("http.body", "body", b"OF IT"))
    analysis.packet = lambda number: replace(plain(number), derived=made)
    view.set_analysis(analysis)
    view._focus.select_packet(4)
    tabs = view.findChild(QTabBar)
    assert [tabs.tabText(at) for at in range(tabs.count())][1:] == ["Body (4 B)", "Body (5 B)"]
    view._focus.select_bytes(ByteRange(3, 2, 3))
    assert tabs.currentIndex() == 2
    view._actions["text"].trigger()
    assert QGuiApplication.clipboard().text() == "IT"
    tabs.setCurrentIndex(1)
    qtbot.mouseClick(view.area.viewport(), LEFT, pos=place(view, 0))
    assert view._focus.bytes == ByteRange(0, 1, 2)


def test_reassembled_bytes_have_a_tab(filled, qtbot):
    tabs = filled.findChild(QTabBar)
    assert tabs.count() == 1
    filled._focus.select_packet(6)
    assert tabs.count() == 2
    filled._focus.select_bytes(ByteRange(2, 3, 1))
    assert tabs.currentIndex() == 1
    filled._actions["text"].trigger()
    assert QGuiApplication.clipboard().text() == "ASS"
    qtbot.mouseClick(filled.area.viewport(), LEFT, pos=place(filled, 0))
    assert filled._focus.bytes == ByteRange(0, 1, 1)
    tabs.setCurrentIndex(0)
    assert filled._focus.bytes is None


def test_eight_a_line(filled, qtbot):
    button = next(each for each in filled.findChildren(QToolButton) if each.text() == "8 a line")
    qtbot.mouseClick(button, LEFT)
    qtbot.mouseClick(filled.area.viewport(), LEFT, pos=place(filled, 17))
    assert place(filled, 17).y() > place(filled, 9).y()
    assert filled._focus.bytes == ByteRange(17, 1)


def test_tree_and_bytes_follow_each_other(qtbot):
    focus = Focus()
    tree, pane = AttributesView(focus), BytesView(focus)
    for each in (tree, pane):
        qtbot.addWidget(each)
        each.set_analysis(FakeAnalysis())
        each.resize(700, 400)
        each.show()
    focus.select_packet(4)
    told = []
    focus.bytes_selected.connect(told.append)
    qtbot.mouseClick(pane.area.viewport(), LEFT, pos=place(pane, 75))
    assert tree.tree.currentIndex().data() == "name"
    assert told == [ByteRange(75, 1)]
    tree.tree.setCurrentIndex(tree.tree.model().index_of("http/http.method"))
    assert pane.area.selection == (54, 3)
    assert told == [ByteRange(75, 1), ByteRange(54, 3)]
    focus.select_packet(5)                                  # the same attribute of the next packet
    assert pane.area.selection == (54, 3)


def test_64_kib_scroll_fluidly(qtbot):
    area = BytesArea()
    qtbot.addWidget(area)
    area.resize(700, 500)
    with qtbot.waitExposed(area):
        area.show()
    area.set_bytes(bytes(range(256)) * 256, [(0, 14, 0), (14, 20, 1), (34, 65_000, 2)])
    area.set_selection(0, 65_536)
    spans = []
    for line in range(0, 4000, 200):
        area.verticalScrollBar().setValue(line)
        began = thread_time()
        area.viewport().repaint()
        spans.append(thread_time() - began)
    assert 0.0002 < min(spans) < 0.030                      # less would mean that nothing was painted
    print("paint 64 KiB, all selected, CPU ms:", round(min(spans) * 1000, 1))
