"""The part of the welcome page that leads to a live capture: permission, interfaces, captures left unsaved."""
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from netloupe_engine.model import Readiness
from netloupe_gui.bridge.device_watch import DeviceWatch, Survey
from netloupe_gui.text import one_line, tip
from netloupe_gui.widgets.card import Card
from netloupe_gui.widgets.device_table import DeviceTable
from netloupe_gui.widgets.notice import PLAIN, WARNING, Notice
from netloupe_gui.widgets.permission_card import PermissionCard
from netloupe_gui.widgets.scaled_label import ScaledLabel

ROWS_MAX = 6


class UnsavedCard(Card):
    """Says that captures of an earlier run were left, and opens them. GUI thread only."""

    open_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there are some."""
        super().__init__(parent)
        self.setObjectName("unsaved")
        self._paths: tuple[Path, ...] = ()
        self.title = Notice(self)
        self.button = QPushButton(self.tr("Open it"), self)
        self.button.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.addWidget(self.title, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_paths(self, paths: tuple[Path, ...]) -> None:
        """Offer the newest of these."""
        self._paths = paths
        self.setVisible(bool(paths))
        if len(paths) == 1:
            self.title.say(WARNING, self.tr("A capture of an earlier run was not saved."))
            self.button.setText(self.tr("Open it"))
        elif paths:
            self.title.say(WARNING, self.tr("{count} captures of earlier runs were not saved.").format(
                count=len(paths)))
            self.button.setText(self.tr("Open the newest"))
        self.button.setToolTip(tip(one_line(str(paths[-1]))) if paths else "")

    def _on_clicked(self) -> None:
        if self._paths:
            self.open_asked.emit(str(self._paths[-1]))


class LiveStart(QWidget):
    """Interfaces with sparklines; a click starts a capture. GUI thread only."""

    device_picked = Signal(str)
    unsaved_picked = Signal(str)

    def __init__(self, watch: DeviceWatch, parent: QWidget | None = None) -> None:
        """Looks at interfaces while it is on screen."""
        super().__init__(parent)
        self._watch = watch
        self.title = ScaledLabel(self.tr("Capture from an interface"), 1.1, QFont.Weight.DemiBold, self)
        self.permission = PermissionCard(self)
        self.unsaved = UnsavedCard(self)
        self.devices = DeviceTable(watch, is_short=True, parent=self)
        self.said = Notice(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.title.setContentsMargins(0, 6, 0, 0)
        for widget in (self.unsaved, self.title, self.permission, self.devices, self.said):
            layout.addWidget(widget)
        watch.surveyed.connect(self._on_surveyed)
        watch.survey_failed.connect(self._on_survey_failed)
        self.permission.look_asked.connect(watch.look)
        self.devices.clicked.connect(self._on_clicked)
        self.devices.start_asked.connect(self._on_start_asked)
        self.unsaved.open_asked.connect(self.unsaved_picked)
        self.said.say(PLAIN, self.tr("Looking for interfaces…"))
        self._fit(0)

    def _on_surveyed(self, survey: Survey) -> None:
        self.permission.show_permission(survey.permission)
        is_ready = survey.permission.readiness is Readiness.READY
        if not survey.devices:
            self.said.say(PLAIN, self.tr("No interface can be seen."))
        elif is_ready:
            self.said.say(PLAIN, self.tr("Click an interface to capture there; the ▾ of the Capture button offers "
                                         "filters and more."))
        else:
            self.said.say(PLAIN, "")
        self._fit(len(survey.devices))

    def _on_survey_failed(self, reason: str) -> None:
        self.said.say(WARNING, one_line(reason))

    def _fit(self, rows: int) -> None:
        shown = min(rows, ROWS_MAX)
        self.devices.setFixedHeight(shown * self.devices.row_height + 2 * self.devices.frameWidth())
        self.devices.setVisible(bool(rows) or self._watch.survey is None)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._pick(index.row())

    def _on_start_asked(self) -> None:
        self._pick(self.devices.currentIndex().row())

    def _pick(self, row: int) -> None:
        rows = self.devices.model_rows.rows
        if 0 <= row < len(rows) and rows[row].is_usable:
            self.device_picked.emit(rows[row].device.name)
