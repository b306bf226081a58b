"""Shapes: the tree of protocols as an icicle, and who speaks with whom as a matrix."""
from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from netloupe_gui.plots.drawing import AIR, GAP, Drawing, Look, soft, write
from netloupe_gui.text import safe
from netloupe_gui.theme.palette import mixed

DEPTH_MOST = 150.0      # pixels of width of one layer
STRENGTH = 0.5          # of colours on the background, so that text can be read on them
HOSTS_MAX = 24          # rows and columns of a matrix
HEAD_SHARE = 0.32       # of width and height, for the names of hosts


class Icicle(Drawing):
    """From left to right, each protocol beside the one that carries it, as high as its share."""

    def place(self, size: QSizeF, look: Look) -> None:
        """As `Drawing`."""
        found = self.found
        values, parents = self.values(found.measure), found.parents
        depths: list[int] = []
        for parent in parents:
            depths.append(0 if parent < 0 else depths[parent] + 1)
        wide = min(DEPTH_MOST, (size.width() - 2 * AIR) / max(max(depths, default=0) + 1, 1))
        total = sum(value for value, parent in zip(values, parents, strict=True) if parent < 0) or 1.0
        scale = (size.height() - 2 * AIR) / total
        tops: list[float] = []
        taken: dict[int, float] = {-1: AIR}
        self.parts = []
        for row, (value, parent) in enumerate(zip(values, parents, strict=True)):
            top = taken[parent]
            taken[parent] = top + value * scale
            tops.append(top)
            taken[row] = top
            self.parts.append((QRectF(AIR + depths[row] * wide, top, wide, value * scale), row))

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """As `Drawing`."""
        labels = self.found.labels
        line = look.metrics.height()
        colours = self._colours()
        for rect, at in self.parts:
            colour = mixed(look.series(colours[at]).name(), look.theme.base, STRENGTH)
            painter.fillRect(rect, soft(look, colour, at == row))
            painter.setPen(QPen(QColor(look.theme.base), 1))
            painter.drawRect(rect)
            if rect.height() >= line:
                text = safe(labels[at])
                share = self.text(self.found.measure, at)
                wide = look.metrics.horizontalAdvance(f"{text}  {share}")
                shown = f"{text}  {share}" if wide <= rect.width() - 2 * GAP else text
                write(painter, look, rect.adjusted(GAP, 0, -GAP, 0), shown)

    def _colours(self) -> list[int]:
        """Which colour each part has: a protocol has one, wherever it is."""
        numbers: dict[str, int] = {}
        return [numbers.setdefault(label, len(numbers)) for label in self.found.labels]

    def tip(self, row: int, place: object) -> str:
        """With the path."""
        return "\n".join([self.text("path", row), *super().tip(row, place).split("\n")[1:]])  # type: ignore[arg-type]


class Matrix(Drawing):
    """Clients from top to bottom, servers from left to right; the more between them, the stronger the cell."""

    def place(self, size: QSizeF, look: Look) -> None:
        """As `Drawing`."""
        found = self.found
        values = self.values(found.measure)
        metrics = look.metrics
        line = metrics.height() + 2
        clients, servers = found.columns[0].values, found.columns[1].values
        named = min(max((metrics.horizontalAdvance(str(name)) for name in clients[:200]), default=0.0) + GAP,
                    size.width() * HEAD_SHARE)
        head = min(max((metrics.horizontalAdvance(str(name)) for name in servers[:200]), default=0.0) + GAP,
                   size.height() * HEAD_SHARE)
        left, top = AIR + named + GAP, AIR + head + GAP
        rows_most = max(1, min(HOSTS_MAX, int((size.height() - top - AIR) // line)))
        columns_most = max(1, min(HOSTS_MAX, int((size.width() - left - AIR) // line)))
        downs: dict[str, int] = {}
        rights: dict[str, int] = {}
        for client, server in zip(clients, servers, strict=True):
            if len(downs) < rows_most:
                downs.setdefault(str(client), len(downs))
            if len(rights) < columns_most:
                rights.setdefault(str(server), len(rights))
        high = min(34.0, (size.height() - top - AIR) / max(len(downs), 1))
        wide = min(90.0, (size.width() - left - AIR) / max(len(rights), 1))
        self._downs = [(QRectF(AIR, top + at * high, named, high), name) for name, at in downs.items()]
        self._rights = [(QRectF(left + at * wide, AIR, wide, head), name) for name, at in rights.items()]
        self._area = QRectF(left, top, wide * len(rights), high * len(downs))
        self._size = (wide, high)
        self.parts, self._strength = [], {}
        most = max(values, default=0.0) or 1.0
        for row, (client, server) in enumerate(zip(clients, servers, strict=True)):
            if str(client) in downs and str(server) in rights:
                self.parts.append((QRectF(left + rights[str(server)] * wide, top + downs[str(client)] * high, wide,
                                          high), row))
                self._strength[row] = 0.18 + 0.82 * (values[row] / most) ** 0.35 if values[row] else 0.0

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """As `Drawing`."""
        wide, high = self._size
        painter.setPen(QPen(QColor(look.theme.grid), 1))
        for at in range(len(self._downs) + 1):
            y = self._area.top() + at * high
            painter.drawLine(int(self._area.left()), int(y), int(self._area.right()), int(y))
        for at in range(len(self._rights) + 1):
            x = self._area.left() + at * wide
            painter.drawLine(int(x), int(self._area.top()), int(x), int(self._area.bottom()))
        for rect, name in self._downs:
            write(painter, look, rect, safe(name), "right", middle=True)
        for rect, name in self._rights:
            self._paint_head(painter, look, rect, safe(name))
        colour = look.series(0).name()
        for rect, at in self.parts:
            painter.fillRect(rect.adjusted(1, 1, 0, 0), soft(look, mixed(colour, look.theme.base, self._strength[at]),
                                                             at == row))
            text = self.text(self.found.measure, at)
            if look.metrics.horizontalAdvance(text) < wide - 4 and high >= look.metrics.height():
                strong = self._strength[at] > 0.6
                write(painter, look, rect, text, "centre", look.theme.base if strong else look.theme.text)

    def _paint_head(self, painter: QPainter, look: Look, rect: QRectF, name: str) -> None:
        if look.metrics.horizontalAdvance(name) <= rect.width() - 4:
            write(painter, look, QRectF(rect.left(), rect.bottom() - look.metrics.height(), rect.width(),
                                        look.metrics.height()), name, "centre")
            return
        painter.save()
        painter.translate(rect.center().x() + look.metrics.height() / 2, rect.bottom())
        painter.rotate(-90)
        painter.setPen(QColor(look.theme.text))
        write(painter, look, QRectF(0, -look.metrics.height(), rect.height(), look.metrics.height()), name,
              middle=True)
        painter.restore()
