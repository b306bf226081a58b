"""Tunnels are told apart by numbers given out, however many there are."""
from pathlib import Path

import numpy as np

from netloupe_engine import analyze
from tests.unit.packet.test_key import frames, sixin4
from tests.unit.sessions.test_table import PCAP_HEADER
from tests.unit.traffic import analysed

NUMBERED = 1 << 16


def test_no_two_tunnels_are_taken_for_one(tmp_path: Path) -> None:
    """So many that the table of their numbers grows; each carries the same ends."""
    tunnels = [("192.0.2.1", f"198.18.{number // 250}.{1 + number % 250}") for number in range(700)]
    packets = [sixin4(pair, way) for pair in tunnels for way in (0, 1)]
    analysis = analysed(tmp_path, frames(*packets))
    assert len(analysis.sessions) == 2 * len(tunnels)
    assert (analysis.sessions.column("packets_up") == 1).all()
    assert (analysis.sessions.column("packets_down") == 1).all()


def test_more_tunnels_than_are_numbered_are_said(tmp_path: Path) -> None:
    frame = np.frombuffer(bytes(sixin4(("192.0.2.1", "192.0.2.2"), 0)), np.uint8)
    rows = np.zeros((NUMBERED + 2, 16 + len(frame)), np.uint8)
    rows[:, 8:16] = np.array([len(frame)] * 2, "<u4").view(np.uint8)
    rows[:, 16:] = frame
    rows[:, 16 + 30:16 + 34] = np.arange(1, NUMBERED + 3, dtype=">u4").view(np.uint8).reshape(-1, 4)    # outer target
    path = tmp_path / "tunnels.pcap"
    path.write_bytes(PCAP_HEADER + rows.tobytes())
    analysis = analyze(path)
    assert len(analysis.sessions) == 2 * NUMBERED + 3       # the last two carry what looks like one
    assert [(finding.kind, finding.packet) for finding in analysis.findings()] == [("limit.tunnels", NUMBERED + 1)]
