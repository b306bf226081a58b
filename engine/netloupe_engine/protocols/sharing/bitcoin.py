"""Bitcoin: coins and transactions between nodes, and of what is built alike (Bitcoin developer reference, P2P
network)."""
from ..define import (Field, Framing, Protocol, certain, counted, le32, le64, left, lei32, names, octets, of, sized,
                      skip,
                      text, u8, u32, when)

NETWORK = names(0xF9BEB4D9, "main", 0x0B110907, "test", 0x1C163F28, "test 4", 0xFABFB5DA, "regression test",
                0x0A03CF40, "signet", 0xFBC0B6DB, "Litecoin", 0xBF0C6BBD, "Dash", 0xC0C0C0C0, "Dogecoin",
                0xE3E1F3E8, "Bitcoin Cash", 0x24E92764, "Zcash")
COMMANDS = ("version", "verack", "addr", "addrv2", "sendaddrv2", "inv", "getdata", "getblocks", "getheaders", "headers",
            "tx", "block", "mempool", "ping", "pong", "reject", "filterload", "filteradd", "filterclear", "merkleblock",
            "alert", "sendheaders", "feefilter", "sendcmpct", "cmpctblock", "getblocktxn", "blocktxn", "notfound",
            "getaddr",
            "wtxidrelay", "getcfilters", "cfilter", "getcfheaders", "cfheaders", "getcfcheckpt", "cfcheckpt")
DATA = Field("data", octets, says="what is not read")

BITCOIN = Protocol(
    key="bitcoin", title="Bitcoin", reference="Bitcoin developer reference", layer=7,
    rides_on={"tcp.port": (8333, 18333)},
    framing=Framing(header=24, length=le32, at=16, adds=24, most=1 << 25),
    starts=tuple(magic.to_bytes(4, "big") for magic in NETWORK.names),
    layout=(
        Field("network", u32, names=NETWORK, base=16, only=tuple(NETWORK.names), scope="session", keep="distinct",
              says="whose coins they are"),
        Field("command", sized(12, text), only=COMMANDS, scope="session", keep="distinct", says="what the message is"),
        certain(), Field("length", le32, unit="bytes", says="of what follows"), Field("checksum", u32, base=16),
        when(of("command") == "version",
             Field("version", lei32, scope="session", keep="distinct", says="of the protocol"),
             Field("services", le64, base=16),
             skip(60), Field("nonce", le64, base=16), Field("agent", counted(u8, text), scope="session",
                                                            keep="distinct",
                                                             says="program of the node"),
             when(left > 3, Field("height", lei32, says="blocks the node knows")), when(left > 0, DATA),
             otherwise=when(left > 0, DATA))),
    info=("{command} {agent}", "{command}"))
