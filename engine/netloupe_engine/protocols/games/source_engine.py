"""Questions to game servers of Valve's Source engine and others alike (A2S; Valve developer wiki, "Server queries")."""
from ..define import Field, Protocol, certain, client, cstring, le16, left, names, octets, server, switch, u8, u32, when

KIND = names(0x54, "information wanted", 0x55, "players wanted", 0x56, "rules wanted", 0x57, "challenge wanted", 0x41,
             "challenge",
             0x49, "information", 0x44, "players", 0x45, "rules", 0x6D, "information, of old", 0x69, "ping", 0x6A,
             "pong")
DATA = Field("data", octets, says="what is not read")

SOURCE_ENGINE = Protocol(
    key="source_engine", title="Source engine queries", reference="Valve developer wiki", layer=7,
    rides_on={"udp.port": (*range(27000, 27031), 2303)}, starts=(b"\xff\xff\xff\xff",),
    layout=(
        Field("prefix", u32, base=16, only=(0xFFFFFFFF,)), Field("kind", u8, names=KIND, only=tuple(KIND.names),
                                                                 scope="session",
                                                                 keep="distinct", says="what is asked or told"),
        switch("kind", {
            0x54: (Field("wanted", cstring, only=("Source Engine Query",)), client(), certain(), when(
                left > 0, Field("challenge", u32, base=16))),
            (0x55, 0x56): (Field("challenge", u32, base=16), client()),
            0x41: (Field("challenge", u32, base=16), server()),
            0x49: (server(), Field("protocol", u8), Field("server_name", cstring, scope="session", keep="distinct",
                                                          says="of the server"),
                   Field("map", cstring, scope="session", keep="distinct", says="that is played"),
                   Field("folder", cstring), Field("game", cstring, scope="session", keep="distinct",
                                                   says="that is played"),
                   Field("app_id", le16, says="number of the game at Steam"), Field("players", u8),
                   Field("most_players", u8),
                   when(left > 0, DATA)),
        }, default=when(left > 0, DATA))),
    info=("{kind} {server_name}", "{kind}"))
