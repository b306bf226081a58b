"""What all dialogs are made of."""
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget

from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.styles import form_style


class StyledDialog(QDialog):
    """A dialog whose fields have edges in every theme. GUI thread only."""

    def __init__(self, parent: QWidget | None = None, flags: Qt.WindowType = Qt.WindowType.Dialog) -> None:
        """Empty."""
        super().__init__(parent, flags)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        style = form_style(theme_of(self.palette()))
        if style != self.styleSheet():      # setting one tells of a change of the palette
            self.setStyleSheet(style)
