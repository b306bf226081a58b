"""Encapsulating Security Payload: what is not encrypted. Reference: RFC 4303, section 2."""
from ..define import Field, Protocol, u32

ESP = Protocol(
    key="esp", title="Encapsulating Security Payload", reference="RFC 4303", layer=4, rides_on={"ip.protocol": 50},
    fields=(
        Field("spi", u32, at=0, base=16, says="number of the security association at the receiver"),
        Field("sequence", u32, at=4, says="number of the packet"),
    ),
    header=8, twin="_ipsec",
    info=("SPI {spi}", "sequence {sequence}"))
