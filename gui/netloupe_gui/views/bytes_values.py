"""The value inspector: what the selected bytes would be as numbers and times."""
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from netloupe_gui.text import readings
from netloupe_gui.theme.fonts import fixed_font
from netloupe_gui.theme.palette import theme_of

IN_SHORT = ("u8", "u16", "u32", "i32", "f32", "unix")      # said in the line that stands for the folded inspector


class ValueInspector(QScrollArea):
    """Rows "type, big-endian, little-endian"; it scrolls where there is no room for all. GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without values."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Value inspector"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._captions: list[QLabel] = []
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        self._table = QWidget(self)
        grid = QGridLayout(self._table)
        grid.setContentsMargins(8, 2, 8, 4)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(1)
        self._caption(grid, 0, 1, self.tr("big-endian"))
        self._caption(grid, 0, 2, self.tr("little-endian"))
        rows = readings(b"")
        for row, (name, _big, _little) in enumerate(rows, 1):
            self._caption(grid, row, 0, name)
            pair = (self._value(grid, row, 1), self._value(grid, row, 2))
            pair[0].setAccessibleName(self.tr("{type}, big-endian").format(type=name))
            pair[1].setAccessibleName(self.tr("{type}, little-endian").format(type=name))
            self._values[name] = pair
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(rows) + 1, 1)
        self.setWidget(self._table)
        self._colour()
        self._measure()

    def show_bytes(self, data: bytes) -> None:
        """Read the bytes from the first on."""
        for name, big, little in readings(data):
            for label, text in zip(self._values[name], (big, little), strict=True):
                label.setText(text)

    def value(self, name: str) -> tuple[str, str]:
        """What is shown for a type: big-endian, little-endian."""
        big, little = self._values[name]
        return big.text(), little.text()

    def in_short(self) -> str:
        """The values on one line, both byte orders where they differ; those most often looked for first."""
        parts = []
        for name in IN_SHORT:
            big, little = self.value(name)
            if big:
                parts.append(f"{name} {big}" if big == little else f"{name} {big} / {little}")
        return " · ".join(parts)

    def _caption(self, grid: QGridLayout, row: int, column: int, text: str) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        grid.addWidget(label, row, column)
        self._captions.append(label)

    def _value(self, grid: QGridLayout, row: int, column: int) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, row, column)
        return label

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        font = fixed_font(self.font().pointSizeF())
        for pair in self._values.values():
            for label in pair:
                label.setFont(font)

    def _colour(self) -> None:
        muted = theme_of(self.palette()).muted
        for label in self._captions:
            palette = label.palette()
            if palette.color(QPalette.ColorRole.WindowText).name() != muted:
                palette.setColor(QPalette.ColorRole.WindowText, muted)
                label.setPalette(palette)
