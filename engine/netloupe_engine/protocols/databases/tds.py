"""Tabular Data Stream: Microsoft SQL Server and Sybase ([MS-TDS]): greeting, login, queries and how they went. Rows are
counted by their packets and not read. TLS travels in greetings first, and then without them."""
from ...model import Severity
from ..define import (BOTH, OTHER, Field, Finding, Framing, Mode, Pieces, Protocol, ahead, alone, bits, bound,
                      carry_stream, client, contains, enter, finding, flag, here, le16, le32, left, lei32, names,
                      octets,
                      of, remember, repeat, seek, server, sized, skip, switch, take, text, total, u8, u16, utf16, way,
                      when)
from ..findings import CLEAR_TEXT_CREDENTIALS

TYPE = names(1, "SQL batch", 2, "login before version 7", 3, "call", 4, "answer", 6, "attention", 7, "bulk load",
             8, "federated login", 14, "transaction", 16, "login", 17, "login, continued", 18, "greeting")
OPTION = names(0, "version", 1, "encryption", 2, "instance", 3, "thread", 4, "several results", 5, "trace",
               6, "federated login required", 7, "nonce")
ENCRYPTION = names(0, "of the login only", 1, "on", 2, "not supported", 3, "required")
# [MS-TDS] sections 2.2.6.4 and 2.2.6.6
LOGIN_TEXTS = (("host", "name of the client"), ("user", "who logs in"), ("password", "hidden only by a fixed rule"),
               ("program", "of the client"), ("server", "which is wanted"), ("", ""), ("library", "of the client"),
               ("language", "of messages"), ("database", "which is wanted first"))
TOKEN = names(0x79, "return status", 0x81, "columns", 0xA9, "order", 0xAA, "error", 0xAB, "message", 0xAC,
              "return value",
              0xAD, "login accepted", 0xD1, "row", 0xE3, "change of environment", 0xED, "SSPI", 0xFD, "done",
              0xFE, "done in procedure", 0xFF, "done in procedure")
ENVIRONMENT = names(1, "database", 2, "language", 3, "characters", 4, "packet size", 7, "collation", 20, "routing")
PROCEDURE = names(1, "sp_cursor", 2, "sp_cursoropen", 3, "sp_cursorprepare", 7, "sp_cursorfetch", 9, "sp_cursorclose",
                  10, "sp_executesql", 11, "sp_prepare", 12, "sp_execute", 13, "sp_prepexec", 15, "sp_unprepare")


def kept(name: str, type: object, says: str) -> Field:
    """What a session is known by."""
    return Field(name, type, scope="session", keep="distinct", keep_most=64, says=says)  # type: ignore[arg-type]


DATA = Field("data", octets, says="what is not read")
REST = when(left > 0, DATA)
TEXT_SIZE, UTF = of("size") * 2, sized(of("size") * 2, utf16)
GREETING = alone(None, repeat(
    Field("option", u8, names=OPTION, only=(range(8), 0xFF), says="what the client or server says of itself"),
    when(of("option") < 0xFF, take("option_at", u16), take("option_size", u16), remember("next", here),
         seek("option_at"), switch("option", {
             0: (Field("major", u8, says="version of the program"), Field("minor", u8, says="version of the program"),
                 Field("build", u16, says="version of the program")),
             1: (Field("encryption", u8, names=ENCRYPTION, scope="session", keep="distinct",
                       says="what is to be encrypted"),
                 remember("sealed", "encryption")),
             2: when(of("option_size") > 1, Field("instance", sized(of("option_size") - 1, text),
                                                  says="which is wanted")),
         }), seek("next")), until=of("option") == 0xFF), seek(total))


def login_text(name: str, says: str) -> tuple[object, ...]:
    """A place and a count of characters, and the text that is there."""
    if not name:
        return (skip(4),)
    return (take("text_at", le16), take("size", le16), remember("next", here),
            when(of("size") > 0, seek("text_at"), *((PASSWORD, finding("clear_text_credentials")) if name == "password"
                                                    else (kept(name, UTF, says),))), seek("next"))


PASSWORD = Field("password", sized(TEXT_SIZE, octets), says="hidden only by a fixed rule")
LOGIN = alone(
    None, Field("login_length", le32, unit="bytes"),
    Field("tds_version", le32, base=16, scope="session", keep="last", says="of the protocol"),
    Field("packet_size", le32, unit="bytes", says="that is wanted"), Field("program_version", le32, base=16),
    Field("process", le32, says="of the client"), skip(4), bits(u8, Field("language_fatal", flag, mask=0x80)),
    bits(u8, Field("windows_login", flag, mask=0x80, says="the client proves who it is by SSPI")), skip(2),
    Field("timezone", lei32, unit="min", says="of the client"), Field("locale", le32, base=16),
    *(word for name, says in LOGIN_TEXTS for word in login_text(name, says)), seek(total))
