"""A handler's memory: what it takes, and that all of it comes back."""
import gc
from pathlib import Path

import pytest

from netloupe_engine import Settings
from netloupe_engine.handler.pipeline import Pipeline
from netloupe_engine.model import EndReason
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.traffic import analysed, conversation, opened, udp


def resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def test_handlers_that_are_gone_hold_nothing() -> None:
    registry = REGISTRY.freeze()
    for _ in range(20):
        Pipeline(registry, Settings(), 0, 1)
    gc.collect()
    before = resident_bytes()
    for _ in range(200):
        Pipeline(registry, Settings(), 0, 1)
    gc.collect()
    assert resident_bytes() - before < 8 << 20


def test_tables_are_given_back_at_the_end(tmp_path: Path) -> None:
    frames = [(number / 1000, udp(ports=(1024 + number, 53))) for number in range(3000)]
    analysis = analysed(tmp_path, frames)
    pipeline, = analysis._run.pipelines
    assert pipeline.sessions == 3000
    assert pipeline.table_bytes < 1 << 20


@pytest.mark.parametrize(("settings", "reason"), [
    ({"new_timeout_s": 1.0}, EndReason.NO_RESPONSE), ({"new_timeout_s": None}, EndReason.CAPTURE_END),
    ({"new_timeout_s": 1e12}, EndReason.CAPTURE_END)])
def test_a_session_waits_as_long_as_the_settings_say(tmp_path: Path, settings: dict[str, float | None],
                                                     reason: EndReason) -> None:
    frames = [opened(0.0)[0], *((5.0 + at, frame) for at, frame in opened(0.0, ports=(40001, 9)))]
    assert analysed(tmp_path, frames, Settings(**settings)).session(1).end_reason is reason    # type: ignore[arg-type]


def test_each_protocol_has_its_own_patience(tmp_path: Path) -> None:
    frames = [(0.0, udp()), *conversation([(0, b"x")], at=0.1)[:4], (100.0, udp(ports=(1, 2)))]
    made = analysed(tmp_path, frames, Settings(udp_idle_timeout_s=10, tcp_idle_timeout_s=1000))
    assert [made.session(number).end_reason for number in (1, 2)] == [EndReason.NO_RESPONSE, EndReason.CAPTURE_END]
