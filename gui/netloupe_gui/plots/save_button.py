"""The button that saves a plot: as a picture, or what it is made of as figures."""
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget


class SaveButton(QToolButton):
    """Asks for a path. GUI thread only."""

    chosen = Signal(str)        # a path that ends in .png, .svg or .csv, or in what the person wrote

    def __init__(self, title: str, figures: str, name: Callable[[], str], parent: QWidget | None = None) -> None:
        """`title` of the dialog; what the entry of figures says; `name` proposes a file's, without its ending, "" where
        there is nothing to save."""
        super().__init__(parent)
        self._title, self._name = title, name
        self.setText(self.tr("Save") + "\u2002")        # the arrow lies over the end
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(self.tr("Save as PNG…"), self._save_png)
        menu.addAction(self.tr("Save as SVG…"), self._save_svg)
        menu.addAction(figures, self._save_csv)
        self.setMenu(menu)

    def _save_png(self) -> None:
        self._ask("png", self.tr("PNG picture (*.png)"))

    def _save_svg(self) -> None:
        self._ask("svg", self.tr("SVG picture (*.svg)"))

    def _save_csv(self) -> None:
        self._ask("csv", self.tr("CSV figures (*.csv)"))

    def _ask(self, suffix: str, kind: str) -> None:
        name = self._name()
        if not name:
            return
        path, _kind = QFileDialog.getSaveFileName(self, self._title, f"{name}.{suffix}", kind)
        if path:
            self.chosen.emit(path if Path(path).suffix else f"{path}.{suffix}")
