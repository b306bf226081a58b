"""What the window asks of the system while it captures: no connections, and no files but the user's own (strace)."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine import listening
from netloupe_engine.model import Readiness

SECONDS = 120
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from netloupe_engine.model import CaptureOptions
from netloupe_gui.app import App
from netloupe_gui.bridge.live import Activity
from netloupe_gui.bridge.plan import CapturePlan
from netloupe_gui.settings import paths

application = QApplication([])
app = App(application, paths.settings_file(), paths.log_file())
app.window.show()

def on_activity(activity):
    if activity is Activity.RUNNING:
        QTimer.singleShot(2500, lambda: app.live.save(sys.argv[1], stops_first=True))

app.live.activity_changed.connect(on_activity)
app.live.saved.connect(application.quit)
app.live.start(CapturePlan(CaptureOptions(("lo",))))
application.exec()
app.dispose()
print("done")
"""
CALLS = "connect,sendto,sendmsg,sendmmsg,bind,open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat"
WRITES = re.compile(r"\b(?:open|openat|creat)\((?:AT_FDCWD, )?\"([^\"]*)\", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)")
DEVICES = ("/dev/null", "/dev/tty", "/proc/self/", "/dev/dri", "/dev/shm/")
pytestmark = [
    pytest.mark.usefixtures("system_as_it_is"),
    pytest.mark.root,
    pytest.mark.skipif(listening.permission("lo").readiness is not Readiness.READY, reason="nobody may capture here"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]


def test_a_window_that_captures_asks_nobody_and_writes_only_to_its_users_folders(tmp_path: Path) -> None:
    home, trace = tmp_path / "home", tmp_path / "trace"
    (home / "tmp").mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DISPLAY", "WAYLAND"))}
    environment = {**kept, "HOME": str(home), "TMPDIR": str(home / "tmp"), "QT_QPA_PLATFORM": "offscreen",
                   "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["strace", "-f", "-qq", "-s", "256", "-e", f"trace={CALLS}", "-o", str(trace), sys.executable, "-c", PROGRAM,
         str(home / "saved.pcapng")], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert "done" in done.stdout, done.stderr
    calls = [line for line in trace.read_text(errors="replace").splitlines() if " = -1 " not in line]
    assert (home / "saved.pcapng").stat().st_size > 0
    assert [call for call in calls if re.search(r"\bopenat\(.*capture\.pcapng", call)]      # it sees what is done
    assert [call for call in calls if re.search(r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\(.*AF_INET", call)] == []
    written = {match[1] for call in calls if (match := WRITES.search(call))}
    strange = {path for path in written if not path.startswith((str(home), *DEVICES))}
    assert {path for path in strange if "/meson-logs/" not in path} == set()       # an editable install's, at imports
