"""Packets that Linux' firewall logged. Reference: tcpdump.org, LINKTYPE_NFLOG.

Lengths and types are in the byte order of who captured: the first option is short, which tells.
"""
from ..define import (Field, Protocol, Type, Word, ahead, align, bound, carry, ended, le16, names, nested, node, octets,
                      of, read_as, repeat, skip, switch, text, u8, u16, u32, when)

FAMILY = names(0, "unknown", 2, "IPv4", 7, "bridge", 10, "IPv6")
TYPE = names(1, "packet", 2, "mark", 3, "time", 4, "in", 5, "out", 6, "physical in", 7, "physical out", 8, "hardware",
             9, "payload", 10, "prefix", 11, "user", 12, "sequence", 13, "global sequence", 14, "group",
             15, "hardware type", 16, "hardware header", 17, "hardware header length")
HOOK = names(0, "prerouting", 1, "input", 2, "forward", 3, "output", 4, "postrouting")
VALUES = {
    1: (Field("ethertype", u16, base=16), Field("hook", u8, names=HOOK)), 2: Field("mark", u32, base=16),
    4: Field("interface_in", u32), 5: Field("interface_out", u32),
    8: (Field("address_length", u16), skip(2), bound("address_length", Field("hardware", octets))),
    9: switch("family", {2: carry("ethertype", 0x0800), 10: carry("ethertype", 0x86DD)}, Field("payload", octets)),
    10: Field("prefix", ended(b"\0", text, or_end=True), says="what the rule says of it"),
    11: Field("user", u32), 12: Field("sequence", u32), 14: Field("owner_group", u32),
}
LENGTH = Field("option_length", u16, unit="bytes")
KIND = Field("option_type", u16, names=TYPE)


def options(number: Type) -> Word:
    """All of them, with such numbers."""
    return repeat(node(Field("option", nested), read_as(LENGTH, number), read_as(KIND, number),
                       bound(of("option_length") - 4, switch("option_type", VALUES, Field("data", octets)))),
                  align(4))


NFLOG = Protocol(
    key="nflog", title="Linux firewall log", reference="LINKTYPE_NFLOG (tcpdump.org)", layer=2, rides_on={"link": 239},
    header=4,
    layout=(
        Field("family", u8, names=FAMILY), Field("version", u8), Field("group", u16, says="of the rule"),
        when(ahead(u16, 0, 0xFF00), options(u16), otherwise=options(le16)),
    ),
    info=("group {group}", "{prefix}"))
