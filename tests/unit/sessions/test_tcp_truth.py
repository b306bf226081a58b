"""TCP tracking of real captures against what tshark says of each of their streams."""
import ipaddress
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.model import EndReason, State
from tests.unit.sessions.segments import Connection, connections

CAPTURES = [
    "dlt_raw_ip.pcap", "dns_over_tcp.pcap", "ftp_ipv4_data.pcap", "http2_h2c.pcap", "http_pipelined_requests.pcap",
    "mix_arkime_synthetic.pcap", "mix_lan_ssdp_llmnr_http_1kxun.pcap", "mix_many_protocols_cdp_vlan_http_dns_tls.pcap",
    "modbus_small.pcap", "mpls_vlan_mixed.pcap", "mqtt.pcap", "smb1_smb2.pcap", "smtp.pcap",
    "tcp_missing_syn_midstream.pcap", "tcp_retransmit_out_of_order.pcap", "tcp_syn_scan_half_open_rst.pcap",
    "tcp_zero_window.pcap", "tls13_openjdk.pcap", "tunnel_6in4.pcap", "vlan_qinq_http.pcap",
]
COUNTERS = {"retransmissions": "retransmission", "out_of_order": "out_of_order", "duplicate_acks": "duplicate_ack",
            "zero_windows": "zero_window"}
OPENED = 7              # bits of tcp.completeness: SYN, SYN-ACK, ACK
TOLERANCE_NS = 2_000    # of times that passed through dpkt's floats


def streams(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], Connection]]:
    """The truth of each TCP stream with the connection of the same endpoints and the same order."""
    truth = json.loads((folder / "truth" / f"{name}.json").read_text())
    rows = {row["stream"]: row for row in truth["tcp"]}
    found = connections(folder / name)
    begun: Counter[tuple[object, ...]] = Counter()
    for flow in truth["flows"]:
        if flow["proto"] == "tcp":
            ends = [(ipaddress.ip_address(flow[side]).packed, flow[port])
                    for side, port in (("src", "sport"), ("dst", "dport"))]
            key = tuple(sorted(ends))
            assert begun[key] < len(found.get(key, [])), f"{name}: stream {flow['stream']} is not split as tshark does"
            yield rows[flow["stream"]], found[key][begun[key]]
            begun[key] += 1
    assert {key: len(split) for key, split in found.items()} == dict(begun)


def states(row: dict[str, Any]) -> set[State]:
    """The states a stream may be in at the end, by the flags tshark counted."""
    fins = [bool(row.get(f"fin_{way}")) for way in ("ab", "ba")]
    if row.get("rst_ab") or row.get("rst_ba"):
        return {State.CLOSED}
    if any(fins):
        return {State.CLOSING, State.CLOSED} if all(fins) else {State.CLOSING}
    if row["completeness"] & OPENED == OPENED:
        return {State.ESTABLISHED, State.ACTIVE}
    return {State.NEW, State.ESTABLISHED, State.ACTIVE}


@pytest.mark.parametrize("name", CAPTURES)
def test_facts_of_each_stream_are_tshark_s(captures: Path, name: str) -> None:
    judged = 0
    for row, connection in streams(captures, name):
        where = f"{name}, stream {row['stream']}"
        facts = connection.track.facts
        judged += 1
        assert {mine: sum(facts[mine]) for mine in COUNTERS} == {
            mine: row.get(theirs, 0) for mine, theirs in COUNTERS.items()}, where
        counted, discarded = connection.pair("resets"), connection.pair("discarded")
        resets = [counted[way] + discarded[way] for way in (0, 1)]
        assert resets == [row.get("rst_ab", 0), row.get("rst_ba", 0)], where
        assert connection.pair("mss") == (row.get("mss_ab", 0), row.get("mss_ba", 0)), where
        assert connection.pair("window_shift") == (row.get("wscale_ab"), row.get("wscale_ba")), where
        assert State(connection.track.states[-1][0]) in states(row), where
        if row["completeness"] & OPENED == OPENED:
            assert abs(facts["rtt_ns"] - Decimal(row["irtt"]) * 10**9) <= TOLERANCE_NS, where
    assert judged


def test_a_scan_is_answered_with_refusals_or_silence(captures: Path) -> None:
    ends = Counter(EndReason(connection.track.end)
                   for _, connection in streams(captures, "tcp_syn_scan_half_open_rst.pcap"))
    assert ends == {EndReason.NONE: 1989, EndReason.REFUSED: 5}
