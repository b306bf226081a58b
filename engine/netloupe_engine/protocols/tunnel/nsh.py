"""Network Service Header: the chain of functions a packet goes through. Reference: RFC 8300, section 2."""
from ..define import Field, Protocol, flag16, names, number, octets, u8, u16, u32

NEXT = names(1, "IPv4", 2, "IPv6", 3, "Ethernet", 4, "NSH", 5, "MPLS")

NSH = Protocol(
    key="nsh", title="Network Service Header", reference="RFC 8300", layer=2,
    rides_on={"ethertype": 0x894F, "vxlan.next": 4, "ip.protocol": 145},
    fields=(
        Field("version", u16, at=0, mask=0xC000, says="0"),
        Field("flag_oam", flag16, at=0, mask=0x2000, says="operations and maintenance"),
        Field("ttl", u16, at=0, mask=0x0FC0, says="functions it may still pass"),
        Field("length", number, unit="bytes", says="whole header"),
        Field("metadata_type", u8, at=2, mask=0x0F, says="1: sixteen bytes, 2: of variable length"),
        Field("next_protocol", u8, at=3, names=NEXT, says="protocol of the payload"),
        Field("path", u32, at=4, mask=0xFFFFFF00, says="number of the service path"),
        Field("index", u8, at=7, says="place on the path"),
        Field("metadata", octets, says="what functions tell each other"),
    ),
    header=8, children=("vxlan.next",), twin="_nsh",
    info=("path {path}", "index {index}"))
