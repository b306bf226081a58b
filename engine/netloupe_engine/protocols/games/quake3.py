"""Quake III and games built on it: what servers and players say before a game (ioquake3's source, "connectionless
packets")."""
from ..define import Field, Protocol, begins, certain, ended, left, refute, text, u32, when

WORDS = (b"getinfo", b"getstatus", b"infoResponse\n", b"statusResponse\n", b"getchallenge", b"challengeResponse ",
         b"connect ",
         b"connectResponse", b"getservers ", b"getserversResponse", b"getserversExt", b"heartbeat ", b"print\n",
         b"rcon ")

QUAKE3 = Protocol(
    key="quake3", title="Quake III", reference="ioquake3", layer=7,
    rides_on={"udp.port": (*range(27960, 27970), 27950)},
    starts=(b"\xff\xff\xff\xff",),
    probe=(Field("probed", u32, base=16, only=(0xFFFFFFFF,)), when(begins(*WORDS), certain(), otherwise=refute())),
    layout=(
        Field("prefix", u32, base=16, only=(0xFFFFFFFF,)),
        Field("command", ended((b" ", b"\n", b"\\"), or_end=True), scope="session", keep="distinct",
              says="what is asked or told"),
        when(left > 0, Field("arguments", text, says="what it is about"))),
    info=("{command} {arguments}", "{command}"))
