"""Puts a theme and a text size on the whole application, and follows the system's choice of light or dark."""
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from netloupe_gui.theme.icons import tinted
from netloupe_gui.theme.palette import palette_of
from netloupe_gui.theme.tokens import CONTRAST, DARK, LIGHT, THEMES, Theme

SYSTEM = "system"
TEXT_SIZES = range(-6, 13)      # points added to the system's text size
_POINTS_MIN = 6.0


class ThemeManager(QObject):
    """Owner of the application's palette and font. GUI thread only."""

    theme_changed = Signal(object)      # Theme
    text_size_changed = Signal(int)

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        """Nothing is changed before `apply`."""
        super().__init__(parent)
        self._application = application
        self._wish = SYSTEM
        self._theme = LIGHT
        self._text_size = 0
        self._points = max(application.font().pointSizeF(), _POINTS_MIN)
        self._icons: dict[tuple[str, str], QIcon] = {}
        application.setStyle("Fusion")
        self._hints = application.styleHints()          # kept: what it gives is gone with it
        self._hints.colorSchemeChanged.connect(self._on_scheme_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_scheme_changed)

    @property
    def theme(self) -> Theme:
        """What is shown."""
        return self._theme

    @property
    def wish(self) -> str:
        """What was chosen: a theme's name or "system"."""
        return self._wish

    @property
    def text_size(self) -> int:
        """Points added to the system's text size."""
        return self._text_size

    def apply(self, wish: str) -> None:
        """Show this theme: light, dark, contrast, or what the system prefers."""
        self._wish = wish
        theme = THEMES.get(wish) or self._system_theme()
        self._theme = theme
        self._icons.clear()
        self._application.setPalette(palette_of(theme))
        self.theme_changed.emit(theme)

    def set_text_size(self, steps: int) -> None:
        """Make all text larger or smaller."""
        steps = min(max(steps, TEXT_SIZES.start), TEXT_SIZES.stop - 1)
        font = self._application.font()
        font.setPointSizeF(max(self._points + steps, _POINTS_MIN))
        self._text_size = steps
        self._application.setFont(font)
        self.text_size_changed.emit(steps)

    def icon(self, name: str, colour: str = "") -> QIcon:
        """An icon in the present theme; ask again after `theme_changed`."""
        found = self._icons.get((name, colour))
        if found is None:
            found = self._icons[name, colour] = tinted(name, self._theme, colour)
        return found

    def _system_theme(self) -> Theme:
        if self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _on_scheme_changed(self) -> None:
        if self._wish == SYSTEM and self._system_theme() is not self._theme:
            self.apply(SYSTEM)
