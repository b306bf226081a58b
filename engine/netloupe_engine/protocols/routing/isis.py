"""IS-IS: routers tell each other the map of their network, below IP.

References: ISO/IEC 10589:2002, section 9; RFC 1195, RFC 5305, RFC 5308 (IP), RFC 5301 (names), RFC 5304.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, counted, finding, flag, ipv4, ipv6, left, mac, names,
                      nested, octets, of, partial_ipv4, partial_ipv6, repeat, sized, skip, switch, text, tlv, u8, u16,
                      u24, u32, when)
from ._prefix import prefix

TYPE = names(15, "hello on a LAN (level 1)", 16, "hello on a LAN (level 2)", 17, "hello on a link",
             18, "link state (level 1)", 20, "link state (level 2)", 24, "complete sequence numbers (level 1)",
             25, "complete sequence numbers (level 2)", 26, "partial sequence numbers (level 1)",
             27, "partial sequence numbers (level 2)")
CIRCUIT = names(1, "level 1", 2, "level 2", 3, "levels 1 and 2")
TLV = names(
    1, "area addresses", 2, "neighbours", 6, "neighbours on the LAN", 8, "padding", 9, "link states",
    10, "authentication", 12, "checksum", 14, "buffer size", 22, "neighbours (extended)", 128, "IP networks",
    129, "protocols", 130, "IP networks (external)", 131, "inter-domain information", 132, "IP addresses",
    134, "router", 135, "IP networks (extended)", 137, "name", 140, "IPv6 router", 211, "restart",
    222, "neighbours (topologies)", 229, "topologies", 232, "IPv6 addresses", 235, "IP networks (topologies)",
    236, "IPv6 networks", 237, "IPv6 networks (topologies)", 240, "adjacency state", 242, "router capabilities")
SYSTEM, NODE, PART = sized(6, octets), sized(7, octets), sized(8, octets)
NETWORK = Field("network", partial_ipv4)
NETWORK_6 = Field("network_ipv6", partial_ipv6)
LENGTHS = Field("pdu_length", u16, unit="bytes")
SOURCE = Field("system", SYSTEM, says="who sends it")


VALUES = {
    1: repeat(Field("area", counted(u8, octets))), 6: repeat(Field("neighbour_mac", mac)),
    9: repeat(Field("known_lifetime", u16), Field("known_part", PART), Field("known_sequence", u32),
              Field("known_checksum", u16, base=16)),
    10: (Field("authentication", u8, names=names(1, "password", 3, "generic", 54, "HMAC-MD5")),
         when(of("authentication") == 1, Field("password", text), finding("clear_text_credentials"),
              otherwise=Field("authentication_data", octets))),
    22: repeat(Field("neighbour", NODE), Field("neighbour_metric", u24),
               Field("neighbour_data", counted(u8, octets))),
    (128, 130): repeat(Field("narrow_metric", u8), skip(3), Field("address_network", ipv4), Field("mask", ipv4)),
    129: repeat(Field("protocol", u8, base=16, names=names(0x81, "CLNP", 0xCC, "IPv4", 0x8E, "IPv6"))),
    132: repeat(Field("address", ipv4)), 134: Field("router", ipv4),
    135: repeat(Field("metric", u32), bits(u8, Field("down", flag, mask=0x80), Field("has_details", flag, mask=0x40),
                                           Field("prefix_length", u8, mask=0x3F)), prefix(NETWORK, 4),
                when(of("has_details") == 1, Field("details", counted(u8, octets)))),
    137: Field("name", text, says="of the router"), 232: repeat(Field("address_ipv6", ipv6)),
    236: repeat(Field("metric", u32),
                bits(u8, Field("down", flag, mask=0x80), Field("external", flag, mask=0x40),
                     Field("has_more", flag, mask=0x20)),
                Field("prefix_length_ipv6", u8), prefix(NETWORK_6, 16, "prefix_length_ipv6"),
                when(of("has_more") == 1, Field("details", counted(u8, octets)))),
    240: (Field("adjacency", u8, names=names(0, "up", 1, "initializing", 2, "down")),
          when(left >= 4, Field("extended_circuit", u32))),
}
HELLO = (Field("circuit", u8, names=CIRCUIT), SOURCE, Field("hold_time", u16, unit="seconds"), LENGTHS)

ISIS = Protocol(
    key="isis", title="IS-IS", reference="ISO/IEC 10589:2002; RFC 1195", layer=3, rides_on={"osi.identifier": 0x83},
    header=7,
    layout=(
        Field("header_length", u8, unit="bytes"), Field("version", u8, only=(1,)),
        Field("identifier_length", u8, only=(0, 6), says="0: six bytes"),
        bits(u8, Field("type", u8, mask=0x1F, names=TYPE, says="what the message is")),
        Field("protocol_version", u8), skip(1), Field("most_areas", u8),
        switch("type", {
            (15, 16): (*HELLO, Field("priority", u8), Field("designated", NODE, says="system that speaks for the LAN")),
            17: (*HELLO, Field("local_circuit", u8)),
            (18, 20): (LENGTHS, Field("lifetime", u16, unit="seconds"), Field("part", PART, says="of whose map"),
                       Field("sequence", u32, base=16), Field("checksum", u16, base=16),
                       bits(u8, Field("partition", flag, mask=0x80), Field("attached", flag, mask=0x40, says="others "
                            "can be reached by it"), Field("overloaded", flag, mask=0x04),
                            Field("level", u8, mask=0x03, names=CIRCUIT))),
            (24, 25): (LENGTHS, Field("source", NODE), Field("first_part", PART), Field("last_part", PART)),
            (26, 27): (LENGTHS, Field("source", NODE)),
        }),
        when(left >= 2, bound(
            of("pdu_length") - of("header_length"),
            tlv(Field("tlv_type", u8, names=TLV), Field("tlv_length", u8, unit="bytes"), VALUES,
                Field("data", octets), inside=Field("tlv", nested), rest=Field("rest", octets)))),
    ),
    info=("{type}", "{name}", "{system}", "{part}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),))
