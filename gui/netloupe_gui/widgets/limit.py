"""A number with a unit, of which the smallest means that there is no limit."""
from PySide6.QtWidgets import QSpinBox, QWidget

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

    @property
    def value_in_full(self) -> int:
        """Bytes, seconds or pieces; 0: no limit."""
        return self.value() * self._scale

    def set_in_full(self, value: float) -> None:
        """Show this, as near as the unit allows."""
        self.setValue(min(round(value / self._scale), self.maximum()) if value else self.minimum())
