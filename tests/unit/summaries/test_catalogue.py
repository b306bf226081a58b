"""Statistics against what tshark counts, against a program that looks at each session by itself, and against the
filters of their own rows."""
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from netloupe_engine import Analysis, analyze
from netloupe_engine.analysis import statistics_of
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.summaries.catalogue import KINDS
from netloupe_engine.summaries.statistic import Picture, Statistic, Unit
from netloupe_engine.summaries.tallies import _once

SAMPLE = "resources/captures/sample.pcapng"
REAL = ("mix_mmtdpi_sample.pcap", "sip_rtp_call.pcap", "quic_v1_http3.pcap", "http2_h2c.pcap", "icmp_types_errors.pcap",
        "tcp_syn_scan_half_open_rst.pcap", "tunnel_vxlan.pcap", "dns_mdns.pcap", "sctp_www.pcap", "vlan_qinq_http.pcap",
        "bad_ipv6_ext_truncated.pcap", "dlt_radiotap_80211.pcap")


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyze(SAMPLE)


def by_label(found: Statistic, *names: str) -> dict[str, tuple[int | float | str, ...]]:
    columns = [found.column(name).values for name in names]
    return {label: tuple(values[row] if isinstance(values, tuple) else values[row].item() for values in columns)
            for row, label in enumerate(found.labels)}


