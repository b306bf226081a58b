"""POP3: mail fetched (RFC 1939), with CAPA (RFC 2449), STLS (RFC 2595) and AUTH (RFC 5034)."""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Lines, Mode, Protocol, begins, client, enter, finding, left, likely, of,
                      remember, server, switch, switch_to, text, trimmed, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

STATUS = begins(b"+OK", b"-ERR")
VERBS = begins(b"USER", b"PASS", b"APOP", b"STAT", b"LIST", b"RETR", b"DELE", b"NOOP", b"RSET", b"QUIT", b"TOP ",
               b"UIDL", b"CAPA", b"STLS", b"AUTH", b"LAST", b"UTF8", b"LANG", b"XTND")
REPLY = (
    server(), enter("", OTHER),
    Field("response", word, scope="session", keep="distinct", says="+OK or -ERR"),
    Field("description", trimmed, says="the same in words"),
    when(of("response") == "-ERR", when(of("asked") == 3, finding("login_failed")), remember("asked", 0),
         otherwise=(when(of("asked") == 1, enter("lines")),
                    when(of("asked") == 2, switch_to("protocol", "tls")), remember("asked", 0))))
COMMAND = (
    client(), Field("command", word, scope="session", says="what is asked for"), remember("asked", 0),
    switch("command", {
        "USER": Field("user", trimmed, scope="session", keep="distinct", says="who logs in"),
        "PASS": (Field("password", trimmed, says="for all to read"),
                 remember("asked", 3), finding("clear_text_credentials")),
        ("RETR", "TOP", "CAPA"): (Field("argument", trimmed, says="of the command"), remember("asked", 1)),
        ("LIST", "UIDL"): when(left > 0,
                               Field("argument", trimmed, says="of the command"), otherwise=remember("asked", 1)),
        "STLS": remember("asked", 2),
        "AUTH": (Field("mechanism", trimmed, says="how the client proves who it is (SASL)"), remember("asked", 3)),
    }, default=Field("argument", trimmed, says="of the command")))

POP = Protocol(
    key="pop", title="POP3", reference="RFC 1939", layer=7, rides_on={"tcp.port": (110, 1110)},
    starts=(),
    framing=Lines(most=4096),
    probe=(when(STATUS, likely()),
           when(begins(b"USER ", b"CAPA", b"APOP ", b"STLS", b"AUTH"), likely())),
    layout=(when(STATUS, *REPLY, otherwise=when(
        VERBS, *COMMAND, otherwise=Field("text", text, says="a line that is no command"))),),
    # What a server sends in several lines ends with a point.
    modes=(Mode("lines", (), ends=b"."),),
    info=("{command} {argument}", "{command}", "{response} {description}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "A mail server refused a login.")))
