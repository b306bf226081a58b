"""A frame around whatever has the keyboard: the same one everywhere, in the theme's accent colour."""
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from netloupe_gui.theme.palette import theme_of

THICK = 2           # pixels


class FocusFrame(QWidget):
    """Lies on the focused widget, lets the mouse through, and covers nothing but its edge. GUI thread only."""

    def __init__(self, target: QWidget) -> None:
        """On this widget."""
        # Scroll areas put their scroll bars above all they hold: there the frame is a neighbour, above the whole.
        around = target.parentWidget() if isinstance(target, QAbstractScrollArea) else None
        super().__init__(around or target)
        self._target, self._is_beside = target, around is not None
        self.setObjectName("focus_frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """As large as the widget it lies on."""
        corner = self._target.pos() if self._is_beside else QPoint(0, 0)
        self.setGeometry(QRect(corner, self._target.size()))
        inner = self.rect().adjusted(THICK, THICK, -THICK, -THICK)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inner)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw it."""
        with QPainter(self) as painter:
            pen = QPen(QColor(theme_of(QApplication.palette()).accent), THICK)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            half = THICK // 2
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))


class FocusFrames(QObject):
    """Moves the frame to where the keyboard goes. GUI thread only."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        """Watches this application as long as `parent` lives."""
        super().__init__(parent)
        self._frame: FocusFrame | None = None
        self._target: QWidget | None = None
        application.focusChanged.connect(self._on_focus)

    @property
    def frame(self) -> FocusFrame | None:
        """What is drawn around the focused widget; None where nothing has the keyboard."""
        return self._frame

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or isinstance(now, QMenu | QMenuBar) or now.isWindow():
            return
        self._target = now
        now.installEventFilter(self)
        self._frame = FocusFrame(now)

    def _leave(self) -> None:
        target, frame = self._target, self._frame
        self._target = self._frame = None
        if target is not None and isValid(target):
            target.removeEventFilter(self)
        if frame is not None and isValid(frame):
            frame.hide()
            frame.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the widget has another place or size, or is no longer seen."""
        frame = self._frame
        if frame is not None and isValid(frame) and watched is self._target:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
                frame.fit()
            elif event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
                frame.setVisible(event.type() == QEvent.Type.Show)
        return super().eventFilter(watched, event)
