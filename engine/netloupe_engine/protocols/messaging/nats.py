"""NATS: messages by subject (NATS client protocol), in lines; what a message carries is passed over."""
from ...model import Severity
from ..define import (Field, Finding, Lines, Protocol, begins, certain, client, contains, decimal, ended, find,
                      finding, hop, left,
                      likely, of, refute, seek, server, switch, take, text, trimmed, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

QUOTED = ended(b'"', or_end=True)


def found(key: bytes, *words: object) -> tuple[object, ...]:
    """What stands behind a key of JSON, wherever that is in the line."""
    return seek(0), when(contains(key), find(key), *words)


COMMAND = Field("command", word, scope="session", keep="distinct", says="what is asked or told")
SUBJECT = Field("subject", word, scope="session", keep="distinct", keep_most=64, says="what it is about")
REPLY_TO = Field("reply_to", word, scope="session", keep="distinct", keep_most=64, says="subject of an answer")
SIZE = Field("size", ended((b" ", b"\r"), decimal, or_end=True), unit="bytes", says="of what follows")
MAYBE_REPLY_TO = when(contains(b" "), REPLY_TO)
PASSED = (SIZE, hop(of("size") + 2))

NUMBER = Field("subscription_id", word, says="number of the subscription")
# With headers two sizes, the second of all that follows; a subject of an answer may stand before them.
HEADED = (take("first", word), when(contains(b" "), take("second", word)), *PASSED)

NATS = Protocol(
    key="nats", title="NATS", reference="NATS client protocol", layer=7, rides_on={"tcp.port": 4222},
    starts=(b"INFO",), framing=Lines(most=65536),
    probe=(when(begins(b'INFO {') & contains(b'"server_id"'), certain(), otherwise=when(
        begins(b"CONNECT {", b"PUB ", b"SUB ", b"MSG ", b"PING", b"PONG", b"+OK", b"-ERR '", b"HPUB ", b"HMSG ",
               b"UNSUB "), likely(),
        otherwise=refute())),),
    layout=(
        COMMAND,
        switch("command", {
            "INFO": (server(), *found(b'"version":"', Field("version", QUOTED, scope="session", keep="last",
                                                            says="of the server")),
                     *found(b'"server_name":"', Field("server_name", QUOTED, scope="session", keep="distinct"))),
            "CONNECT": (client(), *found(b'"name":"', Field("client_name", QUOTED, scope="session", keep="distinct",
                                                            says="of the program")),
                        *found(b'"lang":"', Field("language", QUOTED, says="of the program")),
                        *found(b'"user":"', Field("user", QUOTED, scope="session", keep="distinct",
                                                  says="who connects")),
                        *found(b'"pass":"', finding("clear_text_credentials")),
                        *found(b'"auth_token":"', finding("clear_text_credentials"))),
            ("SUB", "UNSUB"): (client(), SUBJECT, when(left > 0,
                                                       Field("subscription", trimmed, says="group, and number"))),
            "PUB": (client(), SUBJECT, MAYBE_REPLY_TO, *PASSED),
            "HPUB": (client(), SUBJECT, *HEADED),
            "MSG": (server(), SUBJECT, NUMBER, MAYBE_REPLY_TO, *PASSED),
            "HMSG": (server(), SUBJECT, NUMBER, *HEADED),
            "-ERR": (server(), Field("message", trimmed, says="why it failed"), finding("error")),
        }, default=when(left > 0, Field("rest", text, says="what else the line says")))),
    info=("{command} {subject}", "{command} {message}", "{command}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("error", Severity.NOTE, "NATS refused something.")))
