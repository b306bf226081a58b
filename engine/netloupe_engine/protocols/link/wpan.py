"""802.15.4: small radios, as of ZigBee and Thread; the header of their frames.

References: IEEE 802.15.4-2020, section 7; tcpdump.org, LINKTYPE_IEEE802_15_4_WITHFCS and _NOFCS. What is behind it,
often encrypted, is not read.
"""
from ..define import Field, Protocol, bits, le16, le64, names, octets, of, u8, when

TYPE = names(0, "beacon", 1, "data", 2, "acknowledgement", 3, "command", 5, "multipurpose", 6, "fragment",
             7, "extended")
COMMAND = names(1, "association request", 2, "association response", 3, "disassociation", 4, "data request",
                5, "PAN conflict", 6, "orphan", 7, "beacon request", 8, "coordinator realignment", 9, "GTS request")
MODE = names(0, "none", 2, "short", 3, "extended")

WPAN = Protocol(
    key="wpan", title="802.15.4", reference="IEEE 802.15.4-2020, section 7", layer=2,
    rides_on={"link": (195, 230)}, header=3,
    layout=(
        bits(le16, Field("frame_type", le16, mask=0x0007, names=TYPE, says="what the frame is"),
             Field("security", le16, mask=0x0008), Field("pending", le16, mask=0x0010),
             Field("acknowledge", le16, mask=0x0020), Field("one_network", le16, mask=0x0040),
             Field("target_mode", le16, mask=0x0C00, names=MODE), Field("version", le16, mask=0x3000),
             Field("source_mode", le16, mask=0xC000, names=MODE)),
        Field("sequence", u8),
        when(of("target_mode") >= 2, Field("network", le16, base=16, says="number of the network")),
        when(of("target_mode") == 2, Field("target", le16, base=16)),
        when(of("target_mode") == 3, Field("target_extended", le64, base=16)),
        when((of("source_mode") >= 2) & (of("one_network") == 0), Field("source_network", le16, base=16)),
        when(of("source_mode") == 2, Field("source", le16, base=16)),
        when(of("source_mode") == 3, Field("source_extended", le64, base=16)),
        when((of("frame_type") == 3) & (of("security") == 0), Field("command", u8, names=COMMAND)),
        Field("content", octets),
    ),
    info=("{frame_type}", "{command}", "network {network}", "from {source}", "to {target}"))
