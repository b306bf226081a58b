"""Encapsulated remote SPAN: mirrored Ethernet frames in GRE, of types II and III.

Type I has no header of its own: its frames follow GRE. Reference: draft-foschiano-erspan-03, section 4.
"""
from ..define import Field, Protocol, Tunnel, flag16, names, number, u16

VERSION = names(1, "type II", 2, "type III")
TYPE = names(0, "Ethernet", 2, "IP")
GRANULARITY = names(0, "100 µs", 1, "100 ns", 2, "IEEE 1588", 3, "user-defined")
BSO = names(0, "good, or not checked", 1, "short", 2, "oversized", 3, "bad checksum or alignment")

ERSPAN = Protocol(
    key="erspan", title="Encapsulated Remote SPAN", reference="draft-foschiano-erspan-03", layer=2,
    rides_on={"gre.erspan": (2, 3)},
    fields=(
        Field("version", u16, at=0, mask=0xF000, names=VERSION, says="type of the header"),
        Field("vlan", u16, at=0, mask=0x0FFF, says="VLAN the frame was seen in"),
        Field("cos", u16, at=2, mask=0xE000, says="class of service of the frame"),
        Field("encapsulation", number, says="type II: how the VLAN was said on the mirrored port"),
        Field("integrity", number, names=BSO, says="type III: was the frame damaged?"),
        Field("flag_truncated", flag16, at=2, mask=0x0400, says="the frame was cut"),
        Field("session", u16, at=2, mask=0x03FF, says="number of the mirroring session"),
        Field("index", number, says="type II: port and direction that were mirrored"),
        Field("timestamp", number, says="type III: when the frame was mirrored, in units of the granularity"),
        Field("security_group", number, says="type III: security group tag of the sender"),
        Field("frame_type", number, names=TYPE, says="type III: what is mirrored"),
        Field("hardware", number, says="type III: number of the mirroring engine"),
        Field("direction", number, names=names(0, "ingress", 1, "egress"), says="type III: which way it was mirrored"),
        Field("granularity", number, names=GRANULARITY, says="type III: unit of the time stamp"),
        Field("flag_platform", number, says="type III: a platform's own eight bytes follow"),
    ),
    header=8, children=("ethertype",), tunnel=Tunnel.IDENTIFIER, twin="_erspan",
    info=("session {session}", "VLAN {vlan}"))
