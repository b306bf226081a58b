"""Cassandra: queries and answers (CQL Binary Protocol, versions 3 to 5)."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, ahead, bits, client, counted, finding, flag, i16, left, names,
                      octets, of, repeat, server, switch, text, u8, u16, u32, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

OPERATION = names(0x00, "ERROR", 0x01, "STARTUP", 0x02, "READY", 0x03, "AUTHENTICATE", 0x05, "OPTIONS", 0x06,
                  "SUPPORTED",
                  0x07, "QUERY", 0x08, "RESULT", 0x09, "PREPARE", 0x0A, "EXECUTE", 0x0B, "REGISTER", 0x0C, "EVENT",
                  0x0D, "BATCH", 0x0E, "AUTH_CHALLENGE", 0x0F, "AUTH_RESPONSE", 0x10, "AUTH_SUCCESS")
ERROR = names(0x0000, "server error", 0x000A, "protocol error", 0x0100, "authentication error", 0x1000, "unavailable",
              0x1001, "overloaded", 0x1002, "is bootstrapping", 0x1003, "truncate error", 0x1100, "write timeout",
              0x1200, "read timeout", 0x1300, "read failure", 0x1400, "function failure", 0x1500, "write failure",
              0x2000, "syntax error", 0x2100, "unauthorized", 0x2200, "invalid", 0x2300, "configuration error",
              0x2400, "already exists", 0x2500, "unprepared")
RESULT = names(1, "void", 2, "rows", 3, "keyspace", 4, "prepared", 5, "schema change")
CONSISTENCY = names(0, "any", 1, "one", 2, "two", 3, "three", 4, "quorum", 5, "all", 6, "local quorum", 7,
                    "each quorum",
                    8, "serial", 9, "local serial", 10, "local one")
STRING, LONG_STRING = counted(u16, text), counted(u32, text)
DATA = Field("data", octets, says="what is not read")
REST = when(left > 0, DATA)
EVENT = Field("event", STRING, says="what happens in the cluster")
QUERY = Field("query", LONG_STRING, scope="session", keep="distinct", keep_most=64, says="what is asked, in CQL")

CQL = Protocol(
    key="cql", title="Cassandra", reference="CQL Binary Protocol v4", layer=7, rides_on={"tcp.port": (9042, 9142)},
    framing=Framing(header=9, length=u32, at=5, adds=9, most=1 << 28), starts=(),
    layout=(
        bits(u8, Field("response", flag, mask=0x80, says="an answer"),
             Field("version", u8, mask=0x7F, only=(3, 4, 5, 6), scope="session", keep="last", says="of the protocol")),
        bits(u8, Field("reserved", u8, mask=0xE0, only=(0,)),
             Field("compressed", flag, mask=1), Field("traced", flag, mask=2), Field("has_payload", flag, mask=4),
             Field("has_warnings", flag, mask=8), Field("beta", flag, mask=16)),
        Field("stream", i16, says="by which an answer is known"),
        Field("operation", u8, names=OPERATION, only=(range(4), range(5, 0x11)), scope="session", keep="distinct",
              says="what the message is"),
        Field("length", u32, unit="bytes", says="of what follows"),
        when(of("response") == 1, server(), otherwise=client()),
        when((of("compressed") == 1) | (of("traced") == 1) | (of("has_payload") == 1) | (of("has_warnings") == 1),
             DATA, otherwise=switch("operation", {
                 0x00: (Field("error_code", u32, names=ERROR, base=16, scope="session", keep="distinct",
                              says="why it failed"),
                        Field("message", STRING, says="the same in words"), REST,
                        when(of("error_code") == 0x100, finding("login_failed"), otherwise=finding("error"))),
                 (0x01, 0x06): (Field("options", u16, says="how many follow"), repeat(
                     Field("option", STRING, says="its name"),
                     when(of("operation") == 1, Field("option_value", STRING, says="its value"), otherwise=(
                         Field("values", u16, says="how many follow"), repeat(
                             Field("supported", STRING, says="value that may be asked for"), count="values"))),
                     count="options")),
                 0x03: Field("authenticator", STRING, scope="session", keep="distinct",
                             says="class by which the server proves who asks"),
                 (0x07, 0x09): (QUERY, when(of("operation") == 7, Field(
                     "consistency", u16, names=CONSISTENCY, says="how many replicas are asked")), REST),
                 0x08: (Field("result", u32, names=RESULT, says="what the answer is"),
                        when(of("result") == 3, Field("keyspace", STRING, scope="session", keep="distinct",
                                                      says="which one is used")), REST),
                 0x0A: (Field("statement", counted(u16, octets), says="number of a prepared statement"), REST),
                 0x0B: (Field("events", u16, says="how many are wanted"), repeat(EVENT, count="events")),
                 0x0C: (EVENT, REST),
                 0x0F: (when(ahead(u8, 0, behind=4), finding("clear_text_credentials")),     # \\0user\\0password
                        Field("token", counted(u32, octets), says="proof of who asks")),
             }, default=REST)),
    ),
    info=("{operation}", "{query}", "{error_code} {message}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "Cassandra refused a login."),
              Finding("error", Severity.NOTE, "Cassandra could not do what was asked.")))
