"""The value inspector: what the selected bytes would be as numbers and times."""
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from netloupe_gui.text import readings
from netloupe_gui.theme.palette import theme_of

ROWS = 6


class ValueInspector(QWidget):
    """Two blocks of rows "type, big-endian, little-endian". GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without values."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Value inspector"))
        self._captions: list[QLabel] = []
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        for number, (name, _big, _little) in enumerate(readings(b"")):
            block, row = divmod(number, ROWS)
            self._caption(grid, 1 + row, block * 3, name)
            pair = (self._value(grid, 1 + row, block * 3 + 1), self._value(grid, 1 + row, block * 3 + 2))
            pair[0].setAccessibleName(self.tr("{type}, big-endian").format(type=name))
            pair[1].setAccessibleName(self.tr("{type}, little-endian").format(type=name))
            self._values[name] = pair
            if row == 0:
                self._caption(grid, 0, block * 3 + 1, self.tr("big-endian"))
                self._caption(grid, 0, block * 3 + 2, self.tr("little-endian"))
        for column, stretch in enumerate((0, 3, 3, 0, 5, 5)):
            grid.setColumnStretch(column, stretch)
        self._colour()

    def show_bytes(self, data: bytes) -> None:
        """Read the bytes from the first on."""
        for name, big, little in readings(data):
            for label, text in zip(self._values[name], (big, little), strict=True):
                label.setText(text)
                label.setToolTip(text)

    def value(self, name: str) -> tuple[str, str]:
        """What is shown for a type: big-endian, little-endian."""
        big, little = self._values[name]
        return big.text(), little.text()

    def _caption(self, grid: QGridLayout, row: int, column: int, text: str) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        grid.addWidget(label, row, column)
        self._captions.append(label)

    def _value(self, grid: QGridLayout, row: int, column: int) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(label, row, column)
        return label

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        muted = theme_of(self.palette()).muted
        for label in self._captions:
            palette = label.palette()
            if palette.color(QPalette.ColorRole.WindowText).name() != muted:
                palette.setColor(QPalette.ColorRole.WindowText, muted)
                label.setPalette(palette)
