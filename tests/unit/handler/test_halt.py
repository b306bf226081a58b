"""Reading that was stopped shows what it has, and can go on as if nothing had been."""
from dataclasses import replace
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.handler.run import Run
from netloupe_engine.model import Settings
from tests.unit.traffic import capture, conversation

REQUEST = b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
CLIENT_PORT, CONVERSATIONS = 40_000, 1500


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many conversations that differ by the client's port."""
    one = [(at, bytes(frame)) for at, frame in conversation([(0, REQUEST), (1, ANSWER)])]
    old = CLIENT_PORT.to_bytes(2, "big")
    frames = [(number * 0.001 + at, frame[:34] + frame[34:38].replace(old, (10_000 + number).to_bytes(2, "big"))
               + frame[38:]) for number in range(CONVERSATIONS) for at, frame in one]
    return capture(tmp_path_factory.mktemp("halt"), frames)


@pytest.fixture(autouse=True)
def one_batch_a_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "slice", lambda run, _slice_ns: run.step())


@pytest.mark.parametrize("handlers", [1, 2])
def test_what_was_halted_goes_on(path: Path, handlers: int) -> None:
    settings = replace(Settings(), handlers=handlers)
    with Analysis(path, settings) as whole, Analysis(path, settings) as analysis:
        whole.run()
        known = []
        analysis.halt(0)                    # as soon as it has begun
        analysis.start()
        while analysis.halt(20) and analysis.progress.resumable:
            assert analysis.progress.cancelled
            known.append(len(analysis.packets))
            assert analysis.packets_of(range(1, len(analysis.sessions) + 1)).size == known[-1]
            analysis.go_on()
        assert known
        assert known == sorted(known)
        assert 0 < known[0] < len(whole.packets)
        assert analysis.wait(60)
        assert not analysis.progress.cancelled
        assert len(analysis.packets) == len(whole.packets)
        assert list(analysis.each_session()) == list(whole.each_session())


def test_what_was_halted_can_be_closed(path: Path) -> None:
    with Analysis(path) as analysis:
        analysis.halt(0)
        analysis.start()
        assert analysis.halt(20)
    assert analysis.progress.finished
    assert not analysis.progress.resumable


def test_going_on_without_a_halt_does_nothing(path: Path) -> None:
    with Analysis(path) as analysis:
        analysis.run()
        analysis.go_on()
        assert analysis.progress.finished
        assert analysis.halt(1)             # and there is nothing left to halt
        assert not analysis.progress.resumable
        assert not analysis.progress.cancelled
