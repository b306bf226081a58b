"""What makes TCP slow: segments sent again and again, receivers that take nothing, servers that think."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..handler.verdicts import Verdict
from ..packet.row import RETRANSMISSION, ZERO_WINDOW
from ..quantities import count, duration, percent
from .facts import Facts, grouped, mixed
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECOND = 1_000_000_000
TCP, UDP = 6, 17
# Requests that get an answer each, over UDP, by protocols' keys.
_ASKING = ("dns", "ntp", "snmp", "radius", "tftp", "ldap", "nbns", "sip", "stun", "kerberos", "bacnet", "coap")


def storms(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Sessions in which much was sent again."""
    for way, sender in enumerate(("up", "down")):
        again, sent = facts.column(f"retransmissions_{sender}"), facts.column(f"packets_{sender}")
        much = (again >= facts.limit(rule, "least")) & (again >= sent * facts.limit(rule, "share"))
        for row in np.flatnonzero(much).tolist():
            packets = _flagged(facts, row, RETRANSMISSION, way)
            if len(packets):
                who = facts.client(row) if way == 0 else facts.server(row)
                text = (f"{who} sent {count(int(again[row]))} of {count(int(sent[row]))} segments again "
                        f"({percent(int(again[row]), int(sent[row]))})")
                yield facts.of_packets(rule, text, packets)


def stalls(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Receivers that took nothing for long: from a zero window to the end of those that follow it."""
    times = facts.packet_column("time_ns")
    for way, side in enumerate(("up", "down")):
        for row in np.flatnonzero(facts.column(f"zero_windows_{side}") > 0).tolist():
            mine = _of(facts, row, way)
            closed = facts.packet_column("flags")[mine.astype(np.int64) - 1] & ZERO_WINDOW != 0
            begins = np.flatnonzero(closed & ~np.concatenate([[False], closed[:-1]]))
            opens = np.flatnonzero(~closed)
            ends = np.append(opens, len(mine) - 1)[opens.searchsorted(begins)]
            waited = times[mine[ends].astype(np.int64) - 1] - times[mine[begins].astype(np.int64) - 1]
            long = waited >= facts.limit(rule, "seconds") * SECOND
            if long.any():
                who = facts.client(row) if way == 0 else facts.server(row)
                text = f"{who} took nothing for {duration(int(waited[long].sum()))}: its receive window was zero"
                yield facts.of_packets(rule, text, mine[begins[long]])


def slow_servers(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Services whose first answers take long, in most sessions."""
    responses = facts.run.index.responses(facts.sessions)
    rows = np.flatnonzero((responses >= 0) & facts.written & (facts.column("application") > 0))
    slow = int(facts.limit(rule, "seconds") * SECOND)
    late = rows[responses[rows] >= slow]
    if len(late) < facts.limit(rule, "least"):
        return
    every = np.sort(mixed(facts.responders[rows], facts.column("responder_port")[rows]))
    numbers = mixed(facts.responders[late], facts.column("responder_port")[late])
    for places in grouped(numbers, int(facts.limit(rule, "least"))):
        asked = int(np.diff(every.searchsorted(numbers[places[:1]].repeat(2) + np.array([0, 1], np.uint64)))[0])
        mine = late[places]
        if len(mine) * 2 > asked:
            took = sorted(responses[mine].tolist())[len(mine) // 2]
            text = (f"{facts.service(mine[0])} took {duration(took)} in the middle for its first answer in "
                    f"{count(len(mine))} of {count(asked)} sessions")
            yield facts.of_sessions(rule, text, mine)


def unanswered(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Services that were asked and said nothing at all, though their host is heard."""
    column = facts.column
    asked = facts.written & (column("payload_bytes_up") > 0) & (column("payload_bytes_down") == 0)
    waited = column("end_ns") - column("start_ns") >= facts.limit(rule, "seconds") * SECOND
    numbers = [number for number in map(facts.protocol, _ASKING) if number > 0]
    by_tcp = asked & (column("ip_protocol") == TCP) & (column("packets_down") > 0) & waited
    by_udp = asked & (column("ip_protocol") == UDP) & (column("packets_down") == 0) & np.isin(column("application"),
                                                                                            numbers)
    rows = np.flatnonzero(by_tcp | by_udp)
    if not len(rows):
        return
    heard = np.unique(facts.responders[column("packets_down") > 0])
    numbers_of = mixed(facts.initiators[rows], facts.responders[rows], column("responder_port")[rows])
    for places in grouped(numbers_of, int(facts.limit(rule, "least"))):
        mine = rows[places]
        if facts.responders[mine[0]] in heard:
            text = (f"{facts.service(mine[0])} answered nothing in {count(len(mine))} sessions of "
                    f"{facts.client(mine[0])}")
            yield facts.of_sessions(rule, text, mine)


def _of(facts: Facts, row: int, way: int) -> NDArray[np.uint32]:
    """The packets of a session in one direction."""
    first, last = (facts.run.store.cell(name, row) for name in ("first_packet", "last_packet"))
    numbers = facts.run.index.of_sessions([row + 1], first - 1, min(last, facts.packets))
    mine: NDArray[np.uint32] = numbers[facts.packet_column("way")[numbers.astype(np.int64) - 1] == way]
    return mine


def _flagged(facts: Facts, row: int, flag: int, way: int) -> NDArray[np.uint32]:
    """Those that are marked so."""
    mine = _of(facts, row, way)
    flagged: NDArray[np.uint32] = mine[facts.packet_column("flags")[mine.astype(np.int64) - 1] & flag != 0]
    return flagged
