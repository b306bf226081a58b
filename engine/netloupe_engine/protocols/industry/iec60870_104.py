"""IEC 60870-5-104: telecontrol of grids over TCP, the frames around the data (IEC 60870-5-104, clause 5)."""
from ..define import (Field, Framing, Protocol, bits, carry, client, le16, names, peek, require, server, switch, u8,
                      u24)

FORMAT = names(0, "information", 1, "supervision", 2, "information", 3, "control")
CONTROL = names(
    0x07, "start data transfer", 0x0B, "start confirmed", 0x13, "stop data transfer", 0x23, "stop confirmed",
    0x43, "test", 0x83, "test confirmed")
RECEIVED = bits(le16, Field("receive_sequence", le16, mask=0xFFFE, says="number of the frame expected next"),
                Field("spare", le16, mask=0x0001, only=(0,)))
INFORMATION = (bits(le16, Field("send_sequence", le16, mask=0xFFFE, says="number of this frame")), RECEIVED,
               require(u8, range(1, 128)), carry("iec104.asdu", 0))

IEC60870_104 = Protocol(
    key="iec60870_104", title="IEC 60870-5-104", reference="IEC 60870-5-104", layer=7, rides_on={"tcp.port": 2404},
    starts=(), framing=Framing(header=6, length=u8, at=1, adds=2, most=255),
    layout=(
        Field("start", u8, base=16, only=(0x68,)),
        Field("length", u8, unit="bytes", only=(range(4, 254),), says="what follows"),
        peek(Field("format", u8, mask=0x03, names=FORMAT)),
        switch("format", {
            (0, 2): INFORMATION,
            1: (require(le16, 1), Field("supervisory", le16, base=16), RECEIVED),
            3: (Field("control", u8, names=CONTROL, scope="session", keep="distinct", only=tuple(CONTROL.names)),
                Field("unused", u24, only=(0,)),
                switch("control", {(0x07, 0x13): client(), (0x0B, 0x23): server()})),
        }),
    ),
    info=("{format}", "{control}"))
