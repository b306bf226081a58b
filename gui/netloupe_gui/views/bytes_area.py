"""Bytes as lines of offset, hex and text. Paints visible lines only, so that 64 KiB scroll like 64 bytes."""
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from netloupe_gui.text import printable
from netloupe_gui.theme.fonts import fixed_font
from netloupe_gui.theme.palette import theme_of

Span = tuple[int, int]          # at, size
NOTHING: Span = (0, 0)
GROUP = 8                       # bytes between the wider gaps
LOOSE, TIGHT = 3.0, 2.35        # characters from one byte to the next, as there is room


class BytesArea(QAbstractScrollArea):
    """Shows bytes; click, drag and keys select some of them. GUI thread only."""

    selected = Signal(int, int)         # at, size; by the person
    hovered = Signal(int)               # byte under the pointer, -1: none

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._data = b""
        self._shades: list[tuple[int, int, int]] = []       # at, size, which layer colour; later ones over earlier
        self._columns = 16
        self._selection = NOTHING
        self._anchor = 0
        self._caret = 0
        self._hover = NOTHING
        self._around = NOTHING
        self._pointed = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._measure()

    # Content

    def set_bytes(self, data: bytes, shades: list[tuple[int, int, int]]) -> None:
        """Show other bytes; nothing is selected."""
        self._data = data
        self._shades = shades
        self._selection = self._hover = self._around = NOTHING
        self._anchor = self._caret = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    @property
    def selection(self) -> Span:
        """Offset and size of the selected bytes; size 0: none."""
        return self._selection

    def set_selection(self, at: int, size: int) -> None:
        """Select and scroll to bytes; nothing is told."""
        size = max(0, min(size, len(self._data) - at))
        self._selection = (at, size) if size else NOTHING
        if size:
            self._anchor, self._caret = at, at + size - 1
            self._show(at)
        self.viewport().update()

    def set_hover(self, at: int, size: int) -> None:
        """Light up bytes that are pointed at elsewhere."""
        if (at, size) != self._hover:
            self._hover = (at, size)
            self.viewport().update()

    def set_around(self, at: int, size: int) -> None:
        """Underline the attribute that the selection belongs to."""
        if (at, size) != self._around:
            self._around = (at, size)
            self.viewport().update()

    @property
    def columns(self) -> int:
        """Bytes a line."""
        return self._columns

    def set_columns(self, columns: int) -> None:
        """8 or 16 bytes a line; what is at the top stays there."""
        top = self.verticalScrollBar().value() * self._columns
        self._columns = columns
        self._lay_out()
        self.verticalScrollBar().setValue(top // columns)

    def cell(self, at: int) -> QRectF:
        """Where a byte's hex digits are, in viewport coordinates."""
        line, column = divmod(at, self._columns)
        return QRectF(self._hex_x(column), (line - self.verticalScrollBar().value()) * self._line,
                      2 * self._char, self._line)

    # Geometry

    def _measure(self) -> None:
        font = fixed_font(self.font().pointSizeF())
        self.viewport().setFont(font)
        metrics = QFontMetricsF(font)
        self._char = metrics.horizontalAdvance("0" * 64) / 64
        self._line = metrics.height() + 4
        self._ascent = metrics.ascent() + 2
        self._lay_out()

    def _lay_out(self) -> None:
        self._digits = max(4, len(f"{max(0, len(self._data) - 1):x}"))
        gaps = (self._columns - 1) // GROUP
        others = self._digits + 3 + gaps + 1 + self._columns + gaps + 1      # characters besides the hex digits
        spare = self.viewport().width() / self._char - others
        pitch = max(TIGHT, min(LOOSE, (spare + 1.5) / self._columns))
        is_tight = pitch < LOOSE
        self._margin = (0.5 if is_tight else 1) * self._char
        self._pitch = pitch * self._char
        self._gap = (0.5 if is_tight else 1) * self._char
        self._left = self._margin + (self._digits + (1 if is_tight else 2)) * self._char
        self._text_left = self._left + self._columns * self._pitch + gaps * self._gap + self._gap
        width = self._text_left + self._columns * self._char + gaps * self._gap + self._margin
        lines = -(-len(self._data) // self._columns)
        page = max(1, int(self.viewport().height() / self._line))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, lines - page))
        bar.setPageStep(page)
        sideways = self.horizontalScrollBar()
        sideways.setRange(0, max(0, int(width - self.viewport().width())))
        sideways.setPageStep(self.viewport().width())
        sideways.setSingleStep(int(self._char * 3))
        self.viewport().update()

    def _hex_x(self, column: int) -> float:
        return self._left + column * self._pitch + column // GROUP * self._gap - self.horizontalScrollBar().value()

    def _text_x(self, column: int) -> float:
        return (self._text_left + column * self._char + column // GROUP * self._gap
                - self.horizontalScrollBar().value())

    def _byte_at(self, place: QPointF, nearest: bool = False) -> int:
        """The byte at a place, or -1; `nearest` (while dragging) clamps to the line and to the data."""
        row = int(place.y() // self._line) + self.verticalScrollBar().value()
        split = self._text_x(0) - self._gap
        in_text = place.x() >= split
        best, distance = 0, float("inf")
        for column in range(self._columns):
            x = self._text_x(column) + self._char / 2 if in_text else self._hex_x(column) + self._char
            if abs(place.x() - x) < distance:
                best, distance = column, abs(place.x() - x)
        at = row * self._columns + best
        if nearest:
            return max(0, min(at, len(self._data) - 1))
        inside = 0 <= at < len(self._data) and distance <= self._pitch / 2 + 0.1 * self._char and row >= 0
        return at if inside else -1

    def _show(self, at: int) -> None:
        """Scroll a byte into view."""
        line = at // self._columns
        bar = self.verticalScrollBar()
        if line < bar.value():
            bar.setValue(line)
        elif line >= bar.value() + bar.pageStep():
            bar.setValue(line - bar.pageStep() + 1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the lines in view."""
        with QPainter(self.viewport()) as painter:          # ended whatever happens: Qt dies of one left open
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        theme = theme_of(self.palette())
        painter.setFont(self.viewport().font())
        first = self.verticalScrollBar().value()
        last = min(-(-len(self._data) // self._columns), first + int(self.viewport().height() / self._line) + 2)
        window = (first * self._columns, (last - first) * self._columns)
        for at, size, shade in self._shades:
            self._fill(painter, (at, size), window, QColor(theme.layers[shade % len(theme.layers)]))
        hover = QColor(theme.accent)
        hover.setAlpha(70)
        self._fill(painter, self._hover, window, hover)
        self._fill(painter, self._selection, window, QColor(theme.selection))
        self._underline(painter, self._around, window, QColor(theme.accent))
        for line in range(first, last):
            self._paint_line(painter, line, (line - first) * self._line + self._ascent, theme.text, theme.muted)
        self._paint_selected_text(painter, window, QColor(theme.selection_text))
        if self._data and self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(self.cell(self._caret).adjusted(-2, 0, 1, -1))

    def _paint_line(self, painter: QPainter, line: int, base: float, text: str, muted: str) -> None:
        at = line * self._columns
        data = self._data[at:at + self._columns]
        shift = self.horizontalScrollBar().value()
        painter.setPen(QColor(muted))
        painter.drawText(QPointF(self._margin - shift, base), f"{at:0{self._digits}x}")
        digits = [(QPointF(self._hex_x(column), base), byte) for column, byte in enumerate(data)]
        for place, byte in digits:
            if not byte:
                painter.drawText(place, "00")
        painter.setPen(QColor(text))
        for place, byte in digits:
            if byte:
                painter.drawText(place, f"{byte:02x}")
        characters = printable(data)
        for column in range(0, len(characters), GROUP):
            painter.drawText(QPointF(self._text_x(column), base), characters[column:column + GROUP])

    def _paint_selected_text(self, painter: QPainter, window: Span, colour: QColor) -> None:
        """Selected bytes again, in the colour that reads well on the selection."""
        painter.setPen(colour)
        for line, first, last in self._pieces(self._selection, window):
            base = (line - self.verticalScrollBar().value()) * self._line + self._ascent
            for column in range(first, last + 1):
                data = self._data[line * self._columns + column:][:1]
                painter.drawText(QPointF(self._hex_x(column), base), data.hex())
                painter.drawText(QPointF(self._text_x(column), base), printable(data))

    def _pieces(self, span: Span, window: Span) -> list[tuple[int, int, int]]:
        """A span cut into lines: (line, first column, last column), within the window."""
        start = max(span[0], window[0])
        end = min(span[0] + span[1], window[0] + window[1], len(self._data))
        pieces = []
        while start < end:
            line, column = divmod(start, self._columns)
            stop = min(end, (line + 1) * self._columns)
            pieces.append((line, column, column + stop - start - 1))
            start = stop
        return pieces

    def _fill(self, painter: QPainter, span: Span, window: Span, colour: QColor) -> None:
        for line, first, last in self._pieces(span, window):
            y = (line - self.verticalScrollBar().value()) * self._line
            edge = (self._pitch - 2 * self._char) / 2
            left, right = self._hex_x(first) - edge, self._hex_x(last) + 2 * self._char + edge
            painter.fillRect(QRectF(left, y, right - left, self._line), colour)
            left, right = self._text_x(first), self._text_x(last) + self._char
            painter.fillRect(QRectF(left, y, right - left, self._line), colour)

    def _underline(self, painter: QPainter, span: Span, window: Span, colour: QColor) -> None:
        painter.setPen(QPen(colour, 2))
        for line, first, last in self._pieces(span, window):
            y = (line + 1 - self.verticalScrollBar().value()) * self._line - 1
            painter.drawLine(QPointF(self._hex_x(first), y), QPointF(self._hex_x(last) + 2 * self._char, y))
            painter.drawLine(QPointF(self._text_x(first), y), QPointF(self._text_x(last) + self._char, y))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: begin a selection, or with Shift extend it."""
        at = self._byte_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and self._data:
            if at < 0:
                self._select(0, -1)
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._select(self._anchor, at)
            else:
                self._select(at, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: extend the selection, or tell what is pointed at."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._data and self._selection[1]:
            self._select(self._anchor, self._byte_at(event.position(), nearest=True))
            self._show(self._caret)
            return
        self._point(self._byte_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: nothing to do, everything was told while dragging."""

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self._point(-1)
        super().leaveEvent(event)

    def _point(self, at: int) -> None:
        if at != self._pointed:
            self._pointed = at
            self.hovered.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: move by byte, line, page; Shift extends."""
        last = len(self._data) - 1
        line, page = self._columns, self._columns * self.verticalScrollBar().pageStep()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        start = self._caret - self._caret % line
        places = {
            Qt.Key.Key_Left: self._caret - 1, Qt.Key.Key_Right: self._caret + 1,
            Qt.Key.Key_Up: self._caret - line, Qt.Key.Key_Down: self._caret + line,
            Qt.Key.Key_PageUp: self._caret - page, Qt.Key.Key_PageDown: self._caret + page,
            Qt.Key.Key_Home: 0 if control else start, Qt.Key.Key_End: last if control else start + line - 1,
        }
        key = Qt.Key(event.key())
        if last < 0:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_A and control:
            self._select(0, last)
        elif key in places:
            caret = max(0, min(places[key], last))
            if not self._selection[1]:
                caret = self._caret                     # the first key only shows where one is
            self._select(self._anchor if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else caret, caret)
            self._show(caret)
        else:
            super().keyPressEvent(event)

    def _select(self, anchor: int, caret: int) -> None:
        """Select from one byte to another, both included; a caret of -1 selects nothing."""
        before = self._selection
        if caret < 0:
            self._selection = NOTHING
        else:
            self._anchor, self._caret = anchor, caret
            self._selection = (min(anchor, caret), abs(anchor - caret) + 1)
        self.viewport().update()
        if self._selection != before:
            self.selected.emit(*self._selection)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other pages."""
        self._lay_out()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another font or theme."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._measure()
        super().changeEvent(event)
