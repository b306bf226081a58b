"""The session table as columns."""
import json
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import Analysis
from netloupe_engine.export.shapes import CSV_COLUMNS
from netloupe_engine.sessions.columns import COLUMNS, EVERY, TCP_COUNTERS
from tests.unit.sessions.test_table import flood
from tests.unit.traffic import START, analysed, echo, opened, tcp, udp


@pytest.fixture
def some(tmp_path: Path) -> Analysis:
    return analysed(tmp_path, [(0, udp()), (1, udp(1)), *opened(2), (3, tcp(0, "PA", 1001, 5001, b"\xfe" * 10)),
                               (4, echo(0, 3))])


def test_columns_are_one_row_a_session(some: Analysis) -> None:
    store = some.sessions
    assert len(store) == 3
    assert store.column("initiator_port").tolist() == [40000, 40000, 0]
    assert store.column("packets_up").tolist() == [1, 3, 1]
    assert store.column("packets_down").tolist() == [1, 1, 0]
    assert store.column("payload_bytes_up").tolist() == [4, 10, 8]
    assert [some.protocol_name(number) for number in store.column("protocol").tolist()] == ["udp", "tcp", "icmp"]
    assert store.column("rtt_ns").tolist() == [-1, 20_000_000, -1]
    assert store.column("first_packet").tolist() == [1, 3, 7]


def test_rows_are_what_a_session_says(some: Analysis) -> None:
    for row in range(3):
        session = some.session(row + 1)
        assert (some.sessions.cell("packets_up", row), some.sessions.cell("packets_down", row)) == session.packets
        assert some.sessions.cell("start_ns", row) == session.start_ns
        assert some.path_name(some.sessions.cell("path", row)) == session.path


def test_rows_are_taken_in_any_order(some: Analysis) -> None:
    assert some.sessions.take("packets_up", [2, 0, 1, 1]).tolist() == [1, 1, 3, 3]
    assert some.sessions.take("packets_up", []).tolist() == []
    assert some.sessions.column("packets_up", 1, 2).tolist() == [3]
    assert some.sessions.column("packets_up", 2, 2).tolist() == []


def test_what_is_not_there_is_refused(some: Analysis) -> None:
    with pytest.raises(IndexError):
        some.sessions.cell("packets_up", 3)
    with pytest.raises(KeyError):
        some.sessions.column("colour")


def test_columns_are_copies(some: Analysis) -> None:
    some.sessions.column("packets_up")[:] = 0
    assert some.sessions.column("packets_up").tolist() == [1, 3, 1]


def test_ranges_over_many_chunks(tmp_path: Path) -> None:
    count = 70_000
    flows = np.arange(count, dtype=np.uint32)
    with Analysis(flood(tmp_path, flows, np.zeros(count, np.uint8), START + np.arange(count) * 1000)) as analysis:
        analysis.run()
        ports = (1024 + np.arange(count) % 50_000).astype(np.uint16)
        assert (analysis.sessions.column("initiator_port") == ports).all()
        assert (analysis.sessions.column("initiator_port", 16_000, 40_000) == ports[16_000:40_000]).all()
        places = np.random.default_rng(3).integers(0, count, 5000, dtype=np.uint64)
        assert (analysis.sessions.take("initiator_port", places) == ports[places]).all()


def test_counters_of_the_table_are_told_everywhere(some: Analysis) -> None:
    session = some.session(2)
    assert session.tcp is not None
    told = json.loads(b"".join(some.written_sessions("jsonl", [2])))
    for name in TCP_COUNTERS:
        up, down = (some.sessions.cell(f"{name}_{way}", 1) for way in ("up", "down"))
        assert getattr(session.tcp, name) == (up, down)
        assert told["tcp"][name] == [up, down]
        assert {f"{name}_up", f"{name}_down"} <= set(CSV_COLUMNS)


def test_columns_have_names_of_their_own_and_no_room_between_them(some: Analysis) -> None:
    names = [name for column in EVERY for name in column.names]
    assert list(some.sessions.names) == names
    assert len(set(names)) == len(names)
    widths = [min(int(column.type[1:]), 8) for column in COLUMNS if column.type != "V16"]
    assert widths == sorted(widths, reverse=True)


def test_what_few_sessions_have_is_read_as_all_else() -> None:
    """Kept beside the rows, which have no room for it: each way to read finds it, and zeros in other rows."""
    with Analysis(Path(__file__).parents[3] / "resources" / "captures" / "sample.pcapng") as analysis:
        analysis.run()
        store, rare = analysis.sessions, [name for column in COLUMNS if column.is_rare for name in column.names]
        back = np.arange(len(store))[::-1]
        for name in rare:
            column = store.column(name)
            assert column.tolist() == [store.cell(name, row) for row in range(len(store))]
            assert store.take(name, back.astype("u4")).tolist() == column[back].tolist()
        named = np.flatnonzero(store.column("named_by"))
        assert 0 < len(named) < len(store)
        for row in named.tolist():      # a DNS session's packet, and the session it is said of came later
            assert analysis.packets.cell("session", store.cell("named_packet", row) - 1) == store.cell("named_by", row)
            assert store.cell("named_packet", row) <= store.cell("first_packet", row)
