"""Who says by ARP that an address is his: two who both say it, and who says it unasked of others' (RFC 826, RFC 5227).

An address that has moved for good, as DHCP lets it, is nothing; nor is who takes over an address and announces it, nor
a router that answers for many hosts (RFC 1027).
"""
from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address

import numpy as np

from ..handler.verdicts import Verdict
from ..quantities import count
from .facts import Facts
from .frames import frames_with
from .rule import Rule

_HEAD = bytes.fromhex("000108000604")     # Ethernet, IPv4, and their sizes
_REQUEST, _REPLY = 1, 2
_NOBODY = bytes(4)
_ASKED_NS = 10_000_000_000      # an answer comes in this time, or nobody asked for it
_NAMED_MAX = 3                  # addresses that a sentence names


class Claims:
    """What ARP packets say: by address the claims to it, in their order, and by hardware address what it answers for
    unasked."""

    def __init__(self, facts: Facts) -> None:
        self.of = dict[bytes, list[tuple[int, bytes]]]()        # address: packet, who
        self.answered = dict[bytes, set[bytes]]()               # who: addresses, in replies
        self.unasked = dict[bytes, dict[bytes, list[int]]]()    # who: address: packets
        asked = dict[bytes, int]()
        for packet, arp in frames_with(facts, "arp"):
            if len(arp) < 28 or not arp.startswith(_HEAD):
                continue
            operation, who, address, target = int.from_bytes(arp[6:8]), arp[8:14], arp[14:18], arp[24:28]
            now = int(facts.packet_column("time_ns")[packet - 1])
            if operation == _REQUEST:
                asked[target] = now
            if address == _NOBODY or operation not in (_REQUEST, _REPLY):       # a probe claims nothing
                continue
            self.of.setdefault(address, []).append((packet, who))
            if operation == _REPLY and target != address:
                self.answered.setdefault(who, set()).add(address)
                if not 0 <= now - asked.get(address, -_ASKED_NS - 1) <= _ASKED_NS:
                    self.unasked.setdefault(who, {}).setdefault(address, []).append(packet)


def spoofing(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Who answers unasked for addresses that others claim too."""
    claims, least = Claims(facts), int(facts.limit(rule, "least"))
    for who, packets, taken in _spoofers(claims, least):
        others = sorted({_text(one) for address in taken for _, one in claims.of[address] if one != who})
        text = (f"{_text(who)} said {count(len(packets))} times unasked that it has {_named(taken)}, which "
                f"{' and '.join(others[:_NAMED_MAX])} {'claims' if len(others) == 1 else 'claim'} too")
        yield facts.of_packets(rule, text, np.array(packets, np.uint32))


def duplicates(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Addresses that two go on to claim."""
    claims = Claims(facts)
    spoofed = {address for _, _, taken in _spoofers(claims, 1) for address in taken}
    routers = {who for who, addresses in claims.answered.items() if len(addresses) >= facts.limit(rule, "proxy")}
    for address, said in claims.of.items():
        said = [(packet, who) for packet, who in said if who not in routers]
        changes = [packet for (packet, who), (_, before) in zip(said[1:], said, strict=False) if who != before]
        if address in spoofed or len(changes) < max(facts.limit(rule, "changes"), 1):
            continue
        whose = list(dict.fromkeys(_text(who) for _, who in said))
        text = f"{IPv4Address(address)} is claimed by {' and '.join(whose[:_NAMED_MAX])} in turn"
        yield facts.of_packets(rule, text, np.array([said[0][0], *changes], np.uint32))


def _spoofers(claims: Claims, least: int) -> Iterator[tuple[bytes, list[int], list[bytes]]]:
    """Who, the packets in which it says so, and the addresses."""
    for who, said in claims.unasked.items():
        taken = [address for address, packets in said.items()
                 if len(packets) >= least and any(one != who for _, one in claims.of[address])]
        if taken:
            yield who, sorted(packet for address in taken for packet in said[address]), taken


def _text(hardware: bytes) -> str:
    return hardware.hex(":")


def _named(addresses: list[bytes]) -> str:
    names = [str(IPv4Address(address)) for address in addresses[:_NAMED_MAX]]
    more = len(addresses) - len(names)
    return " and ".join(names) + (f" and {count(more)} more" if more else "")
