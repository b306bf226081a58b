"""Words for ssh and for the shell behind it: nothing becomes an option, nothing is run."""
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from netloupe_engine.capture.live.remote_command import check, ssh_command
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import RemoteOptions

OPTIONS = RemoteOptions("user@host", "eth0")
EVIL = "tcp'; touch owned; $(touch owned) `touch owned` \" -w /tmp/x"


@pytest.mark.parametrize("host", ["", "-oX=y", "a b", "a;b", "a$(b)", "a`b`", "a\nb", "a'b", 301 * "h"])
def test_hosts_that_are_none(host: str) -> None:
    with pytest.raises(CaptureError, match="not the name of a host"):
        check(replace(OPTIONS, host=host))


@pytest.mark.parametrize("host", ["host", "user@host.example", "user@[fe80::1%eth0]", "ssh://user@host:2222", "web_1"])
def test_hosts_that_are_some(host: str) -> None:
    check(replace(OPTIONS, host=host))


@pytest.mark.parametrize("wrong", [
    {"device": "-w"}, {"device": "eth0; x"}, {"device": ""}, {"port": -1}, {"port": 65_536}, {"snap_length": 0},
    {"filter": "tcp\nudp"}, {"filter": "x" * 70_000}, {"command": ""}, {"command": "-x"}, {"command": "tcpdump 'x"},
])
def test_options_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(CaptureError):
        check(replace(OPTIONS, **wrong))        # type: ignore[arg-type]


def run_there(options: RemoteOptions, folder: Path, connection: str = "") -> list[str]:
    """What the program on the other side is given, its shell being ours."""
    folder.joinpath("fake").write_text('#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done\n')
    folder.joinpath("fake").chmod(0o755)
    words = ssh_command(replace(options, command=f"{folder}/fake --own 'a b'"))
    assert words[-3:-1] == ["--", options.host]
    done = subprocess.run(words[-1], shell=True, executable="/bin/sh", cwd=folder, capture_output=True, text=True,
                          timeout=10, check=False, env={"PATH": "/usr/bin:/bin", "SSH_CONNECTION": connection},
                          stdin=subprocess.DEVNULL)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_filter_is_one_word_whatever_is_in_it(tmp_path: Path) -> None:
    given = run_there(replace(OPTIONS, filter=EVIL), tmp_path)
    assert given == ["--own", "a b", "-U", "-w", "-", "-s", "262144", "-i", "eth0", "--", EVIL]
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize(("connection", "own"), [
    ("10.0.0.1 4000 10.0.0.2 22", "not (tcp port 4000 and tcp port 22 and host 10.0.0.1 and host 10.0.0.2)"),
    ("fd00::1 4000 fd00::2 22", "not (tcp port 4000 and tcp port 22 and host fd00::1 and host fd00::2)"),
    ("fe80::1%eth0 4000 fe80::2%eth0 22", "not (tcp port 4000 and tcp port 22)"),
    ("UNKNOWN 65535 UNKNOWN 65535", "not (tcp port 65535 and tcp port 65535)"),
    ("a $(touch owned) b ;c", ""), ("", ""),
])
def test_our_own_connection_is_left_out(tmp_path: Path, connection: str, own: str) -> None:
    assert run_there(OPTIONS, tmp_path, connection)[-1] == own
    both = f"(udp) and {own}" if own else "udp"
    assert run_there(replace(OPTIONS, filter="udp"), tmp_path, connection)[-1] == both
    assert not (tmp_path / "owned").exists()


def test_the_port_is_given_when_there_is_one() -> None:
    assert "-p" not in ssh_command(OPTIONS)
    command = ssh_command(replace(OPTIONS, port=2222))
    assert command[command.index("-p") + 1] == "2222"
    assert shlex.split(command[-1])[:2] == ["sh", "-c"]
