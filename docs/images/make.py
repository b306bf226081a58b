"""Makes the pictures of the README and the guide from the real program: `python docs/images/make.py [FOLDER]`.

The live one captures on `lo`, which takes the right to.
"""
import http.server
import os
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from netloupe_gui.app import App
from netloupe_gui.bridge.why import Question
from netloupe_gui.settings.resources import sample_captures

WINDOW, LIVE = QSize(1600, 1000), QSize(1280, 820)
PATIENCE_MS = 60_000
PAGE = b"<p>" + b"all is well " * 2500


def until(holds: Callable[[], bool]) -> None:
    """Run the event loop until then."""
    clock = QElapsedTimer()
    clock.start()
    while not holds():
        if clock.elapsed() > PATIENCE_MS:
            raise TimeoutError("the window did not get there")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def rest(milliseconds: int) -> None:
    """Let the window do what it has to."""
    clock = QElapsedTimer()
    clock.start()
    until(lambda: clock.elapsed() > milliseconds)


def shown_app(application: QApplication, folder: str, size: QSize) -> App:
    """The window, with everything in it that comes late."""
    (Path(folder) / "settings.ini").write_text("[General]\nlanguage=en\n")
    app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
    app.window.resize(size)
    app.window.show()
    app.themes.apply("light")
    until(lambda: all(pane.view is not None for pane in app.late_panes.values()))
    return app


@contextmanager
def sample_window(application: QApplication, path: Path) -> Iterator[App]:
    """The window on the sample capture; what it shows in the end is the picture."""
    with tempfile.TemporaryDirectory() as folder:
        app = shown_app(application, folder, WINDOW)
        app.commands.open_path(str(sample_captures()[0]))
        until(lambda: app.capture.analysis is not None and not app.capture.is_reading)
        yield app
        rest(1500)
        app.window.grab().save(str(path))
        app.dispose()


def show_session(app: App, row: int, nth: int) -> None:
    """Select a session, and one of its packets."""
    app.focus.select_sessions((row + 1,))
    until(lambda: app.packets_model.rowCount() > nth and app.packets_model.scope.sessions == (row + 1,)
          and not app.packets_model.is_arranging)
    assert app.capture.analysis is not None         # which knows its packets, whatever the list shows by now
    app.focus.select_packet(int(app.capture.analysis.packets_of((row + 1,))[nth]))
    until(lambda: app.reader.packet is not None)
    until(lambda: app.late_panes["throughput"].view.canvas is not None)


def show_download(app: App) -> None:
    """Select the download that lost segments on its way."""
    assert app.capture.analysis is not None
    show_session(app, int((app.capture.analysis.sessions.column("retransmissions_down") > 0).argmax()), 0)


def window_picture(application: QApplication, path: Path) -> None:
    """The sample capture, a response of an HTTP session selected."""
    with sample_window(application, path) as app:
        sessions = app.capture.analysis.sessions
        row = next(row for row in range(len(sessions)) if "301 Moved" in app.capture.analysis.session_info(row + 1))
        show_session(app, row, 5)


def statistics_picture(application: QApplication, path: Path) -> None:
    """What the sample is made of, protocol in protocol, of the sessions that a filter leaves."""
    with sample_window(application, path) as app:
        app.commands.run("pane_statistics")
        until(lambda: app.late_panes["statistics"].view is not None)
        app.filter_bar.show_filter("not app == unknown and bytes > 200")
        app.statistics.set_name("hierarchy")
        view = app.late_panes["statistics"].view
        until(lambda: view.found is not None and view.found.kind.name == "hierarchy" and not app.statistics.is_busy)


def tcp_picture(application: QApplication, path: Path) -> None:
    """A download that lost segments on its way, one that was sent again selected."""
    with sample_window(application, path) as app:
        show_download(app)
        app.commands.run("pane_tcp")
        view = app.late_panes["tcp"].view
        until(lambda: view.plot is not None)
        series = view.plot.series
        app.focus.select_packet(int(series.packets[next(row for row in range(len(series)) if series.notes[row] & 2)]))


def ladder_picture(application: QApplication, path: Path) -> None:
    """The same download, packet by packet between its hosts."""
    with sample_window(application, path) as app:
        show_download(app)
        app.commands.run("pane_ladder")
        view = app.late_panes["ladder"].view
        until(lambda: view.ladder is not None)
        found = view.ladder
        app.focus.select_packet(int(found.packets[next(row for row in range(len(found)) if found.notes[row] & 2)]))


def relations_picture(application: QApplication, path: Path) -> None:
    """What DNS named in the sample, and what came of it."""
    with sample_window(application, path) as app:
        show_download(app)
        app.commands.run("pane_relations")
        view = app.late_panes["relations"].view
        view.scope.setCurrentIndex(1)
        view.scope.activated.emit(1)
        until(lambda: view.model.rowCount() > 2)
        view.table.selectRow(view.model.row_of(app.focus.sessions[0]))


def why_picture(application: QApplication, path: Path) -> None:
    """The states of a download, each with the packets that led there."""
    with sample_window(application, path) as app:
        show_download(app)
        app.sessions_view.table.setFocus()
        app.why.ask(Question(app.focus.sessions[0], "state"))
        until(lambda: app.why_commands.card is not None and len(app.why_commands.card.links) > 3)
        app.why_commands.card.links[2].click()


class Pages(http.server.BaseHTTPRequestHandler):
    """Answers everything with the same page."""

    def do_GET(self) -> None:
        """A request."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_said: object) -> None:
        """Nobody wants to know."""


def capture_picture(application: QApplication, path: Path) -> None:
    """A capture on `lo` that runs, and the dialog over it."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    port = server.server_address[1]
    over = threading.Event()

    def ask() -> None:
        number = 0
        while not over.is_set():
            number += 1
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/page{number}.html") as answer:
                answer.read()
            time.sleep(0.1)
    threads = [threading.Thread(target=work, daemon=True) for work in (server.serve_forever, ask)]
    with tempfile.TemporaryDirectory() as folder:
        app = shown_app(application, folder, LIVE)
        app.live_commands.start_on("lo")
        until(lambda: app.capture.analysis is not None)
        for thread in threads:
            thread.start()
        until(lambda: app.sessions_model.rowCount() > 60)
        app.commands.run("follow_newest")
        show_session(app, app.sessions_model.rowCount() - 8, 4)
        app.commands.run("capture_options")
        dialog = app.live_commands.dialog
        dialog.filter.line.setText("tcp port 80")
        dialog.resize(1000, 420)
        rest(4000)
        picture = app.window.grab()
        _lay_over(picture, dialog.grab())
        picture.save(str(path))
        dialog.close()
        over.set()
        server.shutdown()
        app.live.keep_unsaved()
        app.dispose()


def _lay_over(picture: QPixmap, above: QPixmap) -> None:
    """The dialog where a window manager would put it, with an edge around it."""
    corner = QPoint((picture.width() - above.width()) // 2, (picture.height() - above.height()) // 2 + 40)
    with QPainter(picture) as painter:
        painter.fillRect(corner.x() - 1, corner.y() - 1, above.width() + 2, above.height() + 2, QColor("#5b6470"))
        painter.drawPixmap(corner, above)


def main() -> int:
    """Make all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp()       # without what anybody has marked here
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    application = QApplication(sys.argv[:1])
    window_picture(application, folder / "window.png")
    statistics_picture(application, folder / "statistics.png")
    tcp_picture(application, folder / "tcp.png")
    ladder_picture(application, folder / "ladder.png")
    relations_picture(application, folder / "relations.png")
    why_picture(application, folder / "why.png")
    capture_picture(application, folder / "capture.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
