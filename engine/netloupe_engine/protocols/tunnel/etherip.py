"""Ethernet frames in IP. Reference: RFC 3378."""
from ..define import Field, Protocol, Tunnel, u16

ETHERIP = Protocol(
    key="etherip", title="Ethernet in IP", reference="RFC 3378", layer=4, rides_on={"ip.protocol": 97},
    fields=(
        Field("version", u16, at=0, mask=0xF000, says="3"),
        Field("reserved", u16, at=0, mask=0x0FFF, says="must be 0"),
    ),
    header=2, next="version", children=("etherip.version",), tunnel=Tunnel.PAIR)
