"""Where the packets of an index lie, in slices."""
from pathlib import Path

from netloupe_engine.packet.places import Places
from tests.unit.traffic import analysed, udp


def test_slices_are_the_packets_that_were_there_in_order(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [(number / 10, udp()) for number in range(10)])
    places = Places(analysis._run.index)
    assert len(places) == 10
    record = len(bytes(udp())) + 16
    assert places[0:10].tolist() == [24 + number * record for number in range(10)]
    assert places[3:5].tolist() == [24 + 3 * record, 24 + 4 * record]
    assert places[8:100].tolist() == [24 + 8 * record, 24 + 9 * record]
    assert places[10:12].tolist() == []
