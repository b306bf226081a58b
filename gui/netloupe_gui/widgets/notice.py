"""Labels in the colours of good, of a warning or of an error, that say in words and with a glyph what they mean."""
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from netloupe_gui.theme.palette import theme_of

GOOD, WARNING, ERROR, PLAIN, NORMAL = "good", "warning", "error", "muted", "text"
# ... of a window, of a page that is Base, of a tool bar.
_TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
GLYPHS = {GOOD: "✓ ", WARNING: "▲ ", ERROR: "✗ "}


class TintedLabel(QLabel):
    """Plain text in a colour of the theme. GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._kind = NORMAL
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def kind(self) -> str:
        """What it says: good, warning, error, muted or text."""
        return self._kind

    def tell(self, kind: str, text: str) -> None:
        """Say this in the colour of `kind`; the text says by itself what it means."""
        if text != self.text():
            self.setText(text)
        if kind != self._kind:
            self._kind = kind
            self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        colour = getattr(theme_of(self.palette()), self._kind)
        palette = self.palette()
        if any(palette.color(role).name() != colour for role in _TEXT_ROLES):
            for role in _TEXT_ROLES:
                palette.setColor(role, QColor(colour))
            self.setPalette(palette)


class Notice(TintedLabel):
    """A sentence with the glyph of its kind; it wraps, and can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def say(self, kind: str, text: str) -> None:
        """Say this."""
        self.tell(kind, GLYPHS.get(kind, "") + text if text else "")
