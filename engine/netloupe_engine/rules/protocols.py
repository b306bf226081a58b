"""What protocols are spoken, and where: on other ports than theirs, too old ones, words that let in for all to read."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..handler.verdicts import Verdict
from ..model import Decision
from ..quantities import counted
from .facts import Facts, grouped, mixed
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

_VERSIONS = {0: "v1", 1: "v2c"}
# Ports that are given to something else by whoever speaks them, or that are asked for anew each time.
# HTTP that has another name (IANA: ipp, wsman, wsd, ssdp's documents, proxies).
_MORE_PORTS = {"http": (631, 2869, 3128, 5000, 5357, 5985, 8000, 8008, 8081, 8088, 8888), "tls": (8444, 9443, 10443)}
_ANY_PORT = ("rtp", "rtcp", "sip", "stun", "ftp_data", "tftp", "quic", "gquic", "bittorrent", "websocket", "rpc",
             "tpkt", "cotp", "sdp")


def communities(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Communities of SNMP 1 and 2c, which are passwords in clear (RFC 3584 section 5, RFC 3410 section 6)."""
    versions = dict(zip(*(part.tolist() for part in facts.numbers("snmp.version")), strict=True))
    for community, rows in facts.distinct("snmp.community"):
        mine = np.unique(rows) if community else rows[:0]
        for places in grouped(mixed(facts.initiators[mine], facts.responders[mine]), 1):
            some = mine[places]
            version = _VERSIONS.get(versions.get(int(some[0]), -1), "")
            yield facts.told_in(rule, f"the community {community[:40]!r} of SNMP {version} travels in clear text", some,
                                "snmp.community", community)


def unusual_ports(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Protocols that have ports of their own and are spoken on others."""
    column, registry = facts.column, facts.run.registry
    application, port = column("application"), column("responder_port")
    told = (application > 0) & (column("expected_by") == 0) & (column("payload_bytes_up") > 0) & (
        column("payload_bytes_down") > 0) & (column("decided_by") == int(Decision.PAYLOAD)) & ~_inside(facts)
    for number in np.flatnonzero(np.bincount(application[told])).tolist():
        protocol = registry.protocols[number]
        spaces = {6: protocol.rides_on.get("tcp.port", ()), 17: protocol.rides_on.get("udp.port", ())}
        if protocol.key in _ANY_PORT:
            continue
        for transport, of in spaces.items():
            own = (*(of if isinstance(of, tuple) else (of,)), *_MORE_PORTS.get(protocol.key, ()))
            if not of:
                continue
            rows = np.flatnonzero(told & (application == number) & (column("ip_protocol") == transport)
                                  & ~np.isin(port, own) & ~np.isin(column("initiator_port"), own))
            for places in grouped(mixed(facts.responders[rows], port[rows]), 1):
                mine = rows[places]
                others = [other.key for other in registry.protocols
                          if _has_port(other.rides_on, transport, int(port[mine[0]]))]
                also = f", the port of {others[0]}" if others else ""
                yield facts.of_sessions(rule, f"{protocol.title} is spoken with {facts.service(mine[0])}{also} "
                                              f"({counted(len(mine), '{n} session', '{n} sessions')})", mine)


def _inside(facts: Facts) -> NDArray[np.bool_]:
    """Of which sessions the application is in another one, such as TLS, whose port it has."""
    inner = [path for path in range(len(facts.run.paths))
             if {"tls", "quic", "socks", "websocket"} & set(facts.run.path_name(path).split(".")[:-1])]
    is_inner = np.zeros(len(facts.run.paths), np.bool_)
    is_inner[inner] = True
    inside: NDArray[np.bool_] = is_inner[np.minimum(facts.column("path"), len(is_inner) - 1)]
    return inside


def _has_port(rides_on: object, transport: int, port: int) -> bool:
    of = rides_on.get("tcp.port" if transport == 6 else "udp.port", ())      # type: ignore[attr-defined]
    return port in (of if isinstance(of, tuple) else (of,))


def old_smb(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """SMB 1 that is more than the offer to speak a later version."""
    is_tcp = facts.column("ip_protocol") == 6       # datagrams of NetBIOS have its form, and are none of it
    rows = np.flatnonzero(facts.written & is_tcp & (facts.column("application") == facts.protocol("smb")))
    used = set[int]()
    for command, of in facts.distinct("smb.command"):
        if command != 0x72:             # negotiate
            used.update(of.tolist())
    mine = np.array(sorted(used.intersection(rows.tolist())), np.int64)
    for places in grouped(mixed(facts.responders[mine], facts.column("responder_port")[mine]), 1):
        some = mine[places]
        text = f"{facts.client(some[0])} and {facts.service(some[0])} speak SMB 1"
        yield facts.told_in(rule, text, some, "smb.command")
