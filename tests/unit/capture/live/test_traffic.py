"""Packets per device, by the kernel's table."""
from pathlib import Path

import pytest

from netloupe_engine.capture.live import traffic

TABLE = """Inter-|   Receive                                     |  Transmit
 face |bytes packets errs drop fifo frame compressed multicast|bytes packets errs drop fifo colls carrier compressed
    lo: 1234   10    0    0    0     0          0         0     1234   10    0    0    0     0       0          0
veth0@if3: 99   3    0    0    0     0          0         0       50    4    0    0    0     0       0          0
broken: 1 2
"""


def test_received_and_sent_are_added_and_any_is_their_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "dev"
    table.write_text(TABLE)
    monkeypatch.setattr(traffic, "TABLE", table)
    assert traffic.device_packets() == {"lo": 20, "veth0@if3": 7, "any": 27}


def test_this_machine_has_a_loopback() -> None:
    assert "lo" in traffic.device_packets()


def test_no_table_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traffic, "TABLE", tmp_path / "none")
    assert traffic.device_packets() == {}
