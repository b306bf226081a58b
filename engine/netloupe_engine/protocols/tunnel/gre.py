"""Generic Routing Encapsulation, with the enhanced form of PPTP and the network numbers of NVGRE.

References: RFC 2784; RFC 2890 (key, sequence number); RFC 1701 (routing); RFC 2637, section 4.1 (version 1); RFC 7637
(NVGRE).
"""
from ..define import Field, Protocol, Tunnel, flag16, names, nested, number, octets, u16
from ..numbers import CHECKSUM_STATUS, ETHERTYPE

VERSION = names(0, "GRE", 1, "enhanced GRE (PPTP)")

GRE = Protocol(
    key="gre", title="Generic Routing Encapsulation", reference="RFC 2784, RFC 2890, RFC 2637, RFC 7637", layer=4,
    rides_on={"ip.protocol": 47},
    fields=(
        Field("flag_checksum", flag16, at=0, mask=0x8000, says="there is a checksum"),
        Field("flag_routing", flag16, at=0, mask=0x4000, says="there is a source route"),
        Field("flag_key", flag16, at=0, mask=0x2000, says="there is a key"),
        Field("flag_sequence", flag16, at=0, mask=0x1000, says="there is a sequence number"),
        Field("flag_strict", flag16, at=0, mask=0x0800, says="the source route is strict"),
        Field("recursion", u16, at=0, mask=0x0700, says="further encapsulations that are allowed (RFC 1701)"),
        Field("flag_acknowledgement", flag16, at=0, mask=0x0080, says="there is an acknowledgement number"),
        Field("version", u16, at=0, mask=0x0007, names=VERSION, says="0, or 1 for PPTP"),
        Field("protocol", u16, at=2, base=16, names=ETHERTYPE, says="EtherType of the payload"),
        Field("checksum", number, base=16, says="over header and payload"),
        Field("checksum_status", number, names=CHECKSUM_STATUS, says="does the checksum fit?"),
        Field("routing_offset", number, unit="bytes", says="place of the active entry of the source route"),
        Field("key", number, says="number of the tunnel, or of the flow in it"),
        Field("network", number, says="NVGRE: number of the virtual network"),
        Field("flow", number, says="NVGRE: number of the flow"),
        Field("payload_length", number, unit="bytes", says="PPTP: payload"),
        Field("call", number, says="PPTP: number of the call at the receiver"),
        Field("sequence", number, says="number of this packet"),
        Field("acknowledgement", number, says="PPTP: highest number received"),
        Field("route", nested, says="one entry of the source route"),
        Field("route_family", number, says="address family of the entry"),
        Field("route_data", octets, says="addresses of the entry"),
    ),
    header=4, children=("ethertype", "gre.erspan"), tunnel=Tunnel.IDENTIFIER, twin="_gre",
    info=("key {key}", "network {network}", "call {call}", "sequence {sequence}"))
