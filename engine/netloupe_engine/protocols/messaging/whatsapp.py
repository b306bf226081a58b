"""WhatsApp: the beginning of a chat connection (Noise pipes; the prologue that clients send). All behind it is
encrypted."""
from ..define import (OTHER, SELF, Field, Framing, Mode, Pieces, Protocol, ahead, begins, certain, client, enter, left,
                      octets, refute, sized, skip, text, u8, u16, u24, when)

WHATSAPP = Protocol(
    key="whatsapp", title="WhatsApp", reference="Noise Protocol Framework; client prologue", layer=7,
    rides_on={"tcp.port": 5222},
    framing=Framing(header=7, length=u24, at=4, adds=7, most=65536),
    starts=(b"WA\5\2", b"WA\5\3", b"WA\6\2", b"WA\6\3"),
    layout=(
        when(begins(b"WA") & ahead(u8, 0x12, behind=7),
             Field("prologue", sized(2, text)), Field("version", u8, only=(range(4, 8),), scope="session",
                                                      keep="distinct"),
             Field("dictionary", u8, only=(range(1, 5),)), Field("length", u24, unit="bytes", only=(range(36, 4096),)),
             # ClientHello (field 2) with an ephemeral key of 32 bytes (field 1), as Protocol Buffers write it
             Field("hello", u8, base=16, only=(0x12,)), Field("hello_length", u8, unit="bytes"),
             Field("key_tag", u16, base=16, only=(0x0A20,)), certain(), client(), Field("ephemeral", sized(32, octets)),
             enter("encrypted", SELF), enter("encrypted", OTHER), otherwise=refute()), skip(left)),
    modes=(Mode("encrypted", (skip(left),), framing=Pieces()),),
    info=("{version}",))
