"""Internet Protocol version 6 with its extension headers.

References: RFC 8200; RFC 2675 (jumbograms); RFC 4302 (authentication header).
"""
from ..define import Field, Flow, Protocol, Tunnel, ipv6, names, nested, number, octets, u8, u16, u32
from ..numbers import DSCP, ECN, IP_PROTOCOL

ROUTING = names(
    0, "source route (deprecated)", 2, "mobile IPv6", 3, "RPL source route", 4, "segment routing", 5, "CRH-16",
    6, "CRH-32")
OPTION = names(
    0x00, "pad 1", 0x01, "pad N", 0x04, "tunnel encapsulation limit", 0x05, "router alert", 0x07, "CALIPSO",
    0x08, "SMF duplicate detection", 0x0F, "performance and diagnostic metrics", 0x11, "IOAM", 0x1E, "experiment",
    0x26, "quick start", 0x30, "minimum path MTU", 0x31, "IOAM", 0x63, "RPL", 0x6D, "MPL",
    0x8B, "identifier-locator nonce", 0xC2, "jumbo payload", 0xC9, "home address")

IPV6 = Protocol(
    key="ipv6", title="Internet Protocol version 6", reference="RFC 8200", layer=3,
    rides_on={"ethertype": 0x86DD, "ip.protocol": 41, "ppp.protocol": 0x57, "pseudowire.channel": 0x57,
              "vxlan.next": 2, "gtp.version": 6},
    fields=(
        Field("version", u8, at=0, mask=0xF0, says="6"),
        Field("traffic_class", u16, at=0, mask=0x0FF0, base=16, says="DSCP and ECN together"),
        Field("dscp", u16, at=0, mask=0x0FC0, names=DSCP, says="differentiated services code point"),
        Field("ecn", u16, at=0, mask=0x0030, names=ECN, says="explicit congestion notification"),
        Field("flow_label", u32, at=0, mask=0x000FFFFF, base=16, says="the same in all packets of a flow; 0: no label"),
        Field("payload_length", u16, at=4, unit="bytes", says="behind this header; 0: a jumbogram, or not filled in"),
        Field("next_header", u8, at=6, names=IP_PROTOCOL, says="first extension header, or protocol of the payload"),
        Field("hop_limit", u8, at=7, says="routers it may still pass"),
        Field("source", ipv6, at=8, says="address of the sender"),
        Field("destination", ipv6, at=24, says="address of the receiver"),
        Field("protocol", number, names=IP_PROTOCOL, says="protocol of the payload, behind all extension headers"),
        Field("extension_count", number, says="extension headers"),
        Field("extension", nested, says="one extension header"),
        Field("extension_type", number, names=IP_PROTOCOL, says="what the extension header is"),
        Field("extension_length", number, unit="bytes", says="the whole extension header"),
        Field("option", nested, says="one option of a hop-by-hop or destination options header"),
        Field("option_type", number, base=16, names=OPTION, says="what the option is"),
        Field("option_router_alert", number, says="0: multicast listener discovery, 1: RSVP, 2: active networks"),
        Field("option_jumbo_length", number, unit="bytes", says="payload length of a jumbogram"),
        Field("option_home_address", ipv6, says="home address of a mobile node"),
        Field("option_data", octets, says="content of an option that is not taken apart"),
        Field("routing_type", number, names=ROUTING, says="kind of routing header"),
        Field("routing_segments_left", number, says="addresses still to be visited"),
        Field("routing_address", ipv6, says="an address on the route"),
        Field("fragment_offset", number, unit="bytes", says="place of this fragment in its datagram"),
        Field("fragment_more", number, says="1: more fragments follow"),
        Field("fragment_id", number, base=16, says="identification: the same in all fragments of a datagram"),
        Field("ah_spi", number, base=16, says="security parameters index of an authentication header"),
        Field("ah_sequence", number, says="sequence number of an authentication header"),
        Field("ah_check", octets, says="integrity check value of an authentication header"),
    ),
    header=40, flow=Flow.ADDRESSES, tunnel=Tunnel.PAIR, children=("ip.protocol",), twin="_ipv6",
    info=("{source} → {destination}", "protocol {protocol}"))
