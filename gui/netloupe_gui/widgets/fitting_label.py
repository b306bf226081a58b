"""A line of facts that leaves out the last ones where there is no room, instead of cutting words."""
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from netloupe_gui.text import tip
from netloupe_gui.theme.glyphs import draw_glyph
from netloupe_gui.theme.palette import theme_of

APART = "   "
GAP = 4                 # pixels between a picture and its words
_BETWEEN = re.compile(r"\s*·\s*|\s{3,}")        # what stands between two facts


@dataclass(frozen=True, slots=True)
class Fact:
    """Words, and the picture before them."""

    words: str
    picture: str = ""
    colour: str = ""        # of the picture, by its name in the theme or as "#rrggbb"; "": the text's own


class FittingLabel(QLabel):
    """Plain text of facts with dots, or wide gaps, between them. GUI thread only.

    `text` is all of it, for tests and screen readers; the tooltip says it where less is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty, and content with any width."""
        super().__init__(parent)
        self._pictured: dict[str, Fact] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these, some of them with a picture."""
        self._pictured = {fact.words: fact for fact in facts if fact.picture}
        self.setText(APART.join(fact.words for fact in facts))

    @property
    def shown(self) -> str:
        """The part of the text there is room for: as many facts as fit, none in halves."""
        room, text = self.contentsRect().width(), self.text()
        ends = [len(text), *(found.start() for found in reversed(list(_BETWEEN.finditer(text))) if found.start())]
        return next((text[:end] for end in ends if self._width(text[:end]) <= room), "")

    @property
    def _side(self) -> int:
        return self.fontMetrics().ascent()

    def _width(self, text: str) -> int:
        pictures = sum(1 for _gap, words in self._parts(text) if words in self._pictured)
        return self.fontMetrics().horizontalAdvance(text) + pictures * (self._side + GAP)

    @staticmethod
    def _parts(text: str) -> Iterator[tuple[str, str]]:
        """The facts, each with what stands before it."""
        gap, at = "", 0
        for found in _BETWEEN.finditer(text):
            yield gap, text[at:found.start()]
            gap, at = found.group(), found.end()
        yield gap, text[at:]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw what fits."""
        with QPainter(self) as painter:
            painter.setFont(self.font())
            colour = self.palette().color(QPalette.ColorRole.WindowText)
            painter.setPen(colour)
            if self._pictured:
                self._draw_facts(painter, colour)
            else:
                painter.drawText(self.contentsRect(), int(self.alignment()), self.shown)

    def _draw_facts(self, painter: QPainter, colour: QColor) -> None:
        metrics, theme, room = self.fontMetrics(), theme_of(self.palette()), self.contentsRect()
        x, middle = room.left(), room.top() + room.height() / 2
        baseline = room.top() + (room.height() - metrics.height()) // 2 + metrics.ascent()
        for gap, words in self._parts(self.shown):
            painter.drawText(x, baseline, gap)
            x += metrics.horizontalAdvance(gap)
            fact = self._pictured.get(words)
            if fact is not None:
                shade = fact.colour or colour.name()
                if not shade.startswith("#"):
                    shade = getattr(theme, shade)
                draw_glyph(painter, x, middle, self._side, fact.picture, shade)
                x += self._side + GAP
            painter.drawText(x, baseline, words)
            x += metrics.horizontalAdvance(words)

    def sizeHint(self) -> QSize:
        """Qt: all of it."""
        return QSize(self._width(self.text()) + self.width() - self.contentsRect().width(),
                     super().sizeHint().height())

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
