"""From a theme to Qt's palette, and from a widget's palette back to its theme."""
from PySide6.QtGui import QColor, QPalette

from netloupe_gui.theme.tokens import LIGHT, THEMES, Theme

_BY_WINDOW = {theme.window: theme for theme in THEMES.values()}


def palette_of(theme: Theme) -> QPalette:
    """The whole application's palette in this theme; every role is set, so that no platform theme leaks in."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window, role.WindowText: theme.text, role.Base: theme.base,
        role.AlternateBase: theme.alternate, role.Text: theme.text, role.Button: theme.button,
        role.ButtonText: theme.text, role.ToolTipBase: theme.base, role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted, role.Highlight: theme.selection,
        role.HighlightedText: theme.selection_text, role.Link: theme.accent, role.LinkVisited: theme.accent,
        role.BrightText: theme.error, role.Accent: theme.accent, role.Light: theme.base,
        role.Midlight: theme.alternate, role.Mid: theme.border, role.Dark: theme.border, role.Shadow: theme.border}
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.disabled))
    return palette


def mixed(colour: str, ground: str, share: float) -> QColor:
    """So much of a colour on a ground, opaque."""
    front, back = QColor(colour), QColor(ground)
    return QColor.fromRgbF(*(share * one + (1 - share) * other for one, other in (
        (front.redF(), back.redF()), (front.greenF(), back.greenF()), (front.blueF(), back.blueF()))))


def theme_of(palette: QPalette) -> Theme:
    """The theme a widget is shown in: `theme_of(self.palette())`. Ask again on a PaletteChange event."""
    return _BY_WINDOW.get(palette.color(QPalette.ColorRole.Window).name(), LIGHT)
