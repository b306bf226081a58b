"""What is asked and answered in protocols: by which attributes requests and answers are known, and belong together.

A message begins with its `ask` or `answer` attribute and has all that its protocol says behind it.
"""
from __future__ import annotations

from ..records import record

Names = tuple[str, ...]


@record(frozen=True, slots=True)
class Exchange:
    """How a protocol asks and answers. Attributes are named without the protocol."""

    protocol: str
    ask: str                        # the attribute that a request begins with
    answer: str                     # ... an answer; the same where all messages are alike: then `is_answer` or the
    told: Names                     # direction tells them apart. What is shown of a request, ...
    said: Names                     # ... of an answer
    key: Names = ()                 # by what they belong together; (): answers come in the order of their requests
    is_answer: str = ""             # the attribute that says whether a message is an answer
    interim: Names = ()             # how answers begin behind which another one comes
    silent: Names = ()              # requests that nobody answers
    secret: Names = ()              # requests of which no more is shown: they have a password
    lane: str = ""                  # the attribute before each message, and each part of it, that says in which stream
                                    # it is said; requests and answers of a stream belong together
    sides: bool = False             # what one side begins so is a request, what the other begins so an answer


EXCHANGES = (
    Exchange("http", "method", "status_code", ("method", "uri"), ("status_code",), interim=("1",)),
    *(Exchange(protocol, "method", "status_code", ("method", "path"), ("status_code",), ("stream",), interim=("1",),
               lane="stream") for protocol in ("http2", "http3")),
    Exchange("dns", "id", "id", ("query_type", "query_name"), ("rcode", "answers"), ("id",), "response"),
    Exchange("mdns", "id", "id", ("query_type", "query_name"), ("rcode", "answers"), ("id",), "response"),
    Exchange("llmnr", "id", "id", ("query_type", "query_name"), ("rcode", "answers"), ("id",), "response"),
    Exchange("nbns", "id", "id", ("query_name",), ("rcode",), ("id",), "response"),
    Exchange("sip", "method", "status_code", ("method", "request_uri"), ("status_code", "reason"),
             ("call_id", "sequence"), interim=("1",), silent=("ACK",)),
    Exchange("rtsp", "method", "status_code", ("method", "uri"), ("status_code", "reason"), ("sequence",),
             interim=("1",)),
    Exchange("smtp", "command", "response_code", ("command", "recipient", "sender", "client_name"),
             ("response_code", "response"), interim=("3",)),
    Exchange("ftp", "command", "response_code", ("command", "argument", "file", "user"),
             ("response_code", "response"), interim=("1",), secret=("PASS",)),
    Exchange("pop", "command", "response", ("command", "argument", "user"), ("response", "description"),
             secret=("PASS",)),
    Exchange("imap", "tag", "tag", ("command", "mailbox", "argument"), ("status", "response"), ("tag",), sides=True),
    Exchange("ldap", "message_id", "message_id", ("operation", "dn"), ("operation", "result"), ("message_id",),
             sides=True),
    Exchange("snmp", "version", "version", ("pdu",), ("pdu", "error_status"), ("request_id",), sides=True),
    Exchange("radius", "code", "code", ("code", "user_name"), ("code",), ("identifier",), sides=True),
    Exchange("modbus", "transaction", "transaction", ("function_code", "address", "quantity"),
             ("function_code", "exception_code"), ("transaction",), sides=True),
    Exchange("smb2", "protocol_id", "protocol_id", ("command",), ("status",), ("message_id",), "response"),
    Exchange("ntp", "mode", "mode", ("mode",), ("mode", "stratum"), sides=True),
)
HANDSHAKE = "tls"       # of TLS is shown how long the handshake took
BY_PROTOCOL = {exchange.protocol: exchange for exchange in EXCHANGES}
