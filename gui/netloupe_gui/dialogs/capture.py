"""Asks what to capture: interfaces, another host or a pipe; a filter; and more for those who want more."""
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import CaptureOptions, Readiness, RemoteOptions, StreamOptions
from netloupe_gui.bridge.device_watch import DeviceWatch, Survey
from netloupe_gui.bridge.filter_check import FilterCheck
from netloupe_gui.bridge.plan import CapturePlan
from netloupe_gui.dialogs.capture_options import CaptureOptionsPanel
from netloupe_gui.dialogs.capture_presets import PresetBar
from netloupe_gui.dialogs.capture_sources import RemotePage, StreamPage
from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.text import one_line
from netloupe_gui.widgets.capture_filter import CaptureFilterField
from netloupe_gui.widgets.device_table import DeviceTable
from netloupe_gui.widgets.notice import PLAIN, WARNING, Notice
from netloupe_gui.widgets.permission_card import PermissionCard

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

TITLE_BAR = 40          # pixels of height that the system's frame of a window takes

KINDS = ("devices", "remote", "stream")


class CaptureDialog(StyledDialog):
    """`plan` is what was chosen once it is accepted. GUI thread only."""

    details_toggled = Signal(bool)      # whether all options are shown

    def __init__(self, watch: DeviceWatch, check: FilterCheck, plan: CapturePlan | None = None,
                 parent: QWidget | None = None) -> None:
        """Begins with this plan, else with nothing chosen."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Capture"))
        self._watch, self._filter_check = watch, check
        self.devices = DeviceTable(watch, parent=self)
        self.remote, self.stream = RemotePage(self), StreamPage(self)
        self.tabs = QTabWidget(self)
        for page, title in ((self._device_page(), self.tr("&This computer")),
                            (self.remote, self.tr("Remote host &over ssh")),
                            (self.stream, self.tr("Pi&pe"))):
            self.tabs.addTab(page, title)
        self.filter = CaptureFilterField(check, self)
        self.options = CaptureOptionsPanel(self)
        self.presets = PresetBar(self)
        self.more = QToolButton(self)
        self.more.setText(self.tr("&More options"))
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.start = self.buttons.addButton(self.tr("&Start"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setDefault(True)
        self.said = Notice(self)
        self._lay_out()
        self._connect()
        self.show_plan(plan or CapturePlan(CaptureOptions(())))
        self.set_detailed(False)
        if watch.survey is not None:
            self._on_surveyed(watch.survey)

    def _device_page(self) -> QWidget:
        page = QWidget(self)
        self.permission = PermissionCard(page)
        self.chosen = QLabel(page)
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.refresh = QPushButton(self.tr("&Refresh"), page)
        self.refresh.setToolTip(self.tr("Look for interfaces again (F5)"))
        self.refresh.setAutoDefault(False)
        below = QHBoxLayout()
        below.addWidget(self.chosen, 1)
        below.addWidget(self.refresh)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.permission)
        layout.addWidget(self.devices, 1)
        layout.addLayout(below)
        return page

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(4, 2, 4, 0)
        self._filter_label = QLabel(self.tr("Capture &filter:"), self)
        self._filter_label.setBuddy(self.filter.line)
        form.addRow(self._filter_label, self.filter)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(form)
        middle = QHBoxLayout()
        middle.addWidget(self.more)
        middle.addStretch(1)
        middle.addWidget(self.presets)
        layout.addLayout(middle)
        self._scroll = QScrollArea(self)        # a low screen has no room for all of them at once
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.options)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        order: list[QWidget] = [self.filter.line, self.more, self.presets.choice, self.presets.keep,
                                self.presets.delete, self.options.promiscuous]
        for before, after in pairwise(order):       # by Tab as by the eye
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_page)
        self.devices.selection_edited.connect(self._on_edited)
        self.devices.start_asked.connect(self._on_start_asked)
        for part in (self.remote, self.stream, self.options):
            part.edited.connect(self._show_state)
        self.filter.verdict_changed.connect(self._show_state)
        self.more.toggled.connect(self.set_detailed)
        self.presets.picked.connect(self.show_plan)
        self.presets.keep_asked.connect(self._on_keep_asked)
        self.refresh.clicked.connect(self._watch.look)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self).activated.connect(self._watch.look)
        self._watch.surveyed.connect(self._on_surveyed)
        self._watch.survey_failed.connect(self._on_survey_failed)
        self.permission.look_asked.connect(self._watch.look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # for the window

    @property
    def kind(self) -> str:
        """Which page is in front: "devices", "remote" or "stream"."""
        return KINDS[self.tabs.currentIndex()]

    def show_kind(self, kind: str) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(KINDS.index(kind))

    def show_plan(self, plan: CapturePlan) -> None:
        """Show a plan."""
        options = plan.options
        self.options.show_plan(plan)
        if isinstance(options, CaptureOptions):
            self.devices.select(options.devices)
            self.filter.line.setText(options.filter)
            self.show_kind("devices")
        elif isinstance(options, RemoteOptions):
            self.remote.show_options(options)
            self.filter.line.setText(options.filter)
            self.show_kind("remote")
        else:
            self.stream.show_options(options)
            self.show_kind("stream")
        self._on_page()

    @property
    def plan(self) -> CapturePlan:
        """What stands there now."""
        options: CaptureOptions | RemoteOptions | StreamOptions
        if self.kind == "devices":
            options = CaptureOptions(self.devices.selected, self.filter.text)
        elif self.kind == "remote":
            options = self.remote.options(self.filter.text)
        else:
            options = self.stream.options()
        return self.options.filled(CapturePlan(options))

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """The capture whose last packets a typed filter is tried on."""
        self._filter_check.set_analysis(analysis)

    def set_detailed(self, detailed: bool) -> None:
        """Show all options, or few."""
        self.more.setChecked(detailed)
        self.more.setArrowType(Qt.ArrowType.DownArrow if detailed else Qt.ArrowType.RightArrow)
        self._scroll.setVisible(detailed)
        self._scroll.setMinimumWidth(self.options.minimumSizeHint().width())
        if self.isVisible():
            self._fit()
        self.details_toggled.emit(detailed)

    def _fit(self) -> None:
        """As high as all that is shown, if the screen is."""
        hidden = self.options.sizeHint().height() - self._scroll.sizeHint().height()
        spare = max(0, hidden) if self.more.isChecked() else 0
        room = self.screen().availableGeometry().height() - TITLE_BAR
        self.resize(self.width(), min(self.sizeHint().height() + spare, room))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is about to be seen."""
        super().showEvent(event)
        self._fit()

    # what is going on

    def _on_page(self) -> None:
        for widget in (self.filter, self._filter_label):
            widget.setVisible(self.kind != "stream")
        self.options.set_kind(self.kind)
        self._show_state()

    def _on_surveyed(self, _survey: Survey) -> None:
        self._on_edited()

    def _show_permission(self) -> None:
        """What stands in the way in general, else of a chosen interface."""
        survey, chosen = self._watch.survey, self.devices.selected
        if survey is None:
            return
        permissions = [survey.permission, *(facts.permission for facts in survey.devices
                                            if facts.device.name in chosen)]
        trouble = next((found for found in permissions if found.readiness is not Readiness.READY), None)
        self.permission.setVisible(trouble is not None)
        if trouble is not None:
            self.permission.show_permission(trouble)

    def _on_survey_failed(self, reason: str) -> None:
        self.said.say(WARNING, one_line(reason))

    def _on_edited(self) -> None:
        names = self.devices.selected
        facts = [row.device for row in self.devices.model_rows.rows if row.device.name in names]
        self._filter_check.set_link_type(next((device.link_types[0] for device in facts if device.link_types), ""))
        if names:
            self.chosen.setText(self.tr("Chosen: {names}").format(names=one_line(", ".join(names))))
        else:
            self.chosen.setText(self.tr("Choose an interface; Ctrl+click chooses several."))
        self._show_permission()
        self._show_state()

    @property
    def problem(self) -> str:
        """Why it cannot be started like this; "" if it can."""
        if self.kind == "devices":
            if not self.devices.selected:
                return self.tr("No interface is chosen.")
            for facts in self.devices.model_rows.rows:
                if facts.device.name in self.devices.selected and not facts.is_usable:
                    return facts.permission.reason or self.tr("This interface cannot be captured on.")
        elif self.kind == "remote" and self.remote.problem:
            return self.remote.problem
        elif self.kind == "stream" and self.stream.problem:
            return self.stream.problem
        if self.kind != "stream" and self.filter.is_bad:
            return self.tr("The capture filter is not valid.")
        return self.options.problem

    def _show_state(self) -> None:
        problem = self.problem
        self.start.setEnabled(not problem)
        self.said.say(WARNING if problem else PLAIN, one_line(problem, 300))

    def _on_keep_asked(self, name: str) -> None:
        self.presets.add(name, self.plan)

    def _on_start_asked(self) -> None:
        if not self.problem:
            self.accept()

    def done(self, result: int) -> None:
        """Qt: the dialog goes away; nobody waits for answers about the filter."""
        self._filter_check.stop()
        super().done(result)