def check_conditions(analysis: Analysis) -> int:
    """Each row's filter must choose, of the sessions asked, exactly those that the row counts."""
    capture, every = analysis.capture, np.arange(1, len(analysis.sessions) + 1, dtype=np.uint32)
    start, end = capture.start_ns or 0, capture.end_ns or 0
    middle = ((2 * start + end) // 3, (start + end) // 2)
    overlap = every[(analysis.sessions.column("start_ns") <= middle[1]) & (analysis.sessions.column("end_ns")
                                                                             >= middle[0])]
    asked: list[tuple[NDArray[np.uint32] | None, tuple[int, int] | None, NDArray[np.uint32]]] = [
        (None, None, every), (every[::2], None, every[::2]), (None, middle, overlap)]
    checked = 0
    for kind in statistics_of(analysis):
        for ids, span, chosen in asked:
            found = analysis.statistics(kind.name, ids, span)
            for condition, count in list(zip(found.conditions, found.column("sessions").values, strict=True))[:40]:
                assert len(np.intersect1d(analysis.filter(condition), chosen)) == count, (kind.name, condition)
                checked += 1
    return checked


def test_the_filter_of_a_row_chooses_the_sessions_it_counts(sample: Analysis) -> None:
    assert check_conditions(sample) > 800


@pytest.mark.parametrize("name", REAL)
def test_the_filter_of_a_row_chooses_the_sessions_it_counts_in_real_captures(captures: Path, name: str) -> None:
    assert check_conditions(analyze(captures / name)) > 0


def test_endpoints_as_tshark_counts_them(sample: Analysis) -> None:
    found = by_label(sample.statistics("hosts"), "packets_sent", "bytes_sent", "packets_received", "bytes_received")
    assert found["192.168.20.50"] == (523, 77669, 513, 423487)      # tshark -q -z endpoints,ip
    assert found["192.168.20.12"] == (262, 363636, 213, 41772)
    assert found["192.168.20.1"] == (123, 16387, 127, 10026)


def test_conversations_as_tshark_counts_them(sample: Analysis) -> None:
    found = by_label(sample.statistics("pairs"), "packets")
    assert found["192.168.20.50 → 192.168.20.12"] == (475,)         # tshark -q -z conv,ip
    assert found["192.168.20.50 → 192.168.20.15"] == (26,)


def test_packet_lengths_as_tshark_counts_them(sample: Analysis) -> None:
    found = sample.statistics("packet-sizes")
    assert found.column("packets").values.tolist() == [499, 514, 67, 39, 37, 296]       # type: ignore[union-attr]
    assert found.labels[0] == "40 – 79 B"                           # tshark -q -z plen,tree
    assert found.labels[-1] == "1,280 – 2,559 B"


def test_the_hierarchy_as_tshark_counts_it(sample: Analysis) -> None:
    found = sample.statistics("hierarchy")
    paths = by_label(found, "path", "packets", "bytes")
    counts = {row[0]: row[1:] for row in zip(*(found.column(name).values for name in ("path", "packets", "bytes")),
                                             strict=True)}
    assert counts["eth"] == (1452, 596174)                          # tshark -q -z io,phs
    assert counts["eth.ip.tcp"] == (797, 465883)
    assert counts["eth.ip.udp"] == (219, 21883)
    assert counts["eth.ip.tcp.tls"] == (73, 30275)
    assert counts["eth.ipv6.icmpv6"] == (25, 2262)
    assert paths["arp"][1:] == (20, 840)
    for row, parent in enumerate(found.parents):
        path = found.column("path").values[row]
        assert (parent == -1) == ("." not in path)
        if parent >= 0:
            assert parent < row
            assert found.column("path").values[parent] == path.rpartition(".")[0]


def test_dns_as_tshark_counts_it(sample: Analysis) -> None:
    codes = by_label(sample.statistics("dns.codes"), "times")       # tshark -q -z dns,tree: 108 responses
    assert codes == {"NOERROR": (106,), "NXDOMAIN": (1,), "REFUSED": (1,)}
    facts = {fact.name: fact.value for fact in sample.statistics("dns.response").facts}
    assert 14.257e6 <= facts["least"] <= facts["most"] <= 18.177e6     # of all, those of later questions too


def test_times_are_those_of_the_sessions(sample: Analysis) -> None:
    rtts = sorted(session.tcp.rtt_ns for session in sample.each_session() if session.tcp and session.tcp.rtt_ns)
    found = sample.statistics("rtt")
    facts = {fact.name: fact.value for fact in found.facts}
    assert facts["count"] == len(rtts) == sum(found.column("sessions").values)
    for percent in (50, 90, 99):
        assert facts[f"p{percent}"] == rtts[-(-len(rtts) * percent // 100) - 1]
    assert (facts["least"], facts["most"]) == (rtts[0], rtts[-1])
    over_time = sample.statistics("rtt.time")
    assert sum(over_time.column("sessions").values) == len(rtts)


def test_responses_are_those_of_the_packets(sample: Analysis) -> None:
    expected = []
    for session in sample.each_session():
        asked = None
        for number in sample.packets_of([session.id]).tolist():
            packet = sample.packet(number)
            if packet.session != session.id or not sample.packets.cell("flags", number - 1) & 128:
                continue
            if sample.packets.cell("way", number - 1) == 0:
                asked = asked if asked is not None else packet.time_ns
            elif asked is not None:
                expected.append(packet.time_ns - asked)
                break
    facts = {fact.name: fact.value for fact in sample.statistics("response").facts}
    assert (facts["count"], facts["least"], facts["most"]) == (len(expected), min(expected), max(expected))


def test_throughput_adds_up(sample: Analysis) -> None:
    total = sum(sample.packets.column("length").tolist())
    for name in ("throughput", "throughput.protocol", "throughput.host", "throughput.service"):
        found = sample.statistics(name)
        assert sum(found.column("bytes").values) == total
        assert sum(found.column("sessions").values) == len(sample.sessions)
        assert found.series is not None
        assert found.series.unit is Unit.RATE
        drawn = found.series.values.sum(axis=1) * found.series.bin_ns / 8e9
        assert np.allclose(drawn, found.column("bytes").values)


def test_health_is_what_sessions_count(sample: Analysis) -> None:
    counts: Counter[str] = Counter()
    for session in sample.each_session():
        if session.tcp:
            counts["Retransmissions"] += sum(session.tcp.retransmissions)
            counts["Zero windows"] += sum(session.tcp.zero_windows)
            counts["Resets"] += sum(session.tcp.resets)
            counts["Failed handshakes"] += session.end_reason.text in ("refused", "no response")
    found = sample.statistics("tcp")
    assert {label: row[0] for label, row in by_label(found, "count").items()} == counts
    assert found.series is not None
    assert found.series.values.sum(axis=1).tolist() == found.column("count").values.tolist()    # type: ignore[union-attr]


def test_findings_are_those_listed(sample: Analysis) -> None:
    found = by_label(sample.statistics("findings"), "count", "severity")
    listed = Counter(row.kind for row in sample.findings())
    assert {kind: row[0] for kind, row in found.items()} == listed
    severities = by_label(sample.statistics("findings.severity"), "count")
    assert {name: row[0] for name, row in severities.items()} == Counter(
        row.severity.name.lower() for row in sample.findings())


def test_certificates_by_when_they_end(sample: Analysis) -> None:
    assert by_label(sample.statistics("tls.expiry"), "sessions")["Expired"] == (2,)


def test_a_call_has_voice(captures: Path) -> None:
    analysis = analyze(captures / "sip_rtp_call.pcap")
    names = {kind.name for kind in statistics_of(analysis)}
    assert {"voice.codecs", "voice.jitter", "voice.methods", "voice.status"} <= names
    assert "INVITE" in {label.upper() for label in analysis.statistics("voice.methods").labels}


def test_of_a_filter_and_of_a_span(sample: Analysis) -> None:
    ids = sample.filter("tls")
    assert sample.statistics("applications", ids).labels == ("tls",)
    assert sample.statistics("applications", ids).sessions == len(ids)
    begin = int(sample.sessions.column("start_ns")[0])
    found = sample.statistics("packet-sizes", span=(begin, begin))
    times = sample.packets.column("time_ns")
    assert sum(found.column("packets").values) == int((times == begin).sum())


def test_nothing_asked_is_nothing_told(sample: Analysis) -> None:
    none = np.empty(0, np.uint32)
    for kind in statistics_of(sample):
        found = sample.statistics(kind.name, none)
        assert found.sessions == 0
        assert not any(found.column("sessions").values)


def test_a_capture_without_packets_has_none(captures: Path) -> None:
    analysis = analyze(captures / "bad_empty.pcap")
    assert statistics_of(analysis) == ()
    for kind in KINDS:
        assert not any(analysis.statistics(kind.name).column("sessions").values)


def test_there_is_one_for_every_kind_of_picture(sample: Analysis) -> None:
    assert {kind.picture for kind in statistics_of(sample)} == set(Picture)
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_a_name_that_is_none_is_answered_with_the_nearest(sample: Analysis) -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean applications\?"):
        sample.statistics("aplications")


def test_it_can_be_called_off(sample: Analysis) -> None:
    for kind in KINDS:
        with pytest.raises(CancelledError):
            sample.statistics(kind.name, cancelled=lambda: True)


def test_the_same_for_any_number_of_handlers(sample: Analysis) -> None:
    other = analyze(SAMPLE, 3)
    for kind in statistics_of(sample):
        assert list(other.statistics(kind.name).rows()) == list(sample.statistics(kind.name).rows())


@pytest.mark.parametrize("known", [1.0, 0.6])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_what_both_ends_have_is_counted_once(columns: int, known: float) -> None:
    dice = np.random.default_rng(columns)
    rows = np.concatenate([np.flatnonzero(dice.random(500) < known) for _ in range(columns)])
    codes = dice.integers(0, 4, len(rows))
    found = _once(rows, codes, 4, 500)
    assert sorted(zip(*(part.tolist() for part in found), strict=True)) == sorted(set(zip(
        rows.tolist(), codes.tolist(), strict=True)))
