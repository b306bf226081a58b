"""BGP: networks tell each other which addresses they reach, and through whom.

References: RFC 4271, section 4; RFC 4760 (several families), RFC 5492 (capabilities), RFC 6793 (AS numbers of four
bytes), RFC 1997 and 8092 (communities), RFC 2918 (refresh). With which width AS numbers are written two routers agree
on in their OPEN messages; where those were not captured, the length of the path tells.
"""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, Word, bits, bound, computed, counted, finding, flag, ipv4,
                      ipv6, joined, left, names, nested, node, number, octets, of, partial_ipv4, partial_ipv6, read_as,
                      remember, repeat, said, skip, switch, take, text, tlv, u8, u16, u32, u64, when)
from ._prefix import prefix

TYPE = names(1, "open", 2, "update", 3, "notification", 4, "keepalive", 5, "route refresh")
CAPABILITY = names(1, "multiprotocol", 2, "route refresh", 4, "multiple routes", 5, "extended next hop",
                   6, "extended message", 9, "role", 64, "graceful restart", 65, "AS numbers of four bytes",
                   69, "additional paths", 70, "enhanced route refresh", 71, "long-lived graceful restart", 73, "FQDN",
                   128, "route refresh (Cisco)")
ATTRIBUTE = names(
    1, "origin", 2, "AS path", 3, "next hop", 4, "multiple exit discriminator", 5, "local preference",
    6, "atomic aggregate", 7, "aggregator", 8, "communities", 9, "originator", 10, "cluster list", 14, "reachable",
    15, "unreachable", 16, "extended communities", 17, "AS path (four bytes)", 18, "aggregator (four bytes)",
    22, "multicast tunnel", 23, "tunnel encapsulation", 26, "accumulated metric", 29, "link state",
    32, "large communities", 35, "only to customer", 40, "prefix segment")
ORIGIN = names(0, "IGP", 1, "EGP", 2, "incomplete")
SEGMENT = names(1, "set", 2, "sequence", 3, "confederation sequence", 4, "confederation set")
ERROR = names(1, "message header", 2, "open", 3, "update", 4, "hold timer expired", 5, "state machine", 6, "cease",
              7, "route refresh")
REASON = names(0x101, "not synchronised", 0x102, "bad length", 0x103, "bad type", 0x201, "unsupported version",
               0x202, "bad peer AS", 0x203, "bad identifier", 0x204, "unsupported parameter",
               0x206, "unacceptable hold time", 0x207, "unsupported capability", 0x301, "malformed attributes",
               0x302, "unknown attribute", 0x303, "attribute missing", 0x304, "attribute flags",
               0x305, "attribute length", 0x306, "invalid origin", 0x308, "invalid next hop", 0x30A, "invalid network",
               0x30B, "malformed AS path", 0x601, "too many prefixes", 0x602, "shut down by hand",
               0x603, "peer removed", 0x604, "reset by hand", 0x605, "connection rejected",
               0x606, "configuration changed", 0x607, "collision", 0x608, "out of resources", 0x609, "hard reset",
               0x60A, "BFD says down")
FAMILY = names(1, "IPv4", 2, "IPv6", 25, "L2VPN", 16388, "link state")
SUBFAMILY = names(1, "unicast", 2, "multicast", 4, "labelled", 65, "VPLS", 70, "EVPN", 128, "VPN", 133, "flow rules")

NETWORK = Field("network", partial_ipv4, scope="session", keep="distinct", says="addresses that can be reached")
NETWORK_6 = Field("network_ipv6", partial_ipv6, scope="session", keep="distinct",
                  says="addresses that can be reached")
WITHDRAWN = Field("withdrawn", partial_ipv4, scope="session", keep="distinct", says="... that cannot any more")
WITHDRAWN_6 = Field("withdrawn_ipv6", partial_ipv6, scope="session", keep="distinct", says="... that cannot any more")
LENGTH = Field("prefix_length", u8)
MULTI = (Field("family", u16, names=FAMILY), Field("subfamily", u8, names=SUBFAMILY))


def networks(field: Field, most: int) -> Word:
    """Networks to the end."""
    return repeat(LENGTH, prefix(field, most))


def by_family(four: Field, six: Field) -> Word:
    """Networks of the family that was said."""
    return switch(of("family") * 256 + of("subfamily"), {
        (0x101, 0x102): networks(four, 4), (0x201, 0x202): networks(six, 16)}, Field("routes", octets))


AS = Field("as_path", u32, scope="session", keep="distinct", says="a network on the way")
COMMUNITY = joined(Field("community", text, scope="session", keep="distinct", says="mark of a route"),
                   said(take("community_as", u16), take("community_value", u16)), between=":")
LARGE = joined(Field("large_community", text, scope="session", keep="distinct", says="mark of a route"),
               said(take("large_as", u32), take("large_1", u32), take("large_2", u32)), between=":")
