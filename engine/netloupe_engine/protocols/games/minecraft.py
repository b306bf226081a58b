"""Minecraft (Java edition): how players find a server and join (wiki.vg, "Protocol"). Behind a login all is
compressed or encrypted, and passed over."""
from ..define import (SELF, OTHER, Field, Mode, Pieces, Protocol, Varint, client, counted, enter, leb128, left, likely,
                      names, octets, of, ahead, refute, skip, way,
                      text, u8, u16, when)

LENGTH = Field("length", leb128, unit="bytes", says="of what follows")
PACKET, DATA = Field("packet", u8, says="number of its kind"), Field("data", octets, says="what is played")
STATE = names(1, "status", 2, "login", 3, "transfer")

MINECRAFT = Protocol(
    key="minecraft", title="Minecraft", reference="wiki.vg", layer=7, rides_on={"tcp.port": 25565}, starts=(),
    framing=Varint(at=0, length=leb128, most=1 << 21),
    layout=(
        LENGTH, when(
            (way == 0) & ahead(u8, 0) & (left > 8), PACKET,
            Field("protocol", leb128, scope="session", keep="distinct", says="version of the game's protocol"),
            Field("host", counted(leb128, text), scope="session", keep="distinct",
                  says="server that is wanted, by name"),
            Field("port", u16), Field("next_state", u8, names=STATE, only=(1, 2, 3), scope="session", keep="distinct",
                                      says="what is wanted"),
            client(), when(of("protocol") < 100_000, likely(), otherwise=refute()), enter("asked", SELF),
            enter("answers", OTHER),
            otherwise=(refute(), skip(left)))),
    modes=(
        Mode("asked", (LENGTH, when(left > 0, PACKET), when(
            (of("packet") == 0) & (left > 1), Field("player", counted(leb128, text), scope="session", keep="distinct",
                                                    says="who joins")), when(
                left > 0, DATA), enter("rest"))),
        Mode("answers", (Field("status_length", leb128), Field("answer", u8), when(left > 0, DATA), enter("rest"))),
        Mode("rest", (skip(left),), framing=Pieces())),
    info=("{next_state} {host}", "{player}"))
