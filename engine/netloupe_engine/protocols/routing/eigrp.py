"""EIGRP: Cisco's routing by distances. Reference: RFC 7868, section 6."""
from ..define import (Field, Protocol, Word, ipv4, ipv6, left, names, nested, octets, partial_ipv4, partial_ipv6,
                      repeat, skip, tlv, u8, u16, u24, u32, when)
from ._prefix import prefix

OPCODE = names(1, "update", 2, "request", 3, "query", 4, "reply", 5, "hello", 10, "SIA query", 11, "SIA reply")
FLAG = names(0x1, "init", 0x2, "conditional receive", 0x4, "restart", 0x8, "end of table")
TYPE = names(1, "parameters", 2, "authentication", 3, "sequence", 4, "software", 5, "multicast sequence",
             6, "peer information", 7, "peer termination", 8, "peer topologies",
             0x102, "IPv4 internal route", 0x103, "IPv4 external route", 0x402, "IPv6 internal route",
             0x403, "IPv6 external route", 0x602, "multiprotocol internal route", 0x603, "multiprotocol external route")
SOURCE = names(1, "IGRP", 2, "EIGRP", 3, "static", 4, "RIP", 5, "HELLO", 6, "OSPF", 7, "IS-IS", 8, "EGP", 9, "BGP",
               10, "IDRP", 11, "connected")
METRIC = (Field("delay", u32, base=16), Field("bandwidth", u32), Field("mtu", u24, unit="bytes"), Field("hops", u8),
          Field("reliability", u8), Field("load", u8), skip(2))
LENGTH = Field("prefix_length", u8)
NETWORK = Field("network", partial_ipv4, scope="session", keep="distinct")
NETWORK_6 = Field("network_ipv6", partial_ipv6, scope="session", keep="distinct")
EXTERNAL = (Field("originating_router", ipv4), Field("originating_system", u32), Field("route_tag", u32),
            Field("external_metric", u32), skip(2), Field("external_source", u8, names=SOURCE), skip(1))


def routes(field: Field, most: int) -> Word:
    """Networks to the end."""
    return repeat(LENGTH, prefix(field, most))


VALUES = {
    1: (*(Field(f"k{number}", u8) for number in range(1, 7)), Field("hold_time", u16, unit="seconds")),
    2: (Field("authentication_type", u16, names=names(2, "MD5", 3, "SHA-256")), Field("authentication_data", octets)),
    4: (Field("ios_major", u8), Field("ios_minor", u8), Field("eigrp_major", u8), Field("eigrp_minor", u8)),
    0x102: (Field("next_hop", ipv4), *METRIC, routes(NETWORK, 4)),
    0x103: (Field("next_hop", ipv4), *EXTERNAL, *METRIC, routes(NETWORK, 4)),
    0x402: (Field("next_hop_ipv6", ipv6), *METRIC, routes(NETWORK_6, 16)),
    0x403: (Field("next_hop_ipv6", ipv6), *EXTERNAL, *METRIC, routes(NETWORK_6, 16)),
}

EIGRP = Protocol(
    key="eigrp", title="EIGRP", reference="RFC 7868", layer=4, rides_on={"ip.protocol": 88}, header=20,
    layout=(
        Field("version", u8, only=(2,)),
        Field("opcode", u8, names=OPCODE, scope="session", keep="distinct", says="what the message is"),
        Field("checksum", u16, base=16), Field("flags", u32, flags=FLAG), Field("sequence", u32),
        Field("acknowledge", u32), Field("virtual_router", u16),
        Field("autonomous_system", u16, scope="session", keep="distinct"),
        when(left >= 4, tlv(
            Field("tlv_type", u16, names=TYPE, base=16), Field("tlv_length", u16, unit="bytes"), VALUES,
            Field("data", octets), covers=4, inside=Field("tlv", nested), rest=Field("rest", octets))),
    ),
    info=("{opcode}", "AS {autonomous_system}", "{network}"))
