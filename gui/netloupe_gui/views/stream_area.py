"""The lines of a conversation: client and server by colour, indent and arrow. Paints visible lines only."""
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from netloupe_gui.bridge.stream import Page
from netloupe_gui.models.stream_lines import IMAGE_ROWS, Part, StreamLine
from netloupe_gui.text import count, counted
from netloupe_gui.theme.fonts import fixed_font
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.tokens import Theme

INDENT = 4              # signs that the server's lines begin further to the right
COLUMNS_MAX = 200       # signs in a line, however wide the window
_BAR = 3                # pixels of the stroke beside the line of a speaker


class StreamArea(QAbstractScrollArea):
    """Shows the lines of a page; click, drag and keys select some. GUI thread only."""

    picked = Signal(object, int, int)       # StreamChunk, at and size in its bytes
    turned = Signal(int)                    # the person wants the page before (-1) or behind (1)
    room_changed = Signal()                 # other lines fit

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is shown."""
        super().__init__(parent)
        self._page: Page | None = None
        self._lines: Sequence[StreamLine] = ()
        self._anchor = self._caret = -1
        self._packet = 0
        self._bytes: tuple[int, int, int] | None = None     # at, size, buffer of the packet in focus
        self._marks: dict[int, list[tuple[int, int]]] = {}  # way: offsets [begin, end) that were found
        self._digits = 4
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._measure()

    # content

    def show_page(self, page: Page | None, top: int = 0) -> None:
        """Show a page; nothing of it is selected, and line `top` (-1: the last one) comes into sight."""
        self._page = page
        self._lines = page.lines if page is not None else ()
        self._anchor = self._caret = -1
        numbers = page.first_lines if page is not None else ()
        before = self._digits if page is not None else 0        # of one stream: else each page had its own width
        self._digits = max(4, before, len(count(max(numbers, default=0))))
        self._lay_out()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if top < 0 else top)
        self.viewport().update()

    @property
    def lines(self) -> Sequence[StreamLine]:
        """What is shown."""
        return self._lines

    @property
    def top(self) -> int:
        """The first line in sight."""
        return self.verticalScrollBar().value()

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.verticalScrollBar().value() == self.verticalScrollBar().maximum()

    @property
    def columns(self) -> int:
        """Signs that fit into a line."""
        room = self.viewport().width() - self._text_left(1) - self._char
        return max(16, min(COLUMNS_MAX, int(room / self._char)))

    @property
    def selected(self) -> tuple[int, int]:
        """The first and the last selected line; -1, -1: none."""
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    def selected_text(self) -> str:
        """The selected lines, or all of them."""
        low, high = self.selected
        lines = self._lines[low:high + 1] if low >= 0 else self._lines
        return "\n".join(self.text_of(line) for line in lines)

    def text_of(self, line: StreamLine) -> str:
        """What a line says."""
        if line.kind == "gap":
            return counted(line.parts[0].size, self.tr("{n} byte missing from the capture"),
                           self.tr("{n} bytes missing from the capture"))
        if line.kind == "retransmission":
            return counted(line.parts[0].size, self.tr("{n} byte sent again"), self.tr("{n} bytes sent again"))
        return line.text

    # what is in focus

    def set_packet(self, packet: int) -> bool:
        """Mark a packet's lines and bring the first into sight; False where there is none."""
        self.mark_packet(packet)
        found = self.line_of(packet)
        if found < 0:
            return False
        shown = range(self.top, self.top + self.verticalScrollBar().pageStep())
        if not any(self._packet_at(line) == packet for line in shown if line < len(self._lines)):
            self.verticalScrollBar().setValue(max(0, found - 2))
        return True

    def mark_packet(self, packet: int) -> None:
        """Mark a packet's lines."""
        self._packet = packet
        self.viewport().update()

    def line_of(self, packet: int) -> int:
        """The first line with bytes of a packet; -1: none."""
        return self._page.first_lines.get(packet, -1) if self._page is not None else -1

    def set_bytes(self, at: int, size: int, buffer: int) -> None:
        """Light up bytes of the packet in focus; size 0: none."""
        self._bytes = (at, size, buffer) if size else None
        self.viewport().update()

    def set_marks(self, marks: dict[int, list[tuple[int, int]]]) -> None:
        """Mark what was found: by way, offsets in what that side said, ascending."""
        self._marks = marks
        self.viewport().update()

    def find_text(self, text: str) -> list[int]:
        """The lines that have a text, whatever its case."""
        text = text.casefold()
        return [at for at, line in enumerate(self._lines) if text in line.text.casefold()] if text else []

    def show_line(self, at: int) -> None:
        """Select a line and bring it into sight."""
        self._anchor = self._caret = at
        self._show(at)
        self.viewport().update()

    def show_offset(self, way: int, offset: int) -> bool:
        """Bring a place into sight; False where it is on another page."""
        chunks = self._page.chunks if self._page is not None else ()
        for at, line in enumerate(self._lines):
            for part in line.parts:
                chunk = chunks[part.chunk]
                if line.text and part.size and line.way == way and 0 <= offset - chunk.offset - part.at < part.size:
                    self.show_line(at)
                    return True
        return False

    # geometry

    def _measure(self) -> None:
        font = fixed_font(self.font().pointSizeF())
        self.viewport().setFont(font)
        metrics = QFontMetricsF(font)
        self._char = metrics.horizontalAdvance("0" * 64) / 64
        self._line = metrics.height() + 4
        self._ascent = metrics.ascent() + 2
        self._lay_out()

    def _lay_out(self) -> None:
        page = max(1, int(self.viewport().height() / self._line))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self._lines) - page))
        bar.setPageStep(page)
        longest = self._page.longest if self._page is not None else 0
        wide = self._text_left(1) + (longest + 1) * self._char
        sideways = self.horizontalScrollBar()
        sideways.setRange(0, max(0, int(wide - self.viewport().width())) if longest > self.columns else 0)
        sideways.setPageStep(self.viewport().width())
        sideways.setSingleStep(int(self._char * 3))
        self.viewport().update()

    def _gutter(self) -> float:
        """Where the numbers of packets end."""
        return (self._digits + 1) * self._char

    def _text_left(self, way: int) -> float:
        return self._gutter() + (3 + INDENT * way) * self._char

    def line_rect(self, line: int) -> QRectF:
        """Where a line is, in viewport coordinates."""
        return QRectF(0, (line - self.top) * self._line, self.viewport().width(), self._line)

    def _line_at(self, place: QPointF, nearest: bool = False) -> int:
        line = self.top + int(place.y() // self._line)
        if nearest:
            return max(0, min(line, len(self._lines) - 1))
        return line if 0 <= line < len(self._lines) else -1

    def _show(self, line: int) -> None:
        bar = self.verticalScrollBar()
        if line < bar.value():
            bar.setValue(line)
        elif line >= bar.value() + bar.pageStep():
            bar.setValue(line - bar.pageStep() + 1)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the lines in view."""
        with QPainter(self.viewport()) as painter:          # ended whatever happens: Qt dies of one left open
            theme = theme_of(self.palette())
            last = min(len(self._lines), self.top + int(self.viewport().height() / self._line) + 2)
            for at in range(self.top, last):
                self._paint_line(painter, theme, at)

    def _paint_line(self, painter: QPainter, theme: Theme, at: int) -> None:
        line, rect = self._lines[at], self.line_rect(at)
        low, high = self.selected
        is_selected = low <= at <= high
        colour = QColor(theme.up if line.way == 0 else theme.down)
        shift = self.horizontalScrollBar().value()
        left = self._text_left(line.way) - shift
        base = rect.top() + self._ascent
        if is_selected:
            painter.fillRect(rect, QColor(theme.selection))
        elif self._packet and self._packet_at(at) == self._packet:
            painter.fillRect(rect, QColor(theme.alternate if not theme.is_dark else theme.button))
        painter.fillRect(QRectF(left - 2.2 * self._char, rect.top(), _BAR, rect.height()), colour)
        text = QColor(theme.selection_text if is_selected else theme.text)
        if not is_selected:
            self._paint_places(painter, theme, line, left, rect)
        font = QFont(self.viewport().font())
        font.setBold(line.kind == "title")
        if line.image is not None:
            self._paint_image(painter, line, left, rect)
        if line.kind not in ("gap", "retransmission", "note"):
            painter.setPen(text if is_selected else colour)
        else:
            font.setItalic(True)
            shade = theme.warning if line.kind == "gap" else theme.muted
            painter.setPen(text if is_selected else QColor(shade))
        painter.setFont(font)
        sign = {"gap": "▲ ", "retransmission": "◆ "}.get(line.kind, "")
        painter.drawText(QPointF(left, base), sign + self.text_of(line))
        painter.setFont(self.viewport().font())
        if line.begins:
            painter.setPen(text if is_selected else QColor(theme.muted))
            painter.drawText(QRectF(-shift, rect.top(), self._gutter() - self._char / 2, rect.height()),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             count(self._packet_at(at)))
            painter.setPen(text if is_selected else colour)
            self._paint_arrow(painter, line.way, QPointF(left - self._char, rect.center().y()))

    def _paint_image(self, painter: QPainter, line: StreamLine, left: float, rect: QRectF) -> None:
        """The part of an image that a line has; all its lines together show the whole, no larger than it is."""
        image = line.image
        assert image is not None
        high = IMAGE_ROWS * self._line
        scale = min(1.0, high / image.height(), max(1.0, self.viewport().width() - left - self._char) / image.width())
        top, part = line.row * self._line / scale, self._line / scale
        shown = min(part, image.height() - top)
        if shown > 0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, rect.top(), image.width() * scale, shown * scale), image,
                              QRectF(0, top, image.width(), shown))

    def _paint_arrow(self, painter: QPainter, way: int, middle: QPointF) -> None:
        """To the right for the client, to the left for the server, in the colour of the pen."""
        side = self._char * 0.5 * (1 if way == 0 else -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon([middle + QPointF(side, 0), middle + QPointF(-side, -self._char * 0.6),
                             middle + QPointF(-side, self._char * 0.6)])
        painter.restore()

    def _paint_places(self, painter: QPainter, theme: Theme, line: StreamLine, left: float, rect: QRectF) -> None:
        """What was found, and the bytes in focus, behind the text."""
        if self._page is None or not line.text or not line.parts[0].size:
            return
        for number, part in enumerate(line.parts):
            chunk = self._page.chunks[part.chunk]
            begin = chunk.offset + part.at
            found = self._marks.get(line.way, [])
            at = max(0, bisect_left(found, (begin, 0)) - 1)
            while at < len(found) and found[at][0] < begin + part.size:
                self._fill(painter, theme.banner, line, number, found[at][0] - begin, found[at][1] - begin, left, rect)
                at += 1
            if self._bytes is not None and chunk.packet == self._packet and chunk.buffer == self._bytes[2]:
                first = self._bytes[0] - chunk.at - part.at
                self._fill(painter, theme.selection, line, number, first, first + self._bytes[1], left, rect)

    def _fill(self, painter: QPainter, shade: str, line: StreamLine, number: int, begin: int, end: int, left: float,
              rect: QRectF) -> None:
        """Behind bytes [begin, end) of a part of a line, as far as they are in it."""
        part = line.parts[number]
        begin, end = max(0, begin), min(part.size, end)
        if begin >= end:
            return
        spans = [(self._column(line, part, begin), self._column(line, part, end - 1) + self._wide(line))]
        for low, high in spans:
            painter.fillRect(QRectF(left + low * self._char, rect.top(), (high - low) * self._char, rect.height()),
                             QColor(shade))

    def _is_hex(self) -> bool:
        return self._page is not None and self._page.question.form == "hex"

    def _wide(self, line: StreamLine) -> int:
        return 2 if self._is_hex() else 1

    def _column(self, line: StreamLine, part: Part, at: int) -> int:
        """The sign of a line that a byte of a part is shown by, or near."""
        if self._is_hex():
            return 10 + 3 * at + (at >= 8)
        return min(part.column + at, max(0, len(line.text) - 1))

    def _packet_at(self, at: int) -> int:
        """The packet that a line begins in; where one begins in it, that."""
        assert self._page is not None
        line, chunks = self._lines[at], self._page.chunks
        own = next((part for part in line.parts if not part.at), line.parts[0])
        return int(chunks[own.chunk].packet)

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: select a line, and tell what of it was clicked."""
        line = self._line_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or line < 0:
            return
        is_longer = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0
        self._select(self._anchor if is_longer else line, line)
        if not is_longer:
            self._pick(line, event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: select more lines."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor >= 0:
            self._select(self._anchor, self._line_at(event.position(), nearest=True))
            self._show(self._caret)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: nothing to do, everything was told while dragging."""

    def _pick(self, at: int, x: float | None = None) -> None:
        """Tell which bytes a line, or what is at a place of it, is made of."""
        if self._page is None:
            return
        line = self._lines[at]
        part = next((part for part in line.parts if not part.at), line.parts[0])
        if x is not None:
            column = (x + self.horizontalScrollBar().value() - self._text_left(line.way)) / self._char
            part = next((part for part in reversed(line.parts) if part.column <= column), line.parts[0])
        self.picked.emit(self._page.chunks[part.chunk], part.at, part.size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: move by line and page; Shift extends; at an end the next page comes."""
        last, step = len(self._lines) - 1, self.verticalScrollBar().pageStep()
        key = Qt.Key(event.key())
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -step, Qt.Key.Key_PageDown: step,
                 Qt.Key.Key_Home: -last - 1, Qt.Key.Key_End: last + 1}
        if last < 0 or key not in moves:
            if key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier and last >= 0:
                self._select(0, last)
                return
            super().keyPressEvent(event)
            return
        line = self._caret if self._caret >= 0 else self.top
        wanted = max(0, min(last, line + moves[key])) if self._caret >= 0 else line
        if wanted == self._caret and key not in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turned.emit(1 if moves[key] > 0 else -1)
            return
        is_longer = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._select(self._anchor if is_longer and self._anchor >= 0 else wanted, wanted)
        self._show(wanted)
        if not is_longer:
            self._pick(wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: scroll; at an end the next page comes."""
        delta = event.angleDelta().y()
        bar = self.verticalScrollBar()
        if delta and bar.value() == (bar.minimum() if delta > 0 else bar.maximum()):
            self.turned.emit(-1 if delta > 0 else 1)
        super().wheelEvent(event)

    def _select(self, anchor: int, caret: int) -> None:
        self._anchor, self._caret = anchor, caret
        self.viewport().update()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other pages."""
        self._lay_out()
        super().resizeEvent(event)
        self.room_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another font or theme."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._measure()
            self.room_changed.emit()
        super().changeEvent(event)
