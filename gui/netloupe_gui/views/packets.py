"""The pane of the packets: those of the selected sessions, or of the whole capture."""
import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.packets import PacketsModel
from netloupe_gui.text import count, size
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.table import Table


class PacketsView(QWidget):
    """Packets, linked with the focus: selected packet. GUI thread only."""

    def __init__(self, model: PacketsModel, focus: Focus, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(parent)
        self.setObjectName("packets")
        self._model = model
        self._focus = focus
        self._bytes = 0
        self.table = Table(model, self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Packets"))
        self._footer = self.tools = FittingLabel(self)      # in the pane's title
        self._footer.setAccessibleName(self.tr("What the packets table lists"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.rows_picked.connect(self._on_rows_picked)
        model.totals_changed.connect(self._on_totals_changed)
        model.modelReset.connect(self._show_footer)
        model.rowsInserted.connect(self._show_footer)
        focus.packet_selected.connect(self._on_packet_selected)
        focus.sessions_selected.connect(model.set_sessions)
        self._colour()

    def _on_rows_picked(self, rows: Rows, _current: int) -> None:
        if len(rows):
            self._focus.select_packet(int(rows[0]) + 1)

    def _on_packet_selected(self, number: int) -> None:
        self.table.select_rows(np.array([number - 1] if number else [], np.uint32))

    def _on_totals_changed(self, size_bytes: int | None) -> None:
        self._bytes = size_bytes or 0
        self._show_footer()

    def _show_footer(self) -> None:
        sessions = self._focus.sessions
        packets = count(self._model.rowCount())
        if not sessions:
            text = self.tr("All packets: {packets}  ·  {bytes}").format(packets=packets, bytes=size(self._bytes))
        elif len(sessions) == 1:
            text = self.tr("Session {number}: {packets} packets  ·  {bytes}").format(
                number=sessions[0], packets=packets, bytes=size(self._bytes))
        else:
            text = self.tr("{sessions} sessions: {packets} packets  ·  {bytes}").format(
                sessions=count(len(sessions)), packets=packets, bytes=size(self._bytes))
        self._footer.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        theme = theme_of(self.palette())
        self._model.set_colours(*(QBrush(QColor(colour)) for colour in (theme.up, theme.down, theme.warning)))
