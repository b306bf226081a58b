"""The menu of the toolbar's Capture button: one click on an interface starts."""
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from netloupe_gui.bridge.device_watch import DeviceWatch
from netloupe_gui.text import one_line, rate, tip
from netloupe_gui.text.marked import translated
from netloupe_gui.window.actions import Actions

BELOW = ("capture_options", "capture_remote", "capture_pipe", None, "capture_restart", "capture_go_on",
         "capture_save")


class CaptureMenu(QMenu):
    """Interfaces that can be captured on, with how busy they are; watched while it is open. GUI thread only."""

    device_picked = Signal(str)

    def __init__(self, watch: DeviceWatch, actions: Actions, parent: QWidget | None = None) -> None:
        """Filled when it opens."""
        super().__init__(parent)
        self._watch, self._actions = watch, actions
        self._devices: list[QAction] = []
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._on_show)
        self.aboutToHide.connect(watch.unwatch)
        self.triggered.connect(self._on_triggered)
        watch.surveyed.connect(self._fill)
        watch.sampled.connect(self._show_rates)
        self._fill()

    def _on_show(self) -> None:
        self._fill()
        self._watch.watch()

    def _fill(self) -> None:
        self.clear()
        self._devices = []
        survey = self._watch.survey
        for facts in survey.devices if survey is not None else ():
            action = QAction(self)
            action.setData(facts.device.name)
            action.setEnabled(facts.is_usable)
            action.setToolTip(tip(one_line(translated(facts.permission.reason), 300)))
            self.addAction(action)
            self._devices.append(action)
        if not self._devices:
            nothing = self.addAction(self.tr("Looking for interfaces…") if survey is None else
                                     self.tr("No interface can be seen"))
            nothing.setEnabled(False)
        self.addSeparator()
        for action_id in BELOW:
            if action_id is None:
                self.addSeparator()
            else:
                self.addAction(self._actions[action_id])
        self._show_rates()

    def _show_rates(self) -> None:
        for action in self._devices:
            name = action.data()
            rates = self._watch.rates(name)
            text = one_line(name).replace("&", "&&")
            if rates:
                text += "\t" + rate(rates[-1], self.tr("packets/s"))
            action.setText(text)

    def _on_triggered(self, action: QAction) -> None:
        if action in self._devices:
            self.device_picked.emit(action.data())
