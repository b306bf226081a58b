"""Measures a window: the pixels that its panes need at the present text size, and the room there is for them."""
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QMainWindow, QStyle, QToolBar, QWidget

from netloupe_gui.theme.fonts import fixed_font
from netloupe_gui.widgets.middle import Middle
from netloupe_gui.widgets.pane import Pane
from netloupe_gui.window.shares import Needs

SESSIONS_ROWS = 8
LOWER_ROWS = 5
BESIDE_ROWS = 7         # of pages below the sessions


def room_of(window: QMainWindow) -> int:
    """Pixels of height between the tool bars and the status bar."""
    layout = window.layout()
    assert layout is not None
    layout.activate()
    strips = [child for child in window.children() if isinstance(child, QWidget) and child.inherits("QToolBar")
              and not child.isHidden()]
    below = [strip for strip in strips if isinstance(strip, QToolBar)
             and window.toolBarArea(strip) is Qt.ToolBarArea.BottomToolBarArea]
    top = max(strip.geometry().bottom() + 1 for strip in [window.menuBar(), *strips] if strip not in below)
    return window.height() - top - window.statusBar().height() - sum(strip.height() for strip in below)


def needs_of(window: QMainWindow, panes: Mapping[str, Pane], middle: Middle) -> Needs:
    """What the parts need at this text size, where no page of the middle stands below the others."""
    metrics = QFontMetrics(QApplication.font())
    line, digit = metrics.height(), metrics.horizontalAdvance("0")
    hex_digit = QFontMetrics(fixed_font(QApplication.font().pointSizeF())).horizontalAdvance("0")
    style = window.style()
    bar = style.pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    gap = style.pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
    title = max(pane.strip.sizeHint().height() for pane in panes.values())
    row, header = line + 7, line + 11
    lower = title + header + LOWER_ROWS * row
    head = middle.bar_height()
    beside = title + header + BESIDE_ROWS * row + gap
    return Needs(
        title=title, plot=title + 4 * line, plot_wanted=title + 11 * line // 2,
        sessions=header + SESSIONS_ROWS * row + bar + line + 8 + head, beside=beside,
        footer=line + 6 + head, head=head,
        sessions_least=header + 2 * row + bar, lower_least=lower - 2 * row + bar, lanes=title + 5 * line + 12,
        lanes_wanted=title + 7 * line + 8, lower=lower, tabs=line + 10, line=gap,
        widths={"packets": 42 * digit, "attributes": 34 * digit, "bytes": 65 * hex_digit + bar})
