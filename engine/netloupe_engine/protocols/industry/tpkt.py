"""TPKT: packets on a stream (RFC 1006, RFC 2126)."""
from ..define import Field, Framing, Protocol, carry, u8, u16

TPKT = Protocol(
    key="tpkt", title="TPKT", reference="RFC 1006", layer=7, rides_on={"tcp.port": (102, 3389)}, tells=False,
    framing=Framing(header=4, length=u16, at=2, most=0xFFFF),
    layout=(Field("version", u8, only=(3,), says="always 3"), Field("reserved", u8, only=(0,), says="not used"),
            Field("length", u16, unit="bytes", only=(range(7, 65536),), says="of the whole packet"),
            carry("tpkt.packet", 0)))
