"""OPC UA over TCP: secure channels, sessions and services (OPC 10000-6, clauses 5 and 7.1).

Under a security policy everything behind the headers of a channel is encrypted: then there are lengths and numbers. The
bodies of services are read as far as their headers, and as far as they name who logs in.
"""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, ahead, begins, certain, client, contains, counted, filetime,
                      find, finding, le16, le32, left, likely, names, octets, of, remember, server, sized, skip, switch,
                      text, u8, when)
from ..findings import CLEAR_TEXT_CREDENTIALS, CONTROLLED, REFUSED, WRITTEN

# Each service's request by the number of its encoding; its response has a number greater by 3.
_SERVICES = {
    422: "find servers", 428: "get endpoints", 434: "register server", 446: "open secure channel",
    452: "close secure channel", 461: "create session", 467: "activate session", 473: "close session", 479: "cancel",
    488: "add nodes", 494: "add references", 500: "delete nodes", 506: "delete references", 527: "browse",
    533: "browse next", 554: "translate browse paths", 560: "register nodes", 566: "unregister nodes",
    615: "query first", 621: "query next", 631: "read", 664: "history read", 673: "write", 700: "history update",
    712: "call", 751: "create monitored items", 763: "modify monitored items", 769: "set monitoring mode",
    775: "set triggering", 781: "delete monitored items", 787: "create subscription", 793: "modify subscription",
    799: "set publishing mode", 826: "publish", 832: "republish", 841: "transfer subscriptions",
    847: "delete subscriptions"}
SERVICE = names(397, "service fault", *(word for number, name in _SERVICES.items()
                                        for word in (number, f"{name} request", number + 3, f"{name} response")))
STATUS = names(
    0, "good", 0x80010000, "unexpected error", 0x80020000, "internal error", 0x80030000, "out of memory",
    0x80050000, "communication error", 0x80070000, "encoding error", 0x80080000, "decoding error",
    0x800A0000, "timeout", 0x800B0000, "service unsupported", 0x800F0000, "nothing to do",
    0x80100000, "too many operations", 0x80120000, "certificate invalid", 0x80130000, "security checks failed",
    0x801F0000, "user access denied", 0x80200000, "identity token invalid", 0x80210000, "identity token rejected",
    0x80220000, "secure channel id invalid", 0x80250000, "session id invalid", 0x80260000, "session closed",
    0x80270000, "session not activated", 0x80280000, "subscription id invalid", 0x80340000, "node id unknown",
    0x803B0000, "not writable", 0x80540000, "security mode rejected", 0x80550000, "security policy rejected",
    0x807C0000, "too many sessions", 0x807D0000, "TCP server too busy", 0x807E0000, "TCP message type invalid",
    0x80800000, "TCP message too large", 0x80820000, "TCP internal error", 0x80830000, "TCP endpoint URL invalid")
NONE = "http://opcfoundation.org/UA/SecurityPolicy#None"
CLOSED = 0xFFFFFFFF         # a length: there is no such text

STRING, BYTES = counted(le32, text), counted(le32, octets)
NO_TEXT = ahead(le32, CLOSED)
ENDPOINT = Field("endpoint", STRING, scope="session", keep="distinct")
RESULT = Field("result", le32, names=STATUS, base=16, scope="session", keep="distinct")
SEQUENCE = (Field("sequence", le32), Field("request_id", le32, says="the answer has the request's"))
# A user's name and password in the identity of a session (OPC 10000-4, clause 7.40.4), encoding 324. Where the channel
# is not encrypted, the name of an algorithm says that at least the password is.
IDENTITY = b"\x01\x00\x44\x01\x01"
LOGIN = when(contains(IDENTITY), find(IDENTITY), skip(4), when(~NO_TEXT, Field("policy_id", STRING), otherwise=skip(4)),
             when(~NO_TEXT, Field("user_name", STRING, scope="session", keep="distinct"), otherwise=skip(4)),
             when(~NO_TEXT, Field("password", BYTES, says="for all to read, where no algorithm is said"),
                  when(NO_TEXT, finding("clear_text_credentials"))))
SERVICES = when(
    ahead(u8, 1) & ahead(u8, 0, behind=1), skip(2),
    Field("service", le16, names=SERVICE, scope="session", keep="distinct"),
    switch("service", {
        673: finding("write"), 700: finding("write"), 712: finding("control"), 467: LOGIN,
        (397, *(number + 3 for number in _SERVICES)): (
            Field("time", filetime), Field("request_handle", le32), RESULT,
            when(of("result") >= 0x80000000, finding("error")))}))
REST = when(left > 0, Field("data", octets, says="of a service, or encrypted"))

OPCUA = Protocol(
    key="opcua", title="OPC UA", reference="OPC 10000-6", layer=7, rides_on={"tcp.port": (4840, 4843)},
    starts=(b"HELF", b"RHEF"), framing=Framing(header=8, length=le32, at=4, most=1 << 24),
    probe=(when(begins(b"HELF", b"RHEF") & contains(b"opc."), certain()),
           when(begins(b"HELF", b"ACKF", b"ERRF", b"RHEF", b"OPNF", b"MSGF", b"MSGC", b"MSGA", b"CLOF"), likely())),
    layout=(
        Field("type", sized(3, text), scope="session", keep="distinct",
              only=("HEL", "ACK", "ERR", "RHE", "OPN", "CLO", "MSG")),
        Field("chunk", sized(1, text), only=("F", "C", "A"), says="F: final, C: more follow, A: given up"),
        Field("length", le32, unit="bytes"),
        switch("type", {
            ("HEL", "ACK"): (
                Field("version", le32), Field("receive_buffer", le32, unit="bytes"),
                Field("send_buffer", le32, unit="bytes"), Field("message_most", le32, unit="bytes"),
                Field("chunks_most", le32),
                when(of("type") == "HEL", client(), ENDPOINT,
                     otherwise=server())),
            "ERR": (RESULT, when(~NO_TEXT & (left >= 4), Field("reason", STRING, scope="session", keep="distinct")),
                    finding("error")),
            "RHE": (Field("server_uri", STRING, scope="session"), ENDPOINT),
            "OPN": (
                Field("channel", le32), Field("policy", STRING, scope="session", keep="distinct"),
                when(NO_TEXT, skip(4), otherwise=Field("certificate", BYTES)),
                when(NO_TEXT, skip(4), otherwise=Field("thumbprint", BYTES)),
                when(of("policy") == NONE, finding("no_security"), *SEQUENCE, SERVICES,
                     otherwise=remember("encrypted", 1)),
                REST),
            ("MSG", "CLO"): (
                Field("channel", le32), Field("token", le32),
                when(of("encrypted") == 0, *SEQUENCE, SERVICES), REST),
        }),
    ),
    info=("{type}", "{endpoint}", "{service}", "{result}", "{reason}"),
    findings=(CLEAR_TEXT_CREDENTIALS, WRITTEN, CONTROLLED, REFUSED,
              Finding("no_security", Severity.NOTE, "A secure channel was opened without signature and encryption.")))
