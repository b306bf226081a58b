"""DoIP: diagnostics of vehicles over IP (ISO 13400-2)."""
from ..define import (Field, Framing, Protocol, carry, finding, left, mac, names, octets, of, sized, switch, text, u8,
                      u16, u32, when)
from ..findings import REFUSED

TYPE = names(
    0x0000, "header refused", 0x0001, "vehicle identification request", 0x0002, "vehicle identification request by EID",
    0x0003, "vehicle identification request by VIN", 0x0004, "vehicle announcement",
    0x0005, "routing activation request", 0x0006, "routing activation response", 0x0007, "alive check request",
    0x0008, "alive check response", 0x4001, "entity status request", 0x4002, "entity status response",
    0x4003, "power mode request", 0x4004, "power mode response", 0x8001, "diagnostic message",
    0x8002, "diagnostic message accepted", 0x8003, "diagnostic message refused")
HEADER_REFUSED = names(
    0, "pattern", 1, "unknown payload type", 2, "message too large", 3, "out of memory", 4, "payload length")
ACTIVATION = names(
    0x00, "unknown source address", 0x01, "all sockets in use", 0x02, "source address differs",
    0x03, "source address in use", 0x04, "authentication missing", 0x05, "confirmation refused",
    0x06, "unsupported activation type", 0x07, "TLS required", 0x10, "activated", 0x11, "confirmation required")
DIAGNOSTIC = names(
    0x02, "source address", 0x03, "unknown target address", 0x04, "message too large", 0x05, "out of memory",
    0x06, "target unreachable", 0x07, "unknown network", 0x08, "transport error")
SOURCE = Field("source", u16, base=16, scope="session", keep="distinct", says="logical address of the sender")
TARGET = Field("target", u16, base=16, scope="session", keep="distinct", says="logical address of the receiver")
VIN = Field("vin", sized(17, text), scope="session", keep="distinct", says="vehicle identification number")

DOIP = Protocol(
    key="doip", title="DoIP", reference="ISO 13400-2", layer=7, rides_on={"tcp.port": 13400, "udp.port": 13400},
    starts=(b"\x01\xfe", b"\x02\xfd", b"\x03\xfc", b"\xff\x00"),
    framing=Framing(header=8, length=u32, at=4, adds=8, most=1 << 24), datagrams=True,
    layout=(
        Field("version", u16, base=16, only=(0x01FE, 0x02FD, 0x03FC, 0x04FB, 0xFF00), says="version and its inverse"),
        Field("type", u16, names=TYPE, base=16, scope="session", keep="distinct", only=tuple(TYPE.names)),
        Field("length", u32, unit="bytes", says="what follows"),
        switch("type", {
            0x0000: (Field("header_code", u8, names=HEADER_REFUSED, scope="session"), finding("error")),
            0x0002: Field("eid", mac), 0x0003: VIN,
            0x0004: (VIN, Field("logical_address", u16, base=16, scope="session", keep="distinct"), Field("eid", mac),
                     Field("gid", mac), Field("further_action", u8), when(left > 0, Field("synchronised", u8))),
            0x0005: (SOURCE, Field("activation_type", u8), Field("reserved", u32), when(left > 0, Field("oem", u32))),
            0x0006: (Field("tester", u16, base=16), SOURCE,
                     Field("activation", u8, names=ACTIVATION, scope="session", keep="distinct"),
                     Field("reserved", u32), when(left > 0, Field("oem", u32)),
                     when(of("activation") < 0x10, finding("error"))),
            0x0008: SOURCE,
            0x4002: (Field("node_type", u8), Field("sockets_most", u8), Field("sockets_open", u8),
                     when(left >= 4, Field("data_most", u32, unit="bytes"))),
            0x4004: Field("power_mode", u8, names=names(0, "not ready", 1, "ready", 2, "not supported")),
            0x8001: (SOURCE, TARGET, when(left > 0, carry("doip.message", 0x8001))),
            (0x8002, 0x8003): (SOURCE, TARGET, Field("diagnostic_code", u8, names=DIAGNOSTIC),
                               when(of("type") == 0x8003, finding("error")), when(left > 0, Field("quoted", octets))),
        }, default=when(left > 0, Field("data", octets)))),
    info=("{type}", "{vin}", "{activation}"),
    findings=(REFUSED,))
