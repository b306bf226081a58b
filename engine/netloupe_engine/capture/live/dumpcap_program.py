"""Wireshark's dumpcap: where it is, and whether this user may capture with it."""
from __future__ import annotations

import os
import shutil
import stat
import subprocess

WAY = "dumpcap"
PROBE_S = 5.0


def program() -> str | None:
    """Where dumpcap is; None if it is not, or not for this user."""
    return shutil.which(WAY)


def is_permitted() -> bool:
    """May this user capture with it?"""
    path = program()
    if path is None:
        return False
    try:
        if os.geteuid() and not os.stat(path).st_mode & stat.S_ISUID:
            os.getxattr(path, "security.capability")        # an error if it has none: no need to ask the program
        asked = subprocess.run([path, "-L", "-i", "lo"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PROBE_S,
                               check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0
