"""Senders that go on with packets too big for the path, though they are told (RFC 1191, RFC 8201): a path MTU black
hole, seen from beside it."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..core.text import address_text
from ..handler.verdicts import Verdict
from ..quantities import count
from ..records import record
from .facts import Facts
from .frames import frames_with
from .layers import network_offset
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAPPED = bytes(10) + b"\xff\xff"
_ICMP, _ICMPV6 = 1, 58
_GRACE_NS = 1_000_000_000       # what was on its way is no disobedience
# A sender that leaves cutting to its interface is captured with packets that were never on the wire so big.
_ETHERNET_MAX = 1_500
_TOLD_MAX = 200                 # flows that are looked at


@record(frozen=True, slots=True)
class Told:
    """A flow, as its packet is quoted, and the largest packet that the path takes."""

    source: bytes               # as the store has addresses
    target: bytes
    ports: tuple[int, int]
    mtu: int


def ignored(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Packets bigger than the path takes, after its router has said so."""
    first = dict[tuple[bytes, bytes, tuple[int, int]], tuple[int, Told]]()
    for protocol, read in (("icmp", _told_v4), ("icmpv6", _told_v6)):
        for packet, layer in frames_with(facts, protocol):
            told = read(layer)
            if told is not None and len(first) < _TOLD_MAX:
                first.setdefault((told.source, told.target, told.ports), (packet, told))
    for packet, told in first.values():
        too_big = _too_big(facts, packet, told)
        if len(too_big) >= facts.limit(rule, "least"):
            source = address_text(told.source[12:] if told.source.startswith(_MAPPED) else told.source)
            text = (f"{source} sent {count(len(too_big))} more packets of over {count(told.mtu)} bytes after a router "
                    f"said that the path takes no bigger ones")
            yield facts.of_packets(rule, text, np.concatenate([np.array([packet], np.uint32), too_big]))


def _told_v4(layer: bytes) -> Told | None:
    """Destination unreachable, fragmentation needed (RFC 792, RFC 1191 section 4)."""
    at = (layer[0] & 0xF) * 4 if layer else 0
    if len(layer) < at + 8 + 24 or at < 20 or layer[9] != _ICMP or layer[at:at + 2] != b"\x03\x04":
        return None
    mtu, quoted = int.from_bytes(layer[at + 6:at + 8]), layer[at + 8:]
    ports = quoted[(quoted[0] & 0xF) * 4:]
    if mtu == 0 or len(ports) < 4:      # a router from before RFC 1191 does not say how much it takes
        return None
    return Told(_MAPPED + quoted[12:16], _MAPPED + quoted[16:20],
                (int.from_bytes(ports[:2]), int.from_bytes(ports[2:4])), mtu)


def _told_v6(layer: bytes) -> Told | None:
    """Packet too big (RFC 4443 section 3.2)."""
    if len(layer) < 40 + 8 + 44 or layer[6] != _ICMPV6 or layer[40] != 2:
        return None
    quoted = layer[48:]
    return Told(quoted[8:24], quoted[24:40], (int.from_bytes(quoted[40:42]), int.from_bytes(quoted[42:44])),
                int.from_bytes(layer[44:48]))


def _too_big(facts: Facts, after: int, told: Told) -> NDArray[np.uint32]:
    """The numbers of the flow's packets that are."""
    column = facts.column
    ends = np.array([told.source, told.target], "V16")
    forth = ((column("initiator_port") == told.ports[0]) & (column("responder_port") == told.ports[1])
             & (column("initiator") == ends[0]) & (column("responder") == ends[1]))
    back = ((column("initiator_port") == told.ports[1]) & (column("responder_port") == told.ports[0])
            & (column("initiator") == ends[1]) & (column("responder") == ends[0]))
    rows = np.flatnonzero(forth | back)
    numbers = facts.run.index.of_sessions((rows + 1).astype(np.uint32), after, facts.packets)
    if not len(numbers):
        return np.zeros(0, np.uint32)
    at = numbers.astype(np.int64) - 1
    sessions, ways = facts.packet_column("session")[at].astype(np.int64) - 1, facts.packet_column("way")[at]
    paths, times = facts.packet_column("path")[at], facts.packet_column("time_ns")[at]
    headers = np.array([network_offset(facts.run, path) for path in range(len(facts.run.paths))], np.int64)[paths]
    sizes = facts.packet_column("length")[at].astype(np.int64) - headers
    late = times >= facts.packet_column("time_ns")[after - 1] + _GRACE_NS
    sent = ways == np.where(forth[sessions], 0, 1)
    too_big: NDArray[np.uint32] = numbers[late & sent & (headers >= 0) & (sizes > told.mtu) & (sizes <= _ETHERNET_MAX)]
    return too_big
