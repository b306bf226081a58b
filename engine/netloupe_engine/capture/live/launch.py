"""Ways to start the helper, from the one that needs nobody to those that ask for a password.

1. the helper itself: this user is privileged, or the file has the capability (`allow-capture.sh`, `setcap`)
2. `sudo -n`: a rule lets this user run it without a password
3. `pkexec`: polkit asks for an administrator's password, in a window of the desktop
4. `sudo -A`: the same, by the program SUDO_ASKPASS names

dumpcap, which comes between 1 and 2, is no helper of ours; see dumpcap.py. The Python interpreter never gets rights;
only for root, where the helper was not built, pypcap stands in for it.
"""
from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from ...records import record
from . import locate

PROBE_S, ASK_S = 5.0, 120.0
READY, NOT_PERMITTED = 0, 3         # exit statuses of `--probe`, as helper/main.c has them
PYPCAP = "netloupe_engine.capture.live.pypcap_helper"
SUDO_REMEMBERED_S = 60.0            # each refused attempt is in the system's log


@record(frozen=True, slots=True)
class Way:
    """One way to start the helper."""

    name: str                       # as in `Permission.way`
    command: tuple[str, ...]        # the helper's own options follow
    asks: bool = False              # a person may have to type a password

    @property
    def timeout_s(self) -> float:
        """How long it may take until the helper says hello."""
        return ASK_S if self.asks else PROBE_S


@record(frozen=True, slots=True)
class Probe:
    """What `--probe` answered."""

    status: int         # READY, NOT_PERMITTED; others: the device cannot be used, or the program not be run
    text: str


def probe(command: tuple[str, ...], device: str = "") -> Probe:
    """Ask a helper whether it could open this device, or any. It captures nothing."""
    try:
        done = subprocess.run([*command, "--probe", device or "-"], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=PROBE_S, check=False, start_new_session=len(command) == 1)
    except OSError as problem:
        return Probe(NOT_PERMITTED, problem.strerror or "")
    except subprocess.TimeoutExpired:
        return Probe(NOT_PERMITTED, "It did not answer.")
    lines = (done.stdout or done.stderr).decode(errors="replace").strip().splitlines()
    return Probe(done.returncode, lines[-1] if lines else "")


def direct(device: str = "") -> Way | None:
    """The helper that can open the device by itself."""
    for path in locate.helpers():
        if os.access(path, os.X_OK) and probe((str(path),), device).status == READY:
            return Way("helper", (str(path),))
    return _by_pypcap() if not locate.helpers() else None


def _by_pypcap() -> Way | None:
    """For root, where the helper was not built; -P: no module of the current folder is run."""
    if importlib.util.find_spec("pcap") is None:
        return None
    command = (sys.executable, "-P", "-m", PYPCAP)
    return Way("pypcap", command) if probe(command).status == READY else None


def safe_helper() -> Path | None:
    """One that may be given rights: only root can change it."""
    return next((path for path in locate.helpers() if locate.is_safe(path)), None)


@cache
def _remembered(question: Callable[[str], bool], path: str, when: int) -> bool:
    return question(path)


def _sudo_allows(path: str) -> bool:
    return probe(("sudo", "-n", "--", path)).status == READY


def _without_password() -> Way | None:
    path = safe_helper()
    if path is None or not shutil.which("sudo"):
        return None
    if _remembered(_sudo_allows, str(path), int(time.monotonic() / SUDO_REMEMBERED_S)):
        return Way("sudo", ("sudo", "-n", "--", str(path)))
    return None


def _by_polkit() -> Way | None:
    path = locate.INSTALLED
    if not (path.is_file() and locate.is_safe(path) and locate.POLICY.is_file() and shutil.which("pkexec")):
        return None
    try:
        asked = subprocess.run(["pkcheck", "--action-id", locate.ACTION, "--process", str(os.getpid())],
                               capture_output=True, timeout=PROBE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if asked.returncode not in (0, 2):      # 1: never; 2: after a password; others: there is no polkit
        return None
    return Way("pkexec", ("pkexec", "--disable-internal-agent", str(path)), asks=asked.returncode == 2)


def _by_askpass() -> Way | None:
    path, program = safe_helper(), os.environ.get("SUDO_ASKPASS", "")
    if path is None or not shutil.which("sudo") or not os.access(program, os.X_OK):
        return None
    return Way("sudo", ("sudo", "-A", "--", str(path)), asks=True)


def indirect() -> Iterator[Way]:
    """The ways that need somebody else's rights, those that ask nobody first."""
    for find in (_without_password, _by_polkit, _by_askpass):
        way = find()
        if way is not None:
            yield way
