"""Measures a window: what is cut, too small, or lies over something else.

`python -m tests.gui.measure WIDTHxHEIGHT...` measures the real window over the sample capture at these sizes in pixels
of the screen, in every theme, at the scale that QT_SCALE_FACTOR says; it prints one fault a line.
"""
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from netloupe_gui.app import App
from netloupe_gui.dialogs.capture import CaptureDialog
from netloupe_gui.theme.tokens import THEMES
from netloupe_gui.widgets.fitting_label import FittingLabel
from netloupe_gui.widgets.table import Table

SESSIONS_ROWS, LOWER_ROWS = 8, 3
NARROWEST = 700                         # pixels of width in which the tool bar has room for all its buttons
SESSIONS_LEAST = 6                      # in the smallest window
PLOT_MIN, LANES_MIN = 40, 60            # pixels of height
BYTES_LINES = 3
WIDE_ENOUGH = 160                       # for one fact
LOW = 440                               # in a window lower than this the lower row is there when it has the keyboard
SCREEN = QSize(4000, 3000)


def name_of(widget: QWidget) -> str:
    """For people who read a fault."""
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName() or said!r}"


def seen(top: QWidget) -> list[QWidget]:
    """All that is on screen of a window."""
    return [widget for widget in top.findChildren(QWidget) if is_seen(widget, top)]


def is_seen(widget: QWidget, top: QWidget) -> bool:
    """Whether a widget is on screen; Qt puts panes whose tabs are behind outside of the window."""
    place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()) if widget.window() is top else QRect()
    return widget.isVisible() and place.intersects(top.rect())


def cut_texts(top: QWidget) -> Iterator[str]:
    """Labels and buttons that have less room than their text needs, or stick out of what holds them."""
    for widget in seen(top):
        if isinstance(widget, FittingLabel):
            if widget.text() and not widget.shown and widget.width() > WIDE_ENOUGH:
                yield f"{name_of(widget)} shows nothing of {widget.text()!r} in {widget.width()}"
        elif isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            text = widget.text().replace("&", "") if widget.buddy() is not None else widget.text()
            needs = QFontMetrics(widget.font()).size(0, text)
            room = widget.contentsRect().size()
            if room.width() < needs.width() or room.height() < needs.height() - 1:
                yield f"cut: {name_of(widget)} {widget.text()[:40]!r} has {room.toTuple()} of {needs.toTuple()}"
        elif isinstance(widget, QToolButton | QPushButton) and widget.text():
            style = widget.toolButtonStyle() if isinstance(widget, QToolButton) else None
            text = widget.text().replace("&", "")
            is_bare = style == Qt.ToolButtonStyle.ToolButtonIconOnly
            needs = 0 if is_bare else widget.fontMetrics().horizontalAdvance(text)
            if style in (None, Qt.ToolButtonStyle.ToolButtonTextBesideIcon) and not widget.icon().isNull():
                needs += widget.iconSize().width()
            if widget.width() < needs:
                yield f"cut: {name_of(widget)} {text!r} has {widget.width()} of {needs}"
        if isinstance(widget, QLabel | QAbstractButton) and not _is_scrolled(widget):
            inside = QRect(QPoint(0, 0), top.size())
            place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
            if not inside.contains(place):
                yield f"outside the window: {name_of(widget)} at {place.getRect()}"
        if widget.objectName() == "qt_toolbar_ext_button" and top.width() >= NARROWEST:
            yield "the tool bar has more than fits"


def _is_scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def cut_columns(table: Table) -> Iterator[str]:
    """Headings, and cells in sight, that a table cuts."""
    header, model = table.horizontalHeader(), table.model()
    digits = QFontMetrics(table.font())
    rows = range(max(0, table.rowAt(0)), table.rowAt(table.viewport().height() - 1) + 1)
    for at, column in enumerate(model.columns):
        if table.isColumnHidden(at):
            continue
        title = QFontMetrics(header.font()).horizontalAdvance(header.title(at))
        if header.sectionSize(at) < title + 10:
            yield f"heading {column.key} has {header.sectionSize(at)} of {title + 10}"
        if column.stretches:
            continue
        for row in rows:
            text = str(model.index(row, at).data())
            if digits.horizontalAdvance(text) + 6 > header.sectionSize(at):
                yield f"cell {column.key} {text!r} has {header.sectionSize(at)}"
                break


def overlaps(top: QWidget) -> Iterator[str]:
    """Neighbours that lie over each other."""
    for parent in [top, *seen(top)]:
        if isinstance(parent, QStackedWidget | QAbstractScrollArea | QTabBar | QAbstractButton):
            continue
        inner = [child for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
                 if child.isVisible() and not child.isWindow() and child.objectName() != "focus_frame"
                 and not child.geometry().isEmpty() and child.geometry().intersects(parent.rect())]
        if isinstance(parent, QToolBar):
            inner = [child for child in inner if not child.objectName().startswith("qt_toolbar")]
        for one, other in combinations(inner, 2):
            common = one.geometry() & other.geometry()
            if common.width() > 1 and common.height() > 1:
                yield f"{name_of(one)} lies over {name_of(other)} by {common.size().toTuple()}"


