"""Authentication Header in IPv4; in IPv6 it is one of the extension headers. Reference: RFC 4302, section 2."""
from ..define import Field, Flow, Protocol, Tunnel, number, octets, u8, u32
from ..numbers import IP_PROTOCOL

AH = Protocol(
    key="ah", title="Authentication Header", reference="RFC 4302", layer=3, rides_on={"ip.protocol": 51},
    fields=(
        Field("next_header", u8, at=0, names=IP_PROTOCOL, says="protocol of the payload"),
        Field("length", number, unit="bytes", says="whole header"),
        Field("spi", u32, at=4, base=16, says="number of the security association at the receiver"),
        Field("sequence", u32, at=8, says="number of the packet"),
        Field("check", octets, says="integrity check value"),
    ),
    header=12, children=("ip.protocol",), flow=Flow.ADDRESSES, tunnel=Tunnel.PAIR, extends=True, twin="_ipsec",
    info=("SPI {spi}", "sequence {sequence}"))
