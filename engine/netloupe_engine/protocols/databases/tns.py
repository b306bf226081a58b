"""Oracle's Transparent Network Substrate: connections, refusals and redirections (Oracle Net; its layout is published
in no standard, and known from captures). What databases and clients say in data packets is named and not read."""
from ...model import Severity
from ..define import (BOTH, Field, Finding, Framing, Mode, Protocol, ahead, begins, certain, client, contains, decimal,
                      ended, enter, find, finding, here, left, names, octets, of, remember, seek, server, skip, switch,
                      text, total, u8, u16, u32, way, when)

TYPE = names(1, "connect", 2, "accept", 3, "acknowledge", 4, "refuse", 5, "redirect", 6, "data", 7, "null", 9, "abort",
             11, "resend", 12, "marker", 13, "attention", 14, "control")
FUNCTION = names(1, "protocol negotiation", 2, "data types", 3, "call", 4, "error", 5, "access user address space",
                 6, "row header", 7, "row", 8, "parameter", 9, "done", 11, "input and output", 16, "column names",
                 17, "call, by the way", 23, "more of the server")
LONG_LENGTHS = 315          # from this version on packets behind the agreement have lengths of 32 bits
CLOSE = ended(b")", or_end=True)
LENGTH = Field("length", u16, unit="bytes", says="of the whole packet")
DATA = Field("data", octets, says="what is not read")


def named(key: bytes, field: object) -> tuple[object, ...]:
    """A value that stands behind a key, somewhere in the text."""
    words = field if isinstance(field, tuple) else (field,)
    return seek("text_at"), when(contains(key), find(key), *words)


def kept(name: str, says: str) -> Field:
    """A value of a text in parentheses that the session keeps."""
    return Field(name, CLOSE, scope="session", keep="distinct", keep_most=64, says=says)


ERROR = Field("error_code", ended((b":", b" ", b")", b"\n"), decimal, or_end=True), scope="session", keep="distinct",
              says="number of an error of Oracle's")
FAILED = when(of("error_code") == 1017, finding("login_failed"), otherwise=finding("error"))
DESCRIPTION = (
    remember("text_at", here), Field("description", text, says="whom the client wants, or what the server says"),
    *named(b"SERVICE_NAME=", kept("service", "database that is wanted")),
    *named(b"(SID=", kept("instance", "database that is wanted")),
    *named(b"PROGRAM=", kept("program", "of the client")),
    *named(b"(USER=", kept("user", "of the client's system")),
    *named(b"(ERR=", (ERROR, FAILED)), seek(total))
VERSION = Field("version", u16, scope="session", keep="last", says="of the protocol")
OPTIONS = Field("options", u16, base=16, says="what is wanted of the network")
SIZES = (Field("unit", u16, unit="bytes", says="largest packet"),
         Field("transport_unit", u16, unit="bytes", says="largest piece for the transport"))
BEGINNING = (
    Field("type", u8, names=TYPE, only=(range(1, 8), 9, range(11, 15)), scope="session", keep="distinct",
          says="what the packet is"),
    Field("flags", u8, base=16), Field("header_checksum", u16, base=16, only=(0,)))
PACKET = switch("type", {
    1: (client(), VERSION, Field("oldest_version", u16, says="that is acceptable"), OPTIONS, *SIZES, skip(6),
        Field("data_length", u16, unit="bytes", says="of the description"),
        Field("data_at", u16, unit="bytes", says="where it begins"),
        when((of("data_at") + of("data_length") - total <= 0) & (of("data_at") > 25), seek("data_at"),
             when(begins(b"(DESCRIPTION=", b"(CONNECT_DATA="), certain()), *DESCRIPTION)),
    2: (server(), VERSION, OPTIONS, *SIZES, when(left > 0, DATA),
        when(of("version") >= LONG_LENGTHS, enter("long", BOTH))),
    4: (server(), Field("reason", u8, says="why the client's side refuses"),
        Field("system_reason", u8, says="why the system refuses"), skip(2), *DESCRIPTION, finding("refused")),
    5: (server(), skip(2), when(left > 0, *DESCRIPTION)),
    6: (Field("data_flags", u16, base=16, says="40: the end"),
        when(ahead(u32, 0xDEADBEEF), Field("negotiation", u32, base=16, says="of encryption and checksums follows"),
             otherwise=when(begins(b"("), *DESCRIPTION, otherwise=when(
                 left > 0, Field("function", u8, names=FUNCTION, says="what the data are"),
                 when((way == 1) & contains(b"ORA-"), find(b"ORA-"), ERROR, FAILED)))),
        when(left > 0, DATA)),
}, default=when(left > 0, DATA))

TNS = Protocol(
    key="tns", title="Oracle TNS", reference="Oracle Net Services", layer=7, rides_on={"tcp.port": (1521, 1526, 2483)},
    framing=Framing(header=8, length=u16, at=0), starts=(),
    layout=(LENGTH, Field("checksum", u16, base=16, only=(0,)), *BEGINNING, PACKET),
    modes=(Mode("long", (Field("long_length", u32, unit="bytes", says="of the whole packet"), *BEGINNING, PACKET),
                framing=Framing(header=8, length=u32, at=0)),),
    info=("{type}", "{service}", "{instance}", "{error_code}", "{function}"),
    findings=(Finding("refused", Severity.NOTE, "Oracle refused a connection."),
              Finding("login_failed", Severity.NOTE, "Oracle refused a login."),
              Finding("error", Severity.NOTE, "Oracle could not do what was asked.")))
