"""The attribute tree: the session on top, below it the layers of the selected packet. Linked with the bytes both ways.

From packet to packet it keeps what is open, where it is scrolled to and which attribute is selected, all by path.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import Node, Packet, Session
from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.bridge.focus_reader import FocusReader
from netloupe_gui.bridge.why import Question, WhySource
from netloupe_gui.models.asked import node_conditions
from netloupe_gui.models.attributes import NAME, AttributeModel
from netloupe_gui.models.nodes import Fact, covering, range_of, walk
from netloupe_gui.models.questions import of_node
from netloupe_gui.models.session_nodes import session_node
from netloupe_gui.text import as_hex, safe
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.local_actions import add_local_actions
from netloupe_gui.widgets.toggle import Toggle
from netloupe_gui.widgets.tree import Tree

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

SESSION = "session"                 # path of the session's branch
FILTER_PAUSE_MS = 60
OPEN_WHILE_FILTERED_MAX = 2_000     # lines; more than that are left for the person to open


class _Roomy(QStyledItemDelegate):
    """Rows with some air between them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: the size of a cell."""
        return super().sizeHint(option, index).grownBy(QMargins(0, 2, 0, 3))


class AttributesView(QWidget):
    """The pane. GUI thread only."""

    def __init__(self, focus: Focus, reader: FocusReader | None = None, parent: QWidget | None = None) -> None:
        """Shows what `focus` points at, as read by `reader`; without that it reads itself, after `set_analysis`."""
        super().__init__(parent)
        self.setObjectName("attributes")
        self._focus = focus
        self._reader = reader or FocusReader(focus, None, self, tell=session_node)
        self._analysis: Analysis | None = None
        self._asking: Asking | None = None
        self._why: QAction | None = None
        self._session: Session | None = None
        self._packet: Packet | None = None
        self._before: tuple[Node, ...] | None = None    # what was shown with the packet before this one
        self._wishes: dict[str, bool] = {}              # path -> opened or closed by the person
        self._wanted = ""                               # path of the attribute to keep selected
        self._following = False                         # the tree is being moved, not the person
        self._model = AttributeModel(self)
        self._build()
        self._connect()
        self._refill()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show another capture."""
        self._analysis = analysis
        self._before = None
        self._wishes.clear()
        self._wanted = ""
        if self._reader.parent() is self:
            self._reader.set_analysis(analysis)
        self._on_read()

    def set_asking(self, asking: Asking) -> None:
        """Lines ask by what they say, through this."""
        self._asking = asking

    def offer_why(self, why: QAction, source: WhySource) -> None:
        """Have the question Why? in the context menu."""
        del source                      # the action asks it
        self._why = why

    def refresh(self) -> None:
        """The analysis went on: the session may know more."""
        if self._reader.parent() is self:
            self._reader.refresh()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return self._filter, self._changed, self._tree

    @property
    def tree(self) -> QTreeView:
        """The tree itself, where the keyboard goes."""
        return self._tree

    # Widgets

    def _build(self) -> None:
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText(self.tr("Find"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setMinimumWidth(40)    # it gives way before the words beside it are cut
        self._filter.setToolTip(self.tr("Show attributes with this in their name or value"))
        self._filter.setAccessibleName(self.tr("Filter of the attribute tree"))
        self._changed = Toggle(self.tr("Only changed"),
                               self.tr("Show only what differs from the packet selected before"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FILTER_PAUSE_MS)

        self._tree = Tree(self)
        self._tree.setModel(self._model)
        self._tree.setItemDelegate(_Roomy(self._tree))
        self._tree.setAccessibleName(self.tr("Attributes of the session and of the packet"))
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(True)
        self._tree.setAllColumnsShowFocus(True)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tree.setFrameShape(QTreeView.Shape.NoFrame)
        self._tree.setExpandsOnDoubleClick(False)
        self._tree.setMouseTracking(True)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.viewport().installEventFilter(self)

        self._nothing = (self.tr("No session or packet selected"),
                         self.tr("Select one in the tables or in the timeline to read its attributes here."))
        self._hint = Hint(*self._nothing, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self._tree)

        self.tools = QWidget(self)          # the pane's title has room for it
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(0, 0, 4, 0)
        bar.addWidget(self._filter, 1)
        bar.addWidget(self._changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self._tree)
        self._model.set_theme(theme_of(self.palette()))
        self._actions = add_local_actions(self._tree, (
            ("value", self.tr("Copy value"), QKeySequence.StandardKey.Copy),
            ("name", self.tr("Copy name"), ""),
            ("subtree", self.tr("Copy subtree"), "Ctrl+Shift+C"),
            ("bytes", self.tr("Copy bytes as hex"), ""),
            ("packet", self.tr("Go to the packet it was read from"), ""),
            ("open", self.tr("Open all below"), ""),
            ("close", self.tr("Close all"), "")))

    def _connect(self) -> None:
        self._reader.changed.connect(self._on_read)
        self._reader.waiting_changed.connect(self._show_page)
        self._focus.bytes_selected.connect(self._on_bytes)
        self._filter.textChanged.connect(self._pause.start)
        self._filter.returnPressed.connect(self._apply_filter)
        self._pause.timeout.connect(self._apply_filter)
        self._changed.toggled.connect(self._apply_filter)
        self._tree.selectionModel().currentChanged.connect(self._on_current)
        self._tree.expanded.connect(self._on_expanded)
        self._tree.collapsed.connect(self._on_collapsed)
        self._tree.activated.connect(self._on_activated)
        self._tree.entered.connect(self._on_entered)
        self._tree.customContextMenuRequested.connect(self._on_menu)
        self._actions["value"].triggered.connect(self._copy_value)
        self._actions["name"].triggered.connect(self._copy_name)
        self._actions["subtree"].triggered.connect(self._copy_subtree)
        self._actions["bytes"].triggered.connect(self._copy_bytes)
        self._actions["packet"].triggered.connect(self._go_to_packet)
        self._actions["open"].triggered.connect(self._open_below)
        self._actions["close"].triggered.connect(self._tree.collapseAll)

    # What is shown

    def _on_read(self) -> None:
        """Another session or packet, or more is known of the session."""
        packet, session = self._reader.packet, self._reader.session
        if self._packet is not None and packet is not self._packet:
            self._before = self._model.nodes
        self._packet, self._session = packet, session
        self._refill()

    def _refill(self) -> None:
        nodes = [self._reader.branch] if self._reader.branch is not None else []
        if self._packet is not None:
            nodes.extend(self._packet.nodes)
        top = self._model.path(self._tree.indexAt(QPoint(1, 1)))
        offset = self._tree.verticalScrollBar().value()
        self._following = True
        self._model.set_nodes(tuple(nodes), self._before)
        self._restore(top, offset)
        self._following = False
        self._show_page()
        if self._focus.bytes is None:
            self._tell(self._tree.currentIndex())
        else:                                       # another pane selected them while the packet was read
            self._on_bytes(self._focus.bytes)

    def _show_page(self) -> None:
        if self._reader.is_waiting:
            self._hint.set_text(self.tr("Reading"), self.tr("This packet takes a moment to decode."))
        else:
            self._hint.set_text(*self._nothing)
        is_shown = bool(self._model.nodes) and not self._reader.is_waiting
        self._pages.setCurrentWidget(self._tree if is_shown else self._hint)

    def _apply_filter(self) -> None:
        self._pause.stop()
        self._following = True
        self._model.set_filter(self._filter.text())
        self._model.set_changed_only(self._changed.isChecked())
        self._restore("", 0)
        self._following = False

    def _restore(self, top: str, offset: int) -> None:
        """Open, select and scroll as before, as far as the new tree has the same paths."""
        self._open_branches()
        wanted = self._model.index_of(self._wanted)
        if wanted.isValid():
            with QSignalBlocker(self._tree.selectionModel()):
                self._tree.setCurrentIndex(wanted)
        place = self._model.index_of(top)
        if place.isValid():
            self._tree.scrollTo(place, QTreeView.ScrollHint.PositionAtTop)
        else:
            self._tree.verticalScrollBar().setValue(offset)

    def _open_branches(self) -> None:
        if self._model.is_filtered():
            self._open_all(OPEN_WHILE_FILTERED_MAX)
            return
        nodes = self._packet.nodes if self._packet is not None else ()
        opened = {SESSION: True}
        for path, node in walk(nodes):
            if "/" not in path:
                innermost = path
            while node.note and "/" in path:
                path = path.rpartition("/")[0]
                opened[path] = True
        if nodes:
            opened[innermost] = True
        for path, is_open in (opened | self._wishes).items():
            index = self._model.index_of(path) if is_open else QModelIndex()
            if index.isValid():
                self._tree.setExpanded(index, True)

    def _open_all(self, left: int) -> None:
        waiting = [self._model.index(row, NAME) for row in range(self._model.rowCount())]
        while waiting and left > 0:
            index = waiting.pop()
            left -= 1
            rows = self._model.rowCount(index)
            if rows:
                self._tree.setExpanded(index, True)
                waiting += [self._model.index(row, NAME, index) for row in range(rows)]

    # Between the tree and the focus

    def _on_current(self, current: QModelIndex) -> None:
        if not self._following:
            self._wanted = self._model.path(current)
            self._tell(current)

    def _tell(self, index: QModelIndex) -> None:
        """Select the bytes of a line; a line without bytes leaves nothing selected."""
        node = self._model.node(index)
        if node is not None and not isinstance(node, Fact):
            self._focus.select_bytes(range_of(node))

    def _on_bytes(self, selection: ByteRange | None) -> None:
        if selection is None or self._packet is None:
            return
        node = self._model.node(self._tree.currentIndex())
        if node is not None and not isinstance(node, Fact) and range_of(node) == selection:
            return
        path = covering(self._packet.nodes, selection)
        index = self._model.index_of(path)
        if index.isValid() and index != self._tree.currentIndex():
            self._following = True
            self._wanted = path
            self._tree.setCurrentIndex(index)
            self._tree.scrollTo(index)
            self._following = False

    def _on_entered(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        self._focus.hover_bytes(range_of(node) if node is not None and not isinstance(node, Fact) else None)

    def _on_expanded(self, index: QModelIndex) -> None:
        self._wish(index, True)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._wish(index, False)

    def _wish(self, index: QModelIndex, is_open: bool) -> None:
        if not self._following and not self._model.is_filtered():
            self._wishes[self._model.path(index)] = is_open

    def _on_activated(self, index: QModelIndex) -> None:
        """Double click or Enter: go to the packet a fact came from, else open or close the branch."""
        node = self._model.node(index)
        if isinstance(node, Fact) and node.packet:
            self._focus.select_packet(node.packet)
        elif self._model.hasChildren(index.siblingAtColumn(NAME)):
            name = index.siblingAtColumn(NAME)
            self._tree.setExpanded(name, not self._tree.isExpanded(name))

    # Menu and clipboard

    def _on_menu(self, place: QPoint) -> None:
        node = self._model.node(self._tree.indexAt(place))
        self._actions["bytes"].setEnabled(node is not None and self._bytes_of(node) is not None)
        self._actions["packet"].setEnabled(isinstance(node, Fact) and bool(node.packet))
        for name in ("value", "name", "subtree", "open"):
            self._actions[name].setEnabled(node is not None)
        menu = QMenu(self)
        for name, action in self._actions.items():
            if name in ("packet", "open"):
                menu.addSeparator()
            menu.addAction(action)
        if self._why is not None and self.question() is not None:
            menu.addSeparator()
            menu.addAction(self._why)
        if self._asking is not None:
            add_conditions(menu, self._asking, self.conditions())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def conditions(self) -> tuple[str, ...]:
        """What the current line says, as conditions of the filter language."""
        node = self._chosen()
        if node is None or self._analysis is None:
            return ()
        session = self._session
        return node_conditions(self._analysis, node, session.id if session is not None else 0,
                               session.attributes if session is not None else ())

    def question(self) -> Question | None:
        """What Why? means at the current line."""
        return of_node(self._chosen(), self._session.id if self._session is not None else 0)

    def _chosen(self) -> Node | None:
        return self._model.node(self._tree.currentIndex())

    def _bytes_of(self, node: Node) -> bytes | None:
        place = range_of(node)
        if place is None or self._packet is None or isinstance(node, Fact):
            return None
        data = self._packet.buffers[place.buffer].data
        return data[place.at:place.at + place.size]

    def _copy_value(self) -> None:
        node = self._chosen()
        if node is not None:
            QGuiApplication.clipboard().setText(self._model.value_text(node) or safe(node.title))

    def _copy_name(self) -> None:
        node = self._chosen()
        if node is not None:
            QGuiApplication.clipboard().setText(safe(node.name))

    def _copy_subtree(self) -> None:
        QGuiApplication.clipboard().setText(self._model.subtree_text(self._tree.currentIndex()))

    def _copy_bytes(self) -> None:
        node = self._chosen()
        data = self._bytes_of(node) if node is not None else None
        if data is not None:
            QGuiApplication.clipboard().setText(as_hex(data))

    def _go_to_packet(self) -> None:
        node = self._chosen()
        if isinstance(node, Fact) and node.packet:
            self._focus.select_packet(node.packet)

    def _open_below(self) -> None:
        self._tree.expandRecursively(self._tree.currentIndex().siblingAtColumn(NAME))

    # Qt

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Qt: the pointer left the tree, so nothing is hovered."""
        if event.type() == QEvent.Type.Leave:
            self._focus.hover_bytes(None)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._model.set_theme(theme_of(self.palette()))
        super().changeEvent(event)
