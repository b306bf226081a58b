"""A line of facts that leaves out the last ones where there is no room, instead of cutting words."""
import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from netloupe_gui.text import tip

_BETWEEN = re.compile(r"\s*·\s*|\s{3,}")        # what stands between two facts


class FittingLabel(QLabel):
    """Plain text of facts with dots between them. GUI thread only.

    `text` is all of it, for tests and screen readers; the tooltip says it where less is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty, and content with any width."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> str:
        """The part of the text there is room for: as many facts as fit, none in halves."""
        room, metrics, text = self.contentsRect().width(), self.fontMetrics(), self.text()
        ends = [len(text), *(found.start() for found in reversed(list(_BETWEEN.finditer(text))) if found.start())]
        return next((text[:end] for end in ends if metrics.horizontalAdvance(text[:end]) <= room), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw what fits."""
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.contentsRect(), int(self.alignment()), self.shown)

    def minimumSizeHint(self) -> QSize:
        """Qt: any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, other facts."""
        super().resizeEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Qt: a tooltip is asked for."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(tip(self.text()) if self.shown != self.text() else "")
        return super().event(event)
