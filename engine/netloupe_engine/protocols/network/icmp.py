"""Internet Control Message Protocol for IPv4.

References: RFC 792; RFC 950 (address mask); RFC 1191 (next-hop MTU); RFC 1256 (router discovery); RFC 1812, section
5.2.7 (codes); RFC 8335 (extended echo).
"""
from ..define import Field, Flow, Protocol, ipv4, names, nested, number, octets, u8, u16
from ..numbers import CHECKSUM_STATUS, IP_PROTOCOL
from ._quoted_fields import SHARED

TYPE = names(
    0, "echo reply", 3, "destination unreachable", 4, "source quench", 5, "redirect", 6, "alternate host address",
    8, "echo request", 9, "router advertisement", 10, "router solicitation", 11, "time exceeded",
    12, "parameter problem", 13, "timestamp request", 14, "timestamp reply", 15, "information request",
    16, "information reply", 17, "address mask request", 18, "address mask reply", 30, "traceroute",
    37, "domain name request", 38, "domain name reply", 40, "security failure", 42, "extended echo request",
    43, "extended echo reply")
# Type and code together.
MESSAGE = names(
    0x0000, "echo reply", 0x0300, "network unreachable", 0x0301, "host unreachable", 0x0302, "protocol unreachable",
    0x0303, "port unreachable", 0x0304, "fragmentation needed", 0x0305, "source route failed",
    0x0306, "network unknown", 0x0307, "host unknown", 0x0308, "source host isolated",
    0x0309, "network administratively prohibited", 0x030A, "host administratively prohibited",
    0x030B, "network unreachable for type of service", 0x030C, "host unreachable for type of service",
    0x030D, "communication administratively prohibited", 0x030E, "host precedence violation",
    0x030F, "precedence cutoff in effect", 0x0400, "source quench", 0x0500, "redirect for network",
    0x0501, "redirect for host", 0x0502, "redirect for type of service and network",
    0x0503, "redirect for type of service and host", 0x0800, "echo request", 0x0900, "router advertisement",
    0x0910, "router advertisement, does not route common traffic", 0x0A00, "router solicitation",
    0x0B00, "time to live exceeded in transit", 0x0B01, "fragment reassembly time exceeded",
    0x0C00, "parameter problem at the pointer", 0x0C01, "required option missing", 0x0C02, "bad length",
    0x0D00, "timestamp request", 0x0E00, "timestamp reply", 0x0F00, "information request",
    0x1000, "information reply", 0x1100, "address mask request", 0x1200, "address mask reply",
    0x2A00, "extended echo request", 0x2B00, "extended echo reply", 0x2B01, "extended echo: malformed query",
    0x2B02, "extended echo: no such interface", 0x2B03, "extended echo: no such table entry",
    0x2B04, "extended echo: several interfaces satisfy the query")

ICMP = Protocol(
    key="icmp", title="Internet Control Message Protocol", reference="RFC 792", layer=4,
    rides_on={"ip.protocol": 1},
    fields=(
        Field("type", u8, at=0, names=TYPE, says="what the message is"),
        Field("code", u8, at=1, says="which case of the type"),
        Field("message", u16, at=0, base=16, names=MESSAGE, says="type and code together"),
        Field("checksum", u16, at=2, base=16, says="over the message"),
        Field("checksum_status", number, names=CHECKSUM_STATUS, says="does the checksum fit? (bad also where cut)"),
        Field("identifier", number, says="the same in a request and its reply"),
        Field("sequence", number, says="number of the request and its reply"),
        Field("data", octets, says="what an echo brings back"),
        Field("gateway", ipv4, says="better router for the destination"),
        Field("pointer", number, says="byte of the quoted packet that is wrong"),
        Field("next_hop_mtu", number, unit="bytes", says="largest packet the next network takes"),
        Field("originate_time", number, unit="ms", says="when the request was sent, since midnight UTC"),
        Field("receive_time", number, unit="ms", says="when the request arrived, since midnight UTC"),
        Field("transmit_time", number, unit="ms", says="when the reply was sent, since midnight UTC"),
        Field("address_mask", ipv4, says="mask of the network"),
        Field("router_lifetime", number, unit="s", says="how long the advertised routers may be used"),
        Field("router", ipv4, says="an advertised router"),
        Field("quoted", nested, says="beginning of the packet the message is about"),
        Field("quoted_source", ipv4, says="sender of the quoted packet"),
        Field("quoted_destination", ipv4, says="receiver of the quoted packet"),
        Field("quoted_protocol", number, names=IP_PROTOCOL, says="protocol of the quoted packet"),
        Field("quoted_source_port", number, says="source port of the quoted packet"),
        Field("quoted_destination_port", number, says="destination port of the quoted packet"),
        Field("quoted_sequence", number, says="TCP sequence number of the quoted packet"),
        Field("quoted_identifier", number, says="echo identifier of the quoted packet"),
    ),
    header=8, flow=Flow.IDENTIFIER, twin="_icmp", numbered_first=SHARED,
    info=("{message}", "id {identifier} seq {sequence}"))
