"""Who may capture: a real account without rights, before and after the fix that it is told."""
import contextlib
import ctypes
import grp
import hashlib
import importlib
import io
import os
import pwd
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.capture.live import (
    _libpcap,
    child,
    devices,
    dumpcap,
    dumpcap_program,
    files,
    filters,
    launch,
    local,
    locate,
    processes,
)
from netloupe_engine.capture.live import permission as permissions
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.cli import main
from netloupe_engine.errors import PermissionDeniedError
from netloupe_engine.model import CaptureOptions, LiveStatus, Permission, Phase, Readiness
from tests.conftest import ROOT
from tests.scenarios.accounts import PROGRAM, account, as_user, file_with, polkit

pytestmark = pytest.mark.root
PORT = 39_871
FILTER = f"udp port {PORT}"
# Before a fork that may not be able to read them.
IMPORTED = (_libpcap, child, devices, dumpcap, files, filters, local, processes, main(["capture", "--help"]), *map(
    importlib.import_module, ("netloupe_engine.cli.capture", "netloupe_engine.cli.interfaces")))


@pytest.fixture
def user(system_that_changes: None) -> Iterator[pwd.struct_passwd]:
    """An account without rights."""
    if locate.INSTALLED.exists() or _group_exists():
        pytest.skip("this system's own helper is installed")
    launch._remembered.cache_clear()
    permissions.forget()
    with account() as made:
        yield made
        subprocess.run(["sh", str(locate.allow_script()), "--undo"], check=False, capture_output=True)


def _group_exists() -> bool:
    try:
        grp.getgrnam(locate.GROUP)
    except KeyError:
        return False
    return True


def ask() -> Permission:
    permissions.forget()
    return permissions.permission()


def capture(folder: str, way: str = "") -> Callable[[], tuple[LiveStatus, dict[str, str]]]:
    """Capture ten packets on the loopback device, and look at the helper meanwhile."""
    def work() -> tuple[LiveStatus, dict[str, str]]:
        ways = [found for found in (launch.direct(), *launch.indirect()) if found is not None]
        chosen = next((found for found in ways if found.name == way), None)
        assert chosen is not None or not way, ways
        recorder = HelperRecorder(CaptureOptions(("lo",), filter=FILTER), folder=Path(folder), way=chosen)
        recorder.start()
        rows = Path(f"/proc/{recorder.helper_pid}/status").read_text().splitlines()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            for _ in range(10):
                out.sendto(b"x" * 50, ("127.0.0.1", PORT))
        recorder.stop()
        return recorder.status, dict(row.split(":\t", 1) for row in rows if ":\t" in row)
    return work


def assert_captured(user: pwd.struct_passwd, answer: Any) -> None:
    status, rows = answer
    assert status.phase is Phase.STOPPED
    assert status.packets == 10
    assert set(rows["Uid"].split()) == {str(user.pw_uid)}
    assert set(rows["Gid"].split()) == {str(user.pw_gid)}
    assert int(rows["CapEff"], 16) == int(rows["CapPrm"], 16) == 0
    assert os.stat(status.files[0]).st_uid == user.pw_uid


def run_fix(user: pwd.struct_passwd, command: str) -> None:
    """What the user pastes into a shell; sudo is us, since the account has no password."""
    program, *words = shlex.split(command)
    assert program == "sudo"
    subprocess.run(words, check=True, capture_output=True, env=os.environ | {"SUDO_USER": user.pw_name})


