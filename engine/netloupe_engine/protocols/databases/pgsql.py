"""PostgreSQL: queries and answers, version 3 of the protocol (PostgreSQL documentation, chapter "Frontend/Backend
Protocol"), and the encryption that may be asked for first."""
from ...model import Severity
from ..define import (OTHER, SELF, Field, Finding, Framing, Mode, Protocol, client, computed, cstring, enter, finding,
                      left, names, octets, of, peek, remember, repeat, server, sized, skip, switch, switch_to, take,
                      text, u8, u16, u32, way, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

SSL_REQUEST, GSS_REQUEST, CANCEL, VERSION_3 = 80877103, 80877104, 80877102, 196608
REQUEST = names(VERSION_3, "start, version 3.0", SSL_REQUEST, "TLS wanted", GSS_REQUEST, "GSS encryption wanted",
                CANCEL, "cancel a query")
AUTHENTICATION = names(0, "done", 2, "Kerberos", 3, "password in clear", 5, "MD5", 7, "GSS", 8, "GSS, continued",
                       9, "SSPI", 10, "SASL", 11, "SASL, continued", 12, "SASL, final")

# By its letter; what servers say, and 256 more.
MESSAGE = names(
    ord("Q"), "query", ord("P"), "parse", ord("B"), "bind", ord("E"), "execute", ord("D"), "describe", ord("C"),
    "close",
    ord("S"), "sync", ord("H"), "flush", ord("X"), "terminate", ord("F"), "function call", ord("p"), "proof",
    ord("d"), "copy data", ord("c"), "copy done", ord("f"), "copy failed",
    256 + ord("R"), "authentication", 256 + ord("K"), "key to cancel", 256 + ord("S"), "parameter",
    256 + ord("Z"), "ready", 256 + ord("T"), "row description", 256 + ord("D"), "row", 256 + ord("C"),
    "command complete",
    256 + ord("E"), "error", 256 + ord("N"), "notice", 256 + ord("A"), "notification", 256 + ord("1"), "parse complete",
    256 + ord("2"), "bind complete", 256 + ord("3"), "close complete", 256 + ord("n"), "no data",
    256 + ord("I"), "empty query", 256 + ord("s"), "portal suspended", 256 + ord("t"), "parameter description",
    256 + ord("G"), "copy in", 256 + ord("H"), "copy out", 256 + ord("W"), "copy both", 256 + ord("d"), "copy data",
    256 + ord("c"), "copy done", 256 + ord("V"), "function result", 256 + ord("v"), "negotiate version")
STATE = names(ord("I"), "idle", ord("T"), "in a transaction", ord("E"), "in a failed transaction")

LENGTH = Field("length", u32, unit="bytes", says="of the message, but for its type")
PARAMETER, PARAMETER_VALUE = Field("parameter", cstring, says="name of a setting"), Field(
    "parameter_value", cstring, says="its value")
PROCESS, SECRET = Field("process", u32, says="of the server, whose query is to be cancelled"), Field(
    "secret", octets, says="proof that one may")
QUERY = Field("query", cstring, scope="session", keep="distinct", keep_most=64, says="what is asked, in SQL")
STATEMENT, PORTAL = Field("statement", cstring, says="name of a prepared statement"), Field(
    "portal", cstring, says="name of a statement with its parameters")
# What an error or a notice says, each behind a letter (chapter "Error and Notice Message Fields").
TOLD = repeat(take("field", u8), switch("field", {
    0: (), ord("V"): Field("severity", cstring, says="ERROR, FATAL, WARNING, ..."),
    ord("C"): Field("error_code", cstring, scope="session", keep="distinct", says="kind of error (SQLSTATE)"),
    ord("M"): Field("message", cstring, says="what is wrong, in words"),
}, default=take("told", cstring)), until=of("field") == 0)
ASKED = (client(), switch("letter", {
    ord("Q"): QUERY, ord("P"): (STATEMENT, QUERY), ord("B"): (PORTAL, STATEMENT), ord("E"): PORTAL,
    ord("C"): (skip(1), Field("closed", cstring, says="what is to be closed")),
    ord("D"): (skip(1), Field("described", cstring, says="what is to be described")),
    ord("p"): when(of("proof_wanted") == 3, Field("password", cstring, says="for all to read")),
    ord("f"): Field("reason", cstring, says="why nothing more is copied")}))
ANSWERED = (server(), switch("letter", {
    ord("R"): (Field("authentication", u32, names=AUTHENTICATION, scope="session", keep="distinct",
                     says="proof the server wants"), remember("proof_wanted", "authentication"),
               when(of("authentication") == 3, finding("clear_text_credentials"))),
    ord("E"): (TOLD, when(of("error_code").one_of("28P01", "28000"), finding("login_failed"),
                          otherwise=finding("error"))),
    ord("N"): TOLD, ord("C"): Field("command", cstring, says="what was done"),
    ord("S"): (PARAMETER, PARAMETER_VALUE),
    ord("K"): (PROCESS, SECRET),
    ord("Z"): Field("state", u8, names=STATE, says="of the session"),
    ord("T"): (Field("columns", u16, says="of the answer"), repeat(
        Field("column", cstring, says="name of one"), skip(18), count="columns")),
    ord("D"): (Field("values", u16, says="of a row"), skip(left)),
    ord("A"): (skip(4), Field("channel", cstring, scope="session", keep="distinct", says="of a notification"),
               Field("notification", cstring, says="what is told"))}))
BODY = (
    peek(Field("type", sized(1, text), says="letter of the message; its meaning depends on who sends it")),
    take("letter", u8), computed(Field("message_type", u16, names=MESSAGE, says="what the message is"),
                                 of("letter") + way * 256), LENGTH,
    when(way == 0, *ASKED, otherwise=ANSWERED),
    when(left > 0, Field("data", octets, says="what else the message says")))

PGSQL = Protocol(
    key="pgsql", title="PostgreSQL", reference="PostgreSQL documentation, Frontend/Backend Protocol", layer=7,
    rides_on={"tcp.port": 5432},
    framing=Framing(header=4, length=u32, at=0, most=10000),
    layout=(
        LENGTH,
        Field("request", u32, names=REQUEST, only=(VERSION_3, range(CANCEL, GSS_REQUEST + 1)),
              says="what the client wants first"),
        client(),
        switch("request", {
            (SSL_REQUEST, GSS_REQUEST): enter("answer", OTHER),
            CANCEL: (PROCESS, SECRET),
            VERSION_3: (
                repeat(PARAMETER,
                       switch("parameter", {
                           "user": Field("user", cstring, scope="session", keep="distinct", says="who asks"),
                           "database": Field("database", cstring, scope="session", keep="distinct",
                                             says="where to ask"),
                           "application_name": Field("application", cstring, scope="session", keep="distinct",
                                                     says="program that asks"),
                       }, default=PARAMETER_VALUE), until=left < 2),
                skip(left),
                enter("messages", SELF), enter("messages", OTHER)),
        })),
    modes=(
        Mode("answer", framing=Framing(header=1, length=u8, at=0, scale=0, adds=1), layout=(
            server(), Field("encryption", sized(1, text), only=("S", "G", "N", "E"),
                            says="S: TLS follows; G: GSS encryption; N: neither"),
            enter(""),
            when(of("encryption") == "S", switch_to("protocol", "tls")))),
        Mode("messages", framing=Framing(header=5, length=u32, at=1, adds=1, most=1 << 30), layout=BODY),
    ),
    info=("{request}", "{user}", "{database}", "{message_type} {query}", "{message_type}", "{query}",
          "{error_code} {message}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "PostgreSQL refused a login."),
              Finding("error", Severity.NOTE, "PostgreSQL could not do what was asked.")))
