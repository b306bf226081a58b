"""Message transfer part, level 2: a signalling link of SS7. References: ITU-T Q.703, section 2; LINKTYPE_MTP2."""
from ..define import Field, Protocol, bits, carry, names, switch, u8

STATUS = names(0, "out of alignment", 1, "normal alignment", 2, "emergency alignment", 3, "out of service",
               4, "processor outage", 5, "busy")

MTP2 = Protocol(
    key="mtp2", title="Message Transfer Part 2", reference="ITU-T Q.703", layer=2, rides_on={"link": 140},
    header=3,
    layout=(
        bits(u8, Field("backward_indicator", u8, mask=0x80), Field("backward", u8, mask=0x7F, says="last received")),
        bits(u8, Field("forward_indicator", u8, mask=0x80), Field("forward", u8, mask=0x7F, says="number of it")),
        bits(u8, Field("spare", u8, mask=0xC0),
             Field("length", u8, mask=0x3F, says="0: fill-in; 1 or 2: link status; more: a message")),
        switch("length", {0: (), (1, 2): bits(u8, Field("status", u8, mask=0x07, names=STATUS))},
               carry("mtp2.message", 1)),
    ),
    info=("{forward}", "{status}"))
