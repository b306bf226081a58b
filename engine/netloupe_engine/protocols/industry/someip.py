"""SOME/IP: services of cars' control units (AUTOSAR PRS_SOMEIPProtocol; discovery: PRS_SOMEIPServiceDiscovery)."""
from ..define import (Field, Framing, Protocol, bound, carry, finding, left, names, nested, node, octets, of, repeat,
                      u8, u16, u32, when)
from ..findings import REFUSED

TYPE = names(
    0x00, "request", 0x01, "request, no answer", 0x02, "notification", 0x40, "request acknowledged",
    0x41, "request acknowledged, no answer", 0x42, "notification acknowledged", 0x80, "response", 0x81, "error",
    0xC0, "response acknowledged", 0xC1, "error acknowledged", 0x20, "request, part", 0x21, "request, no answer, part",
    0x22, "notification, part", 0xA0, "response, part", 0xA1, "error, part")
RETURN = names(
    0, "ok", 1, "not ok", 2, "unknown service", 3, "unknown method", 4, "not ready", 5, "not reachable", 6, "timeout",
    7, "wrong protocol version", 8, "wrong interface version", 9, "malformed message", 10, "wrong message type")
DISCOVERY = 0xFFFF

SOMEIP = Protocol(
    key="someip", title="SOME/IP", reference="AUTOSAR PRS_SOMEIPProtocol", layer=7,
    rides_on={"udp.port": (30490, 30501), "tcp.port": (30490, 30501)}, starts=(b"\xff\xff\x81\x00",),
    framing=Framing(header=8, length=u32, at=4, adds=8, most=1 << 24), datagrams=True,
    layout=(repeat(node(
        Field("message", nested, says="a datagram may have several"),
        Field("service", u16, base=16, scope="session", keep="distinct"),
        Field("method", u16, base=16, scope="session", keep="distinct", says="0x8000 and above: events"),
        bound(Field("length", u32, unit="bytes"),
              Field("client_id", u16, base=16), Field("session_id", u16),
              Field("protocol_version", u8, only=(1,)), Field("interface_version", u8),
              Field("type", u8, names=TYPE, base=16, scope="session", keep="distinct", only=tuple(TYPE.names)),
              Field("return_code", u8, names=RETURN, scope="session", keep="distinct", only=(range(0x60),)),
              when(of("return_code") > 0, finding("error")),
              when((of("service") == DISCOVERY) & (of("method") == 0x8100), carry("someip.message", DISCOVERY),
                   otherwise=when(left > 0, Field("payload", octets)))))),),
    info=("{service}", "{method}", "{type}", "{return_code}"),
    findings=(REFUSED,))
