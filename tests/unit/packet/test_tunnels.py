"""Tunnels are told apart by numbers given out, however many there are."""
from pathlib import Path

from tests.unit.packet.test_key import frames, sixin4
from tests.unit.traffic import analysed


def test_no_two_tunnels_are_taken_for_one(tmp_path: Path) -> None:
    """So many that the table of their numbers grows; each carries the same ends."""
    tunnels = [("192.0.2.1", f"198.18.{number // 250}.{1 + number % 250}") for number in range(700)]
    packets = [sixin4(pair, way) for pair in tunnels for way in (0, 1)]
    analysis = analysed(tmp_path, frames(*packets))
    assert len(analysis.sessions) == 2 * len(tunnels)
    assert (analysis.sessions.column("packets_up") == 1).all()
    assert (analysis.sessions.column("packets_down") == 1).all()
