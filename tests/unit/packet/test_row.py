"""Flags of the packet index, which compiled code and Python both name."""
from netloupe_engine.packet import row
from tests.architecture.sources import ENGINE
from tests.architecture.test_sources import enum_of


def test_python_and_compiled_code_mean_the_same_bits() -> None:
    compiled = dict(enum_of((ENGINE / "packet" / "row.pxd").read_text(), "PacketFlag"))
    mine = {f"PACKET_{name}": value for name, value in vars(row).items() if name.isupper()}
    assert mine == compiled
    assert sorted(mine.values()) == [1 << bit for bit in range(len(mine))]
