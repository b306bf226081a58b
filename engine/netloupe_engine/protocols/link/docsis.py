"""DOCSIS: the header of frames of cable modems. Reference: CableLabs, DOCSIS 3.1 MULPI, section 6.2."""
from ..define import Field, Protocol, bits, bound, carry, names, octets, of, switch, u8, u16, when

TYPE = names(0, "packet", 1, "ATM", 2, "isolated packet", 3, "MAC specific")

DOCSIS = Protocol(
    key="docsis", title="DOCSIS", reference="CableLabs DOCSIS 3.1 MULPI, section 6.2", layer=2, rides_on={"link": 143},
    header=6,
    layout=(
        bits(u8, Field("frame_type", u8, mask=0xC0, names=TYPE), Field("parameter", u8, mask=0x3E),
             Field("extended", u8, mask=0x01)),
        Field("parameter_2", u8), Field("length", u16, unit="bytes"),
        when(of("extended") == 1, bound("parameter_2", Field("extension", octets))),
        Field("checksum", u16, base=16),
        switch("frame_type", {(0, 2): carry("ethertype", 0x6558)}, Field("content", octets)),
    ),
    info=("{frame_type}",))
