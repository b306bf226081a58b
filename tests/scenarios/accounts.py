"""Real accounts without rights, and what is done as one of them."""
import contextlib
import os
import pickle
import pwd
import shutil
import subprocess
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.capture.live import locate

NAME = "netloupe-test"
PROGRAM = "-program"        # beside the home: what of the program the account has installed for itself


@contextlib.contextmanager
def account() -> Iterator[pwd.struct_passwd]:
    """An ordinary user with a home and the program installed for nobody else, gone afterwards.

    What runs the tests may lie where that user may not look, in root's home for one.
    """
    if os.geteuid() != 0 or shutil.which("useradd") is None:
        pytest.skip("only root can make accounts")
    home = tempfile.mkdtemp(prefix="netloupe-home-", dir="/tmp")
    subprocess.run(["useradd", "--no-create-home", "--home-dir", home, NAME], check=True, capture_output=True)
    try:
        user = pwd.getpwnam(NAME)
        os.chown(home, user.pw_uid, user.pw_gid)
        _install(user)
        yield user
    finally:
        subprocess.run(["userdel", NAME], check=False, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(home + PROGRAM, ignore_errors=True)


def _install(user: pwd.struct_passwd) -> None:
    folder = Path(user.pw_dir + PROGRAM)
    folder.mkdir(mode=0o755)
    for source in (locate.bundled(), locate.allow_script()):
        assert source is not None, "the capture helper is not built"
        os.chown(shutil.copy(source, folder), user.pw_uid, user.pw_gid)
    os.chown(folder, user.pw_uid, user.pw_gid)


def _installed(folder: Path) -> Callable[[str], Path | None]:
    """See locate._beside."""
    def beside(name: str) -> Path | None:
        path = folder / name
        return path if path.is_file() else None
    return beside


def as_user(user: pwd.struct_passwd, work: Callable[[], Any]) -> Any:
    """What `work` answers in a process of that user, with the groups the system now says it has.

    A fork, since an account without rights may not be able to read this Python's files; what `work` needs has been
    imported before.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)     # the child runs this one thread only
        pid = os.fork()
    if pid == 0:
        answer: tuple[bool, Any] = False, "nothing"
        try:
            os.close(reading)
            os.environ.update(HOME=user.pw_dir, USER=user.pw_name, LOGNAME=user.pw_name)
            os.chdir(user.pw_dir)
            os.initgroups(user.pw_name, user.pw_gid)
            os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
            os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
            locate._beside = _installed(Path(user.pw_dir + PROGRAM))
            answer = True, work()
        except BaseException:   # noqa: BLE001
            answer = False, traceback.format_exc()
        finally:
            with open(writing, "wb") as out:
                pickle.dump(answer, out)
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as given:
        good, value = pickle.load(given)
    os.waitpid(pid, 0)
    assert good, value
    return value


@contextlib.contextmanager
def file_with(path: Path, text: str, mode: int = 0o644) -> Iterator[None]:
    """A file of the system's that was not there before, gone afterwards."""
    if path.exists():
        pytest.skip(f"{path} is there already")
    path.write_text(text)
    path.chmod(mode)
    try:
        yield
    finally:
        path.unlink()


@contextlib.contextmanager
def polkit() -> Iterator[None]:
    """A running polkit daemon; started if this system has it, but not running."""
    daemon, bus = Path("/usr/lib/polkit-1/polkitd"), Path("/run/dbus/system_bus_socket")
    if not daemon.exists() or shutil.which("pkexec") is None or shutil.which("dbus-daemon") is None:
        pytest.skip("polkit is not installed")
    started = []
    if subprocess.run(["pkaction"], capture_output=True, check=False).returncode:
        bus.parent.mkdir(exist_ok=True)
        started.append(subprocess.Popen(["dbus-daemon", "--system", "--nofork", "--nopidfile"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(100):
            time.sleep(0.05)
            if bus.exists() and subprocess.run(["pkaction"], capture_output=True, check=False).returncode == 0:
                break
            if len(started) == 1 and bus.exists():
                started.append(subprocess.Popen([daemon, "--no-debug"], stdout=subprocess.DEVNULL,
                                                stderr=subprocess.DEVNULL))
    try:
        if subprocess.run(["pkaction"], capture_output=True, check=False).returncode:
            pytest.skip("polkit could not be started here")
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        if started:
            bus.unlink(missing_ok=True)
