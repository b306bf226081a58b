"""Foreign captures against what tshark and capinfos say of them: packets, bytes, times, and who spoke with whom."""
import ipaddress
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import netloupe_engine as engine
from netloupe_engine import Analysis, Settings
from tests.scenarios.foreign import FOLDER, each

TOLERANCE_NS = 1000
# Of fragments tshark counts the last. How many sessions each belongs to, one in the other, and how many wait in vain.
FRAGMENTS = {"ipv4_fragments.pcap": (1, 0), "ipv6_fragments.pcap": (1, 0), "tunnel_gtpu_fragmented.pcap": (2, 4)}
# tshark shows a routing header's final destination.
ROUTED = {"ipv6_ext_hbh_routing.pcap"}
# Their TCP, UDP or echoes are carried by protocols of a later version.
LATER: set[str] = set()
LATER_ECHOES: set[str] = set()
LATER_TALKS: dict[str, int] = {}
End = tuple[str, int]
Talk = tuple[str, frozenset[End]]
Said = Counter[tuple[str, End]]                     # ("packets" or "bytes", who sent them) -> how many


def truth(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((path.parent / "truth" / f"{path.name}.json").read_text())
    return found


def nanoseconds(seconds: str) -> int:
    return int(Decimal(seconds).scaleb(9))


@pytest.fixture
def analysis(path: Path) -> Iterator[Analysis]:
    with engine.analyze(path, settings=Settings().without_idle_timeouts()) as found:
        yield found


@pytest.mark.parametrize("path", each(FOLDER))
def test_no_packet_and_no_byte_is_lost(path: Path, analysis: Analysis) -> None:
    totals, capture = truth(path)["totals"], analysis.capture
    assert capture.packets == len(analysis.packets) == totals["packet_records"]
    if totals["packets"] != totals["packet_records"]:
        return          # tshark takes custom blocks for packets
    assert (capture.bytes, capture.captured_bytes) == (totals["bytes_on_wire"], totals["bytes_captured"])
    assert sum(row.packets for row in analysis.protocols()) == capture.packets
    assert sum(row.bytes for row in analysis.protocols()) == capture.bytes
    if totals["min_time"] is not None:
        assert capture.start_ns is not None
        assert capture.end_ns is not None
        # A packet years off, which nobody else agrees with, is no beginning: then it is the first in the file.
        assert min(abs(capture.start_ns - nanoseconds(totals[name])) for name in ("min_time", "first")) <= TOLERANCE_NS
        assert abs(capture.end_ns - nanoseconds(totals["max_time"])) <= TOLERANCE_NS


def conversations(path: Path) -> tuple[Counter[Talk], dict[Talk, Said], set[Talk]]:
    """How often tshark saw two ends speak with each other over TCP or UDP, how much in all, and whose headers are so
    wrong that its table of conversations leaves them out."""
    times: Counter[Talk] = Counter()
    said: dict[Talk, Said] = {}
    bogus = set()
    for flow in truth(path)["flows"]:
        if flow["proto"] in ("tcp", "udp"):
            one, two = ((str(ipaddress.ip_address(flow[side])), flow[port])
                        for side, port in (("src", "sport"), ("dst", "dport")))
            talk = flow["proto"], frozenset({one, two})
            times[talk] += 1
            if flow.get("not_in_conv_table"):
                bogus.add(talk)
            mine = said.setdefault(talk, Counter())
            mine.update({("packets", one): flow["pkts_ab"], ("bytes", one): flow["bytes_ab"]})
            mine.update({("packets", two): flow["pkts_ba"], ("bytes", two): flow["bytes_ba"]})
    return times, said, bogus


def sessions(analysis: Analysis) -> tuple[Counter[Talk], dict[Talk, Said]]:
    """The same of our sessions."""
    times: Counter[Talk] = Counter()
    said: dict[Talk, Said] = {}
    for session in analysis.each_session():
        if session.protocol in ("tcp", "udp"):
            ends = (session.initiator, session.initiator_port), (session.responder, session.responder_port)
            talk = session.protocol, frozenset(ends)
            times[talk] += 1
            mine = said.setdefault(talk, Counter())
            for end, packets, size in zip(ends, session.packets, session.bytes, strict=True):
                mine.update({("packets", end): packets, ("bytes", end): size})
    return times, said


@pytest.mark.parametrize("path", each(FOLDER, lambda path: path.name not in ROUTED | FRAGMENTS.keys(), LATER))
def test_who_spoke_with_whom_and_how_much(path: Path, analysis: Analysis) -> None:
    times, said = sessions(analysis)
    expected_times, expected, bogus = conversations(path)
    missing = expected.keys() - said.keys()
    assert len(missing - bogus) == LATER_TALKS.get(path.name, 0)
    assert said == {talk: sums for talk, sums in expected.items() if talk not in missing}
    assert {talk: count for talk, count in times.items() if talk[0] == "tcp"} == {
        talk: count for talk, count in expected_times.items() if talk[0] == "tcp" and talk not in missing}
    assert {count for talk, count in times.items() if talk[0] == "udp"} <= {1}


@pytest.mark.parametrize("path", each(FOLDER, lambda path: path.name in FRAGMENTS))
def test_fragments_reach_their_sessions(path: Path, analysis: Analysis) -> None:
    facts = truth(path)["fragments"]
    fragments, whole = (next(count for name, count in facts.items() if name.endswith(end))
                        for end in ("fragments", "reassembled"))
    _, said = sessions(analysis)
    _, expected, _ = conversations(path)
    assert said.keys() == expected.keys()
    packets, counted = (sum(count for sums in talks.values() for (what, _), count in sums.items() if what == "packets")
                        for talks in (said, expected))
    nested, waiting = FRAGMENTS[path.name]
    assert packets == counted + (fragments - waiting - whole) * nested


@pytest.mark.parametrize("path", each(FOLDER, lambda path: bool(truth(path)["icmp"]), LATER_ECHOES))
def test_echoes_are_told_apart(path: Path, analysis: Analysis) -> None:
    rows = truth(path)["icmp"]
    expected = Counter((str(ipaddress.ip_address(row["src"])), row["pkts_ab"], row["bytes_ab"],
                        str(ipaddress.ip_address(row["dst"])), row["pkts_ba"], row["bytes_ba"])
                       for row in rows if row["ident"])
    found: Counter[tuple[str, int, int, str, int, int]] = Counter()
    for session in analysis.each_session():
        if session.protocol.startswith("icmp"):
            ends = [(address, packets, size) for address, packets, size in
                    zip((session.initiator, session.responder), session.packets, session.bytes, strict=True)]
            found[*ends[0], *ends[1]] += 1
            found[*ends[1], *ends[0]] += 1
    assert found >= expected
