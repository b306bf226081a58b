"""Discord: who calls finds its own address (voice "IP discovery"); voice itself is RTP, encrypted."""
from ..define import (Field, Protocol, certain, client, cut, malformed, names, server, sized, skip, switch, text,
                      total, u16, u32, u64, when)

DISCORD = Protocol(
    key="discord", title="Discord voice", reference="Discord developer documentation, Voice", layer=7,
    starts=(b"\0\1\0\x46", b"\0\2\0\x46"),
    layout=(
        Field("type", u16, names=names(1, "question", 2, "answer"), only=(1, 2)), Field("length", u16, only=(70,)),
        Field("ssrc", u32, base=16, says="of the voice to come"), when((total != 74) & (cut == 0), malformed()),
        switch("type", {
            1: (Field("empty", u64, only=(0,)), skip(56), Field("port", u16, only=(0,)), client(), certain()),
            2: (Field("address", sized(64, text), scope="session", keep="distinct", says="as others see it"),
                Field("own_port", u16), server())})),
    info=("{type} {address}", "{type}"))
