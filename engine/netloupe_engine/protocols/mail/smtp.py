"""SMTP: mail on its way (RFC 5321), with STARTTLS (RFC 3207), AUTH (RFC 4954), BDAT (RFC 3030), LMTP (RFC 2033)."""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Lines, Mode, Protocol, ahead, begins, certain, client, contains, decimal,
                      digits, ended, enter, find, finding, hop, left, likely, of, remember, server, sized, switch,
                      switch_to, text, trimmed, u8, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

VERBS = begins(b"HELO", b"EHLO", b"LHLO", b"MAIL", b"RCPT", b"DATA", b"BDAT", b"RSET", b"VRFY", b"EXPN", b"HELP",
               b"NOOP", b"QUIT", b"TURN", b"ETRN", b"AUTH", b"STARTTLS", b"SEND", b"XCLIENT")
ASKED_TLS = of("asked_tls") == 1
IS_REPLY = digits(3) & (ahead(u8, ord(" "), behind=3) | ahead(u8, ord("-"), behind=3) | (left == 3))
REPLY = (
    server(),
    Field("response_code", sized(3, decimal), scope="session", number_first=True, says="outcome of a command"),
    Field("response", trimmed, says="the same in words"),
    enter("", OTHER),
    switch("response_code", {
        354: enter("header", OTHER),
        334: enter("authentication", OTHER),
        220: when(ASKED_TLS, remember("asked_tls", 0), switch_to("protocol", "tls")),
        range(400, 600): (when(of("response_code") == 535, finding("login_failed")), remember("asked_tls", 0)),
    }))
ADDRESS = ended(b">")
COMMAND = (
    client(), Field("command", word, scope="session", says="what is asked for"),
    switch("command", {
        ("HELO", "EHLO", "LHLO"): Field("client_name", trimmed, scope="session", keep="distinct",
                                        says="who the client says it is"),
        "MAIL": (find(b"<"),
                 Field("sender", ADDRESS, scope="session", keep="distinct", says="address errors go to"),
                 Field("parameters", trimmed, says="of the command")),
        "RCPT": (find(b"<"),
                 Field("recipient", ADDRESS, scope="session", keep="distinct", says="address the mail goes to"),
                 Field("parameters", trimmed, says="of the command")),
        "BDAT": (Field("chunk_size", ended(b" ", decimal, or_end=True), unit="bytes", says="of a part of the mail"),
                 hop("chunk_size"), Field("parameters", trimmed, says="of the command")),
        "STARTTLS": remember("asked_tls", 1),
        "AUTH": (Field("mechanism", word, scope="session", keep="distinct",
                       says="how the client proves who it is (SASL)"),
                 when(of("mechanism").one_of("PLAIN", "LOGIN"), finding("clear_text_credentials")),
                 when(left > 0, Field("credentials", trimmed, says="what the client proves it by"))),
    }, default=Field("parameters", trimmed, says="of the command")))


def header(name: str) -> tuple[object, ...]:
    """A line of the message's head that is kept."""
    return find(b":"), Field(name, trimmed, scope="session", keep="distinct")


SMTP = Protocol(
    key="smtp", title="SMTP", reference="RFC 5321", layer=7, rides_on={"tcp.port": (25, 587, 2525)},
    starts=(b"220", b"EHLO ", b"ehlo ", b"LHLO ", b"HELO ", b"MAIL FROM:", b"RCPT TO:"),
    framing=Lines(most=4096),
    probe=(when(begins(b"EHLO ", b"LHLO ", b"MAIL FROM:", b"RCPT TO:"), certain()),
           when(begins(b"220") & contains(b"SMTP"), certain()),
           when(begins(b"HELO ") | IS_REPLY, likely())),
    layout=(when(IS_REPLY, *REPLY, otherwise=when(
        VERBS, *COMMAND, otherwise=Field("text", text, says="a line that is no command"))),),
    modes=(
        Mode("header", ends=b".", layout=(
            when(left == 0, enter("body")),
            when(begins(b"subject:"), *header("subject")),
            when(begins(b"from:"), *header("from")),
            when(begins(b"to:"), *header("to")),
            when(begins(b"message-id:"), *header("message_id")),
            when(begins(b"content-type:"), *header("content_type")))),
        Mode("body", ends=b"."),
        Mode("authentication", (Field("credentials", trimmed, says="what the client proves it by"), enter(""))),
    ),
    info=("{command}", "{sender}", "{recipient}", "{response_code} {response}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "A mail server refused a login.")))
