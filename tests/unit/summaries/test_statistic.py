"""Statistics as tables for files and other programs."""
import pytest

from netloupe_engine import Analysis, analyze


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyze("resources/captures/sample.pcapng")


def test_arrow(sample: Analysis) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    found = sample.statistics("applications")
    table = pyarrow.table(found)
    assert table.column_names == [*found.names, "condition"]
    assert table["bytes"].to_pylist() == found.column("bytes").values.tolist()      # type: ignore[union-attr]
    assert table["value"].to_pylist() == list(found.labels)
    assert table["condition"].to_pylist() == list(found.conditions)
    assert str(pyarrow.table(sample.statistics("rtt.time")).schema.field("start").type) == "timestamp[ns, tz=UTC]"


def test_cells_have_seconds(sample: Analysis) -> None:
    header, first, *_ = sample.statistics("durations").cells()
    assert header == ("range", "low", "high", "sessions", "filter")
    assert list(map(str, first)) == ["0 s", "0.000000000", "0.000000001", "5", "duration == 0ns"]


def test_what_is_over_time_as_cells(sample: Analysis) -> None:
    found = sample.statistics("throughput")
    header, *rows = found.series_cells()
    assert header[:2] == ("time", "http (bit/s)")
    assert found.series is not None
    assert len(rows) == found.series.values.shape[1]
    assert [row[1] for row in rows] == found.series.values[0].tolist()
    assert list(sample.statistics("hosts").series_cells()) == []


def test_columns_go_by_name(sample: Analysis) -> None:
    with pytest.raises(KeyError):
        sample.statistics("hosts").column("no such")
