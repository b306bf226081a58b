"""Serial line address resolution of Cisco's HDLC: addresses, and whether the line is alive. Reference: RFC 1547,
section 4.3.1."""
from ..define import Field, Protocol, ipv4, names, octets, switch, u16, u32

SLARP = Protocol(
    key="slarp", title="Serial Line Address Resolution", reference="RFC 1547, section 4.3.1", layer=2,
    rides_on={"chdlc.other": 0x8035}, header=4,
    layout=(
        Field("code", u32, names=names(0, "request", 1, "reply", 2, "keepalive"), says="what the message is"),
        switch("code", {
            (0, 1): (Field("address", ipv4), Field("mask", ipv4)),
            2: (Field("mine", u32, says="sequence number of the sender"),
                Field("yours", u32, says="... that it heard last"), Field("reliability", u16, base=16)),
        }, Field("data", octets)),
    ),
    info=("{code}", "{address}", "{mine}"))