def small_panes(app: App) -> Iterator[str]:
    """Panes of less than they are of use."""
    table = app.sessions_view.table
    rows = table.viewport().height() // table.verticalHeader().defaultSectionSize()
    height = app.window.height()
    if height < LOW and app.window.focusWidget() is not table:           # the lower row has the room now
        if rows < 2:
            yield f"sessions show {rows} rows"
        yield from small_lower_panes(app)
        return
    if rows < (SESSIONS_ROWS if height >= LOW else SESSIONS_LEAST):
        yield f"sessions show {rows} rows"
    if app.sessions_view.height() < 0.4 * height - 2:
        yield f"sessions have {app.sessions_view.height()} of {height}"
    views = {key: pane.view for key, pane in app.late_panes.items()}
    plot = views["throughput"].canvas
    if plot is not None and is_seen(plot, app.window) and plot.height() > 1 and plot.plot_rect().height() < PLOT_MIN:
        yield f"the plot has {plot.plot_rect().height()}"
    lanes = views["timeline"].lanes.viewport()
    if is_seen(lanes, app.window) and lanes.height() < LANES_MIN and height >= LOW:
        yield f"the timeline has {lanes.height()}"
    if height >= LOW:
        yield from small_lower_panes(app)


def small_lower_panes(app: App) -> Iterator[str]:
    """Of the lower row, of those that can be seen."""
    views = {key: pane.view for key, pane in app.late_panes.items()}
    packets = app.packets_view.table
    shown = packets.viewport().height() // packets.verticalHeader().defaultSectionSize()
    if is_seen(packets, app.window) and shown < LOWER_ROWS:
        yield f"packets show {shown} rows"
    tree, area = views["attributes"].tree, views["bytes"].area
    if is_seen(tree, app.window) and tree.viewport().height() < LOWER_ROWS * tree.rowHeight(
            tree.model().index(0, 0)):
        yield f"the tree has {tree.viewport().height()}"
    if is_seen(area, app.window):
        line = area.cell(0).height()
        if area.viewport().height() < BYTES_LINES * line:
            yield f"bytes have {area.viewport().height()} for lines of {line}"
        if area.columns != 16 or area.horizontalScrollBar().maximum() > 0:
            yield f"bytes are {area.columns} a line, {area.horizontalScrollBar().maximum()} to scroll"


def faults(app: App) -> Iterator[str]:
    """Everything that is wrong with the window as it is now."""
    yield from small_panes(app)
    yield from cut_texts(app.window)
    yield from overlaps(app.window)
    for table in (app.sessions_view.table, app.packets_view.table):
        yield from cut_columns(table)


def lasting(look: Callable[[], Iterable[str]]) -> list[str]:
    """What is wrong at each look of a while: between an interface that comes and the layout that makes room for it,
    there is a moment."""
    found = list(look())
    for _ in range(5):
        if found:
            settle(100)
            now = set(look())
            found = [fault for fault in found if fault in now]
    return found


def _page_faults(top: QWidget) -> Iterator[str]:
    yield from cut_texts(top)
    yield from overlaps(top)


def dialog_faults(app: App) -> Iterator[str]:
    """What is wrong with the dialogs."""
    for name in ("export_sessions", "command_palette", "shortcut_sheet", "about", "go_to_packet", "capture_options"):
        app.commands.run(name)
        settle(100)
        dialog = app.live_commands.dialog if name == "capture_options" else app.commands.dialog
        assert dialog is not None
        if isinstance(dialog, CaptureDialog):
            dialog.set_detailed(True)
            settle(100)
        yield from (f"{name}: {fault}" for fault in lasting(partial(_page_faults, dialog)))
        dialog.close()


def settle(milliseconds: int) -> None:
    """Let the window do what it has to."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < milliseconds:
        QApplication.processEvents()


def measure(sizes: list[tuple[int, int]]) -> list[str]:
    """Faults of the real window over the sample capture, each with where it was found."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    sample = Path(__file__).parents[2] / "resources" / "captures" / "sample.pcapng"
    found = []
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
        app.window.show()
        for width, height in sizes:
            app.window.resize(round(width / scale), round(height / scale))
            settle(150)
            found += [f"{width}x{height} at {scale:g}, welcome page: {fault}"
                      for fault in lasting(partial(_page_faults, app.window))]
        app.commands.open_path(str(sample))
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < 60_000 and (len(app.focus.sessions) == 0 or not _is_ready(app)):
            settle(50)
            if app.sessions_model.rowCount() > 40 and not app.focus.sessions:
                app.focus.select_sessions((34,))
        for width, height in sizes:
            app.window.resize(round(width / scale), round(height / scale))
            settle(150)
            found += [f"{width}x{height} at {scale:g}, {fault}" for fault in dialog_faults(app)]
            app.window.show_pane("sessions")
            for theme in THEMES:
                app.commands.run(f"theme_{theme}")
                settle(400)
                where = f"{width}x{height} at {scale:g}, {theme}"
                found += [f"{where}: {fault}" for fault in lasting(partial(faults, app))]
                panes = [app.panes[key] for key in ("packets", "attributes", "bytes")]
                if theme == "dark" and not all(pane.is_in_front for pane in panes):
                    for pane in panes[1:]:              # the tabs behind
                        pane.raise_()
                        app.window.show_pane(pane.objectName())
                        settle(200)
                        found += [f"{where}, {pane.objectName()}: {fault}" for fault in lasting(partial(faults, app))]
                    panes[0].raise_()
                    app.window.show_pane("sessions")
                    settle(200)
            for preset in ("overview", "live", "inspect"):
                app.commands.run(f"layout_{preset}")
                settle(300)
                found += [f"{width}x{height} at {scale:g}, {preset}: {fault}"
                          for fault in lasting(partial(faults, app))]
        app.dispose()
    return found


def _is_ready(app: App) -> bool:
    views = [pane.view for pane in app.late_panes.values()]
    return (all(view is not None for view in views) and (views[0].canvas is not None or not views[0].isVisible())
            and not app.capture.is_reading and app.packets_model.rowCount() > 0)


if __name__ == "__main__":
    problems = measure([(int(width), int(height)) for width, height in (size.split("x") for size in sys.argv[1:])])
    print("\n".join(dict.fromkeys(problems)))
    sys.stdout.flush()
    os._exit(1 if problems else 0)          # the process has nothing more to do, and Qt's end takes its time
