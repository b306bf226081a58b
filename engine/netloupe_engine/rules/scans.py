"""Port scans: many ports of one host, or one port of many hosts, tried and not used.

A try is a session in which nobody said anything: what a scanner sends is known by its TCP flags (RFC 9293, section
3.10.7.1 says what a closed port answers, and that an open one does not to FIN, NULL and Xmas), or a datagram that got
no answer. Sessions that another protocol announced (FTP data) are no tries.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..handler.verdicts import Verdict
from ..quantities import count
from .facts import Facts, grouped, mixed
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

TCP, UDP = 6, 17
FIN, SYN, RST, ACK = 0x01, 0x02, 0x04, 0x10
_SHAPE = 0x3F           # the flags of RFC 793; ECN's say nothing here
WAYS = ("", "SYN", "FIN", "NULL", "Xmas", "UDP")
_FIRST_MULTICAST, _V6_MULTICAST = 224, 0xFF
# Traceroute counts UDP ports up from here (RFC 1393 describes it; 3 datagrams a hop, 30 hops).
_TRACEROUTE = 33_434, 33_434 + 90
_UDP_MOST = 3           # datagrams a try has


def port_scans(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Many ports of one host."""
    for rows, way in _tries(facts, rule, lambda: (facts.initiators, facts.responders), facts.column("responder_port")):
        ports = np.unique(facts.column("responder_port")[rows])
        text = (f"{facts.client(rows[0])} tried {count(len(ports))} ports of {facts.server(rows[0])} by {WAYS[way]}, "
                f"{ports[0]} to {ports[-1]}: {_answers(facts, rows, way, facts.column('responder_port'))}")
        yield facts.of_sessions(rule, text, rows)


def host_scans(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """One port of many hosts."""
    port = facts.column("responder_port")
    for rows, way in _tries(facts, rule, lambda: (facts.initiators, port), None):
        hosts = len(np.unique(facts.responders[rows]))
        text = (f"{facts.client(rows[0])} tried port {port[rows[0]]} of {count(hosts)} hosts by {WAYS[way]}: "
                f"{_answers(facts, rows, way, facts.responders)}")
        yield facts.of_sessions(rule, text, rows)


def _tries(facts: Facts, rule: Rule, asked: Callable[[], tuple[NDArray[np.generic], ...]],
           ports: NDArray[np.generic] | None) -> Iterator[tuple[NDArray[np.intp], int]]:
    """Tries with the same of what is `asked`, so many different ports, or hosts where that is None, that they are a
    scan, and most of what was begun there."""
    ways = facts.once("ways of scans", lambda: _ways(facts))
    tried = np.flatnonzero(ways)
    least = int(facts.limit(rule, "least"))
    if len(tried) < least:
        return
    of, different = asked(), facts.responders if ports is None else ports
    numbers = mixed(*(column[tried] for column in of), facts.column("ip_protocol")[tried])
    every: NDArray[np.uint64] | None = None
    for places in grouped(numbers, least):
        rows = tried[places]
        if len(np.unique(different[rows])) < least:
            continue
        if every is None:
            every = np.sort(mixed(*of, facts.column("ip_protocol")))
        begun = np.diff(every.searchsorted(numbers[places[:1]].repeat(2) + np.array([0, 1], np.uint64)))[0]
        if len(rows) < begun * facts.limit(rule, "share"):
            continue
        for way in np.flatnonzero(np.bincount(ways[rows])).tolist():
            mine = rows[ways[rows] == way]
            if len(np.unique(different[mine])) >= least:
                yield mine, way


def _ways(facts: Facts) -> NDArray[np.uint8]:
    """How each session tries a port, a place in `WAYS`; 0: it is no try."""
    column = facts.column
    up, down, protocol = column("flags_up") & _SHAPE, column("flags_down") & _SHAPE, column("ip_protocol")
    silent = (column("payload_bytes_up") + column("payload_bytes_down") == 0) & (column("packets_up") > 0)
    plain = facts.written & (column("expected_by") == 0)
    asked = plain & silent & (protocol == TCP)
    found = np.zeros(facts.sessions, np.uint8)
    found[asked & (up & SYN != 0)] = WAYS.index("SYN")
    odd = asked & ((down == 0) | (down & RST != 0))       # an open port says nothing, a closed one RST
    found[odd & (up == FIN)] = WAYS.index("FIN")
    found[odd & (up == 0)] = WAYS.index("NULL")
    found[odd & (up == FIN | 0x08 | 0x20)] = WAYS.index("Xmas")
    port = column("responder_port")
    is_trace = (port >= _TRACEROUTE[0]) & (port <= _TRACEROUTE[1])
    by_udp = np.flatnonzero(plain & (protocol == UDP) & (column("packets_down") == 0)
                            & (column("packets_up") <= _UDP_MOST) & ~is_trace)
    found[by_udp[~_is_group(facts, by_udp)]] = WAYS.index("UDP")
    return found


def _is_group(facts: Facts, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which responders are multicast groups or the broadcast address (RFC 1112, RFC 919; RFC 4291 section 2.7)."""
    octets = np.ascontiguousarray(facts.column("responder")[rows]).view(np.uint8).reshape(-1, 16)
    family = facts.column("family")[rows]
    is_group: NDArray[np.bool_] = ((family == 4) & ((octets[:, 12] >= _FIRST_MULTICAST) | (octets[:, 15] == 0xFF))
                                   | (family == 6) & (octets[:, 0] == _V6_MULTICAST))
    return is_group


def _answers(facts: Facts, rows: NDArray[np.intp], way: int, different: NDArray[np.generic]) -> str:
    """How many of what was tried answered, and how."""
    if WAYS[way] == "UDP":
        return "no answers"
    down = facts.column("flags_down")[rows]
    opened = np.unique(different[rows[down & (SYN | ACK) == SYN | ACK]])
    closed = np.setdiff1d(different[rows[down & RST != 0]], opened)
    numbers = len(opened), len(closed), len(np.unique(different[rows])) - len(opened) - len(closed)
    return ", ".join(f"{count(number)} {what}"
                     for number, what in zip(numbers, ("open", "closed", "silent"), strict=True) if number)
