"""STOMP: messages through brokers, in frames of text (STOMP 1.2). A frame ends at a zero byte: a body that has some is
read in pieces."""
from ...model import Severity
from ..define import (Field, Finding, Lines, Protocol, begins, certain, client, contains, finding, headers, left,
                      likely, line,
                      refute, repeat, server, skip, switch, text, trimmed, when)
from ..findings import CLEAR_TEXT_CREDENTIALS


def kept(name: str, says: str) -> Field:
    """A header that the session keeps."""
    return Field(name, trimmed, scope="session", keep="distinct", keep_most=64, says=says)


STOMP = Protocol(
    key="stomp", title="STOMP", reference="STOMP 1.2", layer=7, rides_on={"tcp.port": 61613, "websocket.protocol": (
        "v10.stomp", "v11.stomp", "v12.stomp")},
    starts=(b"CONN", b"STOM"), framing=Lines(most=65536, ends=b"\0"),
    probe=(repeat(when(begins(b"\n", b"\r"), skip(1))),
           when(begins(b"CONNECT\n", b"STOMP\n", b"CONNECTED\n", b"CONNECT\r\n", b"STOMP\r\n", b"CONNECTED\r\n"), when(
               contains(b"\naccept-version:") | contains(b"\nversion:") | contains(b"\nlogin:"), certain(),
               otherwise=likely()),
               otherwise=when(begins(b"SEND\n", b"SUBSCRIBE\n", b"MESSAGE\n", b"ERROR\n", b"RECEIPT\n", b"ACK\n"),
                              likely(),
                              otherwise=refute()))),
    layout=(
        repeat(when(begins(b"\n", b"\r"), skip(1))),
        when(left > 0,
             line(Field("command", trimmed, scope="session", keep="distinct", says="what is asked or told")),
             headers({
                 "host": kept("host", "virtual host that is wanted"), "version": kept("version", "of STOMP"),
                 "server": kept("server_name", "program of the broker"), "login": kept("user", "who connects"),
                 "passcode": (Field("password", trimmed, says="for all to read"), finding("clear_text_credentials")),
                 "destination": kept("destination", "queue or topic"), "message": kept("message", "why it failed"),
                 "content-type": Field("content_type", trimmed), "receipt": Field("receipt", trimmed),
             }, default=Field("header", text)),
             switch("command", {("CONNECT", "STOMP", "SEND", "SUBSCRIBE", "ACK", "NACK", "BEGIN", "COMMIT"): client(),
                                ("CONNECTED", "MESSAGE", "RECEIPT"): server(), "ERROR": (server(), finding("error"))}),
             when(left > 0, Field("body", text, says="what the message carries")))),
    info=("{command} {destination}", "{command} {message}", "{command}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("error", Severity.NOTE, "A STOMP broker refused something.")))
