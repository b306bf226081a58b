"""Cisco MetaData: the security group of a frame's sender, before its EtherType. Reference: Cisco TrustSec."""
from ..define import Field, Protocol, u8, u16
from ..numbers import ETHERTYPE

CMD = Protocol(
    key="cmd", title="Cisco MetaData", reference="Cisco TrustSec", layer=2, rides_on={"ethertype": 0x8909},
    fields=(
        Field("version", u8, at=0, says="1"),
        Field("length", u8, at=1, says="options, in units of eight bytes"),
        Field("option", u16, at=2, base=16, says="kind of the option"),
        Field("group", u16, at=4, says="security group tag"),
        Field("type", u16, at=6, base=16, names=ETHERTYPE, says="EtherType of the payload"),
    ),
    header=8, next="type", children=("ethertype",),
    info=("group {group}",))
