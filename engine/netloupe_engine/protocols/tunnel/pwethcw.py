"""Control word of an Ethernet pseudo-wire in MPLS. References: RFC 4385, section 3; RFC 4448, section 4.6."""
from ..define import Field, Protocol, u16

PWETHCW = Protocol(
    key="pwethcw", title="Ethernet pseudo-wire control word", reference="RFC 4385, RFC 4448", layer=2,
    rides_on={"mpls.pseudowire": 0},
    fields=(
        Field("nibble", u16, at=0, mask=0xF000, says="0: no IP version"),
        Field("flags", u16, at=0, mask=0x0FC0, base=16, says="flags and fragmentation"),
        Field("length", u16, at=0, mask=0x003F, unit="bytes", says="of short frames; 0: 64 bytes or more"),
        Field("sequence", u16, at=2, says="number of the packet; 0: not counted"),
    ),
    header=4, next="nibble", children=("pseudowire.ethernet",),
    info=("sequence {sequence}",))