def no_dumpcap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every machine has it; what is tested here is our own."""
    monkeypatch.setattr(dumpcap_program, "program", lambda: None)


def test_without_rights_it_says_what_is_missing(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    answer = as_user(user, ask)
    assert answer.readiness is Readiness.FIXABLE
    assert answer.reason.endswith(".")
    assert answer.fix.startswith("sudo sh ")

    def refused() -> tuple[str, str, LiveStatus]:
        recorder = HelperRecorder(CaptureOptions(("lo",)), folder=Path(user.pw_dir))
        try:
            recorder.start()
        except PermissionDeniedError as problem:
            return str(problem), problem.fix, recorder.status
        raise AssertionError("it was permitted")

    text, fix, status = as_user(user, refused)
    assert text
    assert fix == answer.fix
    assert status.phase is Phase.FAILED
    assert status.fix == fix
    assert os.listdir(user.pw_dir) == []
    assert any(device.name == "lo" for device in as_user(user, devices.devices))


def test_the_command_line_says_what_helps(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)

    def work() -> tuple[int, str, str, Permission]:
        os.environ["XDG_STATE_HOME"] = os.environ["HOME"]
        out, error = io.StringIO(), io.StringIO()
        with contextlib.redirect_stderr(error), contextlib.redirect_stdout(out):
            status = main(["capture", "-i", "lo"])
            main(["interfaces"])
        return status, out.getvalue(), error.getvalue(), ask()

    status, out, error, found = as_user(user, work)
    assert found.readiness is Readiness.FIXABLE
    assert status == 2
    assert f"netloupe: this helps: {found.fix}\n" in error
    assert " yes " not in out
    assert out.endswith(f"    {found.fix}\n")


@pytest.mark.parametrize(("words", "said"), [
    (["-i", "nope"], "nope: There is no such interface; there are "),
    (["-i", "lo", "-f", "tcp prt 80"], "syntax error")])
def test_what_no_right_would_mend_is_said_first(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch,
                                                words: list[str], said: str) -> None:
    no_dumpcap(monkeypatch)

    def work() -> tuple[int, str]:
        os.environ["XDG_STATE_HOME"] = os.environ["HOME"]
        error = io.StringIO()
        with contextlib.redirect_stderr(error):
            return main(["capture", *words]), error.getvalue()

    status, error = as_user(user, work)
    assert status == 2
    assert said in error
    assert "this helps" not in error


def test_the_fix_that_is_told_fixes_it(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    run_fix(user, as_user(user, ask).fix)
    facts = locate.INSTALLED.stat()
    assert (facts.st_uid, facts.st_mode & 0o7777) == (0, 0o750)
    assert grp.getgrgid(facts.st_gid).gr_name == locate.GROUP
    assert locate.is_safe(locate.INSTALLED)
    assert as_user(user, ask).readiness is Readiness.READY              # a new login: with the group
    assert_captured(user, as_user(user, capture(user.pw_dir, "helper")))

    def before_the_next_login() -> Permission:
        monkeypatch.setattr(os, "getgroups", lambda: [user.pw_gid])
        monkeypatch.setattr(launch, "direct", lambda device="": None)
        monkeypatch.setattr(launch, "indirect", lambda: iter(()))
        return ask()

    assert as_user(user, before_the_next_login).fix == f"sg {locate.GROUP} -c netloupe"
    subprocess.run(["sh", str(locate.allow_script()), "--undo"], check=True, capture_output=True)
    assert not locate.INSTALLED.exists()
    assert as_user(user, ask).readiness is Readiness.FIXABLE


def program_of(user: pwd.struct_passwd) -> Path:
    return Path(user.pw_dir + PROGRAM)


@pytest.mark.parametrize("name", [locate.ALLOW, locate.NAME])
def test_what_was_changed_since_it_was_told_is_not_run(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch,
                                                       name: str) -> None:
    no_dumpcap(monkeypatch)
    fix = as_user(user, ask).fix
    trace = Path(user.pw_dir) / "was-run"
    with (program_of(user) / name).open("ab") as file:
        file.write(f"\ntouch {trace}\n".encode())
    with pytest.raises(subprocess.CalledProcessError) as problem:
        run_fix(user, fix)
    assert b"was changed" in problem.value.stderr
    assert not locate.INSTALLED.exists()
    assert not trace.exists()


def test_root_reads_only_what_the_user_may_read(user: pwd.struct_passwd, tmp_path: Path) -> None:
    """A link to a file of root's would end where the whole group may read it."""
    script, helper = locate.allow_script(), program_of(user) / locate.NAME
    program = helper.read_bytes()

    def refused() -> bytes:
        done = subprocess.run(["sh", str(script), str(helper), user.pw_name], capture_output=True, check=False)
        assert done.returncode == 1
        assert [path.name for path in locate.INSTALLED.parent.iterdir()] == []
        return done.stderr

    secret = tmp_path / "secret"
    secret.write_bytes(program)
    secret.chmod(0o600)
    helper.unlink()
    helper.symlink_to(secret)
    assert b"cannot be read by" in refused()
    helper.unlink()
    helper.symlink_to("/etc/passwd")
    assert b"is a link" in refused()
    helper.unlink()
    secret.rename(helper)
    assert b"cannot be read by" in refused()
    helper.unlink()
    helper.write_text("no program")
    assert b"is no program" in refused()
    helper.unlink()
    os.mkfifo(helper)
    refused()