ATTRIBUTES = {
    1: Field("origin", u8, names=ORIGIN),
    2: repeat(Field("segment", u8, names=SEGMENT), Field("segment_count", u8),
              when((of("wide") == 2) | (of("segment_count") * 4 - left == 0),
                   repeat(AS, count="segment_count"), otherwise=repeat(read_as(AS, u16), count="segment_count"))),
    3: Field("next_hop", ipv4), 4: Field("exit_discriminator", u32), 5: Field("local_preference", u32),
    7: when(left == 8, Field("aggregator_as", u32), Field("aggregator", ipv4),
            otherwise=(read_as(Field("aggregator_as", u32), u16), Field("aggregator", ipv4))),
    8: repeat(COMMUNITY), 9: Field("originator", ipv4), 10: repeat(Field("cluster", ipv4)),
    14: (*MULTI, bound(Field("next_hop_length", u8), switch("next_hop_length", {
        4: Field("next_hop", ipv4), (16, 32): repeat(Field("next_hop_ipv6", ipv6))}, Field("next_hop_data", octets))),
        skip(1), by_family(NETWORK, NETWORK_6)),
    15: (*MULTI, by_family(WITHDRAWN, WITHDRAWN_6)),
    16: repeat(Field("extended_community", u64, base=16)),
    17: repeat(Field("segment", u8, names=SEGMENT), Field("segment_count", u8), repeat(AS, count="segment_count")),
    32: repeat(LARGE),
}
PATH = repeat(node(
    Field("attribute", nested, says="what is said of the route"),
    bits(u8, Field("optional", flag, mask=0x80), Field("transitive", flag, mask=0x40),
         Field("partial", flag, mask=0x20), Field("extended_length", flag, mask=0x10)),
    Field("attribute_type", u8, names=ATTRIBUTE),
    when(of("extended_length") == 1, Field("attribute_length", u16, unit="bytes"),
         otherwise=read_as(Field("attribute_length", u16, unit="bytes"), u8)),
    bound("attribute_length", switch("attribute_type", ATTRIBUTES, Field("data", octets)),
          rest=Field("rest", octets))))
CAPABILITIES = tlv(
    Field("capability", u8, names=CAPABILITY, scope="session", keep="distinct"), Field("capability_length", u8), {
        1: (Field("family", u16, names=FAMILY), skip(1), Field("subfamily", u8, names=SUBFAMILY)),
        65: (Field("wide_as", u32, scope="session", keep="distinct", says="the sender's AS, in full"),
             remember("wide", of("wide") + 1)),
        73: (Field("host", counted(u8, text), scope="session", keep="distinct"),
             Field("domain", counted(u8, text))),
    }, Field("capability_data", octets), inside=Field("capability_node", nested), rest=Field("rest", octets))

BGP = Protocol(
    key="bgp", title="Border Gateway Protocol", reference="RFC 4271", layer=7, rides_on={"tcp.port": 179},
    framing=Framing(header=19, length=u16, at=16, most=65_535),
    layout=(
        Field("marker_high", u64, base=16, only=(0xFFFFFFFFFFFFFFFF,)),
        Field("marker_low", u64, base=16, only=(0xFFFFFFFFFFFFFFFF,)),
        Field("length", u16, unit="bytes", only=(range(19, 65_536),), says="the whole message"),
        Field("type", u8, names=TYPE, scope="session", keep="distinct", only=(range(1, 6),),
              says="what the message is"),
        switch("type", {
            1: (Field("version", u8, only=(4,)),
                Field("autonomous_system", u16, scope="session", keep="distinct", says="the sender's, or 23456"),
                Field("hold_time", u16, unit="seconds"),
                Field("identifier", ipv4, scope="session", keep="distinct", says="the sender"),
                bound(Field("parameters_length", u8, unit="bytes"), tlv(
                    Field("parameter", u8), Field("parameter_length", u8), {2: CAPABILITIES},
                    Field("parameter_data", octets)))),
            2: (bound(Field("withdrawn_length", u16, unit="bytes"), networks(WITHDRAWN, 4)),
                bound(Field("attributes_length", u16, unit="bytes"), PATH), networks(NETWORK, 4)),
            3: (Field("error", u8, names=ERROR, scope="session", keep="distinct"), Field("subcode", u8),
                computed(Field("reason", number, names=REASON, scope="session", keep="distinct"),
                         of("error") * 256 + of("subcode")),
                Field("error_data", octets), finding("notification")),
            5: (Field("family", u16, names=FAMILY), Field("refresh", u8), Field("subfamily", u8, names=SUBFAMILY)),
        }),
    ),
    info=("{type}", "AS {autonomous_system}", "{network}", "{network_ipv6}", "{reason}"),
    findings=(Finding("notification", Severity.WARNING, "A router ended a BGP session because of an error.",
                      meaning="The NOTIFICATION says why: its code, and a code within that (RFC 4271, section 4.5). All"
                              " that was learned by the session is forgotten, unless restarts are graceful."),))
