"""ES-IS: end systems and routers of ISO find each other. Reference: ISO 9542, section 7."""
from ..define import Field, Protocol, bits, counted, names, octets, skip, switch, u8, u16

TYPE = names(2, "end system hello", 4, "router hello", 6, "redirect")

ESIS = Protocol(
    key="esis", title="ES-IS", reference="ISO 9542", layer=3, rides_on={"osi.identifier": 0x82}, header=8,
    layout=(
        Field("header_length", u8, unit="bytes"), Field("version", u8), skip(1),
        bits(u8, Field("type", u8, mask=0x1F, names=TYPE, says="what the message is")),
        Field("hold_time", u16, unit="seconds"), Field("checksum", u16, base=16),
        switch("type", {
            2: (Field("addresses", u8), Field("address", counted(u8, octets))),
            4: Field("router", counted(u8, octets)),
            6: (Field("destination", counted(u8, octets)), Field("next_hop", counted(u8, octets)),
                Field("router", counted(u8, octets))),
        }), Field("options", octets),
    ),
    info=("{type}", "{address}", "{router}"))
