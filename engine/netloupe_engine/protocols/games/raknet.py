"""RakNet: how players of Minecraft (Bedrock) and others find a server and join (RakNet's source; wiki.vg)."""
from ..define import Field, Protocol, certain, client, ended, left, names, octets, server, switch, u8, u16, u64, when

KIND = names(1, "unconnected ping", 2, "unconnected ping, if there is room", 0x1C, "unconnected pong", 5,
             "open connection 1",
             6, "answer 1", 7, "open connection 2", 8, "answer 2", 0x19, "incompatible version")
MAGIC = 0x00FFFF00FEFEFEFE
SECRET = (Field("magic", u64, base=16, only=(MAGIC,)), Field("magic_rest", u64, base=16, only=(0xFDFDFDFD12345678,)),
          certain())
PART = ended(b";", or_end=True)
TIME, VERSION = Field("time", u64, unit="ms", says="since the start of who asks"), Field("raknet_version", u8)
GUID = Field("guid", u64, base=16, scope="session", keep="distinct", says="of who says so")
DATA = when(left > 0, Field("data", octets, says="what is not read"))

RAKNET = Protocol(
    key="raknet", title="RakNet", reference="RakNet", layer=7, rides_on={"udp.port": (19132, 19133)},
    starts=(b"\x01", b"\x02", b"\x1c", b"\x05", b"\x06", b"\x07", b"\x08", b"\x19"),
    layout=(
        Field("kind", u8, names=KIND, only=tuple(KIND.names), scope="session", keep="distinct",
              says="what the message is"),
        switch("kind", {
            (1, 2): (client(), TIME, *SECRET, GUID),
            0x1C: (server(), TIME, GUID, *SECRET, Field("text_length", u16, unit="bytes"), Field(
                "edition", PART, scope="session", keep="distinct", says="of the game"), when(left > 0, Field(
                    "server_name", PART, scope="session", keep="distinct", says="what the server says to people")),
                   when(
                        left > 0, Field("protocol", PART)), when(left > 0,
                                                                 Field("version", PART, scope="session",
                                                                       keep="distinct"))),
            5: (client(), *SECRET, VERSION),
            6: (server(), *SECRET, GUID), 7: (client(), *SECRET), 8: (server(), *SECRET, GUID),
            0x19: (server(), VERSION, *SECRET, GUID)}), DATA),
    info=("{kind} {server_name}", "{kind}"))
