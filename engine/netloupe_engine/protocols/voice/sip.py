"""SIP: calls set up, changed and ended (RFC 3261), with its short header names (section 7.3.3)."""
from ...model import Severity
from ..define import (
    Field,
    Finding,
    HeadAndBody,
    Protocol,
    begins,
    carry,
    certain,
    client,
    contains,
    decimal,
    ended,
    finding,
    headers,
    left,
    line,
    malformed,
    names,
    octets,
    of,
    server,
    switch,
    text,
    trimmed,
    when,
    word,
)

STATUS = names(
    100, "Trying", 180, "Ringing", 181, "Call Is Being Forwarded", 182, "Queued", 183, "Session Progress",
    199, "Early Dialog Terminated", 200, "OK", 202, "Accepted", 204, "No Notification", 300, "Multiple Choices",
    301, "Moved Permanently", 302, "Moved Temporarily", 305, "Use Proxy", 380, "Alternative Service",
    400, "Bad Request", 401, "Unauthorized", 402, "Payment Required", 403, "Forbidden", 404, "Not Found",
    405, "Method Not Allowed", 406, "Not Acceptable", 407, "Proxy Authentication Required", 408, "Request Timeout",
    410, "Gone", 412, "Conditional Request Failed", 413, "Request Entity Too Large", 414, "Request-URI Too Long",
    415, "Unsupported Media Type", 416, "Unsupported URI Scheme", 420, "Bad Extension", 421, "Extension Required",
    422, "Session Interval Too Small", 423, "Interval Too Brief", 480, "Temporarily Unavailable",
    481, "Call/Transaction Does Not Exist", 482, "Loop Detected", 483, "Too Many Hops", 484, "Address Incomplete",
    485, "Ambiguous", 486, "Busy Here", 487, "Request Terminated", 488, "Not Acceptable Here", 489, "Bad Event",
    491, "Request Pending", 493, "Undecipherable", 500, "Server Internal Error", 501, "Not Implemented",
    502, "Bad Gateway", 503, "Service Unavailable", 504, "Server Time-out", 505, "Version Not Supported",
    513, "Message Too Large", 580, "Precondition Failure", 600, "Busy Everywhere", 603, "Decline",
    604, "Does Not Exist Anywhere", 606, "Not Acceptable")

METHODS = (b"INVITE ", b"ACK ", b"BYE ", b"CANCEL ", b"REGISTER ", b"OPTIONS ", b"PRACK ", b"SUBSCRIBE ", b"NOTIFY ",
           b"PUBLISH ", b"INFO ", b"REFER ", b"MESSAGE ", b"UPDATE ")
VERSION = Field("version", word, says="of SIP")


def kept(name: str, says: str) -> Field:
    """A header field that is said again and again in a dialog."""
    return Field(name, trimmed, scope="session", keep="distinct", keep_most=64, says=says)


SIP = Protocol(
    key="sip", title="Session Initiation Protocol", reference="RFC 3261", layer=7,
    rides_on={"udp.port": (5060, 5061), "tcp.port": (5060, 5061)},
    starts=(b"SIP/2.0 ", *METHODS),
    framing=HeadAndBody(length=(b"content-length", b"l"), most=1 << 16), datagrams=True,
    probe=(when(begins(b"SIP/2.0 "), certain()),
           when(begins(*METHODS) & contains(b" SIP/2.0\r\n"), certain())),
    layout=(
        line(when(begins(b"SIP/2.0 "),
                  server(), VERSION,
                  Field("status_code", ended(b" ", decimal, or_end=True), names=STATUS, number_first=True,
                        scope="session", says="how the request fares"),
                  Field("reason", trimmed, says="the same in words"),
                  when(of("status_code") >= 400, finding("refused")),
                  otherwise=(when(~contains(b" SIP/2.0"), malformed()),
                             client(), Field("method", word, scope="session", says="what the request asks for"),
                             Field("request_uri", word, says="whom it is for"), VERSION))),
        headers({
            ("call-id", "i"): Field("call_id", trimmed, scope="session", says="names the call"),
            ("from", "f"): kept("from", "who asks, and a tag of theirs"),
            ("to", "t"): kept("to", "who is asked, and a tag of theirs"),
            ("contact", "m"): kept("contact", "where to be reached directly"),
            ("via", "v"): Field("via", trimmed, says="a hop the response goes back by"),
            "cseq": Field("sequence", trimmed, says="place of the request in the dialog, and its method"),
            ("user-agent", "server"): kept("agent", "program that speaks"),
            ("subject", "s"): kept("subject", "what the call is about"),
            ("content-type", "c"): Field("content_type", ended(b";", text, or_end=True), says="what the body is"),
            ("content-length", "l"): Field("content_length", decimal, unit="bytes", says="of the body"),
            "max-forwards": Field("max_forwards", decimal, says="hops that may still follow"),
            "expires": Field("expires", decimal, unit="s", says="how long it holds"),
            ("authorization", "proxy-authorization"): Field("authorization", trimmed, says="proof of who asks"),
            ("www-authenticate", "proxy-authenticate"): Field("challenge", trimmed, says="what has to be proven"),
        }, default=Field("header", text, says="another header field")),
        when(left > 0, switch("content_type", {"application/sdp": carry("sip.body", "application/sdp")},
                              default=Field("body", octets, says="what is carried beside the headers"))),
    ),
    info=("{method} {request_uri}", "{status_code}", "{from}", "{to}"),
    findings=(Finding("refused", Severity.NOTE, "a request was refused or failed"),))
