"""TPKT: packets on a stream (RFC 1006, RFC 2126)."""
from ..define import (BOTH, Field, Framing, Mode, Pieces, Protocol, ahead, carry, carry_stream, enter, le16, le32, u8,
                      u16, when)

# A server of desktops confirms a connection and chooses some security ([MS-RDPBCGR] section 2.2.1.2): TLS follows.
STARTS_TLS = (ahead(u8, 0xD0, behind=1) & ahead(u8, 2, behind=7) & ahead(le16, 8, behind=9)
              & ~ahead(le32, 0, behind=11))

TPKT = Protocol(
    key="tpkt", title="TPKT", reference="RFC 1006", layer=7, rides_on={"tcp.port": (102, 1720, 3389)}, tells=False,
    framing=Framing(header=4, length=u16, at=2, most=0xFFFF),
    layout=(Field("version", u8, only=(3,), says="always 3"), Field("reserved", u8, only=(0,), says="not used"),
            Field("length", u16, unit="bytes", only=(range(7, 65536),), says="of the whole packet"),
            when(STARTS_TLS, carry("tpkt.packet", 0), enter("secured", BOTH), otherwise=when(
                ahead(u16, 0x0802), carry("tpkt.packet", 1), otherwise=carry("tpkt.packet", 0)))),       # 1: Q.931
    modes=(Mode("secured", (carry_stream("protocol", "tls"),), framing=Pieces()),))
