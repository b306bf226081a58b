"""Named presets of captures: picked, kept and deleted beside the options."""
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QPushButton, QSizePolicy, QWidget

from netloupe_gui.bridge.plan import CapturePlan, plan_of
from netloupe_gui.text import one_line

NAME_MAX = 60
PRESETS_MAX = 100


class PresetBar(QWidget):
    """The presets are a list of texts: a name, a line end, the plan as JSON. GUI thread only."""

    picked = Signal(object)             # CapturePlan
    keep_asked = Signal(str)            # under this name
    presets_changed = Signal(list)      # of texts

    def __init__(self, parent: QWidget | None = None) -> None:
        """No presets."""
        super().__init__(parent)
        self._presets: dict[str, CapturePlan] = {}
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Preset"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMaximumWidth(260)
        self.keep = QPushButton(self.tr("Save as preset…"), self)
        self.delete = QPushButton(self.tr("Delete preset"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self.keep, self.delete):
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in (self.choice, self.keep, self.delete):
            layout.addWidget(widget)
        self.choice.activated.connect(self._on_activated)
        self.choice.currentIndexChanged.connect(self._show_buttons)
        self.keep.clicked.connect(self._on_keep)
        self.delete.clicked.connect(self._on_delete)
        self._fill("")

    def set_presets(self, texts: list[str]) -> None:
        """Offer these; what cannot be read is left out."""
        self._presets = {}
        for text in texts[:PRESETS_MAX]:
            name, _line, plan_text = text.partition("\n")
            plan = plan_of(plan_text)
            if plan is not None and name:
                self._presets[name] = plan
        self._fill("")

    def add(self, name: str, plan: CapturePlan) -> None:
        """Keep a plan; one of the same name is replaced."""
        name = one_line(" ".join(name.split()), NAME_MAX)
        if name:
            self._presets[name] = replace(plan, name="")
            self._fill(name)
            self._tell()

    def _fill(self, name: str) -> None:
        self.choice.clear()
        self.choice.addItem(self.tr("Presets"))
        for known in sorted(self._presets, key=str.lower):
            self.choice.addItem(known)
        self.choice.setCurrentIndex(max(self.choice.findText(name), 0) if name else 0)
        self.choice.setVisible(bool(self._presets))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.delete.setVisible(self.choice.currentIndex() > 0)

    def _tell(self) -> None:
        self.presets_changed.emit([f"{name}\n{plan.to_text()}" for name, plan in self._presets.items()])

    def _on_activated(self, index: int) -> None:
        if index > 0:
            self.picked.emit(self._presets[self.choice.itemText(index)])

    def _on_keep(self) -> None:
        name, is_given = QInputDialog.getText(self, self.tr("Save as preset"), self.tr("Name:"))
        if is_given:
            self.keep_asked.emit(name)

    def _on_delete(self) -> None:
        self._presets.pop(self.choice.currentText(), None)
        self._fill("")
        self._tell()
