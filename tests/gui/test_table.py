"""The table view, driven with mouse and keys."""
import csv
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QMenu

from netloupe_gui.models.sessions import SessionsModel
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.widgets import copying, table_columns
from netloupe_gui.widgets.table import Table
from netloupe_gui.widgets.table_columns import PAUSE_MAX_MS, PAUSE_MS
from tests.gui.fake import FakeAnalysis


@pytest.fixture
def make(qtbot, jobs):
    def make_table(analysis: FakeAnalysis) -> Table:
        model = SessionsModel(jobs)
        table = Table(model)
        qtbot.addWidget(table)
        table.resize(1400, 400)
        table.show()
        qtbot.waitExposed(table)
        model.set_analysis(analysis)
        model.take(analysis.snapshot(0))
        settle(qtbot, table)
        return table
    return make_table


@pytest.fixture
def table(make) -> Table:
    return make(FakeAnalysis(sessions=200))


def settle(qtbot, table: Table) -> None:
    qtbot.waitUntil(lambda: not table.model().is_arranging, timeout=20_000)


def section(table: Table, key: str) -> int:
    return next(at for at, column in enumerate(table.model().columns) if column.key == key)


def click_header(qtbot, table: Table, key: str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    header = table.horizontalHeader()
    at = section(table, key)
    point = QPoint(header.sectionViewportPosition(at) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, point)
    settle(qtbot, table)


def click_row(qtbot, table: Table, row: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    point = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def column(table: Table, key: str) -> list[str]:
    at = section(table, key)
    return [table.model().data(table.model().index(row, at)) for row in range(table.model().rowCount())]


def test_a_click_sorts_another_turns_it_a_third_ends_it(qtbot, table):
    click_header(qtbot, table, "state")
    states = [text.partition(" ")[0] for text in column(table, "state")]
    assert states == sorted(states, key=("ESTABLISHED", "ACTIVE", "CLOSING", "CLOSED").index)
    click_header(qtbot, table, "state")
    assert column(table, "state")[0] == "CLOSED · graceful"
    assert table.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    click_header(qtbot, table, "state")
    assert column(table, "id") == [str(number) for number in range(1, 201)]
    assert not table.horizontalHeader().isSortIndicatorShown()


def test_shift_and_a_click_add_a_key(qtbot, table):
    click_header(qtbot, table, "application")
    click_header(qtbot, table, "duration", Qt.KeyboardModifier.ShiftModifier)
    keys = table.model().sort_keys
    assert [key.column.key for key in keys] == ["application", "duration"]
    title = table.model().headerData(section(table, "duration"), Qt.Orientation.Horizontal)
    assert title == "Duration ▴²"
    click_header(qtbot, table, "duration", Qt.KeyboardModifier.ShiftModifier)
    assert table.model().sort_keys[1].descending


def test_the_selection_stays_with_its_rows_through_sort_and_filter(qtbot, table):
    picked = []
    table.rows_picked.connect(lambda rows, current: picked.append((rows.tolist(), current)))
    click_row(qtbot, table, 2)
    click_row(qtbot, table, 6, Qt.KeyboardModifier.ControlModifier)
    assert picked[-1] == ([2, 6], 6)
    click_header(qtbot, table, "bytes_down")
    selected = {table.model().row_at(index.row()) for index in table.selectionModel().selectedRows()}
    assert selected == {2, 6}
    table.model().set_filter("tcp")         # hides both
    settle(qtbot, table)
    assert not table.selectionModel().selectedRows()
    table.model().set_filter("")
    settle(qtbot, table)
    selected = {table.model().row_at(index.row()) for index in table.selectionModel().selectedRows()}
    assert selected == {2, 6}
    assert len(picked) == 2                 # nobody was told of what the person did not do


def test_live_rows_leave_the_table_where_it_is(qtbot, make):
    analysis = FakeAnalysis(sessions=400, finished=False)
    analysis.advance(200)
    table = make(analysis)
    click_header(qtbot, table, "id")
    click_header(qtbot, table, "id")        # newest on top
    table.verticalScrollBar().setValue(50)
    top = table.model().row_at(table.rowAt(0))
    analysis.advance(400, finished=True)
    table.model().take(analysis.snapshot(1))
    table.model().finish()
    settle(qtbot, table)
    assert table.model().rowCount() == 400
    assert table.model().row_at(table.rowAt(0)) == top
    assert table.verticalScrollBar().value() == 250


def test_following_ends_when_the_person_scrolls(qtbot, make):
    analysis = FakeAnalysis(sessions=400, finished=False)
    analysis.advance(100)
    table = make(analysis)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.follows
    analysis.advance(300)
    table.model().take(analysis.snapshot(1))
    assert table.rowAt(table.viewport().height() - 2) == 299
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert not table.follows
    assert table.rowAt(0) == 0
    settle(qtbot, table)


def test_everything_can_be_selected_at_once_and_quickly(qtbot, make):
    table = make(FakeAnalysis(sessions=200_000, packets_each=1))
    table.setFocus()
    started = time.thread_time()
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.viewport().repaint()
    table.horizontalHeader().viewport().repaint()
    assert time.thread_time() - started < 1.5     # it took 18 s a million when headers shared the selection
    assert len(table.selectionModel().selection()) == 1


def test_a_selection_of_many_rows_survives_a_sort(qtbot, make):
    table = make(FakeAnalysis(sessions=20_000, packets_each=1))
    table.select_rows(np.arange(5000, 15_000, dtype=np.uint32))
    click_header(qtbot, table, "id")
    click_header(qtbot, table, "id")
    assert sum(part.height() for part in table.selectionModel().selection()) == 10_000


def test_csv_has_exact_values(qtbot, table):
    keys = ("id", "start", "duration", "state", "packets_both", "bytes_both", "rtt")
    model = table.model()
    for at, each in enumerate(model.columns):
        table.setColumnHidden(at, each.key not in keys)
    model.source._table._columns["rtt_ns"][2] = -1              # no round trip
    click_row(qtbot, table, 2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, row = list(csv.reader(QGuiApplication.clipboard().text().splitlines()))
    cells = dict(zip(heading, row, strict=True))
    cell = model.source.cell
    assert cells["#"] == "3"
    assert cells["Start (UTC)"] == "2023-11-14T22:13:20.100000000Z"
    assert cells["Duration (ns)"] == str(cell("end_ns", 2) - cell("start_ns", 2))
    assert cells["State"] == "ESTABLISHED"
    assert (cells["Bytes ↑"], cells["Bytes ↓"]) == (str(cell("bytes_up", 2)), str(cell("bytes_down", 2)))
    assert cells["RTT (ns)"] == ""
    assert column(table, "rtt")[2] == ""


def test_rows_are_copied_as_csv_of_the_visible_columns(qtbot, table):
    for at in range(len(table.model().columns)):
        table.setColumnHidden(at, table.model().columns[at].key not in ("id", "client", "info"))
    click_row(qtbot, table, 6)
    click_row(qtbot, table, 1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\r\n")
    assert lines[0] == "#,Client,Info"
    assert lines[1] == "2,10.0.0.7:40001,10.0.0.1.in-addr.arpa"
    assert lines[2].startswith("7,10.0.0.42:40006,")


def test_many_rows_are_copied_a_part_at_each_turn_of_the_loop_in_the_order_they_had(qtbot, make, monkeypatch):
    monkeypatch.setattr(copying, "TURN_S", 0)                   # one line a turn
    table = make(FakeAnalysis(sessions=50, packets_each=1))
    for at, each in enumerate(table.model().columns):
        table.setColumnHidden(at, each.key != "id")
    QGuiApplication.clipboard().setText("before")
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"       # the loop has its turn first
    assert table.viewport().cursor().shape() == Qt.CursorShape.BusyCursor
    click_header(qtbot, table, "id")
    click_header(qtbot, table, "id")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "before")
    assert QGuiApplication.clipboard().text().split() == ["#", *map(str, range(1, 51))]
    assert table.viewport().cursor().shape() != Qt.CursorShape.BusyCursor


def test_rows_of_a_capture_that_is_closed_are_not_copied_in_part(qtbot, make, monkeypatch):
    monkeypatch.setattr(copying, "TURN_S", 0)
    table = make(FakeAnalysis(sessions=50, packets_each=1))
    QGuiApplication.clipboard().setText("before")
    table.selectAll()
    table.copy_rows()
    table.model().set_analysis(None)
    qtbot.waitUntil(lambda: table.viewport().cursor().shape() != Qt.CursorShape.BusyCursor)
    assert QGuiApplication.clipboard().text() == "before"


def test_columns_are_chosen_from_the_headers_menu(qtbot, table):
    told = []
    table.columns_changed.connect(told.append)
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    menu = table.findChild(QMenu)
    action = next(action for action in menu.actions() if action.data() == section(table, "end_reason"))
    assert not action.isChecked()
    action.trigger()
    assert not table.isColumnHidden(section(table, "end_reason"))
    assert "end_reason" in [column.key for column in told[-1]]
    state = table.header_state()
    table.reset_columns()
    assert table.isColumnHidden(section(table, "end_reason"))
    table.restore_header_state(state)
    assert not table.isColumnHidden(section(table, "end_reason"))
    menu.close()


def test_a_header_state_of_something_else_gives_the_columns_of_the_beginning(qtbot, table):
    table.setColumnHidden(0, True)
    table.restore_header_state(QByteArray(b"rubbish"))
    assert not table.isColumnHidden(0)


def test_typing_letters_reads_no_rows(qtbot, table, monkeypatch):
    asked = []
    monkeypatch.setattr(type(table.model()), "match", lambda *args: asked.append(args) or [])
    qtbot.keyClick(table, Qt.Key.Key_X)
    assert not asked


def width_of(table: Table, key: str) -> int:
    return table.columnWidth(section(table, key))


def test_numbers_above_9999_are_whole(qtbot, make):
    table = make(FakeAnalysis(sessions=20_000, packets_each=1))
    table.scrollToBottom()
    advance = table.fontMetrics().horizontalAdvance
    qtbot.waitUntil(lambda: width_of(table, "id") > advance("20000\u2002"))


def test_a_column_grows_to_the_longest_address_in_sight(qtbot, make):
    analysis = FakeAnalysis(sessions=300)
    whole = np.frombuffer(bytes.fromhex("20010db8aaaabbbbccccddddeeeeffff"), "V16")
    analysis.sessions._columns["initiator"][250] = whole[0]
    analysis.sessions._columns["family"][250] = 6
    table = make(analysis)
    before = width_of(table, "client")
    table.scrollTo(table.model().index(250, 0))
    text = table.model().data(table.model().index(250, section(table, "client")))
    assert text == "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:40250"
    qtbot.waitUntil(lambda: width_of(table, "client") > before)
    assert width_of(table, "client") > table.fontMetrics().horizontalAdvance(text)


def test_rows_that_widen_nothing_are_measured_less_and_less_often(qtbot, make):
    table = make(FakeAnalysis(sessions=200))
    columns = table.columns
    for _ in range(5):
        columns.grow()
    assert columns.pause_ms == PAUSE_MAX_MS
    table.verticalScrollBar().setValue(20)              # others come in sight: at once again
    assert columns.pause_ms == PAUSE_MS


def test_rows_are_measured_in_turns_of_the_event_loop(qtbot, make, monkeypatch):
    table = make(FakeAnalysis(sessions=200))
    monkeypatch.setattr(table_columns, "TURN_S", 0.0)
    measured, turns = [], []

    def noted(column):
        return replace(column, text=lambda source, row: measured.append(column.key) or column.text(source, row))
    table.model().columns = tuple(map(noted, table.model().columns))
    table.setUpdatesEnabled(False)              # nothing is painted: whoever asks for a text measures it
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: turns.append(len(set(measured))))
    timer.start()
    table.scrollToBottom()
    many = sum(not column.stretches and column.shown for column in table.model().columns)
    qtbot.waitUntil(lambda: many in turns)
    assert len(set(turns)) > many // 2          # other things had their turns meanwhile


def test_a_table_is_painted_without_asking_qt_for_each_cell(qtbot, table, monkeypatch):
    asked = []
    monkeypatch.setattr(type(table.model()), "rowCount", lambda self, parent=None: asked.append(1) or len(self._order))
    table.viewport().repaint()
    assert len(asked) <= 2 * (table.viewport().height() // table.rowHeight(0) + 2)      # a row, not a cell


def test_rows_are_told_apart_by_their_ground_and_the_selected_one_by_its_own(qtbot, table):
    click_row(qtbot, table, 2)
    picture = table.viewport().grab().toImage()
    palette, theme = table.palette(), theme_of(table.palette())
    places = [table.visualRect(table.model().index(row, section(table, "duration"))).topLeft() + QPoint(1, 1)
              for row in range(4)]
    assert [picture.pixelColor(place).name() for place in places] == [
        palette.base().color().name(), palette.alternateBase().color().name(), QColor(theme.selection).name(),
        palette.alternateBase().color().name()]


def test_a_width_that_the_person_drew_is_kept_at_any_text_size(qtbot, table):
    digit = table.fontMetrics().horizontalAdvance("0" * 16) / 16
    table.setColumnWidth(section(table, "client"), 60)
    state = table.header_state()
    table.reset_columns()
    assert width_of(table, "client") > 100
    table.restore_header_state(state)
    assert width_of(table, "client") == pytest.approx(60, abs=1)
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert width_of(table, "client") == pytest.approx(60 * table.fontMetrics().horizontalAdvance("0" * 16) / 16 / digit,
                                                      abs=2)


def test_cells_are_whole_at_a_large_text_size(qtbot, table):
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2.5)
    table.setFont(font)
    metrics = table.fontMetrics()
    for at in table.columns.visible():
        text = table.model().data(table.model().index(0, at))
        if table.model().columns[at].right and not table.model().columns[at].is_pair:
            assert table.columnWidth(at) >= metrics.horizontalAdvance(f"{text}\u2002") + 8


def test_info_takes_the_room_that_is_left(qtbot, table):
    header = table.horizontalHeader()
    for width in (1800, 2600):
        table.resize(width, 400)
        assert header.length() == table.viewport().width()
    table.resize(600, 400)
    assert header.length() > table.viewport().width()           # a least width stays
    assert width_of(table, "info") > 100


def test_a_heading_has_room_for_its_arrow(qtbot, table):
    header = table.horizontalHeader()
    for at in table.columns.visible():
        assert header.sectionSize(at) >= table.fontMetrics().horizontalAdvance(header.title(at)) + 16
    before = header.grab().toImage()
    click_header(qtbot, table, "duration")
    after = header.grab().toImage()
    at = section(table, "duration")
    left = header.sectionViewportPosition(at)
    right = left + header.sectionSize(at)
    changed = [x for x in range(left, right) if any(before.pixel(x, y) != after.pixel(x, y)
                                                    for y in range(header.height()))]
    assert changed                                              # an arrow, and the title moved aside for it


def test_both_directions_stand_in_one_column(qtbot, table):
    assert column(table, "packets_both")[:2] == ["3 ↑ 3 ↓", "3 ↑ 3 ↓"]
    click_header(qtbot, table, "bytes_both")
    source = table.model().source
    sums = [source.cell("bytes_up", row) + source.cell("bytes_down", row)
            for row in table.model().rows_at(0, 199).tolist()]
    assert sums == sorted(sums)


class Counting(SessionsModel):
    """Counts what painting asks of it."""

    asked = cells = 0

    def data(self, index, role=int(Qt.ItemDataRole.DisplayRole)):
        self.asked += 1
        return super().data(index, role)

    def cell(self, position, column):
        self.cells += 1
        return super().cell(position, column)


def test_painting_asks_once_for_each_cell_in_sight(qtbot, jobs):
    model = Counting(jobs)
    table = Table(model)
    qtbot.addWidget(table)
    table.resize(1600, 400)
    table.show()
    analysis = FakeAnalysis(sessions=500)
    model.set_analysis(analysis)
    model.take(analysis.snapshot(0))
    settle(qtbot, table)
    model.asked = model.cells = 0
    table.viewport().grab()
    rows = table.viewport().height() // table.rowHeight(0) + 1
    assert 0 < model.cells <= rows * len(table.columns.visible())
    assert not model.asked                                      # Qt's own way: eight questions a cell


def test_the_current_row_stays_in_sight_when_there_is_less_room(qtbot, table):
    table.resize(900, 400)
    row = table.rowAt(table.viewport().height() - 1) - 1
    click_row(qtbot, table, row)
    table.resize(900, 250)
    place = table.visualRect(table.currentIndex())
    assert table.currentIndex().row() == row
    assert 0 <= place.top() < place.bottom() < table.viewport().height()
    table.verticalScrollBar().setValue(0)           # who has scrolled away stays there
    table.resize(900, 200)
    assert table.verticalScrollBar().value() == 0
