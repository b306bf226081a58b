"""Kafka: topics, who writes and who reads them (Apache Kafka protocol guide). Requests are read, with their topics
in the versions that have them at a fixed place; of answers the number that says which request they belong to."""
from ..define import (Field, Framing, Protocol, client, finding, i16, i32, left, likely, names,
                      octets, of, refute, repeat, server, sized, skip, switch, take, text, u16, u32, way, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

API = names(
    0, "produce", 1, "fetch", 2, "list offsets", 3, "metadata", 4, "leader and ISR", 5, "stop replica",
    6, "update metadata", 7, "controlled shutdown", 8, "offset commit", 9, "offset fetch", 10, "find coordinator",
    11, "join group", 12, "heartbeat", 13, "leave group", 14, "sync group", 15, "describe groups", 16, "list groups",
    17, "SASL handshake", 18, "API versions", 19, "create topics", 20, "delete topics", 21, "delete records",
    22, "init producer id", 23, "offset for leader epoch", 24, "add partitions to transaction",
    25, "add offsets to transaction", 26, "end transaction", 27, "write transaction markers",
    28, "transaction offset commit", 29, "describe ACLs", 30, "create ACLs", 31, "delete ACLs", 32,
    "describe configurations",
    33, "alter configurations", 36, "SASL authenticate", 37, "create partitions", 42, "delete groups", 44,
    "incremental alter",
    47, "offset delete", 50, "describe SCRAM", 51, "alter SCRAM", 52, "vote", 53, "begin quorum", 57, "update features",
    60, "describe cluster", 61, "describe producers", 68, "consumer group heartbeat", 74, "list client metrics")
DATA = Field("data", octets, says="what is not read")
TOPIC = Field("topic", sized("size", text), scope="session", keep="distinct", keep_most=64, says="which is meant")
CORRELATION = Field("correlation", i32, says="an answer has the request's")
STRING = take("size", u16)
GROUP = (STRING, Field("group", sized("size", text), scope="session", keep="distinct", says="who reads together"))

KAFKA = Protocol(
    key="kafka", title="Kafka", reference="Apache Kafka protocol guide", layer=7,
    rides_on={"tcp.port": (9092, 9093, 9094)},
    framing=Framing(header=8, length=u32, at=0, adds=4, most=1 << 27), starts=(),
    layout=(
        Field("length", u32, unit="bytes", says="of what follows"),
        when(way == 1, CORRELATION, server(), refute(),
             when(left > 0, DATA),
             otherwise=(
                 Field("api", i16, names=API, only=tuple(API.names), scope="session", keep="distinct",
                       says="what is asked"),
                 Field("api_version", i16, only=(range(20),), says="of this question"),
                 CORRELATION, take("client_size", i16),
                 when(of("client_size") < 256, Field(
                     "client_id", sized("client_size", text), scope="session", keep="distinct",
                     says="name of the program")),
                 client(), likely(),
                 when(of("api_version") < 9, switch("api", {
                     0: (when(of("api_version") > 2, STRING, when(of("size") < 0xFFFF, skip("size"))), skip(6),
                         take("topics", u32), when(of("topics") > 0, STRING, TOPIC)),
                     3: (take("topics", u32), when(of("topics") < 0xFFFFFFFF, repeat(STRING, TOPIC, count="topics"))),
                     1: (skip(12), when(of("api_version") > 2, skip(4)), when(of("api_version") > 3, skip(1)),
                         when(of("api_version") > 6, skip(8)), take("topics", u32),
                         when(of("topics") > 0, STRING, TOPIC)),
                     17: (STRING, Field("mechanism", sized("size", text), scope="session", keep="distinct",
                                        says="how the client proves who it is (SASL)"),
                          when(of("mechanism") == "PLAIN", finding("clear_text_credentials"))),
                     8: when(of("api_version") < 8, *GROUP), 9: when(of("api_version") < 6, *GROUP),
                     11: when(of("api_version") < 6, *GROUP), 12: when(of("api_version") < 4, *GROUP),
                 })),
                 when(left > 0, DATA)))),
    info=("{api} {topic}", "{api} {group}", "{api}", "{client_id}"),
    findings=(CLEAR_TEXT_CREDENTIALS,))
