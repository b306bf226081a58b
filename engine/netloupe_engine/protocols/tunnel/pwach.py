"""Associated channel header of a pseudo-wire or label-switched path. References: RFC 4385, section 5; RFC 5586."""
from ..define import Field, Protocol, names, u8, u16

CHANNEL = names(
    0x0001, "management communication", 0x0002, "signalling communication", 0x0007, "BFD control",
    0x0021, "IPv4", 0x0022, "BFD connectivity check", 0x0023, "BFD connectivity verification", 0x0025, "on-demand CV",
    0x0057, "IPv6", 0x7FF8, "Y.1731 OAM", 0x8902, "Y.1731 OAM")

PWACH = Protocol(
    key="pwach", title="MPLS associated channel", reference="RFC 4385, RFC 5586", layer=2,
    rides_on={"mpls.pseudowire": 1},
    fields=(
        Field("nibble", u8, at=0, mask=0xF0, says="1"),
        Field("version", u8, at=0, mask=0x0F, says="0"),
        Field("channel", u16, at=2, base=16, names=CHANNEL, says="what is carried"),
    ),
    header=4, next="channel", children=("pseudowire.channel",),
    info=("{channel}",))
