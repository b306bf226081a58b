"""Where the capture helper is, and whether it may be trusted with rights.

There are two: the one that comes with the Python package, and the one an administrator has installed with
`allow-capture.sh`. Rights are only ever given to files that nobody but root can change: whoever can write a program
that runs with rights has those rights.
"""
from __future__ import annotations

import importlib.resources
import os
import stat
from functools import cache
from pathlib import Path

INSTALLED = Path("/usr/libexec/netloupe/netloupe-capture")
POLICY = Path("/usr/share/polkit-1/actions/org.netloupe.capture.policy")
ACTION = "org.netloupe.capture"
GROUP = "netloupe"
NAME, ALLOW = "netloupe-capture", "allow-capture.sh"


def _is_there(path: Path) -> bool:
    """Is there such a file? A folder that is closed to this user may have it: then reading it says what is wrong."""
    try:
        return path.is_file()
    except PermissionError:
        return True


@cache
def _beside(name: str) -> Path | None:
    """A file that is installed with the helper; an editable install has each where it was built or written."""
    path = Path(str(importlib.resources.files("netloupe_engine") / "capture" / "helper" / name))
    return path if _is_there(path) else None


def bundled() -> Path | None:
    """The helper of this Python package."""
    return _beside(NAME)


def allow_script() -> Path | None:
    """The script that installs the helper with its right."""
    return _beside(ALLOW)


def helpers() -> list[Path]:
    """Those there are, the administrator's first."""
    found = [INSTALLED] if _is_there(INSTALLED) else []
    return found + [path for path in (bundled(),) if path is not None]


def is_safe(path: Path) -> bool:
    """Can only root change this file, or put another one in its place?"""
    path = Path(os.path.realpath(path))
    for part in (path, *path.parents):
        try:
            facts = part.stat()
        except OSError:
            return False
        shared = facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if facts.st_uid != 0 or (shared and not (part.is_dir() and facts.st_mode & stat.S_ISVTX)):
            return False
    return True