MESSAGE = (
    Field("state", u8, says="number of the place that says so"), Field("severity", u8, says="over 10: an error"),
    take("size", le16), Field("message", UTF, says="what happened, in words"), take("name_size", u8),
    Field("server_name", sized(of("name_size") * 2, utf16)))
ERROR = Field("error_code", le32, scope="session", keep="distinct", says="number of the error")
CHANGE = (Field("environment", u8, names=ENVIRONMENT, says="what is changed"), switch("environment", {
    (1, 2, 3, 4): (take("size", u8), Field("new_value", UTF, says="what it is now"),
                   take("size", u8), Field("old_value", UTF, says="what it was"))}))
TOKENS = repeat(
    Field("token", u8, names=TOKEN, says="kind of answer"),
    switch("token", {
        0xAA: (take("token_size", le16), bound("token_size", ERROR, *MESSAGE), when(
            of("error_code") == 18456, finding("login_failed"), otherwise=finding("error"))),
        0xAB: (take("token_size", le16), bound("token_size", Field("message_code", le32, says="its number"), *MESSAGE)),
        0xE3: (take("token_size", le16), bound("token_size", *CHANGE)),
        0xAD: (take("token_size", le16), bound("token_size", skip(5), take("size", u8), kept(
            "product", UTF, "what the server is"))),
        0x79: Field("return_status", lei32, says="of a procedure"),
        (0xFD, 0xFE, 0xFF): (Field("done_status", le16, base=16, says="2: an error"), skip(2), when(
            left >= 8, skip(8), otherwise=skip(4))),
    }, default=when(left > 0, DATA)))
CALL = (take("size", le16), when(
    of("size") == 0xFFFF, Field("procedure_number", le16, names=PROCEDURE, says="which one is called"),
    otherwise=kept("procedure", UTF, "which one is called")))
# [MS-TDS] section 2.2.5.3: headers in front of what is asked, in all as long as the first number says
HEADERS = when((ahead(le32, 22) & ahead(le32, 18, behind=4)), skip(22))
TLS_AHEAD = ahead(u16, 0x1603) | ahead(u16, 0x1403) | ahead(u16, 0x1503)
BODY = switch("type", {
    1: (client(), HEADERS, kept("query", utf16, "what is asked, in SQL")),
    3: (client(), HEADERS, *CALL, REST),
    4: (server(), when(of("login_sealed") == 1, remember("login_sealed", 0), enter("", OTHER)),
        when(ahead(u8, 0), GREETING, otherwise=when(
            (of("packet_number") == 1) & (of("is_last") == 1), TOKENS, otherwise=REST))),
    16: (client(), LOGIN),
    18: when(TLS_AHEAD,
             when((way == 1) & contains(b"\x14\3\3\0\1\1"), remember("login_sealed", 1), enter("tls", OTHER),
                  when(of("sealed").one_of(1, 3), enter("tls", BOTH))),
             carry_stream("protocol", "tls"), otherwise=GREETING),
}, default=REST)

TDS = Protocol(
    key="tds", title="SQL Server", reference="[MS-TDS]", layer=7, rides_on={"tcp.port": (1433, 1434)},
    framing=Framing(header=8, length=u16, at=2, most=32768), starts=(),
    layout=(
        Field("type", u8, names=TYPE, only=(range(1, 5), range(6, 9), 14, range(16, 19)), scope="session",
              keep="distinct", says="what the packet is"),
        bits(u8, Field("is_last", flag, mask=1, says="of the message"), Field("ignored", flag, mask=2),
             Field("reset", flag, mask=8, says="settings of the connection are as at first"),
             Field("status_rest", u8, mask=0xE4, only=(0,))),
        Field("length", u16, unit="bytes", says="of the packet"), Field("process_id", u16, says="of the server"),
        Field("packet_number", u8, says="counts the packets of a message"), Field("window", u8, only=(0,)),
        BODY),
    modes=(Mode("tls", (carry_stream("protocol", "tls"),), framing=Pieces()),),
    info=("{type}", "{query}", "{procedure}", "{procedure_number}", "{error_code} {message}", "{user}", "{database}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "SQL Server refused a login."),
              Finding("error", Severity.NOTE, "SQL Server could not do what was asked.")))
