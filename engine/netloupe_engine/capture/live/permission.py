"""Permission: whether this user may capture, and if not, the command that changes it.

Cheap enough to be asked whenever the window gets the focus: the answer is remembered for a moment.
"""
from __future__ import annotations

import getpass
import grp
import hashlib
import os
import shlex
import threading
import time
from pathlib import Path

from ...model import Permission, Readiness
from . import dumpcap_program, launch, locate
from .devices import has_libpcap

REMEMBERED_S = 1.5
CAP_NET_RAW = 13        # linux/capability.h
# Who can write to the user's files can change a script between this moment and the one when root runs it. So root reads
# it once, and runs what it has read if that has the sum that is written in the command.
_RUN_IF_UNCHANGED = ('s=$(cat "$0") && [ "$(printf "%s\\n" "$s" | sha256sum)" = "$1  -" ] || '
                     '{ echo "$0 was changed" >&2; exit 1; }; shift; eval "$s"')
_lock = threading.Lock()
_answers: dict[str, tuple[float, Permission]] = {}


def permission(device: str = "") -> Permission:
    """What stands between this user and a capture on `device`, or on any. Takes 10 ms, or a second behind sudo."""
    with _lock:
        when, answer = _answers.get(device, (-REMEMBERED_S, None))
        if answer is None or time.monotonic() - when > REMEMBERED_S:
            answer = _ask(device)
            _answers[device] = time.monotonic(), answer
        return answer


def forget() -> None:
    """The next question is answered anew."""
    with _lock:
        _answers.clear()


def _ask(device: str) -> Permission:
    if not has_libpcap():
        return Permission(Readiness.NO_LIBPCAP, "", "libpcap, which captures packets, is not installed.",
                          "sudo apt install libpcap0.8")
    way = launch.direct()
    if way is not None:
        return _of_device(way, device) if device else Permission(Readiness.READY, way.name, "Packets can be captured.")
    if dumpcap_program.is_permitted():
        return Permission(Readiness.READY, "dumpcap", "Packets can be captured by Wireshark's dumpcap.")
    way = next(launch.indirect(), None)
    if way is not None:
        asks = "An administrator's password will be asked for."
        return Permission(Readiness.READY, way.name, asks if way.asks else f"Packets can be captured ({way.name}).")
    if _is_confined():
        return Permission(Readiness.DENIED, "", "This program runs in a sandbox or container that forbids capturing.")
    return _fixable()


def _of_device(way: launch.Way, device: str) -> Permission:
    """There is a right to capture; is there something to capture on?"""
    answer = launch.probe(way.command, device)
    if answer.status == launch.READY:
        return Permission(Readiness.READY, way.name, "Packets can be captured.")
    fix = f"sudo ip link set {shlex.quote(device)} up" if "not up" in answer.text else ""
    return Permission(Readiness.FIXABLE, way.name, f"{device}: {answer.text}", fix)


def _is_confined() -> bool:
    """Can no file capability, and no sudo, give this process the right any more?"""
    try:
        rows = dict(row.split(":", 1) for row in Path("/proc/self/status").read_text().splitlines() if ":" in row)
    except OSError:
        return False
    bounds = int(rows.get("CapBnd", "ffffffff").strip(), 16)
    return not bounds >> CAP_NET_RAW & 1 or rows.get("NoNewPrivs", "0").strip() == "1"


def _fixable() -> Permission:
    """A command of an administrator is missing, or a new login."""
    helper = launch.safe_helper()
    if locate.INSTALLED.is_file() and _belongs_to_group():
        return Permission(Readiness.FIXABLE, "", f"You joined the group {locate.GROUP} after you logged in: log in "
                          "again, or start Netloupe in the group.", f"sg {locate.GROUP} -c netloupe")
    if locate.INSTALLED.is_file() and not os.access(locate.INSTALLED, os.X_OK):
        return Permission(Readiness.FIXABLE, "", f"Only members of the group {locate.GROUP} may capture; log in again "
                          "after the command.", f"sudo usermod -aG {locate.GROUP} {shlex.quote(getpass.getuser())}")
    script, bundled = locate.allow_script(), locate.bundled()
    closed = next((path for path in (bundled, script) if path is not None and not os.access(path, os.R_OK)), None)
    if closed is not None:
        return Permission(Readiness.DENIED, "", f"{closed} cannot be read by {getpass.getuser()}: Netloupe is "
                          "installed where this account may not look.")
    if (helper is not None and helper == locate.INSTALLED) or script is None or bundled is None:
        path = helper or bundled or locate.INSTALLED
        if not path.is_file():
            return Permission(Readiness.FIXABLE, "", "The capture helper is missing from this installation.",
                              "pip install --force-reinstall netloupe")
        return Permission(Readiness.FIXABLE, "", "The capture helper lacks the right to open network interfaces.",
                          f"sudo setcap cap_net_raw+ep {shlex.quote(str(path))}")
    return Permission(
        Readiness.FIXABLE, "", "The capture helper lacks the right to open network interfaces. The command installs it "
        "where only root can change it, for members of a group you will be in.", _install(script, bundled))


def _install(script: Path, helper: Path) -> str:
    """The command that has root run the script, which only runs and installs what is there now."""
    user = shlex.quote(getpass.getuser())
    if locate.is_safe(script) and locate.is_safe(helper):
        return f"sudo sh {shlex.quote(str(script))} {shlex.quote(str(helper))} {user}"
    return (f"sudo sh -c {shlex.quote(_RUN_IF_UNCHANGED)} {shlex.quote(str(script))} {_sha256(script)} "
            f"{shlex.quote(str(helper))} {user} {_sha256(helper)}")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _belongs_to_group() -> bool:
    """Is the user a member by the books, but not in this session?"""
    try:
        group = grp.getgrnam(locate.GROUP)
    except KeyError:
        return False
    return getpass.getuser() in group.gr_mem and group.gr_gid not in os.getgroups()
