"""What the tests of the window share: the whole window over a made-up analysis, and a watch on threads."""
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CaptureError
from netloupe_gui.app import App, open_analysis
from netloupe_gui.bridge.jobs import Jobs
from tests.gui.fake import FakeAnalysis
from tests.gui.live_fake import FakeDoor

SAMPLE = Path("resources/captures/sample.pcapng")


@pytest.fixture(autouse=True)
def no_thread_is_left(garbage_of_the_window: None) -> Iterator[None]:
    """A test ends with the threads it began with."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(2)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    """A runner of jobs that is closed at the end."""
    runner = Jobs()
    yield runner
    runner.close()


class Shelf:
    """Opens made-up captures by name; what is not on the shelf cannot be opened."""

    def __init__(self) -> None:
        self.captures: dict[str, FakeAnalysis] = {}
        self.opened: list[FakeAnalysis] = []
        self.gates: dict[str, threading.Event] = {}     # opening one of these waits, as for a slow disk
        self.waiting: list[str] = []

    def put(self, path: str, capture: FakeAnalysis) -> FakeAnalysis:
        capture.path = path
        self.captures[path] = capture
        return capture

    def open(self, path: str, is_cancelled: Callable[[], bool] = bool) -> FakeAnalysis:
        if path in self.gates:
            self.waiting.append(path)
            while not self.gates[path].wait(0.01) and not is_cancelled():
                pass
        if path not in self.captures:
            raise CaptureError("it is not a capture: the first bytes are 'PK'")
        self.opened.append(self.captures[path])
        return self.captures[path]


@pytest.fixture
def shelf() -> Shelf:
    """The captures that the window of `make_app` can open."""
    return Shelf()


@pytest.fixture
def door() -> FakeDoor:
    """The way to live captures of the window of `make_app`."""
    return FakeDoor()


@pytest.fixture
def make_app(qtbot, qapp, tmp_path: Path, shelf: Shelf, door: FakeDoor) -> Iterator[Callable[..., App]]:
    """Makes the window, shown; a second one finds the settings of the first."""
    made: list[App] = []

    def make(size: tuple[int, int] | None = (1500, 950)) -> App:
        app = App(qapp, tmp_path / "settings.ini", tmp_path / "window.log", shelf.open, door)
        if size is not None:                    # else as it was last
            app.window.resize(*size)
        app.window.show()
        qtbot.waitExposed(app.window)
        made.append(app)
        return app

    yield make
    for app in made:
        app.dispose()


def expose(qtbot, pane, width: int, height: int):
    """The pane alone, on the screen in this size."""
    qtbot.addWidget(pane)
    pane.resize(width, height)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def show_file(qtbot, app: App, path: str) -> None:
    """Open a file and wait until it is shown."""
    app.commands.open_path(path)
    qtbot.waitUntil(lambda: app.capture.path == path and not app.capture.opening and app.window.shows_capture)


@pytest.fixture
def app(make_app: Callable[[], App]) -> App:
    """The window, with nothing open."""
    return make_app()


@pytest.fixture
def capture(app: App, shelf: Shelf, qtbot, tmp_path: Path) -> FakeAnalysis:
    """A capture of 40 sessions of 6 packets, open in the window and read to its end."""
    path = tmp_path / "forty.pcapng"
    path.write_bytes(b"made up")
    analysis = shelf.put(str(path), FakeAnalysis(sessions=40, packets_each=6))
    app.commands.open_path(str(path))
    qtbot.waitUntil(lambda: not app.capture.is_reading and not app.sessions_model.is_arranging
                    and app.sessions_model.rowCount() == 40 and app.packets_model.rowCount() == 240)
    return analysis


@pytest.fixture
def on_capture(qtbot, qapp, tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Makes the window with the real engine on a capture, the sample or another one, read to its end; a second
    one finds the settings of the first."""
    made: list[App] = []

    def make(capture: Path = SAMPLE, size: tuple[int, int] = (1600, 1000), sessions: int = 144) -> App:
        app = App(qapp, tmp_path / "settings.ini", tmp_path / "window.log", open_analysis, FakeDoor())
        made.append(app)
        app.window.resize(*size)
        app.window.show()
        app.window.activateWindow()
        qtbot.waitExposed(app.window)
        app.commands.open_path(str(capture))
        qtbot.waitUntil(lambda: app.sessions_model.rowCount() == sessions and not app.capture.is_reading,
                        timeout=20_000)
        return app
    yield make
    for app in made:
        app.dispose()


@pytest.fixture
def window(on_capture: Callable[[], App]) -> App:
    """The window on the sample."""
    return on_capture()


@pytest.fixture(scope="module")
def known() -> Iterator[Analysis]:
    """What the engine says of the sample."""
    with analyze(SAMPLE) as found:
        yield found


def shown_ids(app: App) -> list[int]:
    """The ids of the sessions that the table has, ascending."""
    return sorted(int(row) + 1 for row in app.sessions_model.rows_at(0, app.sessions_model.rowCount() - 1))
