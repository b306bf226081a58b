"""The stream pane: what the two ends of the session in focus said; find, pages, and saving it."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QMessageBox,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import Hit
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.bridge.stream import BYTES, FOUND_MAX, Form, Page, Side, StreamSource
from netloupe_gui.text import count, counted, safe, size
from netloupe_gui.views.stream_area import StreamArea
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.local_actions import add_local_actions

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

SIDES: tuple[Side, ...] = ("both", "client", "server")
FORMS: tuple[Form, ...] = ("text", "hex", "raw")
TYPING_PAUSE_MS = 220
GROWING_MS = 800            # a growing session is read anew at most this often
RESIZE_PAUSE_MS = 150


def _what(page: Page) -> tuple[object, ...]:
    asked = page.question
    return asked.session, asked.side, asked.form, asked.layer, page.number


class StreamView(QWidget):
    """The pane. GUI thread only."""

    told = Signal(str)              # what the status line says
    failed = Signal(str, str)       # path and why it was not written

    def __init__(self, focus: Focus, source: StreamSource, parent: QWidget | None = None) -> None:
        """Show what `source` reads of what is in focus."""
        super().__init__(parent)
        self.setObjectName("stream")
        self._focus, self._source = focus, source
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._found_lines: list[int] = []                   # of messages
        self._goes_to: tuple[int, int] | None = None        # way and offset that the next page is to show
        self._turns = 0                                     # -1: the next page is shown at its end
        self._shown: Page | None = None
        self._picked = 0                                    # packet selected by a click here: it is in sight
        self._build()
        self._pause = self._timer(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self._growing = self._timer(GROWING_MS)
        self._growing.timeout.connect(source.refresh)
        self._resized = self._timer(RESIZE_PAUSE_MS)
        self._resized.timeout.connect(self._lay_out)
        self._connect()
        self._show_nothing()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    # for the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Another capture is shown; the source hears of it by itself."""
        self._growing.stop()
        if analysis is None:
            self._show_nothing()

    def refresh(self) -> None:
        """The capture has grown."""
        if not self._growing.isActive():
            self._growing.start()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return self.layer, self.side, self.form, self.line, self.area, self.page

    # widgets

    def _build(self) -> None:
        self.area = StreamArea(self)
        self.area.setAccessibleName(self.tr("What was said"))
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._nothing = (self.tr("No session selected"),
                         self.tr("Select a session or a packet to see what its two ends said to each other."))
        self.hint = Hint(*self._nothing, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.area)
        self.layer, self.side, self.form = QComboBox(self), QComboBox(self), QComboBox(self)
        self.layer.addItem(self.tr("Bytes"), BYTES)
        self.layer.setAccessibleName(self.tr("Which layer"))
        self.layer.setToolTip(self.tr("Bytes as they were sent, or what the parsers made of them"))
        self.layer.hide()
        self.side.addItems([self.tr("Both sides"), self.tr("→ Client"), self.tr("← Server")])
        self.side.setAccessibleName(self.tr("Whose words"))
        self.form.addItems([self.tr("Text"), self.tr("Hex"), self.tr("Raw")])
        self.form.setAccessibleName(self.tr("How they are shown"))
        self.form.setToolTip(self.tr("Text: UTF-8, line by line; hex: offset, bytes and signs; raw: one sign a byte"))
        for box in (self.layer, self.side, self.form):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Find"))
        self.line.setAccessibleName(self.tr("Find in the stream"))
        self.line.setClearButtonEnabled(True)
        self.hits = FittingLabel(self)
        self.hits.setAccessibleName(self.tr("How many places were found"))
        self.previous = self._button("▲", self.tr("Previous place"))
        self.next = self._button("▼", self.tr("Next place"))
        self.save_button = QToolButton(self)
        self.save_button.setText(self.tr("Save…"))
        self.save_button.setToolTip(self.tr("Write what was said to a file; of both sides to a file each"))
        self.tools = QWidget(self)          # in the pane's title
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(0, 0, 4, 0)
        bar.setSpacing(4)
        for part in (self.layer, self.side, self.form, self.line, self.previous, self.next):
            bar.addWidget(part, 1 if part is self.line else 0)
        self.summary = FittingLabel(self)
        self.summary.setAccessibleName(self.tr("What the stream has"))
        self.before, self.after = self._button("◁", self.tr("Page before")), self._button("▷", self.tr("Next page"))
        self.page = QSpinBox(self)
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setKeyboardTracking(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 4, 2)
        foot.setSpacing(4)
        foot.addWidget(self.summary, 3)
        foot.addWidget(self.hits, 1)
        self._turners = (self.before, self.page, self.after)
        for turner in self._turners:
            foot.addWidget(turner)
        self.save_button.setAutoRaise(True)
        foot.addWidget(self.save_button)
        self._foot = QWidget(self)
        self._foot.setLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        self.setFocusProxy(self.area)
        self._actions = add_local_actions(self.area, (
            ("copy", self.tr("Copy"), QKeySequence.StandardKey.Copy), ("save", self.tr("Save…"), "")))

    def _button(self, sign: str, what: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setToolTip(what)
        button.setAccessibleName(what)
        return button

    def _connect(self) -> None:
        source, focus = self._source, self._focus
        source.session_changed.connect(self._on_session)
        source.read.connect(self._on_read)
        source.failed.connect(self._on_failed)
        source.found.connect(self._on_found)
        source.saved.connect(self._on_saved)
        source.save_failed.connect(self.failed)
        focus.packet_selected.connect(self._on_packet)
        focus.bytes_selected.connect(self._on_bytes)
        self.area.picked.connect(self._on_picked)
        self.area.turned.connect(self._on_turned)
        self.area.room_changed.connect(self._resized.start)
        self.area.customContextMenuRequested.connect(self._on_menu)
        self.side.activated.connect(self._on_side)
        self.layer.activated.connect(self._on_layer)
        self.form.activated.connect(self._lay_out)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self.go_next)
        self.next.clicked.connect(self.go_next)
        self.previous.clicked.connect(self.go_previous)
        self.save_button.clicked.connect(self.save)
        self.page.valueChanged.connect(self._on_page_chosen)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self._actions["copy"].triggered.connect(self._copy)
        self._actions["save"].triggered.connect(self.save)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        self._lay_out()
        self._source.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        self._source.set_watched(False)

    # what is shown

    def _show_nothing(self, title: str = "", sentence: str = "") -> None:
        self._shown = None
        self.area.show_page(None)
        self.hint.set_text(title or self._nothing[0], sentence or self._nothing[1])
        self._pages.setCurrentIndex(0)
        self.tools.setEnabled(False)
        self.save_button.setEnabled(False)
        self.summary.setText("")
        self.hits.setText("")
        for part in self._turners:
            part.hide()

    def _on_session(self, session: int) -> None:
        self._hits, self._hit, self._goes_to, self._turns = (), -1, None, 0
        self.area.set_marks({})
        if session:
            self._show_nothing(self.tr("Reading"), self.tr("Putting together what was said in session {number}.")
                               .format(number=count(session)))
        else:
            self._show_nothing()

    def _on_failed(self, reason: str) -> None:
        self._show_nothing(self.tr("The stream cannot be read"), safe(reason))

    def _on_read(self, page: Page) -> None:
        last, first = self._shown, self.area.top
        is_same = last is not None and _what(last) == _what(page)
        if not any(page.sizes) and not page.chunks:
            self._show_nothing(self.tr("Nothing was said"),
                               self.tr("The packets of session {number} carry no bytes for the other end.").format(
                                   number=count(page.question.session)))
            return
        follows = is_same and self.area.is_at_end and len(self.area.lines) > 0
        self.tools.setEnabled(True)
        self.save_button.setEnabled(True)
        self._pages.setCurrentIndex(1)
        self.area.show_page(page, -1 if self._turns < 0 or follows else first if is_same else 0)
        self._shown = page
        self._turns = 0
        self._show_foot(page)
        self._show_layers(page)
        if is_same:
            self.area.mark_packet(self._focus.packet)
        else:
            self.area.set_packet(self._focus.packet)
        self._on_bytes(self._focus.bytes)
        if self._goes_to is not None:
            way, offset = self._goes_to
            self._goes_to = None
            self.area.show_offset(way, offset)
        if self.line.text() and (self._is_of_messages or (not self._hits and not is_same)):
            self._find()

    def _show_foot(self, page: Page) -> None:
        parts = [self.tr("Session {number}").format(number=count(page.question.session)),
                 self.tr("client {size}").format(size=size(page.sizes[0])),
                 self.tr("server {size}").format(size=size(page.sizes[1]))]
        if page.missing:
            parts.append(self.tr("{size} missing").format(size=size(page.missing)))
        self.summary.setText(" · ".join(parts))
        for part in self._turners:
            part.setVisible(page.pages > 1)
        self.page.blockSignals(True)
        self.page.setRange(1, max(1, page.pages))
        self.page.setValue(page.number + 1)
        self.page.setSuffix(self.tr(" of {pages}").format(pages=count(page.pages)))
        self.page.blockSignals(False)
        self.before.setEnabled(page.number > 0)
        self.after.setEnabled(page.number + 1 < page.pages)

    def _lay_out(self) -> None:
        self._source.set_form(FORMS[self.form.currentIndex()], self.area.columns)

    def _show_layers(self, page: Page) -> None:
        """Which layers this session has; that of the last one stays chosen where there is it."""
        known = [self.layer.itemData(at) for at in range(self.layer.count())]
        if known != [BYTES, *page.layers]:
            while self.layer.count() > 1:
                self.layer.removeItem(1)
            for name in page.layers:
                self.layer.addItem(self.tr("Decrypted") if name == "decrypted" else name.upper(), name)
        self.layer.setCurrentIndex(max(0, self.layer.findData(page.question.layer)))
        self.layer.setVisible(bool(page.layers))
        self.form.setVisible(self.layer.currentIndex() == 0)        # messages are text

    def _on_layer(self) -> None:
        self._source.set_layer(self.layer.currentData())
        self._find()

    def _on_side(self) -> None:
        self._source.set_side(SIDES[self.side.currentIndex()])
        self._find()

    # pages

    def _on_page_chosen(self, number: int) -> None:
        self._source.ask_page(number - 1)

    def _on_before(self) -> None:
        self._on_turned(-1)

    def _on_after(self) -> None:
        self._on_turned(1)

    def _on_turned(self, step: int) -> None:
        page = self._source.page
        if page is not None and 0 <= page.number + step < page.pages:
            self._turns = step if self.sender() is self.area else 1
            self._source.ask_page(page.number + step)

    # between the stream and the focus

    def _on_picked(self, chunk: Any, at: int, size: int) -> None:
        """`chunk` is a StreamChunk, or of messages a StreamMessage, which has no place in a packet."""
        self._picked = chunk.packet
        self._focus.select_packet(chunk.packet)
        self._focus.select_bytes(ByteRange(chunk.at + at, size, chunk.buffer)
                                 if not self._is_of_messages and chunk.data else None)
        self._picked = 0

    def _on_packet(self, packet: int) -> None:
        if self._picked:
            self.area.mark_packet(packet)
        else:
            self.area.set_packet(packet)

    def _on_bytes(self, selection: ByteRange | None) -> None:
        if selection is None:
            self.area.set_bytes(0, 0, 0)
        else:
            self.area.set_bytes(selection.at, selection.size, selection.buffer)

    # finding

    def _on_typed(self) -> None:
        self._hits, self._hit = (), -1
        self.area.set_marks({})
        self.hits.setText("")
        self._pause.start()

    @property
    def _is_of_messages(self) -> bool:
        page = self._source.page
        return page is not None and page.question.layer in page.layers

    def _find(self) -> None:
        self._pause.stop()
        if self._is_of_messages:
            self._found_lines = self.area.find_text(self.line.text())
            self._hit = -1
            self._go(1)
            return
        self._source.find(self.line.text())

    def _on_found(self, hits: tuple[Hit, ...]) -> None:
        self._hits, self._hit = hits, -1
        marks: dict[int, list[tuple[int, int]]] = {0: [], 1: []}
        for hit in hits:
            marks[hit.way].append((hit.offset, hit.offset + hit.size))
        self.area.set_marks({way: sorted(found) for way, found in marks.items()})
        self._tell_hits()
        if hits:
            self.go_next()

    def _tell_hits(self) -> None:
        if not self.line.text():
            self.hits.setText("")
        elif not self._hits:
            self.hits.setText(self.tr("not found"))
        else:
            more = "+" if len(self._hits) == FOUND_MAX else ""
            self.hits.setText(self.tr("{n} of {all}").format(n=count(self._hit + 1), all=count(len(self._hits)) + more)
                              if self._hit >= 0 else counted(len(self._hits), self.tr("{n} place"),
                                                             self.tr("{n} places")))

    def go_next(self) -> None:
        """Bring the next place into sight; behind the last one comes the first."""
        self._go(1)

    def go_previous(self) -> None:
        """Bring the place before into sight."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if self._pause.isActive():
            self._find()
            return
        if self._is_of_messages:
            self._go_to_line(step)
            return
        if not self._hits:
            return
        self._hit = (self._hit + step) % len(self._hits) if self._hit >= 0 else 0 if step > 0 else len(self._hits) - 1
        hit = self._hits[self._hit]
        self._tell_hits()
        if not self.area.show_offset(hit.way, hit.offset):
            self._goes_to = (hit.way, hit.offset)
            self._source.ask_packet(hit.packet)
        self._picked = hit.packet
        self._focus.select_packet(hit.packet)
        self._focus.select_bytes(ByteRange(hit.at, hit.size))
        self._picked = 0

    def _go_to_line(self, step: int) -> None:
        """Of messages the lines of the page are looked through."""
        lines = self._found_lines
        if not lines:
            self.hits.setText(self.tr("not on this page") if self.line.text() else "")
            return
        self._hit = (self._hit + step) % len(lines) if self._hit >= 0 else 0 if step > 0 else len(lines) - 1
        self.area.show_line(lines[self._hit])
        self.hits.setText(self.tr("{n} of {all}").format(n=count(self._hit + 1), all=count(len(lines))))

    # out of it

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions.values():
            menu.addAction(action)
        menu.popup(self.area.viewport().mapToGlobal(place))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.area.selected_text())

    def save(self) -> None:
        """Ask for a file, and write what was said."""
        session = self._source.session
        if not session:
            return
        path, _chosen = QFileDialog.getSaveFileName(self, self.tr("Save the stream"), f"session-{session}.bin")
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        """Write one side to a file, or both to a file each; asks before one is replaced that was not named."""
        side = self._source.side
        name = Path(path)
        paths: dict[Side, str] = {side: path} if side != "both" else {
            one: str(name.with_name(f"{name.stem}-{one}{name.suffix}")) for one in SIDES[1:]}
        there = [safe(Path(other).name) for other in paths.values() if other != path and Path(other).exists()]
        if not there or self._agrees(self.tr("{files} exist. Replace them?").format(files=", ".join(there))):
            self._source.save(paths)

    def _agrees(self, text: str) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Replace files?"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        return box.exec() == QMessageBox.StandardButton.Yes

    def _on_saved(self, paths: tuple[str, ...], written: int) -> None:
        names = ", ".join(safe(Path(path).name) for path in paths)
        self.told.emit(self.tr("{size} written to {files}").format(size=size(written), files=names))
