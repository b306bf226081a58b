"""Apple's header of captures from several interfaces, with the program that sent or received. Reference: tcpdump.org,
LINKTYPE_PKTAP."""
from ..define import Field, Protocol, carry, le32, names, of, seek, sized, text

PKTAP = Protocol(
    key="pktap", title="Apple packet tap", reference="LINKTYPE_PKTAP (tcpdump.org)", layer=2, rides_on={"link": 258},
    header=108,
    layout=(
        Field("header_length", le32, unit="bytes"), Field("record", le32, names=names(1, "packet")),
        Field("link", le32, says="link type of the packet"), Field("interface", sized(24, text)),
        Field("flags", le32, flags=names(1, "in", 2, "out")), Field("family", le32),
        Field("link_header", le32, unit="bytes"), Field("link_trailer", le32, unit="bytes"),
        Field("pid", le32, says="process id"), Field("program", sized(20, text), says="that sent or received it"),
        Field("service_class", le32),
        seek("header_length"), carry("link", of("link")),
    ),
    info=("{interface}", "{program}", "{flags}"))
