"""uTP: streams over UDP that give way to others, mostly of BitTorrent (BEP 29). Known by its first packet; what it
carries is bytes.
"""
from ..define import (Field, Protocol, bits, certain, client, cut, left, names, node, nested, octets, of, refute,
                      repeat, sized, u8, u16, u32, when)

TYPE = names(0, "data", 1, "finish", 2, "state", 3, "reset", 4, "open")
EXTENSION = names(0, "none", 1, "selective acknowledgment", 2, "extension bits", 3, "close reason")
OPEN = 4

BT_UTP = Protocol(
    key="bt_utp", title="uTP", reference="BEP 29", layer=7, starts=(b"\x41\0", b"\x41\2"),
    layout=(
        bits(u8, Field("type", u8, mask=0xF0, names=TYPE, only=(range(5),), says="what the packet is"),
             Field("version", u8, mask=0x0F, only=(1,), says="of uTP")),
        Field("extension", u8, names=EXTENSION, only=(range(4),), says="what follows the header"),
        Field("connection", u16, scope="session", keep="distinct", says="number of the connection"),
        Field("time", u32, unit="us", says="when it was sent, by the sender's clock"),
        Field("delay", u32, unit="us", says="that the last packet of the other side took"),
        Field("window", u32, unit="bytes", says="that the sender has room for"),
        Field("sequence", u16, says="counts packets"), Field("acknowledged", u16, says="the last packet that came"),
        # to open: nothing has come yet, and the first number is 1
        when((of("type") == OPEN) & (of("delay") == 0) & (of("sequence") == 1) & (of("acknowledged") == 0)
             & (of("window") > 0), certain(), otherwise=when(cut == 0, refute())),
        when(of("type") == OPEN, client()),
        when(of("extension") > 0, repeat(node(
            Field("option", nested, says="one extension"),
            Field("next_extension", u8, names=EXTENSION, says="what follows it"),
            Field("option_size", u8, unit="bytes", says="of its value"),
            Field("option_value", sized("option_size", octets), says="its value")),
            until=of("next_extension") == 0)),
        when(left > 0, Field("data", octets, says="of the stream"))),
    info=("{type}", "{connection}"))
