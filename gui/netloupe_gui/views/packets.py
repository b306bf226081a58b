"""The pane of the packets: of the selected sessions, of those the filter left, of none, or of the whole capture."""
from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.packets import PacketsModel
from netloupe_gui.models.session_rows import SessionTotals
from netloupe_gui.text import counted, size
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.table import Table
from netloupe_gui.widgets.toggle import Toggle


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
        self.tools = QWidget(self)          # in the pane's title
        self._footer = FittingLabel(self.tools)
        self._footer.setAccessibleName(self.tr("What the packets table lists"))
        self.alone = Toggle(self.tr("Without a session"), self.tr("List the packets that belong to no session"),
                            self.tools)
        self.alone.hide()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 4, 0)
        row.addWidget(self._footer, 1)
        row.addWidget(self.alone)
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
        focus.sessions_selected.connect(self._on_sessions_selected)
        focus.brush_changed.connect(model.set_time_brush)
        self.alone.toggled.connect(self._on_alone)

    def show_totals(self, totals: SessionTotals | None) -> None:
        """So many packets belong to no session."""
        packets = totals.packets_alone if totals is not None else 0
        self.alone.setText(counted(packets, self.tr("{n} without a session"), self.tr("{n} without a session")))
        self.alone.setVisible(packets > 0)
        if not packets:
            self.alone.setChecked(False)

    def _on_sessions_selected(self, ids: Sequence[int]) -> None:
        if ids:
            self.alone.setChecked(False)
        self._model.set_sessions(ids)

    def _on_alone(self, on: bool) -> None:
        if on:
            self._focus.select_sessions(())
        self._model.set_without_session(on)

    def _on_rows_picked(self, rows: Rows, _current: int) -> None:
        if len(rows):
            self._focus.select_packet(int(rows[0]) + 1)

    def _on_packet_selected(self, number: int) -> None:
        self.table.select_rows(np.array([number - 1] if number else [], np.uint32))

    def _on_totals_changed(self, size_bytes: int | None) -> None:
        self._bytes = size_bytes or 0
        self._show_footer()

    def _show_footer(self) -> None:
        sessions, scope = self._focus.sessions, self._model.scope
        packets = counted(self._model.rowCount(), self.tr("{n} packet"), self.tr("{n} packets"))
        if sessions:
            what = self.tr("Session {number}").format(number=sessions[0]) if len(sessions) == 1 else \
                counted(len(sessions), self.tr("{n} session"), self.tr("{n} sessions"))
        elif scope.without_session:
            what = self.tr("Without a session")
        else:
            what = self.tr("Shown sessions") if scope.shown else self.tr("All packets")
        self._footer.setText(f"{what}: {packets}  ·  {size(self._bytes)}")
