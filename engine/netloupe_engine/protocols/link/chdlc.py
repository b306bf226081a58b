"""Cisco's HDLC: frames of serial lines, with EtherTypes. References: RFC 1547, section 4.3.1; tcpdump.org,
LINKTYPE_C_HDLC and LINKTYPE_C_HDLC_WITH_DIR. Some write PPP there, which has another address."""
from ..define import Field, Protocol, ahead, carry, names, of, switch, u8, u16, when
from ..numbers import ETHERTYPE

CHDLC = Protocol(
    key="chdlc", title="Cisco HDLC", reference="RFC 1547, section 4.3.1", layer=2, rides_on={"link": (104, 205)},
    header=4,
    layout=(
        when(ahead(u8, 0, 0xFE), Field("direction", u8, names=names(0, "received", 1, "sent"))),
        when(ahead(u16, 0xFF03), carry("chdlc.other", 1), otherwise=(
            Field("address", u8, base=16, names=names(0x0F, "unicast", 0x8F, "broadcast")),
            Field("control", u8, base=16),
            Field("protocol", u16, base=16, names=ETHERTYPE, says="EtherType of the payload"),
            switch("protocol", {0x8035: carry("chdlc.other", 0x8035), 0x2000: carry("snap.cisco", 0x2000)},
                   carry("ethertype", of("protocol"))))),
    ),
    info=("{protocol}",))
