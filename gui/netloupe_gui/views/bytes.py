"""The bytes of the selected packet, and of the datagram put together from it; linked with the attribute tree."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import Buffer, Packet
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.bridge.focus_reader import FocusReader
from netloupe_gui.models.nodes import covering, range_of, shades, walk
from netloupe_gui.text import as_c_array, as_escaped, as_hex, as_text, count, one_line, size_exact
from netloupe_gui.views.bytes_area import NOTHING, BytesArea
from netloupe_gui.views.bytes_values import ValueInspector
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.local_actions import add_local_actions
from netloupe_gui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

READ_MAX = 16           # bytes the inspector may want


class BytesView(QWidget):
    """The pane. GUI thread only."""

    def __init__(self, focus: Focus, reader: FocusReader | None = None, parent: QWidget | None = None) -> None:
        """Shows what `focus` points at, as read by `reader`; without that it reads itself, after `set_analysis`."""
        super().__init__(parent)
        self.setObjectName("bytes")
        self._focus = focus
        self._reader = reader or FocusReader(focus, None, self)
        self._packet: Packet | None = None
        self._buffers: list[int] = []                   # of each tab: number in Packet.buffers
        self._titles: dict[str, str] = {}               # path -> how the attribute is called in the line below
        self._ranges: dict[str, ByteRange] = {}
        self._build()
        self._connect()
        self._refill()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show another capture."""
        if self._reader.parent() is self:
            self._reader.set_analysis(analysis)
        self._on_read()

    def refresh(self) -> None:
        """The analysis went on; a packet's bytes never change, but one may have become readable."""
        if self._reader.parent() is self:
            self._reader.refresh()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return self._tabs, self._narrow, self._area, self._values, self._inspector

    @property
    def area(self) -> BytesArea:
        """Where the bytes are, and where the keyboard goes."""
        return self._area

    @property
    def inspector(self) -> ValueInspector:
        """The values of the selected bytes."""
        return self._inspector

    # Widgets

    def _build(self) -> None:
        self._tabs = QTabBar(self)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(self.tr("Which bytes"))
        self._narrow = Toggle(self.tr("8 a line"), self.tr("Show 8 bytes a line instead of 16"), self)
        self._values = Toggle(self.tr("Values"), self.tr("Show the selected bytes as numbers and times"), self)
        self._area = BytesArea(self)
        self._area.setAccessibleName(self.tr("Bytes of the packet"))
        self._area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._line = FittingLabel(self)
        self._line.setAccessibleName(self.tr("What the selected bytes are, and their values"))
        self._inspector = ValueInspector(self)
        self._inspector.hide()
        self._nothing = (self.tr("No packet selected"),
                         self.tr("Select a packet in the table or in the timeline to see its bytes."))
        self._hint = Hint(*self._nothing, self)

        self.tools = QWidget(self)          # the pane's title has room for it
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(0, 0, 4, 0)
        bar.addWidget(self._tabs)
        bar.addStretch(1)
        bar.addWidget(self._narrow)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 8, 2)
        foot.setSpacing(8)
        foot.addWidget(self._values)
        foot.addWidget(self._line, 1)
        full = QWidget(self)
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._area, 1)
        inner.addLayout(foot)
        inner.addWidget(self._inspector, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self._area)
        self._actions = add_local_actions(self._area, (
            ("hex", self.tr("Copy as hex"), QKeySequence.StandardKey.Copy),
            ("text", self.tr("Copy as text"), "Ctrl+Shift+C"),
            ("c", self.tr("Copy as C array"), ""),
            ("escaped", self.tr("Copy as escaped string"), "")))

    def _connect(self) -> None:
        self._reader.changed_after.connect(self._on_read)
        self._reader.waiting_changed.connect(self._show_page)
        self._focus.bytes_selected.connect(self._on_bytes)
        self._focus.bytes_hovered.connect(self._on_hover)
        self._area.selected.connect(self._on_selected)
        self._area.hovered.connect(self._on_pointed)
        self._area.customContextMenuRequested.connect(self._on_menu)
        self._tabs.currentChanged.connect(self._on_tab)
        self._narrow.toggled.connect(self._on_narrow)
        self._values.toggled.connect(self._on_values)
        self._actions["hex"].triggered.connect(self._copy_hex)
        self._actions["text"].triggered.connect(self._copy_text)
        self._actions["c"].triggered.connect(self._copy_c)
        self._actions["escaped"].triggered.connect(self._copy_escaped)

    # What is shown

    def _on_read(self) -> None:
        if self._reader.packet is not self._packet:
            self._packet = self._reader.packet
            self._refill()

    def _show_page(self) -> None:
        if self._reader.is_waiting:
            self._hint.set_text(self.tr("Reading"), self.tr("This packet takes a moment to decode."))
        else:
            self._hint.set_text(*self._nothing)
        self._pages.setCurrentIndex(0 if self._packet is None or self._reader.is_waiting else 1)

    def _refill(self) -> None:
        packet = self._packet
        self._show_page()
        self._titles.clear()
        self._ranges.clear()
        self._buffers.clear()
        with QSignalBlocker(self._tabs):
            while self._tabs.count():
                self._tabs.removeTab(0)
            if packet is not None:
                for number, buffer in enumerate(packet.buffers):
                    if buffer.data or number == 0:
                        self._buffers.append(number)
                        self._tabs.addTab(self._tab_text(buffer))
                        if number:
                            self._tabs.setTabToolTip(self._tabs.count() - 1, one_line(buffer.name))
                for path, node in walk(packet.nodes):
                    place = range_of(node)
                    if place is not None:
                        self._ranges[path] = place
                        self._titles[path] = one_line(f"{node.name}: {node.text}" if node.text else node.title, 120)
        self._show_buffer()
        self._on_bytes(self._focus.bytes)

    def _tab_text(self, buffer: Buffer) -> str:
        titles = {"packet": self.tr("Packet ({size} B)"), "reassembled": self.tr("Reassembled ({size} B)")}
        text = titles.get(buffer.name, one_line(buffer.title, 20).capitalize() + " ({size} B)")
        return text.replace("{size}", count(len(buffer.data)))

    def _show_buffer(self) -> None:
        self._area.set_bytes(self._data(), self._layers())
        self._describe()

    def _data(self) -> bytes:
        if self._packet is None:
            return b""
        return self._packet.buffers[self._buffer].data

    @property
    def _buffer(self) -> int:
        return self._buffers[max(0, self._tabs.currentIndex())] if self._buffers else 0

    def _layers(self) -> list[tuple[int, int, int]]:
        if self._packet is None:
            return []
        shade = shades(self._packet.nodes)
        return [(node.at, node.size, shade[node.name]) for node in self._packet.nodes
                if node.name in shade and node.buffer == self._buffer and range_of(node) is not None]

    def _describe(self, pointed: int = -1) -> None:
        """The line below: the byte under the pointer, else the selection; its attribute, and what it may be read as."""
        at, size = (pointed, 1) if pointed >= 0 else self._area.selection
        path = self._path(at, size)
        if not size:
            self._line.setText(self.tr("Select bytes, or an attribute, to see what they mean."))
        else:
            is_told = pointed < 0 and not self._values.isChecked()      # unfolded, the inspector says more
            parts = [self.tr("offset {at} (0x{at:x})").format(at=at), size_exact(size), self._titles.get(path, ""),
                     self._inspector.in_short() if is_told else ""]
            self._line.setText(" · ".join(part for part in parts if part))

    def _path(self, at: int, size: int) -> str:
        if self._packet is None or not size:
            return ""
        return covering(self._packet.nodes, ByteRange(at, size, self._buffer))

    def _around(self, at: int, size: int) -> tuple[int, int]:
        place = self._ranges.get(self._path(at, size))
        return NOTHING if place is None else (place.at, place.size)

    def _read_values(self) -> None:
        at, size = self._area.selection
        self._inspector.show_bytes(self._data()[at:at + READ_MAX] if size else b"")

    # Between the bytes and the focus

    def _on_bytes(self, selection: ByteRange | None) -> None:
        if selection is not None and selection.buffer in self._buffers and selection.buffer != self._buffer:
            with QSignalBlocker(self._tabs):
                self._tabs.setCurrentIndex(self._buffers.index(selection.buffer))
            self._show_buffer()
        here = selection is not None and selection.buffer == self._buffer
        span = (selection.at, selection.size) if selection is not None and here else NOTHING
        if self._area.selection != span:
            self._area.set_selection(*span)
        self._after_selection()

    def _after_selection(self) -> None:
        self._area.set_around(*self._around(*self._area.selection))
        self._read_values()
        self._describe()

    def _on_selected(self, at: int, size: int) -> None:
        self._focus.select_bytes(ByteRange(at, size, self._buffer) if size else None)
        self._after_selection()

    def _on_pointed(self, at: int) -> None:
        self._focus.hover_bytes(self._ranges.get(self._path(at, 1)) if at >= 0 else None)
        self._describe(at)

    def _on_hover(self, hovered: ByteRange | None) -> None:
        here = hovered is not None and hovered.buffer == self._buffer
        self._area.set_hover(*((hovered.at, hovered.size) if hovered is not None and here else NOTHING))

    def _on_tab(self) -> None:
        self._show_buffer()
        self._on_bytes(None)
        self._focus.select_bytes(None)

    def _on_values(self, on: bool) -> None:
        self._inspector.setVisible(on)
        self._describe()

    def _on_narrow(self, on: bool) -> None:
        self._area.set_columns(8 if on else 16)

    # Clipboard

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions.values():
            menu.addAction(action)
        menu.popup(self._area.viewport().mapToGlobal(place))

    def _chosen(self) -> bytes:
        """The selected bytes, or all of them."""
        at, size = self._area.selection
        return self._data()[at:at + size] if size else self._data()

    def _copy_hex(self) -> None:
        QGuiApplication.clipboard().setText(as_hex(self._chosen()))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._chosen()))

    def _copy_c(self) -> None:
        number = self._packet.number if self._packet is not None else 0
        QGuiApplication.clipboard().setText(as_c_array(self._chosen(), f"packet_{number}"))

    def _copy_escaped(self) -> None:
        QGuiApplication.clipboard().setText(as_escaped(self._chosen()))
