"""BitTorrent trackers over UDP: who has what (BEP 15)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, certain, client, finding, ipv4, left, names, nested, node,
                      octets, repeat, server, sized, switch, text, u16, u32, u64, way, when)

ACTION = names(0, "connect", 1, "announce", 2, "scrape", 3, "error")
EVENT = names(0, "none", 1, "completed", 2, "started", 3, "stopped")
MAGIC = 0x41727101980
HASH = Field("info_hash", sized(20, octets), scope="session", keep="distinct", keep_most=64, says="what is shared")
LEECHERS, SEEDERS = Field("leechers", u32, says="who do not have all"), Field("seeders", u32, says="who have all")
ACTION_OF = Field("action", u32, names=ACTION, only=(0, 1, 2, 3), scope="session", keep="distinct",
                  says="what is asked")
TRANSACTION = Field("transaction", u32, base=16, says="an answer has the question's")
CONNECTION = Field("connection", u64, base=16, says="number the tracker gave the peer")

BT_TRACKER = Protocol(
    key="bt_tracker", title="BitTorrent tracker", reference="BEP 15", layer=7,
    rides_on={"udp.port": (6969, 1337, 2710, 80, 451)},
    starts=(b"\0\0\4\x17",),
    layout=(
        when(ahead(u64, MAGIC), Field("magic", u64, base=16, says="of who has no connection yet"), ACTION_OF,
             TRANSACTION,
             certain(), client(), otherwise=when(
                 ahead(u32, 0, 0xFFFFFFFC) & (way == 1), server(), ACTION_OF, TRANSACTION, switch("action", {
                     0: CONNECTION,
                     1: (Field("interval", u32, unit="s", says="before it is asked again"),
                         LEECHERS, SEEDERS,
                         repeat(node(Field("peer", nested), Field("address", ipv4), Field("port", u16)))),
                     2: repeat(node(Field("torrent", nested), SEEDERS, Field("completed", u32), LEECHERS)),
                     3: (Field("message", text, says="why it failed"), finding("error"))}),
                 otherwise=(CONNECTION, ACTION_OF, TRANSACTION, client(), switch("action", {
                     1: (HASH, Field("peer_id", sized(20, octets), scope="session", keep="distinct", says="who asks"),
                         Field("downloaded", u64, unit="bytes"), Field("left", u64, unit="bytes"),
                         Field("uploaded", u64, unit="bytes"), Field("event", u32, names=EVENT),
                         Field("own_address", ipv4), Field("key", u32, base=16), Field("wanted", u32),
                         Field("own_port", u16), when(left > 0, Field("data", octets))),
                     2: repeat(HASH)})))),),
    info=("{action} {info_hash}", "{action}", "{message}"),
    findings=(Finding("error", Severity.NOTE, "A BitTorrent tracker refused a question."),))
