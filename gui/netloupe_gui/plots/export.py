"""A plot as a picture or as figures, written whole or not at all."""
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSaveFile, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView


def png(plot: QGraphicsView) -> bytes:
    """The plot as it looks, PNG."""
    return _as_png(plot.grab())


def svg(plot: QGraphicsView, title: str) -> bytes:
    """The plot as lines and text, SVG."""
    return painted_svg(plot.size(), title, plot.render)


def painted_png(size: QSize, paint: Callable[[QPainter], None]) -> bytes:
    """What a function paints, PNG, twice as fine as on screen."""
    image = QPixmap(size * 2)
    image.setDevicePixelRatio(2)
    with QPainter(image) as painter:
        paint(painter)
    return _as_png(image)


def _as_png(image: QPixmap) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(store.data())


def painted_svg(size: QSize, title: str, paint: Callable[[QPainter], None]) -> bytes:
    """What a function paints, SVG."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(title)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    with QPainter(generator) as painter:
        paint(painter)
    return bytes(store.data())


def csv(lines: Iterable[str]) -> bytes:
    """Lines of CSV, UTF-8."""
    return "".join(lines).encode()


def write(path: str, data: bytes) -> str:
    """Write a file in one step; the reason if it cannot be, else ""."""
    file = QSaveFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
        return file.errorString()
    return ""


def save_picture(path: str, size: QSize, title: str, paint: Callable[[QPainter], None]) -> str:
    """Write what a function paints, to a .svg file as SVG, else as PNG; the reason if it cannot be, else ""."""
    is_svg = Path(path).suffix.lower() == ".svg"
    return write(path, painted_svg(size, title, paint) if is_svg else painted_png(size, paint))
