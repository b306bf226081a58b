"""A number with a unit, of which the smallest means that there is no limit."""
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from netloupe_gui.theme.palette import theme_of

MB = 1_000_000
MIB = 1 << 20


class LimitField(QSpinBox):
    """Shows a value in a unit; `value_in_full` is in bytes, seconds or pieces. GUI thread only."""

    def __init__(self, name: str, unit: str = "", scale: int = 1, highest: int = 1_000_000_000, nothing: str = "",
                 lowest: int = 0, parent: QWidget | None = None) -> None:
        """`nothing` is how the lowest value reads, `scale` what one of the unit is."""
        super().__init__(parent)
        self._scale = scale
        self.setRange(lowest, highest)
        self.setAccessibleName(name)
        self.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        if unit:
            self.setSuffix(f" {unit}")
        if nothing:
            self.setSpecialValueText(nothing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: as always; the edge that Fusion cannot draw on black (see `form_style`) is drawn here, since a style
        sheet takes the arrows away.
        """
        super().paintEvent(event)
        theme = theme_of(self.palette())
        if theme.name == "contrast":
            painter = QPainter(self)
            painter.setPen(QColor(theme.accent if self.hasFocus() else theme.border))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
            painter.end()

    @property
    def value_in_full(self) -> int:
        """Bytes, seconds or pieces; 0: no limit."""
        return self.value() * self._scale

    def set_in_full(self, value: float) -> None:
        """Show this, as near as the unit allows."""
        self.setValue(min(round(value / self._scale), self.maximum()) if value else self.minimum())
