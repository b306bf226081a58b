"""PPTP: how tunnels of PPP in GRE are set up (RFC 2637). The tunnels themselves are GRE."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, client, ended, bound, finding, left, names, octets, of, server,
                      switch, text, u8, u16, u32, when)

MESSAGE = names(
    1, "start control connection request", 2, "start control connection reply", 3, "stop control connection request",
    4, "stop control connection reply", 5, "echo request", 6, "echo reply", 7, "outgoing call request",
    8, "outgoing call reply", 9, "incoming call request", 10, "incoming call reply", 11, "incoming call connected",
    12, "call clear request", 13, "call disconnect notify", 14, "WAN error notify", 15, "set link info")
RESULT = names(1, "success", 2, "general error", 3, "already exists, or no carrier", 4, "not authorized, or busy",
               5, "version not supported, or no dial tone", 6, "timeout", 7, "do not accept")
MAGIC = 0x1A2B3C4D


def name(field: Field) -> object:
    """Text in 64 bytes, filled up with zeros."""
    return bound(64, field)


HOST = name(Field("host", ended(b"\0", text, or_end=True), scope="session", keep="distinct", says="name of the sender"))
VENDOR = name(Field("vendor", ended(b"\0", text, or_end=True), scope="session", keep="distinct",
                    says="who made the sender"))
CAPABILITIES = (Field("framing", u32, flags=names(1, "asynchronous", 2, "synchronous"), says="frames that it can send"),
                Field("bearer", u32, flags=names(1, "analog", 2, "digital"), says="lines that it has"),
                Field("channels", u16, says="calls at a time"), Field("firmware", u16, base=16, says="of the sender"),
                HOST, VENDOR)
VERSION = Field("version", u16, base=16, says="of PPTP, 0x0100")
ANSWERED = (Field("result", u8, names=RESULT, scope="session", keep="distinct", says="outcome"),
            Field("error", u8, says="more about it"), when(of("result") > 1, finding("refused")))
CALL = Field("call", u16, says="the sender's number of the call, which the tunnel's packets to it have")
REST = when(left > 0, Field("data", octets, says="of the message"))

PPTP = Protocol(
    key="pptp", title="PPTP", reference="RFC 2637", layer=7, rides_on={"tcp.port": 1723},
    starts=(b"\0\x9c\0\1", b"\0\xa8\0\1"), framing=Framing(header=12, length=u16, at=0, most=1024),
    layout=(
        Field("length", u16, unit="bytes", only=(range(12, 1025),), says="of the whole message"),
        Field("kind", u16, only=(1, 2), says="1: about calls; 2: management"),
        Field("magic", u32, base=16, only=(MAGIC,), says="always the same"),
        Field("message", u16, names=MESSAGE, scope="session", keep="distinct", only=(range(1, 16),),
              says="what the message is"),
        Field("reserved", u16, says="zero"),
        switch("message", {
            1: (client(), VERSION, Field("reserved_1", u16, says="zero"), *CAPABILITIES),
            2: (server(), VERSION, *ANSWERED, *CAPABILITIES),
            7: (CALL, Field("serial", u16, says="counts calls"),
                Field("lowest_speed", u32, unit="bit/s", says="wanted"),
                Field("highest_speed", u32, unit="bit/s", says="wanted"), REST),
            8: (CALL, Field("peer_call", u16, says="the receiver's number of the call"), *ANSWERED, REST),
            (12, 13, 15): (CALL, REST),
        }, default=REST)),
    info=("{message}", "{host}", "{result}"),
    findings=(Finding("refused", Severity.NOTE, "A PPTP peer refused a tunnel or a call."),))
