"""What every test may ask for."""
import contextlib
import fcntl
import functools
import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000

# Before the first import of Qt: no test needs a display, and none touches the settings of whoever runs it, or is in
# their language.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
_home = tempfile.mkdtemp(prefix="netloupe-tests-")
for _name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
    os.environ[f"XDG_{_name}"] = _home

# Mistakes of ours are seen as what they are.
os.environ["NETLOUPE_RAISE"] = "1"

# Ctrl+C and the end of a terminal are tested: what a shell or nohup starts in the background ignores them, and so would
# all commands that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)



def _patiently(wait: Callable[..., Any]) -> Callable[..., Any]:
    """What is waited for comes; on a busy machine it comes later. What must not come is waited for as long as said."""
    @functools.wraps(wait)
    def waiting(self: QtBot, *what: Any, timeout: int = PATIENCE_MS, raising: bool = True, **more: Any) -> Any:
        if raising:
            return wait(self, *what, timeout=max(timeout, PATIENCE_MS), **more)
        return wait(self, *what, timeout=timeout, raising=False, **more)
    return waiting


QtBot.waitUntil = _patiently(QtBot.waitUntil)
QtBot.waitSignal = _patiently(QtBot.waitSignal)

# The same examples every time: a test that fails on one machine fails on all.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent
CAPTURE_SUFFIXES = (".pcap", ".pcapng", ".pcap.gz")
# They lie beside the repository, or where NETLOUPE_CAPTURES says: those files are not the project's to distribute.
FOREIGN = Path(os.environ.get("NETLOUPE_CAPTURES") or ROOT.parent / "shared" / "captures")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def _is_left_out(item: pytest.Item) -> bool:
    """Can this test not be run here at all?"""
    foreign = item.get_closest_marker("foreign") or "captures" in getattr(item, "fixturenames", ())
    return bool(foreign and not FOREIGN.is_dir()) or bool(item.get_closest_marker("root") and not IS_ROOT)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What cannot be run is left out as a kind, and said once, by kind: not skipped one by one."""
    left_out = [item for item in items if _is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What is never run here."""
    if not FOREIGN.is_dir():
        terminalreporter.write_line("not run: tests of foreign captures; there are none here (NETLOUPE_CAPTURES)")
    if not IS_ROOT:
        terminalreporter.write_line("not run: tests that make accounts, networks or rights, as only root can "
                                    "(./test runs them by sudo)")


def pytest_unconfigure() -> None:
    """The folder goes with the run; parallel workers end without their exit handlers."""
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture
def garbage_of_the_window() -> Iterator[None]:
    """Widgets kept alive by cycles only go in the thread that made them, as with the program's own collector.

    Left to Python, a worker of this or a later test would delete them, and the process with them.
    """
    gc.disable()
    yield
    gc.collect()
    gc.freeze()         # what is left is modules and caches: they need not be gone through again
    gc.enable()


@contextlib.contextmanager
def _system(hold: int) -> Iterator[None]:
    whose = "" if IS_ROOT else f"-{os.geteuid()}"       # a file of another user's may not be opened there
    with open(Path(tempfile.gettempdir()) / f"netloupe-tests-system{whose}.lock", "w") as lock:
        fcntl.flock(lock, hold)
        yield


@pytest.fixture
def system_that_changes() -> Iterator[None]:
    """Accounts, rights and the installed capture helper of this machine are this test's alone meanwhile."""
    with _system(fcntl.LOCK_EX):
        yield


@pytest.fixture
def system_as_it_is() -> Iterator[None]:
    """No other test installs or removes a capture helper meanwhile."""
    with _system(fcntl.LOCK_SH):
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def captures() -> Path:
    """Folder of foreign captures with independent facts beside them; tests that need it are left out without it."""
    return FOREIGN


@pytest.fixture(scope="session")
def capture_files(captures: Path) -> list[Path]:
    """The foreign captures themselves, without the hostile ones, by name."""
    return sorted(path for path in captures.iterdir() if path.name.endswith(CAPTURE_SUFFIXES))


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample capture that comes with the program."""
    return ROOT / "resources" / "captures" / "sample.pcapng"
