"""Message transfer part, level 3: from which point of an SS7 network to which, and for whom. Reference: ITU-T Q.704,
sections 2.2 and 14; ITU's form of point codes."""
from ..define import Field, Protocol, bits, carry, le32, names, of, u8

SERVICE = names(0, "management", 1, "test", 2, "test (special)", 3, "SCCP", 4, "telephone user part", 5, "ISUP",
                6, "data user part", 8, "MTP test", 9, "broadband ISUP", 12, "AAL2 signalling")
NETWORK = names(0, "international", 1, "international (spare)", 2, "national", 3, "national (spare)")

MTP3 = Protocol(
    key="mtp3", title="Message Transfer Part 3", reference="ITU-T Q.704", layer=3,
    rides_on={"link": 141, "mtp2.message": 1}, header=5,
    layout=(
        bits(u8, Field("network", u8, mask=0xC0, names=NETWORK),
             Field("service", u8, mask=0x0F, names=SERVICE, says="whose message it is")),
        bits(le32, Field("target", le32, mask=0x00003FFF, says="point code"),
             Field("source", le32, mask=0x0FFFC000, says="point code"),
             Field("link", le32, mask=0xF0000000, says="selects among parallel ones")),
        carry("mtp3.service", of("service")),
    ),
    info=("{service}", "{source} to {target}"))
