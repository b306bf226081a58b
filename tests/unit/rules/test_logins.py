"""Logins that are tried again and again, and sessions that only look so."""
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, conversation

BANNERS = [(1, b"SSH-2.0-OpenSSH_9.6\r\n"), (0, b"SSH-2.0-Go\r\n"), (0, bytes(700)), (1, bytes(900))]


def refused(times: int, answer: bytes = b"530 Login incorrect.\r\n") -> Iterator[Timed]:
    """One FTP session in which so many passwords are tried."""
    said = [(1, b"220 files\r\n")]
    for number in range(times):
        said += [(0, b"USER root\r\n"), (1, b"331 Password?\r\n"), (0, b"PASS %d\r\n" % number), (1, answer)]
    yield from conversation(said, ports=(40_000, 21))


def sessions(times: int, said: list[tuple[int, bytes]], port: int = 22, apart: float = 1.0) -> Iterator[Timed]:
    for number in range(times):
        yield from conversation(said, at=number * apart, ports=(40_000 + number, port))


def test_refused_logins(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, refused(8))
    (row,) = told(analysis, "login.guessing")
    assert row.text.startswith("10.0.0.1 failed 8 times in ")
    assert row.text.endswith(" to log in at 10.0.0.2:21")
    assert [analysis.packet(packet).data[-22:] for packet in row.packets] == [b"530 Login incorrect.\r\n"] * 8


def test_refused_logins_of_several_sessions(tmp_path: Path) -> None:
    said = [(1, b"220 files\r\n"), (0, b"USER root\r\n"), (1, b"331 ?\r\n"), (0, b"PASS x\r\n"), (1, b"530 no\r\n")]
    (row,) = told(analysed(tmp_path, sessions(6, said, 21)), "login.guessing")
    assert list(row.sessions) == [1, 2, 3, 4, 5, 6]


def test_short_sessions_one_after_another(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, sessions(30, BANNERS)), "login.repeated")
    assert row.text.startswith("10.0.0.1 had 30 short sessions with 10.0.0.2:22 in ")
    assert len(row.sessions) == 30


def few() -> Iterator[Timed]:
    return refused(3)


def welcome() -> Iterator[Timed]:
    return refused(8, b"230 Welcome.\r\n")


def seldom() -> Iterator[Timed]:
    return sessions(30, BANNERS, apart=120)


def long() -> Iterator[Timed]:
    return sessions(30, [*BANNERS, (1, bytes(1400)), *[(1, bytes(1400))] * 8])


def web() -> Iterator[Timed]:
    return sessions(30, [(0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"), (1, b"HTTP/1.1 204 No\r\n\r\n")], 80)


@pytest.mark.parametrize("frames", [few, welcome, seldom, long, web])
def test_what_looks_like_guessing_and_is_none(tmp_path: Path, frames: Callable[[], Iterator[Timed]]) -> None:
    assert not told(analysed(tmp_path, sorted(frames(), key=lambda frame: frame[0])), "login")
