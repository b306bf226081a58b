"""A small button that stays down, and can be seen to."""
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from netloupe_gui.theme.palette import theme_of


class Toggle(QToolButton):
    """A checkable button in the colour of a selection while it is on. GUI thread only."""

    def __init__(self, text: str, tip: str = "", parent: QWidget | None = None) -> None:
        """Texts are already translated."""
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        if tip:
            self.setToolTip(tip)
        self.setCheckable(True)
        self.toggled.connect(self._colour)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        theme = theme_of(QApplication.palette())
        face, text = (theme.selection, theme.selection_text) if self.isChecked() else (theme.button, theme.text)
        palette = self.palette()
        role = QPalette.ColorRole
        if palette.color(role.Button).name() != face or palette.color(role.ButtonText).name() != text:
            palette.setColor(role.Button, QColor(face))
            palette.setColor(role.ButtonText, QColor(text))
            self.setPalette(palette)
