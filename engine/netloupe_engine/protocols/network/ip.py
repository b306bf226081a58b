"""Internet Protocol version 4. References: RFC 791; RFC 2474 and 3168 (traffic class); RFC 2113 (router alert)."""
from ..define import Field, Flow, Protocol, Tunnel, flag16, ipv4, names, nested, number, octets, u8, u16
from ..numbers import CHECKSUM_STATUS, DSCP, ECN, IP_PROTOCOL

OPTION = names(
    0, "end of options", 1, "no operation", 7, "record route", 11, "MTU probe", 12, "MTU reply", 25, "quick start",
    30, "experiment", 68, "time stamps", 82, "traceroute", 94, "experiment", 130, "security", 131, "loose source route",
    133, "extended security", 134, "commercial security", 136, "stream identifier", 137, "strict source route",
    145, "extended protocol", 147, "address extension", 148, "router alert", 149, "selective directed broadcast",
    151, "dynamic packet state", 152, "upstream multicast", 158, "experiment", 222, "experiment")

IP = Protocol(
    key="ip", title="Internet Protocol version 4", reference="RFC 791", layer=3,
    rides_on={"ethertype": 0x0800, "ip.protocol": 4, "llc.sap": 0x06, "ppp.protocol": 0x21,
              "pseudowire.channel": 0x21, "vxlan.next": 1, "gtp.version": 4},
    fields=(
        Field("version", u8, at=0, mask=0xF0, says="4"),
        Field("header_length", u8, at=0, mask=0x0F, scale=4, unit="bytes", says="header with its options"),
        Field("tos", u8, at=1, base=16, says="type of service: DSCP and ECN together"),
        Field("dscp", u8, at=1, mask=0xFC, names=DSCP, says="differentiated services code point"),
        Field("ecn", u8, at=1, mask=0x03, names=ECN, says="explicit congestion notification"),
        Field("total_length", u16, at=2, unit="bytes", says="header and payload; 0: left to the network card"),
        Field("id", u16, at=4, base=16, says="identification: the same in all fragments of a datagram"),
        Field("flag_reserved", flag16, at=6, mask=0x8000, says="must be 0"),
        Field("flag_df", flag16, at=6, mask=0x4000, says="don't fragment"),
        Field("flag_mf", flag16, at=6, mask=0x2000, says="more fragments follow"),
        Field("fragment_offset", u16, at=6, mask=0x1FFF, scale=8, unit="bytes", says="place in the datagram"),
        Field("ttl", u8, at=8, says="time to live: routers it may still pass"),
        Field("protocol", u8, at=9, names=IP_PROTOCOL, says="protocol of the payload"),
        Field("checksum", u16, at=10, base=16, says="over the header"),
        Field("checksum_status", number, names=CHECKSUM_STATUS, says="does the header's checksum fit?"),
        Field("source", ipv4, at=12, says="address of the sender"),
        Field("destination", ipv4, at=16, says="address of the receiver"),
        Field("options", nested, says="options of the header"),
        Field("option", nested, says="one option"),
        Field("option_type", number, names=OPTION, says="what the option is"),
        Field("option_length", number, unit="bytes", says="the option with its type and length"),
        Field("option_pointer", number, says="place of the next free or next used slot, counted from 1"),
        Field("option_address", ipv4, says="a router on the route, or one that gave its time"),
        Field("option_time", number, unit="ms", says="time of a router, since midnight UTC"),
        Field("option_overflow", number, says="routers that found no room for their time"),
        Field("option_value", number, says="value of a router alert (0: look at this packet) or stream identifier"),
        Field("option_data", octets, says="content of an option that is not taken apart"),
    ),
    header=20, flow=Flow.ADDRESSES, tunnel=Tunnel.PAIR, children=("ip.protocol",), twin="_ip",
    info=("{source} → {destination}", "protocol {protocol}"))
