"""Findings as columns."""
import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError
from netloupe_engine.summaries.findings import occurring

SAMPLE = "resources/captures/sample.pcapng"


@pytest.fixture(scope="module")
def analysis():
    with analyze(SAMPLE) as found:
        yield found


def test_the_columns_say_what_the_rows_say(analysis: Analysis) -> None:
    table, rows = analysis.finding_table(), analysis.findings()
    assert len(table) == len(rows) > 0
    for at, row in enumerate(rows):
        kind, session = table.kinds[table.kind[at]], analysis.session(row.session)
        assert (kind.key, kind.severity, table.texts[table.text[at]]) == (row.kind, row.severity, row.text)
        assert (table.packet[at], table.session[at]) == (row.packet, row.session)
        assert table.time_ns[at] == analysis.packet(row.packet).time_ns
        assert (table.hosts[table.client[at]], table.hosts[table.server[at]]) == (session.initiator, session.responder)


def test_of_some_sessions_and_of_a_stretch_of_time(analysis: Analysis) -> None:
    times = [analysis.packet(row.packet).time_ns for row in analysis.findings()]
    span = times[3], times[9]
    table = analysis.finding_table(span=span)
    assert table.time_ns.tolist() == [time for time in times if span[0] <= time <= span[1]]
    ids = analysis.filter("app == dns")
    assert set(analysis.finding_table(ids).kind.tolist()) == {
        at for at, kind in enumerate(table.kinds) if kind.key == "dns.error"}
    assert len(analysis.finding_table(ids, (span[0] - 1, span[0] - 1))) == 0


def test_groups_come_by_severity_then_by_size(analysis: Analysis) -> None:
    groups = list(occurring(analysis.finding_table(), "kind"))
    assert [name for name, _, rows in groups][:2] == ["tcp.refused", "tcp.reset"]
    order = [(-severity, -len(rows), name) for name, severity, rows in groups]
    assert order == sorted(order)


def test_it_can_be_called_off(analysis: Analysis) -> None:
    with pytest.raises(CancelledError):
        analysis.finding_table(cancelled=lambda: True)
