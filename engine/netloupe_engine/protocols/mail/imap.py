"""IMAP: mailboxes on a server (RFC 9051, RFC 3501), with STARTTLS and literals."""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Lines, Mode, Protocol, begins, certain, client, contains, enter, finding,
                      left, likely, literal, of, remember, server, switch, switch_to, take, text, trimmed, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

STATUS = begins(b"OK ", b"NO ", b"BAD ")
NEXT = literal(enter("continued"))
COMMANDS = begins(
    b"CAPABILITY", b"NOOP", b"LOGOUT", b"STARTTLS", b"AUTHENTICATE", b"LOGIN", b"ENABLE", b"SELECT", b"EXAMINE",
    b"CREATE", b"DELETE", b"RENAME", b"SUBSCRIBE", b"UNSUBSCRIBE", b"LIST", b"NAMESPACE", b"STATUS", b"APPEND", b"IDLE",
    b"CLOSE", b"UNSELECT", b"EXPUNGE", b"SEARCH", b"FETCH", b"STORE", b"COPY", b"MOVE", b"UID ", b"LSUB", b"CHECK")

IMAP = Protocol(
    key="imap", title="IMAP", reference="RFC 9051", layer=7, rides_on={"tcp.port": 143},
    starts=(b"* OK", b"* PREAUTH", b"* BYE"),
    framing=Lines(most=8192),
    probe=(when(begins(b"* OK", b"* PREAUTH") & contains(b"IMAP"), certain()),
           when(begins(b"* OK", b"* BYE", b"* CAPABILITY", b"+ "), likely()),
           Field("tag", word, says="by which an answer is known"), when(COMMANDS | STATUS, likely())),
    layout=(
        when(begins(b"* "), server(),
             Field("tag", word, says="by which an answer is known"),
             Field("untagged", text, says="what the server tells"), NEXT,
             otherwise=when(
                 begins(b"+"), server(),
                 Field("tag", word, says="by which an answer is known"),
                 Field("continuation", trimmed, says="the server waits for more"),
                 when(of("authenticating") == 1, enter("authentication", OTHER)),
                 otherwise=(
                     Field("tag", word, says="by which an answer is known"),
                     when(STATUS, server(),
                          Field("status", word, scope="session", keep="distinct", says="outcome of a command"),
                          Field("response", trimmed, says="the same in words"),
                          when((of("asked_tls") == 1) & (of("status") == "OK"), switch_to("protocol", "tls")),
                          when((of("authenticating") > 0) & (of("status") == "NO"), finding("login_failed")),
                          remember("asked_tls", 0), remember("authenticating", 0), enter("", OTHER),
                          otherwise=when(
                              left > 0, client(), when(begins(b"UID "), take("by_uid", word)),
                              Field("command", word, scope="session", says="what is asked for"),
                              switch("command", {
                                  "LOGIN": (Field("user", word, scope="session", keep="distinct", says="who logs in"),
                                            Field("password", trimmed, says="for all to read"),
                                            remember("authenticating", 2),
                                            finding("clear_text_credentials")),
                                  "AUTHENTICATE": (Field("mechanism", word,
                                                         says="how the client proves who it is (SASL)"),
                                                   Field("argument", trimmed, says="of the command"),
                                                   remember("authenticating", 1)),
                                  "STARTTLS": remember("asked_tls", 1),
                                  ("SELECT", "EXAMINE"): Field("mailbox", trimmed, scope="session", keep="distinct",
                                                               says="what is opened"),
                              }, default=Field("argument", trimmed, says="of the command")),
                              NEXT))))),
    ),
    modes=(
        # Behind a literal its line goes on.
        Mode("continued", (Field("text", text, says="rest of a line"), enter(""), NEXT)),
        Mode("authentication", (Field("credentials", trimmed, says="what the client proves it by"),
                                enter(""), finding("clear_text_credentials"))),
    ),
    info=("{tag} {command} {argument}", "{command}", "{tag} {status} {response}", "{untagged}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "A mail server refused a login.")))
