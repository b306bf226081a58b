"""BitTorrent: pieces of files between peers (BEP 3, BEP 6, BEP 10)."""
from ..define import (SELF, Field, Framing, Mode, Protocol, bits, certain, enter, flag, left, names, octets, sized,
                      skip, switch, text, u8, u16, u32, when)

MESSAGE = names(0, "choke", 1, "unchoke", 2, "interested", 3, "not interested", 4, "have", 5, "bitfield", 6, "request",
                7, "piece", 8, "cancel", 9, "port", 13, "suggest piece", 14, "have all", 15, "have none",
                16, "reject request", 17, "allowed fast", 20, "extended")
DATA = Field("data", octets, says="what is not read")
PIECE = Field("piece", u32, says="number of a piece")
BEGIN, SIZE = Field("begin", u32, unit="bytes", says="where in the piece"), Field("size", u32, unit="bytes",
                                                                                  says="of a part")

BITTORRENT = Protocol(
    key="bittorrent", title="BitTorrent", reference="BEP 3", layer=7,
    rides_on={"tcp.port": (*range(6881, 6890), 51413)},
    framing=Framing(header=68, length=u8, at=0, scale=0, adds=68),
    layout=(
        Field("name_length", u8, only=(19,)),
        Field("protocol", sized(19, text), only=("BitTorrent protocol",), says="always the same"), certain(),
        skip(5), bits(u8, Field("extensions", flag, mask=0x10, says="extended messages may come")), skip(1),
        bits(u8, Field("dht", flag, mask=1, says="the peer takes part in the DHT"), Field("fast", flag, mask=4)),
        Field("info_hash", sized(20, octets), scope="session", keep="distinct", says="what is shared"),
        Field("peer_id", sized(20, octets), scope="session", keep="distinct",
              says="of who says so; begins with its program"),
        enter("messages", SELF)),
    modes=(Mode("messages", framing=Framing(header=4, length=u32, at=0, adds=4, most=1 << 24), layout=(
        Field("length", u32, unit="bytes", says="of what follows; 0: still there"),
        when(left > 0, Field("message", u8, names=MESSAGE, scope="session", keep="distinct",
                             says="what the message is"),
             switch("message", {
                 (4, 13, 17): PIECE, (6, 8, 16): (PIECE, BEGIN, SIZE), 7: (PIECE, BEGIN, DATA),
                 9: Field("port", u16, says="of the peer's DHT"),
                 20: (Field("extension", u8, says="0: handshake"), when(left > 0, Field(
                     "dictionary", octets, says="what is said, bencoded"))),
             }, default=when(left > 0, DATA))))),),
    info=("{message} {piece}", "{message}", "{info_hash}"))