def test_a_system_s_own_script_needs_no_sum(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    os.chown(program_of(user), 0, 0)
    for path in program_of(user).iterdir():
        os.chown(path, 0, 0)
    fix = as_user(user, ask).fix
    assert fix == f"sudo sh {program_of(user) / locate.ALLOW} {program_of(user) / locate.NAME} {user.pw_name}"
    run_fix(user, fix)
    assert as_user(user, ask).readiness is Readiness.READY


def test_an_installation_that_may_not_be_read_is_named(user: pwd.struct_passwd,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    closed = program_of(user) / "closed"
    closed.mkdir(mode=0o700)

    def asked() -> tuple[Permission, int]:
        locate._beside = lambda name: closed / name if locate._is_there(closed / name) else None
        with contextlib.redirect_stdout(io.StringIO()):
            return ask(), main(["interfaces"])

    answer, status = as_user(user, asked)
    assert answer == Permission(Readiness.DENIED, "", f"{closed / locate.NAME} cannot be read by {user.pw_name}: "
                                "Netloupe is installed where this account may not look.")
    assert status == 0


def test_the_sum_in_the_guide_is_the_script_s() -> None:
    script = (ROOT / "packaging" / locate.ALLOW).read_bytes()
    assert hashlib.sha256(script).hexdigest() in (ROOT / "docs" / "user-guide.md").read_text()


def test_setcap_alone_is_enough(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    bundled = locate.bundled()
    assert bundled is not None
    locate.INSTALLED.parent.mkdir(parents=True)
    try:
        shutil.copy(bundled, locate.INSTALLED)
        answer = as_user(user, ask)
        assert answer.fix == f"sudo setcap cap_net_raw+ep {locate.INSTALLED}"
        run_fix(user, answer.fix)
        assert as_user(user, ask) == Permission(Readiness.READY, "helper", "Packets can be captured.")
        assert_captured(user, as_user(user, capture(user.pw_dir, "helper")))
    finally:
        shutil.rmtree(locate.INSTALLED.parent)


@pytest.fixture
def installed(user: pwd.struct_passwd) -> pwd.struct_passwd:
    """The helper is installed, but this user is no member of its group."""
    subprocess.run(["sh", str(locate.allow_script()), str(locate.bundled())], check=True, capture_output=True,
                   env={name: value for name, value in os.environ.items() if name != "SUDO_USER"})
    return user


def test_who_is_no_member_is_told_the_group(installed: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    monkeypatch.setattr(launch, "indirect", lambda: iter(()))
    assert as_user(installed, ask).fix == f"sudo usermod -aG {locate.GROUP} {installed.pw_name}"


def test_by_a_rule_of_sudo(installed: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    rule = f"{installed.pw_name} ALL=(root) NOPASSWD: {locate.INSTALLED}\n"
    with file_with(Path("/etc/sudoers.d/netloupe-test"), rule, 0o440):
        assert as_user(installed, ask).way == "sudo"
        assert_captured(installed, as_user(installed, capture(installed.pw_dir, "sudo")))


def test_by_a_password_that_a_program_asks_for(installed: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)
    subprocess.run(["chpasswd"], input=f"{installed.pw_name}:open sesame\n", text=True, check=True)
    program = Path(installed.pw_dir) / "askpass"
    program.write_text("#!/bin/sh\necho open sesame\n")
    program.chmod(0o755)
    monkeypatch.setenv("SUDO_ASKPASS", str(program))
    monkeypatch.setattr(launch, "_by_polkit", lambda: None)
    rule = f"{installed.pw_name} ALL=(root) {locate.INSTALLED}\n"
    with file_with(Path("/etc/sudoers.d/netloupe-test"), rule, 0o440):
        answer = as_user(installed, ask)
        assert (answer.readiness, answer.way) == (Readiness.READY, "sudo")
        assert "password" in answer.reason
        assert_captured(installed, as_user(installed, capture(installed.pw_dir, "sudo")))


POLKIT_RULE = """polkit.addRule(function(action, subject) {
    if (action.id == "org.netloupe.capture" && subject.user == "%s") return polkit.Result.%s;
});
"""


@pytest.mark.parametrize(("result", "readiness"), [("YES", Readiness.READY), ("NO", Readiness.FIXABLE)])
def test_by_polkit(installed: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch, result: str,
                   readiness: Readiness) -> None:
    no_dumpcap(monkeypatch)
    rules = Path("/etc/polkit-1/rules.d")
    if not rules.is_dir():
        pytest.skip("polkit has no folder of rules here")
    rule = POLKIT_RULE % (installed.pw_name, result)
    with file_with(rules / "00-netloupe-test.rules", rule), polkit():
        time.sleep(0.5)
        answer = as_user(installed, ask)
        assert answer.readiness is readiness
        if readiness is Readiness.READY:
            assert answer.way == "pkexec"
            assert_captured(installed, as_user(installed, capture(installed.pw_dir, "pkexec")))


def test_a_sandbox_is_recognised(user: pwd.struct_passwd, monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)

    def confined() -> Permission:
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)         # PR_SET_NO_NEW_PRIVS
        return ask()

    assert as_user(user, confined).readiness is Readiness.DENIED


def test_dumpcap_serves_where_it_is_permitted(user: pwd.struct_passwd) -> None:
    path = dumpcap_program.program()
    if path is None or shutil.which("setcap") is None:
        pytest.skip("dumpcap is not installed")
    if subprocess.run(["getcap", path], capture_output=True, text=True, check=True).stdout:
        pytest.skip("dumpcap has rights here already")
    assert as_user(user, dumpcap_program.is_permitted) is False
    subprocess.run(["setcap", "cap_net_raw,cap_net_admin=eip", path], check=True)
    try:
        assert as_user(user, ask).way == "dumpcap"

        def work() -> LiveStatus:
            recorder = local.local_recorder(CaptureOptions(("lo",), filter=FILTER), folder=Path(user.pw_dir))
            assert isinstance(recorder, dumpcap.DumpcapRecorder)
            recorder.start()
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
                for _ in range(10):
                    out.sendto(b"x" * 50, ("127.0.0.1", PORT))
            time.sleep(0.8)
            recorder.stop()
            return recorder.status

        status = as_user(user, work)
        assert (status.phase, status.packets) == (Phase.STOPPED, 10)
    finally:
        subprocess.run(["setcap", "-r", path], check=True)


def test_a_program_that_others_can_write_gets_no_rights(tmp_path: Path) -> None:
    program = tmp_path / "helper"
    program.write_bytes(b"")
    program.chmod(0o777)
    assert not locate.is_safe(program)
    if os.geteuid() == 0:
        program.chmod(0o755)
        assert locate.is_safe(program) == locate.is_safe(tmp_path)
        os.chown(program, 12_345, 0)
        assert not locate.is_safe(program)


def test_signals_of_the_user_reach_a_helper_behind_sudo(installed: pwd.struct_passwd,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    no_dumpcap(monkeypatch)

    def work() -> LiveStatus:
        way = next(found for found in launch.indirect() if found.name == "sudo")
        recorder = HelperRecorder(CaptureOptions(("lo",), filter=FILTER), folder=Path(installed.pw_dir), way=way)
        recorder.start()
        os.kill(recorder.helper_pid, signal.SIGKILL)
        for _ in range(100):
            if recorder.status.phase is Phase.FAILED:
                break
            time.sleep(0.05)
        return recorder.status

    rule = f"{installed.pw_name} ALL=(root) NOPASSWD: {locate.INSTALLED}\n"
    with file_with(Path("/etc/sudoers.d/netloupe-test"), rule, 0o440):
        status = as_user(installed, work)
    assert status.phase is Phase.FAILED
    assert "killed" in status.reason
