"""Two captures compared, against what was written into them."""
from pathlib import Path
from statistics import median_low

import duckdb
import numpy as np
import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import ExpressionError
from netloupe_engine.summaries.comparison import ROWS_MAX, Thresholds, Verdict
from tests.unit.traffic import Timed, capture, tcp, udp

MS = 1_000_000


def asked(at: float, port: int, server: str, rtt: float, response: float, repeats: int = 0) -> list[Timed]:
    """A connection to `server` in which something is asked and a byte answered."""
    def segment(way: int, flags: str, seq: int, ack: int = 0, payload: bytes = b"") -> object:
        return tcp(way, flags, seq, ack, payload, ports=(port, 9), server=server)
    begun = at + rtt + 0.001
    return [(at, segment(0, "S", 1)), (at + rtt, segment(1, "SA", 1, 2)), (begun, segment(0, "A", 2, 2)),
            (begun, segment(0, "PA", 2, 2, b"ask")),
            *((begun + 0.3 * n, segment(0, "PA", 2, 2, b"ask")) for n in range(1, repeats + 1)),
            (begun + response, segment(1, "PA", 2, 5, b"!"))]      # type: ignore[list-item]


def made(folder: Path, name: str, of: dict[str, tuple[int, float, float, int]]) -> Analysis:
    """By server: how many sessions, round trip and response in ms, retransmissions each."""
    frames, port = [], 40000
    for server, (count, rtt, response, repeats) in of.items():
        for n in range(count):
            port += 1
            frames += asked(n * 10.0, port, server, (rtt + n) / 1000, (response + n) / 1000, repeats)
    return analyze(capture(folder, sorted(frames, key=lambda frame: frame[0]), name))


BEFORE = {"10.0.1.1": (7, 10, 20, 0), "10.0.1.2": (7, 10, 20, 0), "10.0.1.3": (7, 10, 2000, 1),
          "10.0.1.4": (3, 10, 20, 0), "10.0.1.5": (9, 5, 5, 0), "10.0.1.7": (7, 200, 20, 0)}
AFTER = {"10.0.1.1": (7, 40, 20, 0), "10.0.1.2": (7, 11, 21, 0), "10.0.1.3": (7, 10, 2000, 0),
         "10.0.1.4": (3, 90, 200, 0), "10.0.1.6": (5, 5, 5, 0), "10.0.1.7": (7, 20, 20, 0)}


def test_what_is_new_gone_slower_and_faster(tmp_path: Path) -> None:
    before, after = made(tmp_path, "before.pcap", BEFORE), made(tmp_path, "after.pcap", AFTER)
    found = before.compare(after, "server")
    verdicts = dict(zip(found.labels, found.verdicts, strict=True))
    assert verdicts == {
        "10.0.1.1": Verdict.SLOWER, "10.0.1.2": Verdict.SAME, "10.0.1.3": Verdict.FASTER,
        "10.0.1.4": Verdict.SAME,                               # too few sessions to say so
        "10.0.1.5": Verdict.GONE, "10.0.1.6": Verdict.NEW, "10.0.1.7": Verdict.FASTER}
    row = found.labels.index("10.0.1.1")
    assert found.column("rtt_before").values[row] == median_low([11 + n for n in range(7)]) * MS
    assert found.column("rtt_after").values[row] == median_low([41 + n for n in range(7)]) * MS
    assert found.column("response_after").values[row] == 23 * MS
    assert found.column("why").values[row] == "round trip 14 ms → 44 ms"
    assert found.column("why").values[found.labels.index("10.0.1.3")] == "retransmissions 16.7% → 0.0%"
    gone = found.labels.index("10.0.1.5")
    assert [found.column(f"{name}_after").values[gone] for name in ("sessions", "bytes", "rtt")] == [0, 0, -1]
    assert found.column("sessions_before").values.sum() == len(before.sessions)
    assert found.column("bytes_after").values.sum() == after.capture.bytes
    importance = found.column("importance").values
    assert isinstance(importance, np.ndarray)
    assert (np.diff(importance) <= 0).all()
    assert [str(verdict) for verdict in found.verdicts[-2:]] == ["same", "same"]


def test_each_row_has_the_filter_for_its_sessions(tmp_path: Path) -> None:
    before, after = made(tmp_path, "before.pcap", BEFORE), made(tmp_path, "after.pcap", AFTER)
    for by in ("server", "host", "service", "application", "client,state"):
        found = before.compare(after, by)
        for row, text in enumerate(found.conditions):
            assert len(before.filter(text)) == found.column("sessions_before").values[row]
            assert len(after.filter(text)) == found.column("sessions_after").values[row]


def test_the_other_way_round_is_the_reverse(tmp_path: Path) -> None:
    before, after = made(tmp_path, "before.pcap", BEFORE), made(tmp_path, "after.pcap", AFTER)
    there, back = before.compare(after, "server"), after.compare(before, "server")
    reverse = {"new": "gone", "gone": "new", "slower": "faster", "faster": "slower", "same": "same"}
    assert {label: reverse[verdict] for label, verdict in zip(there.labels, there.verdicts, strict=True)} == dict(
        zip(back.labels, map(str, back.verdicts), strict=True))
    assert set(before.compare(before, "host").verdicts) == {Verdict.SAME}


def test_only_sessions_of_a_filter_and_other_thresholds(tmp_path: Path) -> None:
    before, after = made(tmp_path, "before.pcap", BEFORE), made(tmp_path, "after.pcap", AFTER)
    assert before.compare(after, "server", "server == 10.0.1.4").labels == ("10.0.1.4",)
    strict = before.compare(after, "server", thresholds=Thresholds(sessions=3))
    assert strict.verdicts[strict.labels.index("10.0.1.4")] is Verdict.SLOWER
    lax = before.compare(after, "server", thresholds=Thresholds(factor=100))
    assert Verdict.SLOWER not in lax.verdicts
    with pytest.raises(ExpressionError):
        before.compare(after, "nonsense")


def test_data_tools_read_it(tmp_path: Path) -> None:
    found = made(tmp_path, "a.pcap", BEFORE).compare(made(tmp_path, "b.pcap", AFTER), "server")
    rows = duckdb.sql("SELECT verdict, server, rtt_after, condition FROM found ORDER BY server").fetchall()
    assert rows[0] == ("slower", "10.0.1.1", 44 * MS, "server == 10.0.1.1")
    assert len(rows) == len(found) == 7
    names, *cells = found.cells()
    assert names[-1] == "filter"
    assert len(cells) == 7


def test_captures_with_nothing_in_them_compare(tmp_path: Path) -> None:
    nothing = analyze(capture(tmp_path, [], "nothing.pcap"))
    one = analyze(capture(tmp_path, [(0, udp())], "one.pcap"))
    assert len(nothing.compare(nothing, "host")) == 0
    assert one.compare(nothing, "host").verdicts == (Verdict.GONE, Verdict.GONE)
    assert next(nothing.compare(one, "server").rows())[0] == "new"


def test_there_is_an_end_to_rows(tmp_path: Path) -> None:
    many = [(n * 1e-4, udp(client=f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")) for n in range(ROWS_MAX + 5)]
    found = analyze(capture(tmp_path, many)).compare(analyze(capture(tmp_path, [], "none.pcap")), "client")
    assert (len(found), found.left_out) == (ROWS_MAX, 5)
