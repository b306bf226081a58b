"""Capture filters, checked without a device: libpcap compiles them, and says what is wrong in its own words.

libpcap would ask a name server about names of hosts, while one types. Nothing leaves this computer unasked, so such
names are refused before; addresses are what a filter needs.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...errors import CaptureError, FilterError

if TYPE_CHECKING:
    from ._libpcap import Filter

SNAP_LENGTH = 262_144
ADDRESS = "192.0.2.1"         # of nobody (RFC 5737)
FILTER_BYTES_MAX = 8192     # as the helper has it

_WORDS = {
    # Words of libpcap's scanner (pcap-filter(7)) after which a name is not one of a host ...
    "names": """
        port portrange proto protochain ifname on rnr rulenum reason action rset ruleset srnr subrulenum type
        subtype dir vci vpi pid""",
    # ... those that begin a new term, in which a name would be one of a host again ...
    "hosts": """
        src dst addr1 addr2 addr3 addr4 ra ta host net mask gateway ether link fddi tr wlan ppp slip arp rarp ip
        ip6 tcp udp sctp icmp icmp6 igmp igrp pim vrrp carp ah esp radio atalk aarp decnet lat sca moprc mopdl
        iso esis es-is isis is-is clnp stp ipx netbeui""",
    # ... and all others.
    "others": """
        and or not less greater byte broadcast multicast inbound outbound ifindex vlan mpls pppoed pppoes geneve
        len length l1 l2 iih lsp snp csnp psnp lane metac bcc oam oamf4 oamf4ec oamf4sc oamf4ll sc ilmic
        metaconnect connectmsg fisu lssu lsu msu hfisu hlssu hmsu sio opc dpc sls hsio hopc hdpc hsls llc""",
}
_NOT_HOSTS, _HOSTS, _OTHERS = (frozenset(words.split()) for words in _WORDS.values())
_CONSTANT = re.compile(r"(icmp6?|tcp)-?[a-z-]*\Z")                 # tcp-syn, icmp-echo, icmptype ...
# Numbers, ranges and IPv4 addresses; IPv6 and link-layer addresses; those of ARCnet. As libpcap's scanner has them.
_LITERAL = re.compile(
    r"(?:\d+(?:\.\d+){0,3}|\d+-\d+|0x[0-9a-f]+|[0-9a-f]*:[0-9a-f:.]*|(?:[0-9a-f]{1,2}[-.]){5}[0-9a-f]{1,2}"
    r"|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}|\$[0-9a-f]+)\Z", re.IGNORECASE)
_WORD = re.compile(r"\\?[\w$][\w.:$-]*")


def host_names(text: str) -> list[re.Match[str]]:
    """The words of a filter that libpcap would take for names of hosts or networks, and look up."""
    names = []
    expects_host = True
    # offsets into packets hold no names
    for match in _WORD.finditer(re.sub(r"\[[^\]]*\]", lambda part: " " * len(part[0]), text)):
        word = match[0]
        if word in _NOT_HOSTS:
            expects_host = False
        elif word in _HOSTS:
            expects_host = True
        elif word in _OTHERS or word.startswith("\\") or _CONSTANT.match(word) or _LITERAL.match(word):
            continue
        elif expects_host:
            names.append(match)
    return names


def _compile(text: str, link_type: str, snap_length: int = SNAP_LENGTH) -> Filter:
    try:
        from ._libpcap import Filter
    except ImportError as problem:
        raise CaptureError("libpcap is not installed.") from problem
    if "\0" in text or len(text.encode(errors="replace")) > FILTER_BYTES_MAX:
        raise FilterError("The filter is too long, or has characters that no filter has.")
    names = host_names(text)
    harmless = text
    for name in reversed(names):        # if that is wrong, too, then for another reason
        harmless = harmless[:name.start()] + ADDRESS + harmless[name.end():]
    compiled = Filter(harmless.encode(errors="replace"), link_type.encode(errors="replace"), snap_length)
    if names:
        raise FilterError(f"unknown host '{names[0][0]}': names are not looked up, write the address")
    return compiled


def check_filter(text: str, link_type: str = "EN10MB", snap_length: int = SNAP_LENGTH) -> None:
    """Raise FilterError with libpcap's own text if it does not understand the filter; CaptureError without libpcap."""
    _compile(text, link_type, snap_length)


def filter_matches(text: str, packets: Iterable[bytes], link_type: str = "EN10MB") -> int:
    """How many of these packets the filter would have kept. Raises FilterError, CaptureError."""
    compiled = _compile(text, link_type)
    return sum(1 for packet in packets if compiled.matches(packet))
