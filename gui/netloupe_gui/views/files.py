"""The files pane: what sessions carried, with what is known of each; saved by name, never opened."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.errors import NetloupeError
from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.files import FILES_MAX, FilesSource, FoundFiles, Order
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.models.files import HASH, KIND, NAME, PACKET, RECEIVER, SENDER, SESSION, SIZE, TIME, WHOLE, FilesModel
from netloupe_gui.text import count, counted, dates_and_zone, safe, size
from netloupe_gui.widgets.about import About
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

# Digits of each column.
WIDTHS = {NAME: 36, KIND: 24, SIZE: 10, WHOLE: 8, SESSION: 9, PACKET: 9, TIME: 17, SENDER: 17, RECEIVER: 17}
RANGES_SHOWN = 3


class FilesView(QWidget):
    """The pane. GUI thread only."""

    told = Signal(str)              # what came of it
    failed = Signal(str, str)       # path, why

    def __init__(self, focus: Focus, source: FilesSource, asking: Asking, follow: QAction,
                 parent: QWidget | None = None) -> None:
        """Shows what `source` reads; writes selected session and packet of `focus`. `follow` shows the stream."""
        super().__init__(parent)
        self.setObjectName("files")
        self._focus, self._source, self._asking, self._follow = focus, source, asking, follow
        self.model = FilesModel(self)
        self._is_showing = False
        self._found: FoundFiles | None = None
        self._is_resorted = False       # the answer that comes has another order
        self._build()
        self._actions = self._make_actions()
        self.save_button.clicked.connect(self.save)
        self.save_all_button.clicked.connect(self._on_save_all)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.clicked.connect(self._on_selected)
        self.table.customContextMenuRequested.connect(self._on_menu)
        source.answered.connect(self._on_answered)
        source.busy_changed.connect(self._show_page)
        source.saved.connect(self._on_saved)
        source.save_failed.connect(self.failed)
        source.saving_changed.connect(self._show_page)
        self.model.order_asked.connect(self._on_order)
        self._show_page()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Another capture is shown: the source tells of it."""
        del analysis
        self._on_answered(None)

    def refresh(self) -> None:
        """The capture has grown: the source asks by itself."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.save_button, self.save_all_button, self.table)

    # Widgets

    def _build(self) -> None:
        self.save_button = QPushButton(self.tr("Save…"), self)
        self.save_button.setToolTip(self.tr("Write the selected file to a place you choose"))
        self.save_all_button = QPushButton(self.tr("Save all…"), self)
        for button in (self.save_button, self.save_all_button):
            button.setAutoDefault(False)
        self.summary = FittingLabel(self)
        self.summary.setAccessibleName(self.tr("How many files there are"))
        self.table = PlainTable(self.model, WIDTHS, HASH, self)
        self.table.setAccessibleName(self.tr("Files"))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.horizontalHeader().setSortIndicator(PACKET, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.about = About(self.tr("What is known of the file"), self)
        self._hint = Hint("", "", self)
        self._hint.setFocusPolicy(Qt.FocusPolicy.StrongFocus)       # it has the keyboard for want of rows
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self.table)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 6, 3)
        bar.setSpacing(8)
        bar.addWidget(self.save_button)
        bar.addWidget(self.save_all_button)
        bar.addWidget(self.summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.about)
        self.setFocusProxy(self.table)

    def _make_actions(self) -> tuple[QAction, ...]:
        made = []
        for text, slot in ((self.tr("Save…"), self.save), (self.tr("Save all…"), self.save_all),
                           (self.tr("Copy SHA-256"), self._copy_hash)):
            action = QAction(text, self)
            action.triggered.connect(slot)
            made.append(action)
        return tuple(made)

    # What is shown

    def _on_answered(self, found: FoundFiles | None) -> None:
        self._found = found
        table, row = self.table, self._row()
        key = self.model.key(row) if row >= 0 else None
        top = table.verticalScrollBar().value()
        self._is_showing = True
        self.model.show(found.files if found is not None else ())
        now = found.rows.get(key, -1) if found is not None and key is not None else -1
        if now >= 0:
            table.selectRow(now)
        table.executeDelayedItemsLayout()
        table.verticalScrollBar().setValue(top)
        if self._is_resorted and now >= 0:
            table.scrollTo(self.model.index(now, NAME))
        self._is_showing = self._is_resorted = False
        self._show_page()

    def _on_order(self, order: Order) -> None:
        self._is_resorted = True
        self._source.set_order(order)

    def _show_page(self) -> None:
        files, found = self.model.files, self._found
        if self._source.analysis is None:
            self._hint.set_text(self.tr("No capture open"), self.tr("Open a capture file to see the files in it."))
        elif self._source.is_busy or found is None:
            self._hint.set_text(self.tr("Looking for files"), self._reading() or self.tr("They are here in a moment."))
        else:
            self._hint.set_text(self.tr("No files"), self.tr(
                "These sessions carried none that can be read. Files are found in HTTP/1, mail (SMTP, POP3, IMAP), FTP "
                "and TFTP, where nothing is encrypted; a filter or brush may leave their sessions out."))
        has_rows, had_rows = bool(files), self._pages.currentIndex() == 1
        self._pages.setCurrentIndex(1 if has_rows else 0)
        if has_rows != had_rows:
            self.setFocusProxy(self.table if has_rows else self._hint)
        self.about.setVisible(has_rows)
        saving = self._source.is_saving
        self.save_button.setEnabled(self._row() >= 0 and not saving)
        self.save_all_button.setEnabled(has_rows)
        self.save_all_button.setText(self.tr("Stop saving") if saving else self.tr("Save all…"))
        self.save_all_button.setToolTip(self.tr("What is written stays") if saving else self.tr(
            "Write all files that are listed into a folder; nothing is written over"))
        parts = []
        if found is not None and has_rows:
            parts += [counted(len(files), self.tr("{n} file"), self.tr("{n} files")), size(found.bytes)]
            if found.broken:
                parts.append(self.tr("{n} not whole").format(n=count(found.broken)))
            if found.is_cut:
                parts.append(self.tr("no more than {n} are listed").format(n=count(FILES_MAX)))
            parts.append(dates_and_zone(*found.span))
        parts += filter(None, [self._reading()])
        self.summary.setText(" · ".join(parts))
        self._tell_about(self._row())

    def _tell_about(self, row: int) -> None:
        if not 0 <= row < len(self.model.files):
            self.about.setText(self.tr("Select a file to go to its session and packet, and to read here what is known "
                                       "of it."))
            return
        file = self.model.file(row)
        parts = [file.origin or file.name]
        if file.declared and file.declared != file.kind:
            parts.append(self.tr("declared as {type}").format(type=file.declared))
        if file.missing:
            spans = ", ".join(f"{count(begin)}–{count(end - 1)}" for begin, end in file.missing[:RANGES_SHOWN])
            more = ", …" if len(file.missing) > RANGES_SHOWN else ""
            parts.append(self.tr("missing: bytes {ranges}").format(ranges=spans + more))
        if file.note:
            parts.append(file.note)
        lines = [safe(" · ".join(parts)),
                 f"SHA-256 {file.sha256}" if file.sha256 else self.tr("No SHA-256: there are holes in it.")]
        self.about.setText("\n".join(lines))

    def _reading(self) -> str:
        """How far files are read; "" where they are."""
        if not self._source.is_busy:
            return ""
        if self._found is None or self._found.read is None:
            return self.tr("reading")
        done, total = self._found.read
        return self.tr("{n} of {all} sessions read").format(n=count(done), all=count(total))

    def _row(self) -> int:
        """The row that is selected; -1: none."""
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    # What the person does

    def _on_selected(self) -> None:
        row = self._row()
        if self._is_showing or row < 0:
            return
        self._show_page()
        file = self.model.file(row)
        self._focus.select_sessions((file.session,))
        self._focus.select_packet(file.packet)

    def conditions(self, row: int) -> list[str]:
        """What can be asked by a row, the likeliest first."""
        analysis, file = self._source.analysis, self.model.file(row)
        if analysis is None:
            return []
        found = []
        for name, value in (("id", file.session), ("either", file.sender), ("either", file.receiver)):
            try:
                found.append(analysis.condition(name, value))
            except NetloupeError:       # no filter can say it: an end without an address
                continue
        return found

    def _on_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        self.table.selectRow(index.row())
        save, save_all, copy = self._actions
        save.setEnabled(not self._source.is_saving)
        save_all.setEnabled(not self._source.is_saving)
        copy.setEnabled(bool(self.model.file(index.row()).sha256))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([save, save_all])
        menu.addSeparator()
        menu.addActions([self._follow, copy])
        add_conditions(menu, self._asking, self.conditions(index.row()))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _copy_hash(self) -> None:
        row = self._row()
        if row >= 0:
            QGuiApplication.clipboard().setText(self.model.file(row).sha256)

    def save(self) -> None:
        """Ask for a place, and write the selected file there."""
        row = self._row()
        if row < 0:
            return
        file = self.model.file(row)
        path, _chosen = QFileDialog.getSaveFileName(self, self.tr("Save the file"), file.name)
        if path:
            self._source.save((file,), path, False)

    def _on_save_all(self) -> None:
        if self._source.is_saving:
            self._source.stop_saving()
        else:
            self.save_all()

    def save_all(self) -> None:
        """Ask for a folder, and write all that are listed into it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Save all files into a folder"))
        if folder:
            self._source.save(self.model.files, folder, True)

    def _on_saved(self, place: str, files: int, written: int) -> None:
        number = counted(files, self.tr("{n} file"), self.tr("{n} files"))
        self.told.emit(self.tr("{files}, {size}, written to {place}").format(
            files=number, size=size(written), place=safe(Path(place).name or place)))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        self._source.set_watched(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks any more."""
        self._source.set_watched(False)
        super().hideEvent(event)
