"""Logins that are tried again and again."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..handler import recall
from ..handler.verdicts import Verdict
from ..quantities import count, duration
from .facts import Facts, grouped, mixed
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECOND = 1_000_000_000
# Where one logs in, by the protocol's key or, for what is not read, the port that IANA gave it.
_PROTOCOLS = ("ssh", "ftp", "telnet", "rfb", "rdp", "mysql", "pgsql", "tds")
_PORTS = (21, 22, 23, 1433, 3306, 3389, 5432, 5900)


def guessing(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Logins that a server refused: findings of kinds `….login_failed`, by client and server."""
    kinds = [at for at, kind in enumerate(facts.run.registry.findings) if kind.key.endswith(".login_failed")]
    parts = [recall.finding_columns(pipeline) for pipeline in facts.run.pipelines]
    sessions, packets, kind = (np.concatenate([part[at] for part in parts]) for at in range(3))
    there = np.isin(kind, kinds) & (sessions > 0) & (sessions <= facts.sessions) & (packets <= facts.packets)
    order = np.argsort(packets[there], kind="stable")
    rows, packets = sessions[there][order].astype(np.int64) - 1, packets[there][order]
    for places in grouped(_services(facts, rows), int(facts.limit(rule, "least"))):
        mine = packets[places]
        took = _span(facts, mine)
        text = (f"{facts.client(rows[places[0]])} failed {count(len(mine))} times in {duration(took)} to log in at "
                f"{facts.service(rows[places[0]])}")
        yield facts.of_packets(rule, text, mine)


def repeated(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Short sessions of a protocol to log in with, one after another."""
    column, least = facts.column, int(facts.limit(rule, "least"))
    application, port = column("application"), column("responder_port")
    numbers = [number for number in map(facts.protocol, _PROTOCOLS) if number > 0]
    is_login = np.isin(application, numbers) | ((application == 0) & np.isin(port, _PORTS))
    said = column("payload_bytes_up") + column("payload_bytes_down")
    is_short = ((column("end_ns") - column("start_ns") <= facts.limit(rule, "seconds") * SECOND)
                & (said <= facts.limit(rule, "bytes")) & (column("payload_bytes_up") > 0)
                & (column("payload_bytes_down") > 0))
    rows = np.flatnonzero(facts.written & is_login & is_short & (column("ip_protocol") == 6))
    starts = column("start_ns")
    within = int(facts.limit(rule, "within") * SECOND)
    for places in grouped(_services(facts, rows), least):
        mine = rows[places]
        mine = mine[np.argsort(starts[mine], kind="stable")]
        times = starts[mine]
        ends = times.searchsorted(times + within, "right")
        if (ends - np.arange(len(mine))).max() < least:
            continue
        dense = np.zeros(len(mine), np.bool_)
        for first in np.flatnonzero(ends - np.arange(len(mine)) >= least).tolist():
            dense[first:ends[first]] = True
        mine = mine[dense]
        text = (f"{facts.client(mine[0])} had {count(len(mine))} short sessions with {facts.service(mine[0])} in "
                f"{duration(int(starts[mine[-1]] - starts[mine[0]]))}")
        yield facts.of_sessions(rule, text, mine)


def _services(facts: Facts, rows: NDArray[np.intp]) -> NDArray[np.uint64]:
    """A number for client, server and port of each."""
    return mixed(facts.initiators[rows], facts.responders[rows], facts.column("responder_port")[rows])


def _span(facts: Facts, packets: NDArray[np.uint32]) -> int:
    times = facts.packet_column("time_ns")
    return int(times[packets[-1] - 1] - times[packets[0] - 1])
